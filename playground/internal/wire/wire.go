// Package wire is how JavaScript and Go talk: fields one after the other in a
// piece of memory that both see. A number is four bytes, a count eight, the
// lowest first; a share is a float64; a text is its length, a number, and its
// bytes. Which fields a call takes and gives, the verbs say.
package wire

import (
	"encoding/binary"
	"math"
	"unsafe"
)

// Reader reads the fields of a request. Beyond the end, numbers are zero and
// texts empty.
type Reader struct{ rest []byte }

// NewReader returns a Reader of the fields in b.
func NewReader(b []byte) Reader { return Reader{b} }

// More reports whether there is another field.
func (r *Reader) More() bool { return len(r.rest) > 0 }

// Number reads a number.
func (r *Reader) Number() int {
	if len(r.rest) < 4 {
		r.rest = nil
		return 0
	}
	n := int32(binary.LittleEndian.Uint32(r.rest))
	r.rest = r.rest[4:]
	return int(n)
}

// Share reads a float64.
func (r *Reader) Share() float64 {
	if len(r.rest) < 8 {
		r.rest = nil
		return 0
	}
	bits := binary.LittleEndian.Uint64(r.rest)
	r.rest = r.rest[8:]
	return math.Float64frombits(bits)
}

// Text reads a text. It is not copied, since no one could clear the copy: it
// changes with the memory that the request is in. Clone what is to be kept.
func (r *Reader) Text() string {
	n := r.Number()
	if n <= 0 || n > len(r.rest) {
		if n != 0 {
			r.rest = nil
		}
		return ""
	}
	text := unsafe.String(&r.rest[0], n)
	r.rest = r.rest[n:]
	return text
}

// Writer writes the fields of an answer.
type Writer struct{ out []byte }

// NewWriter returns a Writer that writes into the room of b.
func NewWriter(b []byte) Writer { return Writer{b[:0]} }

// Bytes returns what was written. It is in the Writer's room if that sufficed.
func (w *Writer) Bytes() []byte { return w.out }

// Number writes a number.
func (w *Writer) Number(n int) { w.out = binary.LittleEndian.AppendUint32(w.out, uint32(int32(n))) }

// Flag writes 1 or 0.
func (w *Writer) Flag(set bool) {
	n := 0
	if set {
		n = 1
	}
	w.Number(n)
}

// Count writes a number that need not fit into an int.
func (w *Writer) Count(n uint64) { w.out = binary.LittleEndian.AppendUint64(w.out, n) }

// Share writes a float64.
func (w *Writer) Share(x float64) { w.Count(math.Float64bits(x)) }

// Text writes a text.
func (w *Writer) Text(text string) {
	w.Number(len(text))
	w.out = append(w.out, text...)
}

// Append writes as a text what add appends to the buffer that it is given.
func (w *Writer) Append(add func([]byte) []byte) {
	at := len(w.out)
	w.Number(0)
	w.out = add(w.out)
	binary.LittleEndian.PutUint32(w.out[at:], uint32(len(w.out)-at-4))
}

// List writes the number of things that write says it has written, and them.
func (w *Writer) List(write func() int) {
	at := len(w.out)
	w.Number(0)
	n := write() // which may move what is written
	binary.LittleEndian.PutUint32(w.out[at:], uint32(n))
}
