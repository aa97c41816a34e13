package redeem

import (
	"io"

	"github.com/redeemkit/redeem/internal/scan"
)

// AppendRedacted appends src with its codes masked and returns the extended
// buffer. It masks a code as [Code.AppendMasked] does: a star replaces every
// symbol except the last quarter, of which at most four stay visible. The
// visible symbols keep their spelling. Separators, invisible characters,
// escapes that spell no symbol, and all text outside of codes are unchanged. An
// escape that spells a symbol is masked over its whole length, so the text
// keeps its length in characters. If the star is a symbol of the format, an
// underscore takes its place.
//
// AppendRedacted uses the rules of [Format.Find], except that it masks all of
// several codes that overlap, since any of them may be the real one: "Xbox Gift
// Card X8KD 49FJ 2MZQ 7WPT" has two. It also masks text that begins with the
// visible symbols of a code if that text would be a code of its own. So the
// result holds no code, whether its escapes are decoded or not, and redacting
// it again changes nothing.
//
// The result is never longer than src. The two must not overlap. AppendRedacted
// does not allocate if dst has room for len(src) bytes.
func (f *Format) AppendRedacted(dst, src []byte) []byte {
	return scan.AppendRedacted(dst, src, f.compiled())
}

// AppendRedacted appends src with the codes of all formats masked, in one pass
// over src. It follows the rules of [Format.AppendRedacted], and where codes
// overlap it masks all of them, whatever their formats are. If any of the
// formats has the star as a symbol, an underscore takes its place.
func (fs *Formats) AppendRedacted(dst, src []byte) []byte {
	if fs.set == nil {
		return append(dst, src...)
	}
	return fs.set.AppendRedacted(dst, src)
}

// Redactor is a writer that masks codes and passes everything else on unchanged.
// The result does not depend on how the text is divided into writes: a code is
// masked even if a write ends within it, or within an escape or a terminal
// sequence in front of it.
//
// A Redactor holds back what may be the beginning of a code. That is at most
// [MaxInput] bytes and 68 more, and usually nothing, because a code ends with its
// line unless a soft line break of quoted-printable continues it. A Redactor is
// not safe for concurrent use by itself; [log.Logger] and the handlers of log/slog
// write one record at a time.
//
// No verb of fmt prints what a Redactor holds back. The zero Redactor has no
// underlying writer: its methods panic.
//
// # What is masked
//
// Here each text is followed by its masked form, unless it stays as it is. The
// format is the gift card's; in the last three texts it has 12 letters and digits
// in groups of four:
//
//	X8KD49FJ2MZQ7WPT x8kd-49fj-2mzq-7wpt
//	************7WPT ****-****-****-7wpt   in either case, in groups or not
//	X8KD 49FJ 2MZQ 7WPT X8KD - 49FJ - 2MZQ - 7WPT
//	**** **** **** 7WPT **** - **** - **** - 7WPT   one to three separators between groups, or four blanks
//	?code=X8KD+49FJ+2MZQ+7WPT X8KD%2049FJ%202MZQ%207WPT
//	?code=****+****+****+7WPT ****%20****%20****%207WPT   escapes are what they spell
//	"\nX8KD\u00a049FJ\u00a02MZQ\u00a07WPT"
//	"\n****\u00a0****\u00a0****\u00a07WPT"   so they are in JSON, Go and C
//	X8KD&nbsp;49FJ&nbsp;2MZQ&nbsp;7WPT code=3DX8KD49FJ2MZQ7WPT
//	****&nbsp;****&nbsp;****&nbsp;7WPT code=3D************7WPT   in HTML and quoted-printable
//	%588KD49FJ2MZQ7WPT
//	**************7WPT   and when they spell a symbol
//	code=^[[0mX8KD49FJ2MZQ7WPT^[[0m
//	code=^[[0m************7WPT^[[0m   terminal sequences are invisible
//	_X8KD49FJ2MZQ7WPT_ **X8KD49FJ2MZQ7WPT**
//	_************7WPT_ **************7WPT**   marks are no part of a word
//	Xbox gift card here
//	**** **** **** here   words may look like a code
//	AX8KD49FJ2MZQ7WPT X8KD49FJ2MZQ7WPT1   stays: part of a longer word
//	X8KD.49FJ.2MZQ.7WPT X8K-D49FJ-2MZQ-7WPT   stays: other separators, other groups
//	X8KD\n49FJ\n2MZQ\n7WPT X8KD----49FJ-2MZQ-7WPT   stays: a line end, four dashes
//	id=3f2a9c1e-77bd-4c7e-9a10-5d0e8b7c6a41   stays: a UUID is one word
//	order 202507221184
//	order *********184   digits may be a code
//	order 202507221184   stays: but hardly any is: KeepNumbers
//
// # Words that look like codes
//
// Words and numbers have the form of a code by chance. A prefix, a check character,
// or groups whose lengths are rare among words make that much rarer, and cost
// nothing. The table counts the lines, of a million, in which something is masked
// that is not a code; the second number is with [Redactor.KeepNumbers]. The
// formats have no prefix, and their codes are letters and digits in groups of four
// (of five where there are 10 symbols). The check character is that of ISO 7064
// MOD 37,36. The Go source is that of Go 1.26, the access logs have a trace id of
// 16 hexadecimal digits, and the lines of the hex dumps begin with an offset of
// eight digits:
//
//	symbols  check  Go source       access logs      hex dumps         UUIDs
//	 8       no     142723, 142723  659810, 659810   1000000, 1000000  0, 0
//	10       no     81159, 78911    338385, 390      5, 5              0, 0
//	12       no     31254, 31229    18575, 18555     0, 0              0, 0
//	16       no     11710, 11522    1000000, 595     0, 0              0, 0
//	 8       yes    6781, 6781      7700, 7700       27795, 27795      0, 0
//	10       yes    2601, 2044      9750, 10         0, 0              0, 0
//	12       yes    942, 941        490, 490         0, 0              0, 0
//	16       yes    325, 316        27425, 20        0, 0              0, 0
//	16       X      46, 46          0, 0             0, 0              0, 0
//
// The last row is the gift card, whose codes have no check character and begin
// with X. Its false matches are words, such as xsltApplyImports, which has the form
// of a gift card code. Likewise "with this name", three words of four letters, has
// the form of a voucher of 12 symbols in groups.
type Redactor struct {
	// A pointer to a pointer, which fmt prints as an address wherever it
	// stands: where a verb does not fit one to a struct, it prints the struct.
	stream **scan.Stream
}

