package redeem

import "io"

// Redactor masks the codes in what is written to it, and writes the rest on as
// it is. It does not matter how the text is cut into writes: a code in two
// pieces is masked as one in one piece.
//
// It reads text as it is. Where something else has escaped a text, it finds a
// code behind an escape, as in \nX8KD or %20X8KD, but not one with an escape
// between its groups.
//
// A Redactor holds back what may be the beginning of a code, at most
// [MaxInput] bytes and 68 more and usually nothing: no code goes on past the
// end of a line. It is not safe for concurrent use by itself; [log.Logger] and
// the handlers of log/slog write one record at a time.
//
// It does not print what it holds back, whichever verb of fmt prints it. The
// zero Redactor has nowhere to write to: its Write and Close panic.
type Redactor struct {
	// A pointer to a pointer, which fmt prints as an address wherever it
	// stands: where a verb does not fit one to a struct, it prints the struct.
	state **redaction
}

// redaction is what a Redactor knows of the text so far.
type redaction struct {
	w    io.Writer
	mask masker
	in   []byte // what is held back, and when it goes on what follows it
	out  []byte
	err  error // what every further Write and Close returns
}

// How much of a write is worked on at a time, and how much of it while
// something is held back, to which it is copied.
const (
	redactorChunk = 64 << 10
	redactorSmall = 2 * MaxInput
)

// NewRedactor returns a Redactor that writes to w and masks as
// [Format.AppendRedacted] does what is a code of any of the formats, or of
// [GiftCard] if there is none.
func NewRedactor(w io.Writer, formats ...*Format) *Redactor {
	if len(formats) == 0 {
		formats = []*Format{&giftCard}
	}
	r := &redaction{w: w}
	r.mask.formats = append(r.mask.formats, formats...)
	r.mask.next = make([]hit, len(formats))
	r.mask.mask = maskFor(formats)
	return &Redactor{&r}
}

// Write masks the codes in p and writes the result to the underlying writer,
// less what it holds back: in one Write if nothing was held back before and p
// is not very long. After an error of that writer it returns the error, and how
// many bytes of p, masked or not, the writer took; so does every later Write,
// with 0. Once its buffers have grown to the size of a write, it does not
// allocate.
func (r *Redactor) Write(p []byte) (n int, err error) { return (*r.state).write(p) }

// Close writes what was held back: as nothing follows, it is no beginning of a
// code, or is one itself. It does not close the underlying writer. A Redactor
// that was closed refuses to Write with [io.ErrClosedPipe]; closing it again
// does nothing.
func (r *Redactor) Close() error { return (*r.state).close() }

func (r *redaction) write(p []byte) (n int, err error) {
	for len(p) > n && r.err == nil {
		text, held := p[n:min(len(p), n+redactorChunk)], len(r.in)
		size := len(text)
		if held > 0 {
			size = min(size, redactorSmall)
			r.in = append(r.in, text[:size]...)
			text = r.in
		}
		used, took := r.pass(text, false)
		if r.err != nil {
			return n + max(took-held, 0), r.err
		}
		r.in = append(r.in[:0], text[used:]...)
		n += size
	}
	return n, r.err
}

func (r *redaction) close() error {
	switch {
	case r.err == io.ErrClosedPipe:
		return nil
	case r.err != nil:
		return r.err
	}
	if r.pass(r.in, true); r.err != nil {
		return r.err
	}
	r.in, r.err = nil, io.ErrClosedPipe
	return nil
}

// pass writes what is known of the text. It returns how much of the text that
// is, and after an error how much of it the underlying writer took.
func (r *redaction) pass(text []byte, final bool) (used, took int) {
	out, used, same := r.mask.run(r.out[:0], text, final)
	r.out = out
	if same {
		out = text[:used]
	}
	if len(out) > 0 {
		n, err := r.w.Write(out)
		if n > len(out) {
			n = 0
		}
		if n < len(out) && err == nil {
			err = io.ErrShortWrite
		}
		if r.err = err; err != nil {
			took = source(text, out, n)
		}
	}
	return used, took
}
