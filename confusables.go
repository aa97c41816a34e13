package redeem

import (
	"fmt"
	"iter"
	"math"

	"github.com/redeemkit/redeem/internal/alike"
	"github.com/redeemkit/redeem/internal/spell"
)

// Pair says that a character read as Read may have been meant as Meant, at the
// given cost. A higher cost is less likely; 0 is as likely as an exact read.
// Pairs are directed: a reader that takes 0 for O need not take O for 0. A pair
// of a symbol with itself is the cost of reading it right, which is otherwise
// 0.
type Pair struct {
	Read, Meant byte
	Cost        uint8
}

// Lookalikes is a model of which symbols a reader, such as a person or an OCR
// engine, takes for which. It is immutable and safe for concurrent use. Symbols
// are the printable ASCII characters. Lower case differs from upper case,
// because b and B look like different digits. The zero Lookalikes has no pairs,
// and dropped, added and swapped characters cost nothing.
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

// SupportArticle returns the nine pairs of Apple's support article 108285,
// which [Parse] and [NewFormat] use by default: B8 DO E3 G6 OQ O0 S5 UV Z2.
// Each holds in both directions, at cost 1.
func SupportArticle() *Lookalikes { return &supportArticle }

// SupportTS1292 returns the sixteen pairs of Apple's older support article
// TS1292: AH B8 D0 E3 G6 HW J1 MN O0 PF QO Q0 S5 S8 VU Z2. Each holds in both
// directions, at cost 1.
func SupportTS1292() *Lookalikes { return &supportTS1292 }

// Tesseract returns the confusions of Tesseract 5 (LSTM), measured on 30,800
// synthetic pictures of random codes in 14 fonts, clean to severely spoilt. The
// pairs are directed: 0 is read as O far more often than O as 0. Some pairs are
// on no published list, such as 9 read as O.
//
// For another engine, Tesseract is a better start than any list that was made
// for people, but [PaddleOCR] or a model of your own is better still. The
// command "redeem fit" makes one; 30 reads of known codes are enough to beat
// the model of another engine.
//
// A cost of 4 is one nat: if all codes are equally likely beforehand, a code
// that costs 4 more than another is e times less likely.
// [Resolution].Probability is fitted as well, and considers that mistakes in
// one picture go together. The model connects all symbols, so
// [Lookalikes.Skeleton] of it is useless as an index key. Costs may change
// between versions.
func Tesseract() *Lookalikes { return &tesseract }

// PaddleOCR returns the confusions of PP-OCRv4, the neural recognition model of
// PaddleOCR and RapidOCR, measured on 2,310 frames of 770 cards in 11 fonts,
// three frames of each card. Its errors go in other directions than those of
// Tesseract: it reads O as 0, I as 1, V as U. Pass the alternatives of the
// engine in a [Reading] too; they are worth more than any model. Costs have the
// unit of [Tesseract].
func PaddleOCR() *Lookalikes { return &paddleOCR }

// Crockford returns the pairs of [SupportArticle] and those that Douglas
// Crockford's Base32 decodes as digits. These read I and L as 1, and O as 0, at
// cost 0 and in this direction only. Set it as [Spec].Lookalikes if the
// alphabet lacks I, L and O. Parsing then reads these letters as the digits.
func Crockford() *Lookalikes { return &crockford }

var (
	crockford      = Lookalikes{&alike.Crockford}
	paddleOCR      = Lookalikes{&alike.PaddleOCR}
	supportArticle = Lookalikes{&alike.SupportArticle}
	supportTS1292  = Lookalikes{&alike.SupportTS1292}
	tesseract      = Lookalikes{&alike.Tesseract}
)

// NewLookalikes makes a model of directed pairs, whose order does not matter.
// It fails with an error that wraps [ErrSpec] if a symbol is not printable
// ASCII, if it is the question mark, which stands for an unread character, or
// if a pair is given twice. A model without pairs describes a reader that makes
// no mistakes.
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

// setPairs adds pairs to a model, and replaces the costs of those it has.
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

// WithPairs returns the model with these pairs added. A pair that it already
// has gets the new cost. The costs of [Lookalikes.WithIndels], the unit and the
// uncovered share stay. WithPairs fails as [NewLookalikes] does.
func (l *Lookalikes) WithPairs(pairs ...Pair) (*Lookalikes, error) {
	m := l.model().Clone()
	if err := setPairs(m, pairs); err != nil {
		return nil, err
	}
	return &Lookalikes{m}, nil
}

