package redeem

import (
	"fmt"
	"iter"
	"math"

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
// dropping, adding and swapping characters costs nothing.
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

// Tesseract returns what Tesseract 5 (LSTM) takes for what, measured on 30,800
// synthetic pictures of random codes in 14 fonts, clean to severely spoilt. Pairs
// are directed: 0 is read as O far more often than O as 0, and some pairs are on
// nobody's list, such as 9 read as O. For another engine it is a better start
// than any list for people, but [PaddleOCR] or a model of one's own is better
// still: "redeem fit" makes one, and 30 reads of codes that are known are enough
// to beat a foreign model.
//
// A cost of 4 is one nat: if all codes are meant equally often, a code that
// costs 4 more than another is e times less likely. What [Resolution].Probability
// makes of it, with mistakes of one picture that go together, is fitted too.
// [Lookalikes.Skeleton] of this model is no index key, for all symbols are
// connected. Costs may change between versions.
func Tesseract() *Lookalikes { return &tesseract }

// PaddleOCR returns what a neural engine takes for what: PP-OCRv4, the recognition
// model of PaddleOCR and RapidOCR, measured on 2,310 frames of 770 cards in 11
// fonts, three of each card. It errs in other directions than Tesseract: O is
// read as 0, I as 1, V as U. Give it the engine's alternatives in a [Reading],
// which are worth more than any model. Costs are as those of [Tesseract].
func PaddleOCR() *Lookalikes { return &paddleOCR }

// Crockford returns the pairs of [SupportArticle] and those that Douglas
// Crockford's Base32 decodes as digits: I and L are read as 1, and O as 0, at
// cost 0 and in this direction only. Set it as [Spec].Lookalikes of an alphabet
// without I, L and O, and parsing takes these for the digits.
func Crockford() *Lookalikes { return &crockford }

var (
	crockford      = Lookalikes{&alike.Crockford}
	paddleOCR      = Lookalikes{&alike.PaddleOCR}
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
	if err := setPairs(m, pairs); err != nil {
		return nil, err
	}
	dearest := uint8(1)
	for _, p := range pairs {
		dearest = max(dearest, p.Cost)
	}
	wrong := uint8(min(2*int(dearest)+1, 255))
	m.Dropped, m.Added, m.Doubled, m.Swapped = wrong, wrong, dearest, wrong
	return &Lookalikes{m}, nil
}

// setPairs gives a model pairs, and those that it has already new costs.
func setPairs(m *alike.Model, pairs []Pair) error {
	var given [128][128]bool
	for _, p := range pairs {
		if !spell.IsGraph(p.Read) || !spell.IsGraph(p.Meant) {
			return specError("a look-alike that is not printable ASCII")
		}
		if p.Read == unread || p.Meant == unread {
			return specError("a look-alike of the question mark, which marks unread characters")
		}
		if given[p.Read][p.Meant] {
			return fmt.Errorf("%w: look-alike pair %c%c given twice", ErrSpec, p.Read, p.Meant)
		}
		given[p.Read][p.Meant] = true
		m.Set(p.Read, p.Meant, p.Cost)
	}
	m.Sort()
	return nil
}

// WithPairs returns the model with these pairs too. A pair that it has already
// gets the new cost; the costs of [Lookalikes.WithIndels], the unit and the
// uncovered share stay. It fails as [NewLookalikes] does.
func (l *Lookalikes) WithPairs(pairs ...Pair) (*Lookalikes, error) {
	m := l.model().Clone()
	if err := setPairs(m, pairs); err != nil {
		return nil, err
	}
	return &Lookalikes{m}, nil
}

// WithAny returns the model of a reader that may take any symbol for any other:
// it adds every pair that is not there, at the given cost. Then a [Corrector]
// finds what differs from the input at any place, the pairs that the model had
// first if they cost less. All else stays as with [Lookalikes.WithPairs]. As the
// pairs connect all symbols, its [Lookalikes.Skeleton] is no index key.
func (l *Lookalikes) WithAny(cost uint8) *Lookalikes {
	m := l.model().Clone()
	for read := byte('!'); read <= '~'; read++ {
		for meant := byte('!'); meant <= '~'; meant++ {
			if read != meant && read != unread && meant != unread {
				m.Add(read, meant, cost)
			}
		}
	}
	m.Sort()
	return &Lookalikes{m}
}

// Indels are the costs of characters that a reader drops or adds, or whose order
// it changes.
type Indels struct {
	Dropped uint8 // a character that is on the card and not in the reading
	Added   uint8 // one that is in the reading and not on the card
	Doubled uint8 // a symbol shown as two that look like it (5 as 5S), on top of the costs of both
	Swapped uint8 // two neighbours in the wrong order, one indel and two edits; 0 = as Dropped
}

// WithIndels returns the model with other costs of dropped, added, doubled and
// swapped characters. They matter to a [Corrector] with MaxIndels. Unless set,
// dropping, adding or swapping costs one more than twice the dearest pair, at
// most 255, and doubling as much as the dearest pair, which is taken to cost 1
// if none costs more. All else stays as with [Lookalikes.WithPairs].
func (l *Lookalikes) WithIndels(costs Indels) *Lookalikes {
	with := *l.model()
	with.Dropped, with.Added, with.Doubled, with.Swapped = costs.Dropped, costs.Added, costs.Doubled, costs.Swapped
	if costs.Swapped == 0 {
		with.Swapped = costs.Dropped
	}
	return &Lookalikes{&with}
}

// WithUnit returns the model with what one unit of cost is worth, in nats: a
// code that costs one unit more is e^nats times less likely. It is what
// probabilities are computed from; 0, and any number that is not above 0 and
// finite, says that it is not known. A model whose unit is known is one that was
// fitted to a reader: it is for a [Corrector], and parsing with a format that
// has it takes no character outside the alphabet for one inside.
func (l *Lookalikes) WithUnit(nats float64) *Lookalikes {
	with := *l.model()
	if with.Unit = nats; !(nats > 0) || math.IsInf(nats, 1) {
		with.Unit = 0
	}
	return &Lookalikes{&with}
}

// WithUncovered returns the model with how often what was meant is nothing that
// the model holds: a share from 0, which it is unless set, to 1. What is beyond
// is taken for the nearer end, and NaN for 0.
func (l *Lookalikes) WithUncovered(share float64) *Lookalikes {
	with := *l.model()
	if with.Uncovered = min(max(share, 0), 1); math.IsNaN(share) {
		with.Uncovered = 0
	}
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
