package scan

import (
	"bytes"
	"io"
	"unicode/utf8"
)

// Stream masks codes in what is written to it, and writes the rest on as it is.
type Stream struct {
	w    io.Writer
	set  *Set
	mask masker

	// What is held back, and before it as much of its line as matters to it. When
	// it goes on, what follows is copied behind it.
	in   []byte
	held int // where in it begins what is held back

	out    []byte
	skips  bool // the rest of the line, a part of which is lost
	closed bool
}

// chunk is how much of a text is worked on at a time: far more than is ever held
// back.
const chunk = 64 << 10

// NewStream returns a Stream that writes to w and masks the codes of a Set.
func NewStream(w io.Writer, s *Set) *Stream {
	return &Stream{w: w, set: s, mask: newMasker(s)}
}

// KeepNumbers has numbers stay: see Set.KeepNumbers.
func (s *Stream) KeepNumbers() { s.set.KeepNumbers() }

// Write masks the codes in p and writes the result on, less what it holds back.
func (s *Stream) Write(p []byte) (n int, err error) {
	if s.closed {
		return 0, io.ErrClosedPipe
	}
	i := 0
	if s.skips {
		if i = bytes.IndexByte(p, '\n') + 1; i == 0 {
			return len(p), nil
		}
		s.skips = false
	}
	for i < len(p) {
		to := min(i+chunk, len(p))
		held := len(s.in) - s.held
		text, from, origin := s.in, s.held, i-len(s.in) // where in p the text begins
		if len(s.in) > 0 {
			text = append(text, p[i:to]...)
			s.in = text
		} else {
			origin = contextOf(p, i)
			text, from = p[origin:to], i-origin
		}
		used, took, err := s.pass(text, from, false)
		if err != nil {
			s.in, s.held, s.mask = s.in[:0], 0, newMasker(s.set)
			s.skips = p[len(p)-1] != '\n'
			return i + max(took-held, 0), err
		}
		context := contextOf(text, used)
		if to < len(p) && origin+context >= 0 {
			s.in, s.held, i = s.in[:0], 0, origin+used // all that matters is in p
			continue
		}
		s.in = append(s.in[:0], text[context:]...)
		s.held, i = used-context, to
	}
	return len(p), nil
}

// contextOf returns where in b begins what matters to b[i:]: in its line, for
// nothing is looked at before a line end.
func contextOf(b []byte, i int) int {
	start := max(i-maxContext, 0)
	return start + bytes.LastIndexByte(b[start:i], '\n') + 1
}

// Close writes what was held back.
func (s *Stream) Close() error {
	if s.closed {
		return nil
	}
	s.closed = true
	_, _, err := s.pass(s.in, s.held, true)
	s.in, s.held = nil, 0
	return err
}

// pass writes what is known of text[from:]. It returns how far that is, and after
// an error how much of the text the underlying writer took.
func (s *Stream) pass(text []byte, from int, final bool) (used, took int, err error) {
	out, used, same := s.mask.run(s.out[:0], text, from, final)
	s.out = out
	if same {
		out = text[from:used]
	}
	if len(out) == 0 {
		return used, 0, nil
	}
	n, err := s.w.Write(out)
	if n < 0 || n > len(out) {
		n = 0
	}
	if n < len(out) && err == nil {
		err = io.ErrShortWrite
	}
	if err != nil {
		took = source(text[from:], out, n)
	}
	return used, took, err
}

// source returns how many bytes of b made the first n bytes of out.
func source(b, out []byte, n int) int {
	i := 0
	for k := range n {
		size := 1
		if out[k] != b[i] {
			_, size = utf8.DecodeRune(b[i:])
		}
		i += size
	}
	return i
}