// WithAny returns the model of a reader that may take any symbol for any other:
// it adds every missing pair at the given cost. A [Corrector] with this model
// finds codes that differ from the input at any place, and prefers the original
// pairs if they cost less. All else stays as with [Lookalikes.WithPairs]. The
// pairs connect all symbols, so [Lookalikes.Skeleton] of it is useless as an
// index key.
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

// Indels holds the costs of characters that a reader drops, adds, doubles or
// swaps.
type Indels struct {
	Dropped uint8 // a character that is on the card and not in the reading
	Added   uint8 // one that is in the reading and not on the card
	Doubled uint8 // a symbol shown as two that look like it (5 as 5S), on top of the costs of both
	Swapped uint8 // two neighbours in the wrong order, one indel and two edits; 0 = as Dropped
}

// WithIndels returns the model with these costs of dropped, added, doubled and
// swapped characters. They matter to a [Corrector] with MaxIndels. By default,
// doubling costs as much as the dearest pair, or 1 if no pair costs more.
// Dropping, adding and swapping cost one more than twice that, at most 255. All
// else stays as with [Lookalikes.WithPairs].
func (l *Lookalikes) WithIndels(costs Indels) *Lookalikes {
	with := *l.model()
	with.Dropped, with.Added, with.Doubled, with.Swapped = costs.Dropped, costs.Added, costs.Doubled, costs.Swapped
	if costs.Swapped == 0 {
		with.Swapped = costs.Dropped
	}
	return &Lookalikes{&with}
}

// WithUnit returns the model with the value of one unit of cost, in nats: a
// code that costs one unit more is e^nats times less likely. Probabilities are
// computed from it. 0 means that the value is not known, and so does a negative
// or infinite number or NaN.
//
// A model with a unit is one that was fitted to a reader, for use in a
// [Corrector]. If a format has such a model, parsing does not replace
// characters outside the alphabet.
func (l *Lookalikes) WithUnit(nats float64) *Lookalikes {
	with := *l.model()
	if with.Unit = nats; !(nats > 0) || math.IsInf(nats, 1) {
		with.Unit = 0
	}
	return &Lookalikes{&with}
}

// WithUncovered returns the model with the share of reads whose code is not
// among the candidates of the model at all, from 0 to 1. The default is 0. A
// share outside that range counts as its nearer end, and NaN as 0.
func (l *Lookalikes) WithUncovered(share float64) *Lookalikes {
	with := *l.model()
	if with.Uncovered = min(max(share, 0), 1); math.IsNaN(share) {
		with.Uncovered = 0
	}
	return &Lookalikes{&with}
}

// Cost returns the cost, 0 to 255, of a character that was read as read and
// meant as meant. ok reports whether the model has that pair. A printable ASCII
// character may always be meant as itself. Cost does not allocate.
func (l *Lookalikes) Cost(read, meant byte) (cost int, ok bool) {
	c, ok := l.model().Cost(read, meant)
	return int(c), ok
}

// Of yields the characters that a character read as read may stand for, and
// their costs. The cheapest comes first; among equals, the character itself
// does. Of yields nothing if read is not printable ASCII. Ranging over it does
// not allocate.
func (l *Lookalikes) Of(read byte) iter.Seq2[byte, int] {
	return func(yield func(byte, int) bool) { l.model().Each(read, yield) }
}

// Skeleton returns the same value for all codes that look alike. It replaces
// every symbol with the least one that a chain of the model's pairs connects
// with it.
//
// Use it as a lookup key, not as a code. Codes with equal skeletons need not
// look alike: D looks like O and O like 0, so D and 0 have the same skeleton.
// Confirm each hit with [Lookalikes.Confusable]. If a model connects all
// symbols, as a fitted one does, all codes of a length have the same skeleton.
// The skeleton of the zero Code is the zero Code. Skeleton does not allocate.
func (l *Lookalikes) Skeleton(c Code) Code {
	text := c.symbols.Text()
	for i := range c.Len() {
		text[i] = l.model().Class(text[i])
	}
	return Code{spell.PackText(&text)}
}

// Confusable reports whether the codes are equally long and differ only in
// pairs of the model, in either direction. A code is confusable with itself.
// The zero Code is confusable with nothing. Confusable does not allocate.
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
