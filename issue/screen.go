package issue

import (
	"fmt"
	"strings"

	"github.com/redeemkit/redeem"
)

// Screen tells which codes spell an offensive word, also with the digits and
// signs that look like its letters: B00B, 5H1T, FVCK. It is immutable and safe
// for concurrent use. Draw codes until it allows one, and all those that it
// allows stay equally likely:
//
//	code, err := issue.New(format, nil)
//	for err == nil && !screen.Allows(code) {
//		code, err = issue.New(format, nil)
//	}
//
// That ends soon unless the words are in the format's prefix or as short as one
// symbol. The zero Screen has no words and allows every code.
type Screen struct{ blocks []screenBlock }

// screenBlock has as many words as there are bits for their letters, side by
// side: reading one symbol more is a shift, for all words and offsets at once.
type screenBlock struct {
	starts, ends uint64      // the first and the last letter of each word
	seen         [128]uint64 // the letters that a symbol is seen as
}

// screenAlike are the symbols that are seen as one another whatever the model.
// Those of one string are a letter, or two, and what is written for it.
var screenAlike = [...]string{"O0", "IL1!|", "Z2", "E3", "A4@", "S5$", "G69", "T7+", "B8", "UV"}

// NewScreen makes a Screen of words, those of [OffensiveWords] or the caller's.
// They are read as [redeem.Normalize] reads them; a word that has other symbols
// than A to Z and 0 to 9, has none, or has more than [redeem.MaxLen] fails with
// an error that wraps [redeem.ErrSpec] and does not hold it.
//
// A word is seen anywhere in a code, prefix and check characters included, and
// in either case. Digits and signs are seen as the letters O0 IL1!| Z2 E3 A4@
// S5$ G69 T7+ B8 UV, in both directions, and besides as what the model pairs
// them with in either direction, at whatever cost; nil adds nothing.
func NewScreen(l *redeem.Lookalikes, words ...string) (*Screen, error) {
	if l == nil {
		l = new(redeem.Lookalikes)
	}
	s, used := new(Screen), 64
	for _, word := range words {
		word, err := redeem.Normalize(word)
		if err != nil {
			return nil, specError("a word that is not of letters and digits")
		}
		if len(word) > redeem.MaxLen {
			return nil, specError("a word longer than any code")
		}
		if used+len(word) > 64 { // the block is full
			s.blocks, used = append(s.blocks, screenBlock{}), 0
		}
		s.blocks[len(s.blocks)-1].add(word, used, l)
		used += len(word)
	}
	return s, nil
}

func specError(wrong string) error { return fmt.Errorf("%w: %s", redeem.ErrSpec, wrong) }

// add gives a word the bits from used on.
func (b *screenBlock) add(word string, used int, l *redeem.Lookalikes) {
	b.starts |= 1 << used
	for i := range len(word) {
		for symbol := range b.seen {
			if screenSees(l, byte(symbol), word[i]) {
				b.seen[symbol] |= 1 << (used + i)
			}
		}
	}
	b.ends |= 1 << (used + len(word) - 1)
}

// screenSees reports whether a symbol is seen as a letter of a word.
func screenSees(l *redeem.Lookalikes, symbol, letter byte) bool {
	if screenForm(symbol) == screenForm(letter) {
		return true
	}
	for _, letter := range [...]byte{letter, letter | 0x20} { // in both cases; a digit stays the same
		_, read := l.Cost(symbol, letter)
		_, meant := l.Cost(letter, symbol)
		if read || meant {
			return true
		}
	}
	return false
}

// screenForm returns one symbol for all that are seen as each other.
func screenForm(symbol byte) byte {
	if 'a' <= symbol && symbol <= 'z' {
		symbol -= 'a' - 'A'
	}
	for _, alike := range screenAlike {
		if strings.IndexByte(alike, symbol) >= 0 {
			return alike[0]
		}
	}
	return symbol
}

// Allows reports whether no word is seen in the code. The zero Code spells
// nothing and is allowed. It does not allocate.
func (s *Screen) Allows(c redeem.Code) bool {
	var room [redeem.MaxLen]byte
	text := c.AppendTo(room[:0])
	for i := range s.blocks {
		b := &s.blocks[i]
		var seen uint64 // bit k: the symbols up to here spell a word up to its letter k
		for _, symbol := range text {
			seen = (seen<<1 | b.starts) & b.seen[symbol&0x7F]
			if seen&b.ends != 0 {
				return false
			}
		}
	}
	return true
}
