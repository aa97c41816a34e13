package issue

import (
	"fmt"
	"strings"

	"github.com/redeemkit/redeem"
)

// Screen reports which codes spell an offensive word, including words written
// with digits and signs that look like letters: B00B, 5H1T, FVCK. A Screen is
// immutable and safe for concurrent use. Draw codes until the Screen allows
// one; all codes that it allows stay equally likely:
//
//	code, err := issue.New(format, nil)
//	for err == nil && !screen.Allows(code) {
//		code, err = issue.New(format, nil)
//	}
//
// The loop ends soon unless a word is in the format's prefix or has only one
// symbol. The zero Screen has no words and allows every code.
type Screen struct{ blocks []screenBlock }

// screenBlock holds as many words as there are bits for their letters, side by
// side. Reading one more symbol is then a single shift for all words and
// offsets.
type screenBlock struct {
	starts, ends uint64      // bits of the first and of the last letter of each word
	seen         [128]uint64 // the letters that each symbol may stand for
}

// screenWords bounds the memory of a Screen: a block holds at least two words, so
// 32,768 blocks hold this many.
const screenWords = 1 << 16

// screenAlike lists the symbols that stand for each other whatever the model
// says. Each string has one letter, or two, and the signs that people write in
// their place.
var screenAlike = [...]string{"O0", "IL1!|", "Z2", "E3", "A4@", "S5$", "G69", "T7+", "B8", "UV"}

// NewScreen returns a Screen for the given words, such as those of
// [OffensiveWords]. It normalizes each word as [redeem.Normalize] does. It
// fails with an error that wraps [redeem.ErrSpec], and does not contain the
// word, if a word has symbols other than A to Z and 0 to 9, has no symbols, or
// has more than [redeem.MaxLen], and if there are more than 65,536 words.
//
// The Screen finds a word anywhere in a code, including the prefix and the
// check characters, and in upper and lower case. It takes the characters of
// each of these groups for each other: O0 IL1!| Z2 E3 A4@ S5$ G69 T7+ B8 UV. It
// also takes two symbols for each other if the model pairs them in either
// direction, at any cost. A nil model adds no pairs.
//
// NewScreen asks the model once for each letter, so ten thousand words take
// milliseconds. A word of [redeem.MaxLen] symbols takes about half a kilobyte of
// memory, and a shorter one less: a Screen takes at most 34 MB.
func NewScreen(l *redeem.Lookalikes, words ...string) (*Screen, error) {
	if l == nil {
		l = new(redeem.Lookalikes)
	}
	if len(words) > screenWords {
		return nil, specError("more than 65536 words")
	}
	var alike screenAlikes
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
		s.blocks[len(s.blocks)-1].add(word, used, &alike, l)
		used += len(word)
	}
	return s, nil
}

func specError(wrong string) error { return fmt.Errorf("%w: %s", redeem.ErrSpec, wrong) }

// screenAlikes lists for each letter of a word the symbols that may stand for
// it. A model is asked once for each letter, however many words there are.
type screenAlikes [128][]byte

// of returns the symbols that may stand for a letter. The letter itself is one
// of them, so that an empty list is one that is not made yet.
func (a *screenAlikes) of(letter byte, l *redeem.Lookalikes) []byte {
	if a[letter] == nil {
		for symbol := range byte(len(a)) {
			if screenSees(l, symbol, letter) {
				a[letter] = append(a[letter], symbol)
			}
		}
	}
	return a[letter]
}

// add assigns the bits from used on to a word.
func (b *screenBlock) add(word string, used int, alike *screenAlikes, l *redeem.Lookalikes) {
	b.starts |= 1 << used
	for i := range len(word) {
		for _, symbol := range alike.of(word[i], l) {
			b.seen[symbol] |= 1 << (used + i)
		}
	}
	b.ends |= 1 << (used + len(word) - 1)
}

// screenSees reports whether a symbol may stand for a letter of a word.
func screenSees(l *redeem.Lookalikes, symbol, letter byte) bool {
	if screenForm(symbol) == screenForm(letter) {
		return true
	}
	for _, letter := range [...]byte{letter, letter | 0x20} { // in both cases; a digit has only one
		_, read := l.Cost(symbol, letter)
		_, meant := l.Cost(letter, symbol)
		if read || meant {
			return true
		}
	}
	return false
}

// screenForm returns the same symbol for all symbols that stand for each other.
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

// Allows reports whether the code spells none of the words. It allows the zero
// Code, which spells nothing. It does not allocate.
func (s *Screen) Allows(c redeem.Code) bool {
	var room [redeem.MaxLen]byte
	text := c.AppendTo(room[:0])
	for i := range s.blocks {
		b := &s.blocks[i]
		var seen uint64 // bit k is set if the symbols so far end with a word up to its letter k
		for _, symbol := range text {
			seen = (seen<<1 | b.starts) & b.seen[symbol&0x7F]
			if seen&b.ends != 0 {
				return false
			}
		}
	}
	return true
}
