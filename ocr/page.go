package ocr

import (
	"image"
	"unicode/utf8"

	"github.com/redeemkit/redeem"
)

// Page is the text that an engine read in one picture, in the order of the
// file. The zero Page is empty. A Page that is made by hand works like one that
// was read from a file.
type Page struct{ Lines []Line }

// Line is a line of a page.
//
// Text is what the engine read, with one blank between words. Reading has the
// alternatives to each character of Text, except for blanks and other
// separators. It is ignored unless it is as long as the Reading that
// [redeem.Reading.AddString] makes of Text.
//
// Box is the position of the line in the unit of the file, usually pixels. It
// is empty if the file does not state one. This package does not use it.
type Line struct {
	Text    string
	Reading redeem.Reading
	Box     image.Rectangle
}

// What a page may have. A sheet of dense print has less than ten thousand
// characters; no engine is known to write more than four alternatives that
// matter.
const (
	maxChars        = 1 << 16 // characters on a page
	maxWord         = 1 << 10 // characters of a word that has alternatives
	maxAlternatives = 16      // of a character
)

// builder makes a page. Its methods stop to add anything beyond maxChars, and
// done then returns ErrSize.
type builder struct {
	page  Page
	line  Line
	text  []byte
	chars int // on the page
	alone redeem.Reading
}

// blank ends a word.
func (b *builder) blank() {
	if n := len(b.text); n > 0 && b.text[n-1] != ' ' && b.room() {
		b.text = append(b.text, ' ')
	}
}

func (b *builder) room() bool {
	b.chars++
	return b.chars <= maxChars
}

// char adds a character and what else it may be, itself among it. No
// alternatives mean that nothing else is known.
func (b *builder) char(char rune, alternatives []redeem.Alternative) {
	if isBlank(char) {
		b.blank()
		return
	}
	if !b.room() {
		return
	}
	start := len(b.text)
	b.text = utf8.AppendRune(b.text, char)
	// The Reading must stay as long as that of the text alone.
	if alternatives = b.symbols(alternatives); len(alternatives) > 0 && b.counts(char) == 1 {
		b.line.Reading.Add(alternatives...)
	} else {
		b.line.Reading.AddString(string(b.text[start:]))
	}
}

// counts returns how many characters of a Reading a character is: 0 for a
// separator.
func (b *builder) counts(char rune) int {
	b.alone.Reset()
	b.alone.AddString(string(char))
	return b.alone.Len()
}

// symbols returns the alternatives that are no separators, the first of them at
// least as likely as any other, so that it is what counts as read.
func (b *builder) symbols(alternatives []redeem.Alternative) []redeem.Alternative {
	kept := alternatives[:0]
	for _, a := range alternatives {
		if b.counts(a.Char) == 1 {
			kept = append(kept, a)
		}
	}
	for _, a := range kept {
		kept[0].Prob = max(kept[0].Prob, a.Prob)
	}
	return kept
}

// string adds characters of which nothing else is known.
func (b *builder) string(s string) {
	for _, char := range s {
		b.char(char, nil)
	}
}

// endLine ends a line. A line without text is left out.
func (b *builder) endLine(box image.Rectangle) {
	for len(b.text) > 0 && b.text[len(b.text)-1] == ' ' {
		b.text = b.text[:len(b.text)-1]
	}
	if len(b.text) > 0 {
		b.line.Text, b.line.Box = string(b.text), box
		b.page.Lines = append(b.page.Lines, b.line)
	}
	b.line, b.text = Line{}, b.text[:0]
}

// tooMuch ends the page: something that is not yet on it is too large.
func (b *builder) tooMuch() { b.chars = maxChars + 1 }

func (b *builder) full() bool { return b.chars > maxChars }

// done ends the page.
func (b *builder) done() (*Page, error) {
	b.endLine(image.Rectangle{})
	if b.full() {
		return nil, ErrSize
	}
	return &b.page, nil
}
