package lines

import (
	"bytes"
	"io"
	"slices"
	"unicode/utf16"
	"unicode/utf8"
)

// Decode returns a reader of the text of r. If it begins with a byte order mark
// of UTF-16, the reader leaves out the mark and converts the text to UTF-8.
func Decode(r io.Reader) io.Reader { return &decoder{r: r} }

// decoder looks at the first two bytes of what it reads.
type decoder struct {
	r     io.Reader
	begun bool
	head  []byte // bytes that were read and not passed on
	err   error  // after head
	utf16 *utf16Reader
}

func (d *decoder) Read(p []byte) (n int, err error) {
	if !d.begun {
		d.begin()
	}
	switch {
	case d.utf16 != nil:
		return d.utf16.Read(p)
	case len(d.head) > 0:
		n = copy(p, d.head)
		d.head = d.head[n:]
		return n, nil
	case d.err != nil:
		return 0, d.err
	}
	return d.r.Read(p)
}

// begin reads the first byte. It reads a second one only if the first may begin a
// byte order mark, so that nobody waits in vain.
func (d *decoder) begin() {
	d.begun = true
	d.head = make([]byte, 2)
	n := 0
	for n < 2 && d.err == nil && (n == 0 || d.head[0] >= 0xFE) {
		var k int
		k, d.err = d.r.Read(d.head[n : n+1])
		n += k
	}
	d.head = d.head[:n]
	switch {
	case n < 2:
	case d.head[0] == 0xFF && d.head[1] == 0xFE:
		d.utf16 = &utf16Reader{r: d.r, err: d.err}
	case d.head[0] == 0xFE && d.head[1] == 0xFF:
		d.utf16 = &utf16Reader{r: d.r, err: d.err, big: true}
	}
}

// utf16Reader converts UTF-16 to UTF-8. Half a character becomes U+FFFD.
type utf16Reader struct {
	r    io.Reader
	big  bool
	in   []byte // bytes that are not decoded yet, at the end of read
	out  []byte // text that is not passed on yet, at the end of text
	read []byte // both are used again, or a reader of single bytes costs a buffer for each
	text []byte
	high rune // a surrogate that waits for its other half, 0 if there is none
	err  error
}

func (u *utf16Reader) Read(p []byte) (n int, err error) {
	for len(u.out) == 0 {
		if u.err != nil {
			if u.err == io.EOF && (len(u.in) > 0 || u.high != 0) {
				u.in, u.high = nil, 0
				u.out = utf8.AppendRune(u.out, utf8.RuneError)
				break
			}
			return 0, u.err
		}
		u.fill(len(p))
	}
	n = copy(p, u.out)
	u.out = u.out[n:]
	return n, nil
}

// fill reads once and decodes what it got.
func (u *utf16Reader) fill(size int) {
	n := len(u.in)
	u.read = slices.Grow(append(u.read[:0], u.in...), max(size, 2))
	var k int
	k, u.err = u.r.Read(u.read[n : n+max(size, 2)])
	u.in, u.out = u.read[:n+k], u.text[:0]
	for len(u.in) >= 2 {
		r := rune(u.in[0]) | rune(u.in[1])<<8
		if u.big {
			r = rune(u.in[0])<<8 | rune(u.in[1])
		}
		u.in = u.in[2:]
		if u.high != 0 {
			if both := utf16.DecodeRune(u.high, r); both != utf8.RuneError {
				u.out, u.high = utf8.AppendRune(u.out, both), 0
				continue
			}
			u.out, u.high = utf8.AppendRune(u.out, utf8.RuneError), 0
		}
		if 0xD800 <= r && r < 0xDC00 {
			u.high = r
			continue
		}
		u.out = utf8.AppendRune(u.out, r) // U+FFFD for the other half alone
	}
	u.text = u.out
}

// Text is like Decode, and replaces each carriage return that no line feed follows
// by a line feed.
func Text(r io.Reader) io.Reader { return &returns{r: Decode(r)} }

// returns replaces lone carriage returns by line feeds. A carriage return at the
// end of a read ends the line at once, because the sender may wait for an answer.
// If a line feed follows it, that is dropped.
type returns struct {
	r    io.Reader
	last bool // the last byte was such a carriage return
}

func (t *returns) Read(p []byte) (n int, err error) {
	n, err = t.r.Read(p)
	if n == 0 {
		return n, err
	}
	if t.last {
		t.last = false
		if p[0] == '\n' {
			n = copy(p, p[1:n])
		}
	}
	for i := 0; i < n; {
		k := bytes.IndexByte(p[i:n], '\r')
		if k < 0 {
			break
		}
		if i += k + 1; i == n || p[i] != '\n' {
			p[i-1] = '\n'
			t.last = i == n
		}
	}
	return n, err
}
