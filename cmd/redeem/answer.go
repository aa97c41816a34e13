package main

import (
	"bufio"
	"io"
)

// handler answers the inputs of one run. It keeps nothing of an input.
type handler interface {
	// answer appends the answer to input number n and reports whether the
	// input was accepted.
	answer(dst []byte, n int64, input []byte) ([]byte, bool)
}

// maxAnswer is room for any answer: within it, appending allocates nothing.
const maxAnswer = 1 << 10

// inputs says where the inputs of a run come from and what follows them.
type inputs struct {
	file  string                  // the value of -f
	trim  bool                    // leave out white space around a line
	reads bool                    // an input is several reads with tabs between them, and the arguments are one input
	after func(dst []byte) []byte // appends what there is to say at the end; nil = each answer says it all
}

// answer has every input answered by h and returns the exit status.
func (c *call) answer(in inputs, h handler) int {
	s := stream{out: bufio.NewWriterSize(c.stdout, chunk)}
	var p *progress
	switch {
	case c.flags.NArg() == 0:
		r, done, err := c.open(in.file)
		if err != nil {
			return c.failed("opening the file", err)
		}
		defer done()
		p = newProgress(c, in.after != nil)
		most := enough
		if in.reads {
			most = enoughReads
		}
		s.src = newLineSource(r, most, in.trim, func() error {
			p.show(s.n)
			return s.out.Flush()
		})
	case c.given("f"):
		return c.misused("-f and inputs as arguments exclude each other")
	case in.reads:
		s.src = &argSource{[]string{joinReads(c.flags.Args())}}
	default:
		s.src = &argSource{c.flags.Args()}
	}
	err := s.run(h)
	p.erase()
	if err == nil && in.after != nil {
		s.out.Write(in.after(s.out.AvailableBuffer()))
	}
	// An error of the writer stays with it, and it is what ended the run.
	if failed := s.out.Flush(); failed != nil {
		return c.failed("writing", failed)
	}
	switch {
	case err != nil:
		return c.failed("reading", err)
	case s.refused:
		return exitRefused
	}
	return exitOK
}

// stream is a run from inputs to answers.
type stream struct {
	src     source
	out     *bufio.Writer
	n       int64 // inputs answered
	refused bool  // at least one
}

// run answers every input in order. It stops at the first error, of reading
// or of writing.
func (s *stream) run(h handler) error {
	for {
		input, err := s.src.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if s.out.Available() < maxAnswer {
			s.out.Flush() // Write returns the error
		}
		s.n++
		answer, ok := h.answer(s.out.AvailableBuffer(), s.n, input)
		s.refused = s.refused || !ok
		if _, err := s.out.Write(answer); err != nil {
			return err
		}
	}
}
