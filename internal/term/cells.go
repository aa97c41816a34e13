package term

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// Cells returns how many columns a text takes on a terminal. Colours take none.
func Cells(text string) int {
	n := 0
	for i := 0; i < len(text); {
		if skip := colourAt(text[i:]); skip > 0 {
			i += skip
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		n += runeCells(r)
		i += size
	}
	return n
}

// colourAt returns the length of the colour sequence that a text begins with.
func colourAt(text string) int {
	if len(text) < 2 || text[0] != 0x1b || text[1] != '[' {
		return 0
	}
	for i := 2; i < len(text); i++ {
		if text[i] == 'm' {
			return i + 1
		}
	}
	return 0
}

func runeCells(r rune) int {
	switch {
	case r < 0x300: // most of all text
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf), 0x1160 <= r && r <= 0x11FF: // Hangul that joins what is before
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// Printable returns a text as a terminal may show it, and the column at which
// the character that holds the byte at offset begins. What has no shape, or would
// control the terminal, is spelled as <U+200B> or, if it is no UTF-8, as <FF>.
func Printable(text []byte, offset int) (shown string, column int) {
	var b []byte
	at, base := 0, 0 // columns so far, and before the last character that takes some
	column = -1
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		piece := string(text[i : i+size])
		switch {
		case r == utf8.RuneError && size == 1:
			piece = fmt.Sprintf("<%02X>", text[i])
		case !unicode.IsGraphic(r) || 0x1160 <= r && r <= 0x11FF:
			piece = fmt.Sprintf("<U+%04X>", r)
		case runeCells(r) == 0 && at == 0:
			piece = "\u25CC" + piece // a circle to stand on
		}
		n := Cells(piece)
		if n > 0 {
			base = at
		}
		if column < 0 && offset < i+size {
			column = base
		}
		b = append(b, piece...)
		at += n
		i += size
	}
	if column < 0 {
		column = at
	}
	return string(b), column
}

// Around returns the part of a text, which must have no colour, that fits in so
// many columns and has the given column in it, and where that column is in the
// part. An ellipsis stands for what is left out.
func Around(text string, column, limit int) (part string, at int) {
	if Cells(text) <= limit && column < limit {
		return text, column
	}
	from := max(0, column-limit/2)
	var b []byte
	n, used := 0, 0
	at = -1
	if from > 0 {
		b, used = append(b, "…"...), 1
	}
	for _, r := range text {
		w := runeCells(r)
		if n < from || n == from && w == 0 && len(b) > 0 && from > 0 && used == 1 {
			n += w
			continue
		}
		if at < 0 && n >= column {
			at = used
		}
		if used+w > limit-1 {
			b = append(b, "…"...)
			used++
			break
		}
		b = append(b, string(r)...)
		n += w
		used += w
	}
	if at < 0 {
		at = used
	}
	return string(b), at
}
