package ocrdata

import (
	"math/rand/v2"

	"github.com/redeemkit/redeem/checkdigit"
)

// Again makes up further reads of a code: no code was read twice. Each symbol
// is shown as it was, right or wrong, in a picture of the same font and level
// that is drawn for this symbol alone. So a font's habits return in every
// read, as they would; what one picture does to all of its symbols does not,
// which makes such a read worth more than the next frame of a camera.
type Again struct {
	random *rand.Rand
	shown  map[glyph][]byte
}

type glyph struct {
	font   string
	level  int
	symbol byte
}

// NewAgain learns from the lines that were read at the right length.
func NewAgain(lines []Line) *Again {
	a := &Again{rand.New(rand.NewPCG(1, 2)), make(map[glyph][]byte)}
	for _, l := range lines {
		if read := l.Typed(); len(read) == len(l.Truth) {
			for i := 1; i < len(read); i++ {
				g := glyph{l.Font, l.Level, l.Truth[i]}
				a.shown[g] = append(a.shown[g], read[i])
			}
		}
	}
	return a
}

// draw returns what a picture like that of the line shows for a symbol.
func (a *Again) draw(l Line, symbol byte) byte {
	shown := a.shown[glyph{l.Font, l.Level, symbol}]
	return shown[a.random.IntN(len(shown))]
}

// Reads returns n reads of the line's code, the first of them the line's own,
// or nothing unless that is a misread of the right length.
func (a *Again) Reads(l Line, n int) []string {
	first := l.Typed()
	if len(first) != len(l.Truth) || !l.Misread() {
		return nil
	}
	reads := []string{first}
	for range n - 1 {
		read := []byte(l.Truth[:1])
		for i := 1; i < len(l.Truth); i++ {
			read = append(read, a.draw(l, l.Truth[i]))
		}
		reads = append(reads, string(read))
	}
	return reads
}

// Rechecked returns the lines of the right length with the check characters of
// another scheme in place of the last symbols, each shown as one like it was
// somewhere. It leaves out lines whose payload the scheme does not have, and
// those with a check character that no picture shows.
func (a *Again) Rechecked(lines []Line, scheme string) []Line {
	check, _ := checkdigit.Lookup(scheme)
	var rechecked []Line
	for _, l := range lines {
		payload := len(l.Truth) - check.Len()
		if len(l.Typed()) != len(l.Truth) {
			continue
		}
		truth, err := check.Append(nil, l.Truth[:payload])
		if err != nil || len(truth) != len(l.Truth) {
			continue
		}
		l.Truth = string(truth)
		read := []byte(l.Read[:payload])
		for _, symbol := range truth[payload:] {
			if len(a.shown[glyph{l.Font, l.Level, symbol}]) > 0 {
				read = append(read, a.draw(l, symbol))
			}
		}
		if len(read) == len(truth) {
			l.Read = string(read)
			rechecked = append(rechecked, l)
		}
	}
	return rechecked
}
