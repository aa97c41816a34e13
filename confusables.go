package redeem

import (
	"fmt"
	"iter"
	"slices"
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
	// edges[read] has what was possibly meant, cheapest first, itself
	// included; nil means itself alone, at no cost.
	edges [128][]edge
	// classes[symbol] is the least symbol that it is connected with through
	// any number of pairs; 0 means that there is none but itself.
	classes [128]byte
	// What it costs a reader to drop a character, to add one, and to show a
	// symbol as two that look like it, beyond the costs of those two.
	dropped, added, doubled uint8
}

type edge struct {
	meant byte
	cost  uint8
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
func Tesseract() *Lookalikes { return &ocrModel }

var supportArticle = Lookalikes{
	edges: [128][]edge{
		'0': {{'0', 0}, {'O', 1}},
		'2': {{'2', 0}, {'Z', 1}},
		'3': {{'3', 0}, {'E', 1}},
		'5': {{'5', 0}, {'S', 1}},
		'6': {{'6', 0}, {'G', 1}},
		'8': {{'8', 0}, {'B', 1}},
		'B': {{'B', 0}, {'8', 1}},
		'D': {{'D', 0}, {'O', 1}},
		'E': {{'E', 0}, {'3', 1}},
		'G': {{'G', 0}, {'6', 1}},
		'O': {{'O', 0}, {'0', 1}, {'D', 1}, {'Q', 1}},
		'Q': {{'Q', 0}, {'O', 1}},
		'S': {{'S', 0}, {'5', 1}},
		'U': {{'U', 0}, {'V', 1}},
		'V': {{'V', 0}, {'U', 1}},
		'Z': {{'Z', 0}, {'2', 1}},
	},
	classes: [128]byte{
		'0': '0', 'D': '0', 'O': '0', 'Q': '0',
		'2': '2', 'Z': '2', '3': '3', 'E': '3', '5': '5', 'S': '5',
		'6': '6', 'G': '6', '8': '8', 'B': '8', 'U': 'U', 'V': 'U',
	},
	dropped: 3, added: 3, doubled: 1,
}

var supportTS1292 = Lookalikes{
	edges: [128][]edge{
		'0': {{'0', 0}, {'D', 1}, {'O', 1}, {'Q', 1}},
		'1': {{'1', 0}, {'J', 1}},
		'2': {{'2', 0}, {'Z', 1}},
		'3': {{'3', 0}, {'E', 1}},
		'5': {{'5', 0}, {'S', 1}},
		'6': {{'6', 0}, {'G', 1}},
		'8': {{'8', 0}, {'B', 1}, {'S', 1}},
		'A': {{'A', 0}, {'H', 1}},
		'B': {{'B', 0}, {'8', 1}},
		'D': {{'D', 0}, {'0', 1}},
		'E': {{'E', 0}, {'3', 1}},
		'F': {{'F', 0}, {'P', 1}},
		'G': {{'G', 0}, {'6', 1}},
		'H': {{'H', 0}, {'A', 1}, {'W', 1}},
		'J': {{'J', 0}, {'1', 1}},
		'M': {{'M', 0}, {'N', 1}},
		'N': {{'N', 0}, {'M', 1}},
		'O': {{'O', 0}, {'0', 1}, {'Q', 1}},
		'P': {{'P', 0}, {'F', 1}},
		'Q': {{'Q', 0}, {'0', 1}, {'O', 1}},
		'S': {{'S', 0}, {'5', 1}, {'8', 1}},
		'U': {{'U', 0}, {'V', 1}},
		'V': {{'V', 0}, {'U', 1}},
		'W': {{'W', 0}, {'H', 1}},
		'Z': {{'Z', 0}, {'2', 1}},
	},
	classes: [128]byte{
		'0': '0', 'D': '0', 'O': '0', 'Q': '0', '1': '1', 'J': '1',
		'2': '2', 'Z': '2', '3': '3', 'E': '3', '6': '6', 'G': '6',
		'5': '5', 'S': '5', '8': '5', 'B': '5',
		'A': 'A', 'H': 'A', 'W': 'A', 'F': 'F', 'P': 'F',
		'M': 'M', 'N': 'M', 'U': 'U', 'V': 'U',
	},
	dropped: 3, added: 3, doubled: 1,
}

// NewLookalikes makes a model of directed pairs. The order of the pairs does
// not matter. It fails with an error that wraps [ErrSpec] if a symbol is not
// printable ASCII or is the question mark, which stands for an unread
// character, or if a pair is there twice. Without pairs it is the model of a
// reader that makes no mistakes.
func NewLookalikes(pairs ...Pair) (*Lookalikes, error) {
	l := new(Lookalikes)
	for _, p := range pairs {
		if !isGraph(p.Read) || !isGraph(p.Meant) {
			return nil, fmt.Errorf("%w: a look-alike that is not printable ASCII", ErrSpec)
		}
		if p.Read == '?' || p.Meant == '?' {
			return nil, fmt.Errorf("%w: a look-alike of the question mark, which marks unread characters", ErrSpec)
		}
		if slices.ContainsFunc(l.edges[p.Read], func(e edge) bool { return e.meant == p.Meant }) {
			return nil, fmt.Errorf("%w: look-alike pair %c%c given twice", ErrSpec, p.Read, p.Meant)
		}
		l.edges[p.Read] = append(l.edges[p.Read], edge{p.Meant, p.Cost})
		if p.Read != p.Meant {
			l.join(p.Read, p.Meant)
		}
	}
	for read := range l.edges {
		edges := l.edges[read]
		if edges == nil {
			continue
		}
		if !slices.ContainsFunc(edges, func(e edge) bool { return int(e.meant) == read }) {
			edges = append(edges, edge{meant: byte(read)})
		}
		slices.SortFunc(edges, func(x, y edge) int {
			return (int(x.cost)-int(y.cost))<<8 + int(x.rank(byte(read))) - int(y.rank(byte(read)))
		})
		l.edges[read] = edges
	}
	dearest := uint8(1)
	for _, p := range pairs {
		dearest = max(dearest, p.Cost)
	}
	wrong := uint8(min(2*int(dearest)+1, 255))
	return l.WithIndels(wrong, wrong, dearest), nil
}

// WithIndels returns the model with other costs of characters that the reader
// drops, of those it adds, and, on top of the costs of both, of a symbol that
// it shows as two which look like it (5 as 5S). They matter to a [Corrector]
// with MaxIndels. Unless set, dropping or adding costs one more than twice the
// dearest pair, at most 255, and showing two as much as the dearest pair, which
// is taken to cost 1 if none costs more.
func (l *Lookalikes) WithIndels(dropped, added, doubled uint8) *Lookalikes {
	with := *l
	with.dropped, with.added, with.doubled = dropped, added, doubled
	return &with
}

// rank orders edges of equal cost: the symbol itself, then by symbol.
func (e edge) rank(read byte) byte {
	if e.meant == read {
		return 0
	}
	return e.meant
}

// join makes one class of the classes of x and y.
func (l *Lookalikes) join(x, y byte) {
	x, y = l.class(x), l.class(y)
	least := min(x, y)
	l.classes[x], l.classes[y] = least, least
	for i, c := range l.classes {
		if c == x || c == y {
			l.classes[i] = least
		}
	}
}

func (l *Lookalikes) class(symbol byte) byte {
	if c := l.classes[symbol&0x7F]; c != 0 {
		return c
	}
	return symbol
}

func isGraph(b byte) bool { return '!' <= b && b <= '~' }

// Cost returns the cost, 0 to 255, of a character read as read having been
// meant as meant, and whether the model knows that it may. A printable ASCII
// character may always have been meant as itself. It does not allocate.
func (l *Lookalikes) Cost(read, meant byte) (cost int, ok bool) {
	if !isGraph(read) {
		return 0, false
	}
	for _, e := range l.edges[read] {
		if e.meant == meant {
			return int(e.cost), true
		}
	}
	return 0, read == meant
}

// Of returns what a character read as read may have been meant as, with the
// costs, cheapest first and itself first among equals. It yields nothing if
// read is not printable ASCII. Ranging over it does not allocate.
func (l *Lookalikes) Of(read byte) iter.Seq2[byte, int] {
	return func(yield func(byte, int) bool) { l.of(read, yield) }
}

func (l *Lookalikes) of(read byte, yield func(byte, int) bool) {
	if !isGraph(read) {
		return
	}
	if l.edges[read] == nil {
		yield(read, 0)
		return
	}
	for _, e := range l.edges[read] {
		if !yield(e.meant, int(e.cost)) {
			return
		}
	}
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
	text := c.text()
	for i := range c.Len() {
		text[i] = l.class(text[i])
	}
	return codeOf(&text)
}

// Confusable reports whether the codes are of equal length and differ only
// where the two symbols are a pair of the model, in either direction. A code
// is confusable with itself; the zero Code with nothing. It does not allocate.
func (l *Lookalikes) Confusable(x, y Code) bool {
	if x.Len() != y.Len() || !x.IsValid() {
		return false
	}
	p, q := x.text(), y.text()
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
