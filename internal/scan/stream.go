package scan

import (
	"io"

	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/spell"
)

// Stream masks codes in what is written to it, and writes the rest on as it is.
type Stream struct {
	w    io.Writer
	mask masker
	in   []byte // what is held back, and when it goes on what follows it
	out  []byte
	err  error // what every further Write and Close returns
}

// How much of a write is worked on at a time, and how much of it while
// something is held back, to which it is copied.
const (
	chunk     = 64 << 10
	chunkHeld = 2 * spell.MaxInput
)

// NewStream returns a Stream that writes to w and masks the codes of formats.
func NewStream(w io.Writer, formats []*form.Format) *Stream {
	s := &Stream{w: w}
	for _, f := range formats {
		if f.Usable() {
			s.mask.formats = append(s.mask.formats, format{f})
		}
	}
	s.mask.next = make([]hit, len(s.mask.formats))
	s.mask.mask = maskFor(s.mask.formats)
	return s
}

// Write masks the codes in p and writes the result on, less what it holds back.
func (s *Stream) Write(p []byte) (n int, err error) {
	for len(p) > n && s.err == nil {
		text, held := p[n:min(len(p), n+chunk)], len(s.in)
		size := len(text)
		if held > 0 {
			size = min(size, chunkHeld)
			s.in = append(s.in, text[:size]...)
			text = s.in
		}
		used, took := s.pass(text, false)
		if s.err != nil {
			return n + max(took-held, 0), s.err
		}
		s.in = append(s.in[:0], text[used:]...)
		n += size
	}
	return n, s.err
}

// Close writes what was held back.
func (s *Stream) Close() error {
	switch {
	case s.err == io.ErrClosedPipe:
		return nil
	case s.err != nil:
		return s.err
	}
	if s.pass(s.in, true); s.err != nil {
		return s.err
	}
	s.in, s.err = nil, io.ErrClosedPipe
	return nil
}

// pass writes what is known of the text. It returns how much of the text that
// is, and after an error how much of it the underlying writer took.
func (s *Stream) pass(text []byte, final bool) (used, took int) {
	out, used, same := s.mask.run(s.out[:0], text, final)
	s.out = out
	if same {
		out = text[:used]
	}
	if len(out) > 0 {
		n, err := s.w.Write(out)
		if n > len(out) {
			n = 0
		}
		if n < len(out) && err == nil {
			err = io.ErrShortWrite
		}
		if s.err = err; err != nil {
			took = source(text, out, n)
		}
	}
	return used, took
}
