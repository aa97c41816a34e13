package redeem

import (
	"io"

	"github.com/redeemkit/redeem/internal/scan"
)

// AppendRedacted appends src with its codes masked and returns the extended
// buffer. A code is masked as [Code.AppendMasked] does it, with a star for
// every character of a symbol but those of the last quarter, at most four; these
// stay as they are spelled, and so do separators, invisible characters, escapes
// that spell no symbol, and every byte that is in no code. An escape that spells
// a symbol is masked over its whole length. So the text keeps its length in
// characters. Where the format reads a star as a symbol, an underscore takes its
// place.
//
// What is a code, [Format.Find] says. But of codes that overlap it finds one, and
// AppendRedacted masks all, since any of them may be the true one: "Xbox Gift
// Card X8KD 49FJ 2MZQ 7WPT" has two. It also masks what begins with the symbols
// that stay visible and would be a code without those before it. So what is
// appended holds no code, with its escapes decoded or not, and redacting it again
// changes nothing.
//
// It is never longer than src, and must not overlap it. AppendRedacted does
// not allocate if dst has room for len(src) bytes.
func (f *Format) AppendRedacted(dst, src []byte) []byte {
	return scan.AppendRedacted(dst, src, f.compiled())
}

// AppendRedacted appends src with the codes of all formats masked, as
// [Format.AppendRedacted] does those of one, in one pass over src. Of codes that
// overlap, whatever their formats, it masks all. Where any of the formats reads a
// star as a symbol, an underscore takes its place.
func (fs *Formats) AppendRedacted(dst, src []byte) []byte {
	if fs.set == nil {
		return append(dst, src...)
	}
	return fs.set.AppendRedacted(dst, src)
}

// Redactor masks the codes in what is written to it, and writes the rest on as
// it is. It does not matter how the text is cut into writes: a code in two
// pieces is masked as one in one piece, and so is one in front of which an escape
// or a terminal sequence is cut.
//
// A Redactor holds back what may be the beginning of a code, at most
// [MaxInput] bytes and 68 more and usually nothing: no code goes on past the
// end of a line, but for a soft line break of quoted-printable. It is not safe
// for concurrent use by itself; [log.Logger] and the handlers of log/slog write
// one record at a time.
//
// It does not print what it holds back, whichever verb of fmt prints it. The
// zero Redactor has nowhere to write to: its methods panic.
//
// # What is masked
//
// Of two lines the second is what becomes
// of the first; the format is the gift card's, or in the last three one of 12
// letters and digits in groups of four:
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
// The less a format says of its codes, the more of what is none has the form of
// one. A prefix or a check character, or groups that words seldom have, cost
// nothing and help most. Of formats without a prefix, whose codes are letters and
// digits in groups of four (those of 10 symbols of five), so many lines of a
// million have something masked that is no code; the second number is with
// [Redactor.KeepNumbers]. The check character is of ISO 7064 MOD 37,36; Go source is
// that of Go 1.26, the access logs have a trace id of 16 hexadecimal digits, a hex
// dump's lines begin with an offset of eight digits:
//
//	symbols  check  Go source       access logs      hex dumps         UUIDs
//	 8       no     142687, 142687  659810, 659810   1000000, 1000000  0, 0
//	10       no     80979, 78731    338340, 335      5, 5              0, 0
//	12       no     31251, 31226    18575, 18555     0, 0              0, 0
//	16       no     11708, 11519    1000000, 570     0, 0              0, 0
//	 8       yes    6772, 6772      7700, 7700       27795, 27795      0, 0
//	10       yes    2599, 2042      9750, 10         0, 0              0, 0
//	12       yes    942, 941        490, 490         0, 0              0, 0
//	16       yes    325, 316        27425, 20        0, 0              0, 0
//	16       X      46, 46          0, 0             0, 0              0, 0
//
// The last row is of gift cards, which have no check character and begin with X.
// What is left are words: "with this name", of three in a row with four letters
// each, is a voucher of 12 letters in groups, and xsltApplyImports is a gift card's
// code of 16 in one.
type Redactor struct {
	// A pointer to a pointer, which fmt prints as an address wherever it
	// stands: where a verb does not fit one to a struct, it prints the struct.
	stream **scan.Stream
}

// NewRedactor returns a Redactor that writes to w and masks as
// [Formats.AppendRedacted] does what is a code of any of the formats, or of
// [GiftCard] if there is none. There may be any number of formats.
func NewRedactor(w io.Writer, formats ...*Format) *Redactor {
	if len(formats) == 0 {
		formats = []*Format{&giftCard}
	}
	stream := scan.NewStream(w, scan.NewSet(formsOf(formats)))
	return &Redactor{&stream}
}

// KeepNumbers makes r leave alone what looks like a number rather than a code,
// and returns r: rows of digits without a separator, and of digits and the
// lower-case letters a to f, if less than one code of the format in 100,000 looks
// like that. Order numbers, timestamps and span ids are such rows. It is off by
// default, as a row of digits may be a code nevertheless. Call it before the
// first Write.
func (r *Redactor) KeepNumbers() *Redactor {
	(*r.stream).KeepNumbers()
	return r
}

// Write masks the codes in p and writes the result to the underlying writer,
// less what it holds back: in one Write if nothing was held back before and p
// has at most 64 KiB. Once its buffers have grown to the size of a write, it does
// not allocate.
//
// After an error of that writer it returns the error, and how many bytes of p,
// masked or not, the writer took. A number that nobody offered counts for
// nothing, and one that is too small without an error is [io.ErrShortWrite]. Then
// it drops what it held back, the rest of p, and what follows of the line that p
// ends in, for what is left of a code no longer looks like one; and it goes on
// with the next line as if nothing had happened.
func (r *Redactor) Write(p []byte) (n int, err error) { return (*r.stream).Write(p) }

// Close writes what was held back: as nothing follows, it is no beginning of a
// code, or is one itself. It does not close the underlying writer. A Redactor
// that was closed refuses to Write with [io.ErrClosedPipe], even if Close
// returned an error; closing it again does nothing.
func (r *Redactor) Close() error { return (*r.stream).Close() }
