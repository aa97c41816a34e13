// Package lines reads the inputs of a command or of an inventory: lines, of
// which no more is kept than decides the answer. They end with LF, CRLF or CR, and
// are decoded if a byte order mark says that they are in UTF-16.
package lines

import (
	"bytes"
	"io"

	"github.com/redeemkit/redeem"
)

// Enough is the part of a line that decides the answer: nothing looks at more
// than redeem.MaxInput bytes, except to see that there is one more.
const Enough = redeem.MaxInput + 1

// Chunk is how much is read at a time: far more than the part of a line that
// matters, and not more than fits into a pipe (see Block.Full).
const Chunk = 64 << 10

// Block is whole lines that were read at once. It yields them without their LF
// or CRLF, the longer ones cut to as much as is kept.
type Block struct {
	buf   []byte
	Text  []byte // the lines that Next has not yielded, with their ends
	First int64  // number of the first line, from 1
	most  int    // bytes that are kept of a line
	trim  bool   // leave out white space around a line

	// Full says that all room was filled, so that more is likely to be there. If not, the answers
	// are written before anybody reads again: who sends the lines may wait for
	// them. A pipe that is not full is no loss, for its lines come more slowly
	// than they are answered.
	Full bool
}

// Next returns the next line of the block, until there is none. It is valid until
// the block is read again.
func (b *Block) Next() ([]byte, bool) {
	if len(b.Text) == 0 {
		return nil, false
	}
	line, rest := b.Text, []byte(nil)
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line, rest = line[:end], line[end+1:]
	}
	b.Text = rest
	if n := len(line); n > 0 && line[n-1] == '\r' {
		line = line[:n-1]
	}
	if len(line) >= b.most {
		return line[:b.most], true
	}
	if b.trim {
		line = bytes.TrimSpace(line)
	}
	return line, true
}

// Reader reads lines.
type Reader struct {
	r    io.Reader
	most int
	trim bool
	idle func(lines int64)
	rest []byte // what was read after the last block
	N    int64  // lines in all blocks
	End  error  // of r
}

// NewReader reads lines from the text that r has, of which it keeps up to most bytes, less than a
// Chunk, without the white space around them if trim says so. It calls idle, if
// that is not nil, each time before it reads, with the number of lines so far.
func NewReader(r io.Reader, most int, trim bool, idle func(lines int64)) *Reader {
	return &Reader{r: Text(r), most: most, trim: trim, idle: idle, rest: make([]byte, 0, 2*Enough)}
}

// Read reads at least one line into b, or returns why there is none.
func (r *Reader) Read(b *Block) error {
	if b.buf == nil {
		b.buf = make([]byte, Chunk)
	}
	b.most, b.trim, b.First = r.most, r.trim, r.N+1
	text := b.buf[:copy(b.buf, r.rest)]
	r.rest = r.rest[:0]
	end := bytes.LastIndexByte(text, '\n') + 1
	for end == 0 && r.End == nil && len(text) < len(b.buf) {
		fresh := len(text)
		text = text[:fresh+r.fill(b.buf[fresh:])]
		if last := bytes.LastIndexByte(text[fresh:], '\n'); last >= 0 {
			end = fresh + last + 1
		}
	}
	b.Full = len(text) == len(b.buf)
	switch {
	case end == 0 && b.Full:
		// A byte more than is kept, for Next may take it for the CR of a CRLF.
		if text = text[:r.most+1]; r.skip(b.buf[len(text):]) {
			end = len(text)
		}
	case r.End == io.EOF:
		// A last line may lack its LF. One that was cut off by another error is no
		// input, for the rest of it is not known.
		end = len(text)
	default:
		r.rest = append(r.rest, text[end:]...)
	}
	if end == 0 {
		return r.End
	}
	b.Text = text[:end]
	r.N += int64(bytes.Count(b.Text, []byte{'\n'}))
	if b.Text[end-1] != '\n' {
		r.N++
	}
	return nil
}

// Each calls f with every line, and ends at its first error.
func (r *Reader) Each(f func(line []byte) error) error {
	var b Block
	for {
		err := r.Read(&b)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		for line, ok := b.Next(); ok; line, ok = b.Next() {
			if err := f(line); err != nil {
				return err
			}
		}
	}
}

// fill reads once.
func (r *Reader) fill(room []byte) int {
	if r.idle != nil {
		r.idle(r.N)
	}
	n, err := r.r.Read(room)
	r.End = err
	return n
}

// skip reads to the end of a line, and reports whether there is one.
func (r *Reader) skip(room []byte) bool {
	for r.End == nil {
		read := room[:r.fill(room)]
		if _, after, ok := bytes.Cut(read, []byte{'\n'}); ok {
			r.rest = append(r.rest, after...)
			return true
		}
	}
	return r.End == io.EOF
}
