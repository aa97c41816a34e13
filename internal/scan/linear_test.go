package scan_test

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/redeemkit/redeem"
)

// TestLinear is the promise that time grows as the text does, whatever it is made of.
// Eight times the text may take 24 times as long, and 20 ms more, because a clock may be
// coarse.
func TestLinear(t *testing.T) {
	sets := map[string][]*redeem.Format{"none": nil}
	for _, spec := range []redeem.Spec{
		{Length: 16, Prefix: "A", Groups: []int{4, 4, 4, 4}},
		{Length: 12, Groups: []int{4, 4, 4}},
		{Length: 1, Alphabet: "01"},
		{Length: 4, Alphabet: "XA!*"},
		{Length: 8, Prefix: "=", Alphabet: "=A"},
	} {
		sets[fmt.Sprint(spec.Length, spec.Prefix, spec.Groups)] = []*redeem.Format{redeem.MustFormat(spec)}
	}
	for name, formats := range sets {
		r := redeem.NewRedactor(io.Discard, formats...)
		for _, unit := range []string{
			"X", "X ", "X8KD-X9FJ-XMZQ-XWPT", "-", "\u200B", "X" + strings.Repeat("\u200B", 22), "X8KD49FJ2MZQ7WPT ", "4bf92f3577b34da6",
			"=58", "=41", "%25", "%41", `\`, "\x1b[0m", "\x1b[0;1;2;3", "\x1b]0;title ", "1 ", "3f2a9c1e-77bd-4c7e-9a10-5d0e8b7c6a41-",
			`\u0058\u0038\u004b\u0044`, "X8=\nKD", `\x4A=4A`, `\x4A=41`, "&amp;", "&#65;", "#101", "^[", "]C1", "a=", "a=4A", "+", "中", "X+",
		} {
			texts := [2][]byte{}
			for i, size := range []int{2 << 10, 16 << 10} {
				texts[i] = []byte(strings.Repeat(unit, size/len(unit)+1)[:size])
			}
			// Each counts as the least of all runs, because the machine does other work.
			least := [2]time.Duration{time.Hour, time.Hour}
			for tries := 0; tries == 0 || least[1] > 24*least[0]+20*time.Millisecond; tries++ {
				if tries == 30 {
					t.Errorf("%s: %q takes %v, and eight times as much %v", name, unit, least[0], least[1])
					break
				}
				for i, text := range texts {
					start := time.Now()
					r.Write(text)
					least[i] = min(least[i], time.Since(start))
				}
			}
		}
	}
}
