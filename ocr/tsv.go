package ocr

import (
	"bytes"
	"image"
	"io"
	"slices"
)

// The columns of Tesseract's TSV that are looked at.
const (
	tsvLevel = 0
	tsvPage  = 1 // page, block, paragraph and line: words that share all are in one line
	tsvWord  = 5
	tsvLeft  = 6
	tsvTop   = 7
	tsvWidth = 8
	tsvHigh  = 9
	tsvText  = 11
)

// The levels that are looked at, of five.
const (
	tsvLine  = 4
	tsvWords = 5
)

// ReadTSV reads the table that Tesseract writes with its configuration tsv: a
// head line, and for each word a line of twelve columns with tabs between them.
// It ignores the confidence of a word, because that of a character does not
// follow from it. It returns an [Error], or the error of the reader.
func ReadTSV(r io.Reader) (*Page, error) {
	var (
		s     = newSource(r)
		b     builder
		room  []byte
		last  []byte // page, block, paragraph and line of the line in the making
		at    image.Rectangle
		whole bool // lines have a box of their own
	)
	head, err := s.line(nil)
	if err == io.EOF || err == nil && !bytes.HasPrefix(head, []byte("level\tpage_num\t")) {
		return nil, ErrSyntax
	}
	if err != nil {
		return nil, err
	}
	for {
		line, err := s.line(room)
		switch {
		case err == io.EOF:
			b.endLine(at)
			return b.done()
		case err != nil:
			return nil, err
		}
		room = line
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		columns, text, ok := splitTSV(line)
		if !ok {
			return nil, ErrSyntax
		}
		level := number(columns[tsvLevel])
		if level != tsvLine && level != tsvWords {
			continue
		}
		id := bytes.Join(columns[tsvPage:tsvWord], []byte{'.'})
		if !slices.Equal(id, last) {
			b.endLine(at)
			last, at = id, image.Rectangle{}
		}
		left, top := number(columns[tsvLeft]), number(columns[tsvTop])
		where := box(left, top, left+number(columns[tsvWidth]), top+number(columns[tsvHigh]))
		if level == tsvLine {
			at, whole = where, true
			continue
		}
		if !whole { // a table of words alone
			at = at.Union(where)
		}
		b.blank()
		b.string(string(text))
		if b.full() {
			return nil, ErrSize
		}
	}
}

// splitTSV returns the columns of a line before the text, which has to be
// numbers, and the text. Tesseract leaves out the tab before an empty text.
func splitTSV(line []byte) (columns [tsvText][]byte, text []byte, ok bool) {
	for i := range columns {
		column, rest, more := bytes.Cut(line, []byte{'\t'})
		if x := number(column); x != x || !more && i < tsvText-1 {
			return columns, nil, false
		}
		columns[i], line = column, rest
	}
	return columns, line, true
}
