package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/redeemkit/redeem"
)

// source yields the inputs in order. One that was yielded is overwritten by
// the next; after the last one, next returns io.EOF.
type source interface {
	next() ([]byte, error)
}

// argSource yields arguments.
type argSource struct{ args []string }

func (s *argSource) next() ([]byte, error) {
	if len(s.args) == 0 {
		return nil, io.EOF
	}
	input := []byte(s.args[0])
	s.args = s.args[1:]
	return input, nil
}

// chunk is how much is read and written at a time, far more than the part of
// a line that matters.
const chunk = 64 << 10

// enough is the part of a line that decides the answer: nothing looks at more
// than redeem.MaxInput bytes, except to see that there is one more.
const enough = redeem.MaxInput + 1

// enoughReads is the same for a line of several reads, which there is no need
// to look at if it is as long.
const enoughReads = 32 * enough

// lineSource yields lines without their LF or CRLF, the longer ones cut to
// as much as is kept.
type lineSource struct {
	r    *bufio.Reader
	trim bool // leave out white space around a line
	kept []byte
	end  error // what next returns when the line read last was the last
}

// newLineSource reads lines from r, of which it yields up to most bytes, less
// than a chunk. It calls idle each time before it reads, for r may then keep
// it waiting. An error of idle ends the lines.
func newLineSource(r io.Reader, most int, trim bool, idle func() error) *lineSource {
	return &lineSource{r: bufio.NewReaderSize(idleReader{r, idle}, chunk), trim: trim, kept: make([]byte, most)}
}

func (s *lineSource) next() ([]byte, error) {
	if s.end != nil {
		return nil, s.end
	}
	line, err := s.r.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		line = s.kept[:copy(s.kept, line)]
		err = s.skip()
	}
	if err != nil {
		s.end = err
		// A last line may lack its LF. One that was cut off by an error is no
		// input, for the rest of it is not known.
		if err != io.EOF || len(line) == 0 {
			return nil, err
		}
	}
	line = bytes.TrimSuffix(line, []byte{'\n'})
	line = bytes.TrimSuffix(line, []byte{'\r'})
	if len(line) >= len(s.kept) {
		return line[:len(s.kept)], nil
	}
	if s.trim {
		line = bytes.TrimSpace(line)
	}
	return line, nil
}

// skip reads to the end of a line.
func (s *lineSource) skip() error {
	for {
		if _, err := s.r.ReadSlice('\n'); err != bufio.ErrBufferFull {
			return err
		}
	}
}

// idleReader calls idle before each read.
type idleReader struct {
	r    io.Reader
	idle func() error
}

func (r idleReader) Read(b []byte) (int, error) {
	if err := r.idle(); err != nil {
		return 0, err
	}
	return r.r.Read(b)
}

// eachLine calls f with every line of a file that a flag names, and ends at
// its first error, to which it adds where it was.
func eachLine(file string, f func(line []byte) error) error {
	r, err := os.Open(file)
	if err != nil {
		return err
	}
	defer r.Close()
	lines := newLineSource(r, enough, false, func() error { return nil })
	for n := 1; ; n++ {
		line, err := lines.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := f(line); err != nil {
			return fmt.Errorf("line %d: %s", n, reason(err))
		}
	}
}

// fileFlag defines -f.
func fileFlag(flags *flag.FlagSet) *string {
	return flags.String("f", "", "read inputs from `FILE`, one a line; - is standard input")
}

// open returns what the lines come from, and what to call at the end.
func (c *call) open(file string) (r io.Reader, done func() error, err error) {
	if file == "-" || !c.given("f") {
		return c.stdin, func() error { return nil }, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, nil, err
	}
	return f, f.Close, nil
}
