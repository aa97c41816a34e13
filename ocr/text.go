package ocr

import (
	"image"
	"io"
)

// ReadText reads plain text. Lines end in LF, CRLF, CR or a form feed. It
// returns an [Error], or the error of the reader.
func ReadText(r io.Reader) (*Page, error) {
	var (
		s    = newSource(r)
		b    builder
		room []byte
	)
	for {
		line, err := s.line(room)
		switch {
		case err == io.EOF:
			return b.done()
		case err != nil:
			return nil, err
		}
		room = line
		for _, char := range string(line) {
			if char == '\f' || char == '\r' {
				b.endLine(image.Rectangle{})
				continue
			}
			b.char(char, nil)
		}
		b.endLine(image.Rectangle{})
		if b.full() {
			return nil, ErrSize
		}
	}
}
