package main

import (
	"runtime"

	"github.com/redeemkit/redeem/internal/lines"
)

// handler answers inputs. It keeps nothing of an input, and is used by one
// goroutine at a time.
type handler interface {
	// answer appends the answer to input number n and reports whether the
	// input was accepted.
	answer(dst []byte, n int64, input []byte) ([]byte, bool)
}

// silent is a handler that has no answers, and takes many lines at once, as they
// were read.
type silent interface {
	handler
	// take reports whether all lines of the text were accepted.
	take(text []byte) bool
}

// maxAnswer is room for any answer: within it, appending allocates nothing.
const maxAnswer = 1 << 10

// inputs says where the inputs of a run come from and what follows them.
type inputs struct {
	file  string                  // the value of -f
	trim  bool                    // leave out white space around a line
	alone bool                    // one handler answers all inputs, in their order
	reads bool                    // an input is several reads with tabs between them, and the arguments are one input
	after func(dst []byte) []byte // appends what there is to say at the end; nil = each answer says it all
}

// answer has every input answered and returns the exit status. Each goroutine
// that answers has a handler of its own.
func (c *call) answer(in inputs, newHandler func() handler) int {
	s := newStream(c.stdout, newHandler)
	var err error
	switch {
	case c.flags.NArg() == 0:
		r, done, fault := c.open(in.file)
		if fault != nil {
			return c.failed("opening the file", fault)
		}
		defer done()
		p := newProgress(c, in.after != nil)
		most := lines.Enough
		if in.reads {
			most = enoughReads
		}
		workers := runtime.GOMAXPROCS(0)
		if in.alone {
			workers = 1
		}
		err = s.answerLines(workers, lines.NewReader(r, most, in.trim, p.show))
		p.erase()
	case c.given("f"):
		return c.misused("-f and inputs as arguments exclude each other")
	case in.reads:
		s.answerAll(&argSource{[]string{joinReads(c.flags.Args())}})
	default:
		s.answerAll(&argSource{c.flags.Args()})
	}
	if s.failed == nil && err == nil && in.after != nil {
		_, s.failed = c.stdout.Write(in.after(make([]byte, 0, maxAnswer)))
	}
	switch {
	case s.failed != nil: // which is what ended the run
		return c.failed("writing", s.failed)
	case err != nil:
		return c.failed("reading", err)
	case s.refused:
		return exitRefused
	}
	return exitOK
}
