package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/lines"
	"github.com/redeemkit/redeem/internal/term"
)

// source yields inputs in order. One that was yielded is valid until the source
// is used again; after the last one, Next returns false.
type source interface {
	Next() ([]byte, bool)
}

// argSource yields arguments.
type argSource struct{ args []string }

func (s *argSource) Next() ([]byte, bool) {
	if len(s.args) == 0 {
		return nil, false
	}
	input := []byte(s.args[0])
	s.args = s.args[1:]
	return input, true
}

// chunk is how much is read and written at a time.
const chunk = lines.Chunk

// enoughReads is [lines.Enough] for a line of several reads, which there is no need
// to look at if it is as long.
const enoughReads = 32 * lines.Enough

// eachLine calls f with every line of a file that a flag names, and ends at
// its first error, to which it adds where it was.
func eachLine(file string, f func(line []byte) error) error {
	r, err := os.Open(file)
	if err != nil {
		return err
	}
	defer r.Close()
	n := 0
	var failed error
	err = lines.NewReader(r, lines.Enough, false, nil).Each(func(line []byte) error {
		n++
		failed = f(line)
		return failed
	})
	if failed != nil {
		return fmt.Errorf("line %d: %s", n, reason(failed))
	}
	return err
}

// loadCodes returns the codes in a file. Blank lines are none.
func loadCodes(file string, f *redeem.Format) (map[redeem.Code]struct{}, error) {
	codes := make(map[redeem.Code]struct{})
	err := eachLine(file, func(line []byte) error {
		code, err := f.ParseBytes(line)
		switch err {
		case nil:
			codes[code] = struct{}{}
		case redeem.ErrEmpty:
			return nil
		}
		return err
	})
	return codes, err
}

// fileFlag defines -f.
func fileFlag(flags *flag.FlagSet) *string {
	return flags.String("f", "", "read inputs from `FILE`, one a line; - is standard input")
}

// open returns what the lines come from, and what to call at the end.
func (c *call) open(file string) (r io.Reader, done func() error, err error) {
	if file == "-" || !c.given("f") {
		c.invite()
		return c.stdin, func() error { return nil }, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, nil, err
	}
	return f, f.Close, nil
}

// invite tells a person that the command waits for what is typed.
func (c *call) invite() {
	if term.Is(c.stdin) && term.Is(c.stderr) {
		fmt.Fprintf(c.stderr, "Type or paste the input, one line for each. %s ends it.\n", endKey)
	}
}
