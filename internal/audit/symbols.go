package audit

import (
	"slices"

	"github.com/redeemkit/redeem"
)

// symbols holds the symbols of a format by class. Symbols of one class have the
// same key, and symbols of different classes never look alike.
type symbols struct {
	skip    int    // number of places that are the same in every code: the prefix
	places  int    // number of the other places
	prefix  string // the symbols at the places that are skipped
	class   [128]uint8
	member  [128]uint8   // the number of each symbol in its class
	classes [][]byte     // the members of each class, in the order of the symbols
	widest  int          // the size of the largest class
	near    [128][]uint8 // the members of its class that each symbol looks like, including itself
}

func newSymbols(spec *redeem.Spec, model *redeem.Lookalikes) symbols {
	all := []byte(spec.Alphabet)
	if spec.Check != nil {
		all = append(all, spec.Check.CheckAlphabet()...)
	}
	slices.Sort(all)
	all = slices.Compact(all)
	s := symbols{skip: len(spec.Prefix), places: spec.Length - len(spec.Prefix), prefix: spec.Prefix}
	keys := keysOf(all, model)
	numbers := make(map[byte]int) // numbers of the classes, by key
	for i, symbol := range all {
		class, ok := numbers[keys[i]]
		if !ok {
			class = len(s.classes)
			numbers[keys[i]] = class
			s.classes = append(s.classes, nil)
		}
		s.class[symbol] = uint8(class)
		s.member[symbol] = uint8(len(s.classes[class]))
		s.classes[class] = append(s.classes[class], symbol)
		s.widest = max(s.widest, len(s.classes[class]))
	}
	for _, x := range all {
		for i, y := range s.classes[s.class[x]] {
			_, xy := model.Cost(x, y)
			_, yx := model.Cost(y, x)
			if xy || yx {
				s.near[x] = append(s.near[x], uint8(i))
			}
		}
	}
	return s
}

// keysOf returns the key of each symbol. A model returns only keys of codes, so
// keysOf makes a code of the symbols, in a format that has all of them.
func keysOf(all []byte, model *redeem.Lookalikes) []byte {
	var keys []byte
	for some := range slices.Chunk(all, redeem.MaxLen) {
		code := redeem.MustFormat(redeem.Spec{Length: len(some), Alphabet: string(all)})
		c, err := code.ParseBytes(some)
		if err != nil {
			panic("audit: the symbols of a format are not symbols") // a bug: see TestSymbols
		}
		keys = model.Skeleton(c).AppendTo(keys)
	}
	return keys
}
