package redeem

import (
	"fmt"
	"iter"

	"github.com/redeemkit/redeem/internal/alike"
	"github.com/redeemkit/redeem/internal/spell"
)

// Pair says that a character read as Read may have been meant as Meant, at
// the given cost: higher is less likely, 0 is as likely as an exact read.
// Pairs are directed: a reader that takes 0 for O need not take O for 0. A
// pair of a symbol with itself prices reading it right, which is free
// otherwise.
type Pair struct {
	Read, Meant byte
	Cost        uint8
}

// Lookalikes is a model of which symbols are taken for which, by people or by
// a machine. It is immutable and safe for concurrent use. Symbols are the
// printable ASCII characters as they stand: lower case is not upper case, for
// b and B look like different digits. The zero Lookalikes has no pairs, and
// takes dropping and adding a character for nothing.
type Lookalikes struct {
	// A pointer, so that the built-in models are laid down by the linker in the
	// package that knows what is in them; nil in the zero Lookalikes.
	pairs *alike.Model
}

// noPairs is what stands in for the model of the zero Lookalikes.
var noPairs alike.Model

func (l *Lookalikes) model() *alike.Model {
	if l.pairs == nil {
		return &noPairs
	}
	return l.pairs
}

// SupportArticle returns the nine pairs of the card issuer's support article
// (108285), which Parse and NewFormat use unless told otherwise: B8 DO E3 G6
// OQ O0 S5 UV Z2, both directions, each at cost 1.
func SupportArticle() *Lookalikes { return &supportArticle }

// SupportTS1292 returns the sixteen pairs of the issuer's older article
// TS1292: AH B8 D0 E3 G6 HW J1 MN O0 PF QO Q0 S5 S8 VU Z2, both directions,
// each at cost 1.
func SupportTS1292() *Lookalikes { return &supportTS1292 }

// Tesseract returns what an OCR engine takes for what, measured: 30,800
// synthetic pictures of random codes in 14 fonts, clean to severely spoilt, as
// Tesseract 5.3.0 read them. Pairs are directed; 0 is read as O far more often than O as
// 0, and pairs are here that are on nobody's list, such as 9 read as O.
//
// A cost of 4 is one nat: if all codes are meant equally often, a code that
// costs 4 more than another is e times less likely. How often the engine was
// wrong says only how the pictures were spoilt, and so does what a margin is
// worth: where that matters, measure your own reader. [Lookalikes.Skeleton]
// of this model is no index key, for all symbols are connected. Costs may
// change between versions.
func Tesseract() *Lookalikes { return &tesseract }

var (
	supportArticle = Lookalikes{&alike.SupportArticle}
	supportTS1292  = Lookalikes{&alike.SupportTS1292}
	tesseract      = Lookalikes{&alike.Tesseract}
)

// NewLookalikes makes a model of directed pairs. The order of the pairs does
// not matter. It fails with an error that wraps [ErrSpec] if a symbol is not
// printable ASCII or is the question mark, which stands for an unread
// character, or if a pair is there twice. Without pairs it is the model of a
// reader that makes no mistakes.
func NewLookalikes(pairs ...Pair) (*Lookalikes, error) {
	m := new(alike.Model)
	dearest := uint8(1)
	for _, p := range pairs {
		if !spell.IsGraph(p.Read) || !spell.IsGraph(p.Meant) {
			return nil, specError("a look-alike that is not printable ASCII")
		}
		if p.Read == unread || p.Meant == unread {
			return nil, specError("a look-alike of the question mark, which marks unread characters")
		}
		if !m.Add(p.Read, p.Meant, p.Cost) {
			return nil, fmt.Errorf("%w: look-alike pair %c%c given twice", ErrSpec, p.Read, p.Meant)
		}
		dearest = max(dearest, p.Cost)
	}
	m.Sort()
	wrong := uint8(min(2*int(dearest)+1, 255))
	m.Dropped, m.Added, m.Doubled, m.Swapped = wrong, wrong, dearest, wrong
	return &Lookalikes{m}, nil
}

// WithIndels returns the model with other costs of characters that the reader
// drops, of those it adds, and, on top of the costs of both, of a symbol that
// it shows as two which look like it (5 as 5S). They matter to a [Corrector]
// with MaxIndels. Unless set, dropping or adding costs one more than twice the
// dearest pair, at most 255, and showing two as much as the dearest pair, which
// is taken to cost 1 if none costs more.
func (l *Lookalikes) WithIndels(dropped, added, doubled uint8) *Lookalikes {
	with := *l.model()
	with.Dropped, with.Added, with.Doubled, with.Swapped = dropped, added, doubled, dropped
	return &Lookalikes{&with}
}

// Cost returns the cost, 0 to 255, of a character read as read having been
// meant as meant, and whether the model knows that it may. A printable ASCII
// character may always have been meant as itself. It does not allocate.
func (l *Lookalikes) Cost(read, meant byte) (cost int, ok bool) {
	c, ok := l.model().Cost(read, meant)
	return int(c), ok
}

// Of returns what a character read as read may have been meant as, with the
// costs, cheapest first and itself first among equals. It yields nothing if
// read is not printable ASCII. Ranging over it does not allocate.
func (l *Lookalikes) Of(read byte) iter.Seq2[byte, int] {
	return func(yield func(byte, int) bool) { l.model().Each(read, yield) }
}

// Skeleton returns one value for all codes that look alike: every symbol is
// replaced by the least one that any number of the model's pairs connect with
// it. It is a key to look up by, never a code: being the transitive closure,
// it also joins what nobody confuses (D looks like O and O like 0, so D and 0
// have one skeleton), and [Lookalikes.Confusable] tells which of those found
// really look alike. Of a model that connects everything, such as a fitted
// one, all codes of a length have one skeleton. The zero Code's is zero. It
// does not allocate.
func (l *Lookalikes) Skeleton(c Code) Code {
	text := c.symbols.Text()
	for i := range c.Len() {
		text[i] = l.model().Class(text[i])
	}
	return Code{spell.PackText(&text)}
}

// Confusable reports whether the codes are of equal length and differ only
// where the two symbols are a pair of the model, in either direction. A code
// is confusable with itself; the zero Code with nothing. It does not allocate.
func (l *Lookalikes) Confusable(x, y Code) bool {
	if x.Len() != y.Len() || !x.IsValid() {
		return false
	}
	p, q := x.symbols.Text(), y.symbols.Text()
	for i := range x.Len() {
		if p[i] == q[i] {
			continue
		}
		if _, ok := l.Cost(p[i], q[i]); ok {
			continue
		}
		if _, ok := l.Cost(q[i], p[i]); !ok {
			return false
		}
	}
	return true
}
