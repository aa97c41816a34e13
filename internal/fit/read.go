package fit

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/redeemkit/redeem"
)

// unread stands for a character that no code has.
const unread = '?'

// Read reads examples, one a line: the code that was meant, a tab, and what
// was read, which may be nothing. Empty lines, and those that begin with "# ",
// are skipped. Errors tell the line and not what is in it.
func Read(r io.Reader) ([]Example, error) {
	var examples []Example
	err := eachLine(r, func(line string) error {
		meant, read, ok := strings.Cut(line, "\t")
		switch {
		case !ok || strings.Contains(read, "\t"):
			return errors.New("not a code, a tab and what was read")
		case strings.TrimSpace(meant) == "":
			return errors.New("no code before the tab")
		}
		examples = append(examples, Example{meant, read})
		return nil
	})
	return examples, err
}

// eachLine calls f with every line that is not empty and no comment, and adds
// the line's number to what it returns.
func eachLine(r io.Reader, f func(line string) error) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<24)
	n := 0
	for lines.Scan() {
		n++
		line := strings.TrimSuffix(lines.Text(), "\r")
		if strings.TrimSpace(line) == "" || line == "#" || strings.HasPrefix(line, "# ") {
			continue
		}
		if err := f(line); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("line %d: %w", n+1, err)
	}
	return nil
}

// clean returns the characters of a code, without what groups them.
func clean(s string) string {
	var b []byte
	for _, r := range s {
		switch {
		case strings.ContainsRune(" \t\r\v\f-_./", r):
		case '!' <= r && r <= '~':
			b = append(b, byte(r))
		default:
			symbol, err := redeem.Normalize(string(r))
			if err == nil {
				b = append(b, symbol...)
			} else if err != redeem.ErrEmpty {
				b = append(b, unread)
			}
		}
	}
	return string(b)
}
