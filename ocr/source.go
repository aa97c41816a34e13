package ocr

import (
	"bufio"
	"io"
	"unicode/utf8"
)

// What a file may have.
const (
	maxBytes = 16 << 20 // of a file
	maxToken = 64 << 10 // of a tag, a text between tags, a line, or a word of JSON
	maxDepth = 64       // of elements, or objects and arrays, within each other
	maxItems = 1 << 20  // tags, texts, lines, or words of JSON
)

// source is a file in UTF-8 of at most maxBytes bytes that is read in pieces of
// at most maxToken, whatever a decoder would keep in memory.
type source struct {
	r     *bufio.Reader
	file  int    // bytes of the file so far
	piece int    // bytes since the last call of begin
	items int    // calls of begin
	err   error  // why there is nothing more to read
	char  []byte // what is left of a character, in room
	room  [utf8.UTFMax]byte
}

func newSource(r io.Reader) *source {
	s := &source{r: bufio.NewReader(r)}
	if mark, _ := s.r.Peek(3); string(mark) == "\uFEFF" {
		s.r.Discard(3)
	}
	return s
}

// begin begins a piece.
func (s *source) begin() {
	s.piece = 0
	if s.items++; s.items > maxItems && s.err == nil {
		s.err = ErrSize
	}
}

func (s *source) ReadByte() (byte, error) {
	if s.err == nil && (s.file == maxBytes || s.piece == maxToken) {
		s.err = ErrSize
	}
	if s.err != nil {
		return 0, s.err
	}
	if len(s.char) == 0 {
		char, size, err := s.r.ReadRune()
		if err == nil && char == utf8.RuneError && size == 1 {
			err = ErrEncoding
		}
		if err != nil {
			s.err = err
			return 0, err
		}
		s.char = utf8.AppendRune(s.room[:0], char)
	}
	x := s.char[0]
	s.char = s.char[1:]
	s.file++
	s.piece++
	return x, nil
}

// Read reads little at once, as it may belong to the next piece.
func (s *source) Read(b []byte) (int, error) {
	b = b[:min(len(b), 512)]
	for i := range b {
		x, err := s.ReadByte()
		if err != nil {
			return i, err
		}
		b[i] = x
	}
	return len(b), nil
}

// line returns the next line without its end, valid until the next call, and
// io.EOF behind the last one.
func (s *source) line(b []byte) ([]byte, error) {
	s.begin()
	for b = b[:0]; ; {
		x, err := s.ReadByte()
		switch {
		case err == io.EOF && len(b) > 0:
			return b, nil
		case err != nil:
			return nil, err
		case x == '\n':
			if n := len(b); n > 0 && b[n-1] == '\r' {
				b = b[:n-1]
			}
			return b, nil
		}
		b = append(b, x)
	}
}

// fault returns the error that a decoder's error stands for: that of the
// file's reader, or one of this package.
func (s *source) fault(other Error) error {
	if s.err != nil && s.err != io.EOF {
		return s.err
	}
	return other
}
