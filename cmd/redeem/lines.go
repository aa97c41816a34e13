package main

import (
	"bytes"
	"io"
)

// chunk is how much is read and written at a time: far more than the part of a
// line that matters, and not more than fits into a pipe (see block.full).
const chunk = 64 << 10

// block is whole lines that were read at once. It yields them without their LF
// or CRLF, the longer ones cut to as much as is kept.
type block struct {
	buf   []byte
	text  []byte // the lines that next has not yielded
	first int64  // number of the first line, from 1
	most  int    // bytes that are kept of a line
	trim  bool   // leave out white space around a line

	// All room was filled, so that more is likely to be there. If not, the answers
	// are written before anybody reads again: who sends the lines may wait for
	// them. A pipe that is not full is no loss, for its lines come more slowly
	// than they are answered.
	full bool
}

func (b *block) next() ([]byte, bool) {
	if len(b.text) == 0 {
		return nil, false
	}
	line, rest := b.text, []byte(nil)
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line, rest = line[:end], line[end+1:]
	}
	b.text = rest
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

// lineReader reads lines.
type lineReader struct {
	r        io.Reader
	most     int
	trim     bool
	progress *progress
	rest     []byte // what was read after the last block
	n        int64  // lines in all blocks
	end      error  // of r
}

// newLineReader reads lines from r, of which it keeps up to most bytes, less
// than a chunk.
func newLineReader(r io.Reader, most int, trim bool, p *progress) *lineReader {
	return &lineReader{r: r, most: most, trim: trim, progress: p, rest: make([]byte, 0, 2*enough)}
}

// read reads at least one line, or returns why there is none.
func (r *lineReader) read(b *block) error {
	if b.buf == nil {
		b.buf = make([]byte, chunk)
	}
	b.most, b.trim, b.first = r.most, r.trim, r.n+1
	text := b.buf[:copy(b.buf, r.rest)]
	r.rest = r.rest[:0]
	end := bytes.LastIndexByte(text, '\n') + 1
	for end == 0 && r.end == nil && len(text) < len(b.buf) {
		fresh := len(text)
		text = text[:fresh+r.fill(b.buf[fresh:])]
		if last := bytes.LastIndexByte(text[fresh:], '\n'); last >= 0 {
			end = fresh + last + 1
		}
	}
	b.full = len(text) == len(b.buf)
	switch {
	case end == 0 && b.full:
		// A byte more than is kept, for next may take it for the CR of a CRLF.
		if text = text[:r.most+1]; r.skip(b.buf[len(text):]) {
			end = len(text)
		}
	case r.end == io.EOF:
		// A last line may lack its LF. One that was cut off by another error is no
		// input, for the rest of it is not known.
		end = len(text)
	default:
		r.rest = append(r.rest, text[end:]...)
	}
	if end == 0 {
		return r.end
	}
	b.text = text[:end]
	r.n += int64(bytes.Count(b.text, []byte{'\n'}))
	if b.text[end-1] != '\n' {
		r.n++
	}
	return nil
}

// each calls f with every line, and ends at its first error.
func (r *lineReader) each(f func(line []byte) error) error {
	var b block
	for {
		err := r.read(&b)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		for line, ok := b.next(); ok; line, ok = b.next() {
			if err := f(line); err != nil {
				return err
			}
		}
	}
}

// fill reads once.
func (r *lineReader) fill(room []byte) int {
	r.progress.show(r.n)
	n, err := r.r.Read(room)
	r.end = err
	return n
}

// skip reads to the end of a line, and reports whether there is one.
func (r *lineReader) skip(room []byte) bool {
	for r.end == nil {
		read := room[:r.fill(room)]
		if _, after, ok := bytes.Cut(read, []byte{'\n'}); ok {
			r.rest = append(r.rest, after...)
			return true
		}
	}
	return r.end == io.EOF
}
