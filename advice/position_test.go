package advice

import (
	"strings"
	"testing"

	"github.com/redeemkit/redeem/internal/draw"
	"pgregory.net/rapid"
)

func TestPosition(t *testing.T) {
	for _, test := range []struct {
		why, before, fault string
		want               int
	}{
		{"the first", "", "€", 1},
		{"ASCII", "X8KD", "€", 5},
		{"blanks and dashes count", " x8kd 49-", "€", 10},
		{"characters, not bytes", "Х８𝐊", "€", 4},
		{"a line break is one", "X8KD\r\n", "€", 6},
		{"two line breaks are two", "X8KD\n\n", "€", 7},
		{"a zero width space is none", "\u200bX8\u200bKD", "€", 5},
		{"a byte order mark is none", "\ufeffX8KD", "€", 5},
		{"a soft hyphen and a direction mark are none", "X8\u00adKD\u200e", "€", 5},
		{"a variation selector is none", "X8KD\ufe0f", "€", 5},
		{"an accent belongs to its letter", "X8K", "\u0301", 3},
		{"an accent on nothing", "", "\u0301", 1},
		{"a flag is one", "X8KD", "🇳🇴", 5},
		{"a family is one", "X8KD", "👨‍👩‍👧", 5},
		{"a control character that is not left out", "X8KD", "\x07", 5},
		{"not UTF-8", "X8KD", "\xff", 5},
		{"the rest of a character", "X8KD", "\xe2\x82", 5},
	} {
		for _, after := range []string{"", "X8KD", "€"} {
			if got := position(test.before+test.fault+after, len(test.before)); got != test.want {
				t.Errorf("%s: position(%+q + %+q) = %d, want %d", test.why, test.before, test.fault, got, test.want)
			}
		}
	}
	for _, offset := range []int{-1, 4, 5, 1 << 30} {
		if got := position("X8KD", offset); got != 0 {
			t.Errorf("position of offset %d in 4 bytes is %d, want 0: no character is there", offset, got)
		}
	}
}

// Each character that is read as a symbol or a separator moves the position by
// one, each that cannot be seen by none.
func TestPositionCounts(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		seen := []string{"X", "8", "k", " ", "-", "Ｘ", "𝐊", "٥", "Х", "·"}
		unseen := []string{"\u200b", "\u200e", "\u2066", "\ufeff", "\u00ad", "\U000e0041"}
		var b strings.Builder
		want := 1
		for _, s := range rapid.SliceOfN(rapid.SampledFrom(append(seen, unseen...)), 0, 40).Draw(t, "before") {
			b.WriteString(s)
			if !strings.Contains(strings.Join(unseen, "|"), s) {
				want++
			}
		}
		if got := position(b.String()+"€", b.Len()); got != want {
			t.Fatalf("position %d, want %d", got, want)
		}
	})
}
