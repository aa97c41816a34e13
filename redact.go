package redeem

import (
	"io"

	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/scan"
)

// AppendRedacted appends src with its codes masked and returns the extended
// buffer. A code is masked as [Code.AppendMasked] does it, with a star for
// every symbol but the last quarter, at most four; those stay as they are
// spelled, and so do separators, invisible characters, and every byte that is
// in no code. Where the format reads a star as a symbol, an underscore takes
// its place.
//
// What is a code, [Format.Find] says. But of codes that overlap it finds the
// first one, and AppendRedacted masks all, since any of them may be the true
// one: "Xbox Gift Card X8KD 49FJ 2MZQ 7WPT" has two. It also masks what begins
// with the symbols that stay visible and would be a code without those before
// it. So what is appended holds no code, and redacting it again changes
// nothing.
//
// It is never longer than src, and must not overlap it. AppendRedacted does
// not allocate if dst has room for len(src) bytes.
func (f *Format) AppendRedacted(dst, src []byte) []byte {
	return scan.AppendRedacted(dst, src, f.compiled())
}

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
	stream **scan.Stream
}

// NewRedactor returns a Redactor that writes to w and masks as
// [Format.AppendRedacted] does what is a code of any of the formats, or of
// [GiftCard] if there is none.
func NewRedactor(w io.Writer, formats ...*Format) *Redactor {
	if len(formats) == 0 {
		formats = []*Format{&giftCard}
	}
	compiled := make([]*form.Format, len(formats))
	for i, f := range formats {
		compiled[i] = f.compiled()
	}
	stream := scan.NewStream(w, compiled)
	return &Redactor{&stream}
}

// Write masks the codes in p and writes the result to the underlying writer,
// less what it holds back: in one Write if nothing was held back before and p
// is not very long. After an error of that writer it returns the error, and how
// many bytes of p, masked or not, the writer took; so does every later Write,
// with 0. Once its buffers have grown to the size of a write, it does not
// allocate.
func (r *Redactor) Write(p []byte) (n int, err error) { return (*r.stream).Write(p) }

// Close writes what was held back: as nothing follows, it is no beginning of a
// code, or is one itself. It does not close the underlying writer. A Redactor
// that was closed refuses to Write with [io.ErrClosedPipe]; closing it again
// does nothing.
func (r *Redactor) Close() error { return (*r.stream).Close() }
