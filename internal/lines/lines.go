// Package lines reads the inputs of a command or of an inventory: lines, of
// which it keeps no more than the part that decides the answer. Lines end with LF,
// CRLF or CR, and are decoded if a byte order mark says that they are in UTF-16.
package lines

import (
	"bytes"
	"io"

	"github.com/redeemkit/redeem"
)

// Enough is the length of the part of a line that decides the answer:
// redeem.MaxInput bytes, and one more to see that there are more.
const Enough = redeem.MaxInput + 1

// Chunk is the number of bytes that are read at a time. It is far more than the
// part of a line that matters, and not more than fits into a pipe (see
// Block.Full).
const Chunk = 64 << 10

// Block holds whole lines that were read at once. It yields them without their
// LF or CRLF, and cuts long lines to the part that is kept.
type Block struct {
	buf   []byte
	Text  []byte // the lines that Next has not yielded, with their line endings
	First int64  // number of the first line, from 1
	most  int    // number of bytes that are kept of a line
	trim  bool   // remove white space around a line

	// Full reports that the read filled all room, so that more input is
	// probably waiting. If it is not set, the caller writes the answers before
	// it reads again, because the sender of the lines may be waiting for them.
	// This loses nothing: lines that do not fill the pipe arrive more slowly
	// than they are answered.
	Full bool
}

// Next returns the next line of the block, or false if there is none. The line
// is valid until the block is read again.
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
	rest []byte // bytes that were read after the last block
	N    int64  // number of lines in all blocks
	End  error  // error of the underlying reader
}

// NewReader returns a Reader of the lines of r. It keeps up to most bytes of a
// line, which is less than a Chunk, and removes white space around them if trim
// is set. Before each read it calls idle, unless that is nil, with the number
// of lines so far.
func NewReader(r io.Reader, most int, trim bool, idle func(lines int64)) *Reader {
	return &Reader{r: Text(r), most: most, trim: trim, idle: idle, rest: make([]byte, 0, 2*Enough)}
}

// Read reads at least one line into b, or returns the reason why there is none.
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
		// It keeps one more byte than most, because Next may remove it as the
		// CR of a CRLF.
		if text = text[:r.most+1]; r.skip(b.buf[len(text):]) {
			end = len(text)
		}
	case r.End == io.EOF:
		// The last line may lack its LF. A line that another error cut off is
		// not an input, because the rest of it is not known.
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

// Each calls f with every line, and stops at its first error.
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
