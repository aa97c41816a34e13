package meant

import (
	"cmp"
	"unicode/utf8"

	"github.com/redeemkit/redeem/internal/spell"
)

// Reading is what a reader saw of one code: its characters, and what else each
// of them may be. Nothing in it depends on a format. The zero Reading has no
// characters.
type Reading struct {
	chars        []char
	alternatives []alternative // of all characters
	n            int           // characters, those beyond maxKept included
}

// char is a character of a Reading.
type char struct {
	read     byte   // printable ASCII, or what stands for no symbol, such as 0
	from, to uint32 // its alternatives; none = nothing else is known
}

// alternative is a character that another one may be.
type alternative struct {
	char byte // as char.read
	prob float64
}

func (x alternative) compare(y alternative) int {
	return cmp.Or(cmp.Compare(x.char, y.char), cmp.Compare(x.prob, y.prob))
}

// maxSeen is the most characters that a code may have been read as.
const maxSeen = spell.MaxLen + maxIndels

// maxKept is the most characters that are kept: those of a line of print, which
// has more than a code. Append takes the code out of it.
const maxKept = 1024

// leftOut stands for what is no character of a code: separators, and what
// cannot be seen.
const leftOut = 0xFF

// foldRune returns the printable ASCII character that a character stands for,
// leftOut, or what stands for no symbol.
func foldRune(r rune) byte {
	if uint32(r) < utf8.RuneSelf {
		if spell.IsSeparator(byte(r)) {
			return leftOut
		}
		return byte(r)
	}
	x, edit := spell.FoldRune(r)
	if x == 0 && edit != 0 {
		return leftOut
	}
	return x
}

// Len returns the number of characters.
func (r *Reading) Len() int {
	if r == nil {
		return 0
	}
	return r.n
}

// Reset overwrites and takes all characters out, and keeps their memory.
func (r *Reading) Reset() {
	clear(r.chars[:cap(r.chars)])
	clear(r.alternatives[:cap(r.alternatives)])
	r.chars, r.alternatives, r.n = r.chars[:0], r.alternatives[:0], 0
}

// AddString adds characters of which nothing else is known.
func (r *Reading) AddString(s string) {
	b, more := spell.Bounded([]byte(s))
	for i := 0; i < len(b); {
		x, size := foldRune(rune(b[i])), 1
		if b[i] >= utf8.RuneSelf {
			var char rune
			if char, size = utf8.DecodeRune(b[i:]); size == 1 {
				x = 0 // no character
			} else {
				x = foldRune(char)
			}
		}
		i += size
		if x != leftOut {
			r.add(x, 0)
		}
	}
	if more {
		r.n = max(r.n, maxKept) + 1
	}
}

// add adds a character that has the last n alternatives.
func (r *Reading) add(x byte, n int) {
	if to := len(r.alternatives); len(r.chars) < maxKept {
		r.chars = append(r.chars, char{x, uint32(to - n), uint32(to)})
	}
	r.n++
}

// Append adds the characters of another reading from the one with index start up
// to the one with index end. Indexes beyond its ends are taken for its ends.
func (r *Reading) Append(from *Reading, start, end int) {
	start, end = min(max(start, 0), from.Len()), min(end, from.Len())
	for i := start; i < end; i++ {
		if i >= len(from.chars) || len(r.chars) == maxKept {
			r.n += end - i // not kept
			return
		}
		c := from.chars[i]
		r.alternatives = append(r.alternatives, from.alternatives[c.from:c.to]...)
		r.add(c.read, int(c.to-c.from))
	}
}

// Put says that the next character is char with a probability, which is
// nothing to go by if it is not above 0, and certain if it is above 1. End ends
// the character.
func (r *Reading) Put(char rune, prob float64) {
	if !(prob > 0) || len(r.chars) == maxKept {
		return
	}
	x, prob := foldRune(char), min(prob, 1)
	own := r.alternatives[r.open():]
	for i := range own {
		if own[i].char == x {
			own[i].prob += prob
			return
		}
	}
	r.alternatives = append(r.alternatives, alternative{x, prob})
}

// open returns where the alternatives of the next character begin.
func (r *Reading) open() int {
	if len(r.chars) == 0 {
		return 0
	}
	return int(r.chars[len(r.chars)-1].to)
}

// End ends a character. If it is likeliest what is left out, so is the whole
// character. Probabilities of more than 1 together are scaled to 1.
func (r *Reading) End() {
	if len(r.chars) == maxKept {
		r.n++
		return
	}
	from := r.open()
	own := r.alternatives[from:]
	sum, likeliest := 0.0, alternative{}
	for _, a := range own {
		sum += a.prob
		if a.prob > likeliest.prob {
			likeliest = a
		}
	}
	n := 0
	for _, a := range own {
		if a.char == leftOut {
			continue
		}
		a.prob /= max(sum, 1)
		own[n] = a
		n++
	}
	if likeliest.char == leftOut {
		n = 0
	}
	clear(own[n:])
	r.alternatives = r.alternatives[:from+n]
	if likeliest.char != leftOut {
		r.add(likeliest.char, n)
	}
}
