// Package unidata determines which symbols characters outside ASCII stand for
// in a redemption code, from the Unicode data in its directory ucd, and
// generates the table of package spell.
package unidata

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Version is the version of the embedded Unicode data.
const Version = "17.0.0"

var (
	//go:embed ucd/properties-17.0.0.txt
	propertiesText string

	//go:embed ucd/confusables-17.0.0.txt
	confusablesText string
)

// A span is a line of the properties file: a property of a run of code points.
type span struct {
	first, last rune
	property    string
	mapping     rune // the mapping of first, if the property is a decomposition type
}

func readProperties() ([]span, error) {
	var spans []span
	err := eachLine(strings.NewReader(propertiesText), func(fields []string) error {
		if len(fields) < 2 || len(fields) > 3 {
			return fmt.Errorf("%d fields", len(fields))
		}
		s := span{property: fields[1]}
		var err error
		if s.first, s.last, err = parseRange(fields[0]); err != nil {
			return err
		}
		if s.first < 0x80 {
			return fmt.Errorf("%U is ASCII", s.first)
		}
		if len(fields) == 3 {
			var last rune
			if s.mapping, last, err = parseRange(fields[2]); err != nil {
				return err
			}
			if last-s.mapping != s.last-s.first {
				return fmt.Errorf("%s and %s differ in length", fields[0], fields[2])
			}
		}
		spans = append(spans, s)
		return nil
	})
	return spans, err
}

// readConfusables returns the code points outside ASCII whose prototype is a
// single ASCII letter or digit, with that prototype.
func readConfusables() (map[rune]byte, error) {
	prototypes := make(map[rune]byte)
	err := eachLine(strings.NewReader(confusablesText), func(fields []string) error {
		if len(fields) != 3 {
			return fmt.Errorf("%d fields", len(fields))
		}
		if strings.Contains(fields[1], " ") {
			return nil
		}
		r, err := parseRune(fields[0])
		if err != nil {
			return err
		}
		to, err := parseRune(fields[1])
		if err != nil {
			return err
		}
		if r >= 0x80 && isAlnum(to) {
			prototypes[r] = byte(to)
		}
		return nil
	})
	return prototypes, err
}

// eachLine calls f with the fields of each line in UCD syntax, and skips lines
// without fields.
func eachLine(r io.Reader, f func(fields []string) error) error {
	sc := bufio.NewScanner(r)
	for n := 1; sc.Scan(); n++ {
		line, _, _ := strings.Cut(sc.Text(), "#")
		line = strings.TrimSpace(strings.TrimPrefix(line, "\ufeff"))
		if line == "" {
			continue
		}
		fields := strings.Split(line, ";")
		for i := range fields {
			fields[i] = strings.TrimSpace(fields[i])
		}
		if err := f(fields); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return sc.Err()
}

func parseRange(s string) (first, last rune, err error) {
	a, b, isRange := strings.Cut(s, "..")
	if !isRange {
		b = a
	}
	if first, err = parseRune(a); err != nil {
		return 0, 0, err
	}
	if last, err = parseRune(b); err != nil {
		return 0, 0, err
	}
	if last < first {
		return 0, 0, fmt.Errorf("range %s runs backwards", s)
	}
	return first, last, nil
}

func parseRune(s string) (rune, error) {
	n, err := strconv.ParseUint(s, 16, 21)
	return rune(n), err
}

func isAlnum(r rune) bool {
	return '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z'
}
