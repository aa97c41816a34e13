package fit

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/alike"
)

// unread stands for a character that no code has.
const unread = '?'

// strange stands for a character beyond ASCII that no code has, as long as it
// matters whether it is an end mark.
const strange = 0x7F

// Read reads examples, one a line: the code that was meant, a tab, and what
// was read, which may be nothing. A second tab may follow, and what else each
// character read may be: the characters in their order with a bar between them,
// for each of them the alternatives with a comma between them, what was read
// being the first, and each alternative a character, a colon and its probability:
//
//	X0	XO	X:0.99|O:0.62,0:0.35,Q:0.01
//
// If one of the numbers of a line is above 1, they are scores of Tesseract, from
// 0 to 100, and [alike.Scores] makes probabilities of them. Empty lines, and those
// that begin with "# ", are skipped. Errors tell the line and not what is in it.
func Read(r io.Reader) ([]Example, error) {
	var examples []Example
	err := eachLine(r, func(line string) error {
		columns := strings.Split(line, "\t")
		if len(columns) < 2 || len(columns) > 3 {
			return errors.New("not a code, a tab and what was read")
		}
		if strings.TrimSpace(columns[0]) == "" {
			return errors.New("no code before the tab")
		}
		x := Example{Meant: columns[0], Read: columns[1]}
		if len(columns) == 3 && columns[2] != "" {
			var err error
			if x.Alternatives, err = ReadAlternatives(columns[2]); err != nil {
				return err
			}
			if AreScores(x.Alternatives) {
				ToProbabilities(x.Alternatives, &alike.TesseractScores)
			}
		}
		examples = append(examples, x)
		return nil
	})
	return examples, err
}

// errAlternatives says that alternatives are not as Read has them.
var errAlternatives = errors.New("alternatives are not characters with a colon and a number from 0 to 100 each, with commas between them, and bars between the characters read")

// ReadAlternatives reads the third column of what [Read] reads, the numbers as
// they are.
func ReadAlternatives(s string) ([][]Alternative, error) {
	places := [][]Alternative{nil}
	for {
		char, size := utf8.DecodeRuneInString(s)
		if !strings.HasPrefix(s[size:], ":") {
			return nil, errAlternatives
		}
		s = s[size+1:]
		end := strings.IndexAny(s, ",|")
		if end < 0 {
			end = len(s)
		}
		number, err := strconv.ParseFloat(s[:end], 64)
		if err != nil || !(0 <= number && number <= 100) {
			return nil, errAlternatives
		}
		last := len(places) - 1
		places[last] = append(places[last], Alternative{Char: char, Prob: number})
		if end == len(s) {
			return places, nil
		}
		if s[end] == '|' {
			places = append(places, nil)
		}
		s = s[end+1:]
	}
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

// withoutEndMarks drops, from a read that is longer than its code, what stands at
// an end and for nothing: characters that are neither a letter nor a digit nor a
// symbol of codes, such as the card's frame read as a bar.
func withoutEndMarks(read string, length int, symbols *[128]bool) string {
	isMark := func(b byte) bool {
		return b != unread && !symbols[b] && !('0' <= b && b <= '9' || 'A' <= b&^0x20 && b&^0x20 <= 'Z')
	}
	for len(read) > length && isMark(read[len(read)-1]) {
		read = read[:len(read)-1]
	}
	for len(read) > length && isMark(read[0]) {
		read = read[1:]
	}
	return strings.ReplaceAll(read, string(rune(strange)), string(rune(unread)))
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
				b = append(b, strange)
			}
		}
	}
	return string(b)
}