// NewRedactor returns a Redactor that writes to w and masks the codes of all
// given formats, or those of [GiftCard] if no format is given. It masks as
// [Formats.AppendRedacted] does, but for any number of formats.
func NewRedactor(w io.Writer, formats ...*Format) *Redactor {
	if len(formats) == 0 {
		formats = []*Format{&giftCard}
	}
	stream := scan.NewStream(w, scan.NewSet(formsOf(formats)))
	return &Redactor{&stream}
}

// KeepNumbers tells r not to mask what is probably a number, and returns r.
// That is a run of digits, or of digits and the lower-case letters a to f,
// without a separator, provided that less than one in 100,000 codes of the
// format looks like that. Order numbers, timestamps and span ids are such runs.
// KeepNumbers is off by default, because a run of digits may still be a code.
// Call it before the first Write.
func (r *Redactor) KeepNumbers() *Redactor {
	(*r.stream).KeepNumbers()
	return r
}

// Write masks the codes in p and writes the result to the underlying writer,
// except for what it holds back. It calls that writer once if nothing was held
// back before and p has at most 64 KiB. Once its buffers have grown to the size
// of a write, Write does not allocate.
//
// If the underlying writer fails, Write returns that error and the number of
// bytes of p that the writer took, masked or not. A count out of range is taken
// for 0, and a short count without an error gives [io.ErrShortWrite]. After an
// error, the Redactor drops what it held back, the rest of p, and the rest of
// the line in which p ends, because the remainder of a code would not be
// recognized. It then goes on with the next line.
func (r *Redactor) Write(p []byte) (n int, err error) { return (*r.stream).Write(p) }

// Close writes what was held back, masked if it is a code. It does not close
// the underlying writer. After Close, Write fails with [io.ErrClosedPipe], even
// if Close returned an error. Closing again does nothing.
func (r *Redactor) Close() error { return (*r.stream).Close() }
