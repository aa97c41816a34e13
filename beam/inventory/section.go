package inventory

import (
	"bufio"
	"bytes"
	"io"

	"github.com/redeemkit/redeem/internal/lines"
)

// section reads the lines that begin in one block of a stream, including the
// last one, wherever it ends, and then those of the next block. So each line of
// the stream belongs to one block.
type section struct {
	r     *bufio.Reader
	at    int64 // position of the next byte in the stream
	end   int64 // end of the block
	fresh bool  // a line begins at at
	none  bool  // no line begins in the block
}

// newSection reads the block from start to end. Unless start is 0, r is one
// byte before it: if that byte ends a line, another line begins at start.
func newSection(r io.Reader, start, end int64) (*section, error) {
	s := &section{r: bufio.NewReaderSize(r, lines.Chunk), at: start, end: end, fresh: true}
	if start == 0 {
		return s, nil
	}
	for s.at--; s.at < end; {
		part, err := s.r.ReadSlice('\n')
		s.at += int64(len(part))
		switch err {
		case nil:
			return s, nil
		case io.EOF:
			s.none = true
			return s, nil
		case bufio.ErrBufferFull:
		default:
			return nil, err
		}
	}
	s.none = true
	return s, nil
}

// next continues with the block that begins where this one ends. This one must
// have been read to its end.
func (s *section) next(end int64) { s.end = end }

// Read returns io.EOF at the end of the last line that begins in the block.
func (s *section) Read(b []byte) (n int, err error) {
	if s.none || s.fresh && s.at >= s.end {
		return 0, io.EOF
	}
	if before := s.end - 1 - s.at; before > 0 {
		n, err = s.r.Read(b[:min(int64(len(b)), before)])
	} else {
		n, err = s.readLine(b)
	}
	if n > 0 {
		s.at += int64(n)
		s.fresh = b[n-1] == '\n'
	}
	return n, err
}

// readLine reads no further than the end of a line.
func (s *section) readLine(b []byte) (int, error) {
	if _, err := s.r.Peek(1); err != nil {
		return 0, err
	}
	b = b[:min(len(b), s.r.Buffered())]
	part, _ := s.r.Peek(len(b))
	if i := bytes.IndexByte(part, '\n'); i >= 0 {
		b = b[:i+1]
	}
	return s.r.Read(b)
}
