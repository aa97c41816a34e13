package redeem

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// slowFormats are the families as formats for slowMatch, the longer first.
var slowFormats = sync.OnceValue(func() (formats []slowFormat) {
	plain, _ := NewLookalikes()
	for _, f := range slowFamilies {
		for _, n := range slices.Backward(f.lengths) {
			spec := Spec{Length: n, Prefix: f.prefix, Alphabet: f.body, Lookalikes: plain}
			for left := n; left > 0; left -= 4 {
				spec.Groups = append(spec.Groups, min(left, 4))
			}
			formats = append(formats, newSlowFormat(MustFormat(spec)))
		}
	}
	return formats
})

func slowFindSerials(text string) (found []SerialMatch) {
next:
	for start := 0; start < len(text); {
		for _, f := range slowFormats() {
			if end := slowMatch(f, text, start); end >= 0 {
				s, _ := ParseSerial(text[start:end])
				found = append(found, SerialMatch{start, end, s})
				start = end
				continue next
			}
		}
		start++
	}
	return found
}

func checkFindSerials(t rapid.TB, text string) {
	t.Helper()
	got, want := slices.Collect(FindSerials(text)), slowFindSerials(text)
	if !slices.Equal(got, want) {
		t.Errorf("FindSerials(%+q)\n= %v, want %v", text, got, want)
	}
	for _, m := range got {
		if s, err := ParseSerial(text[m.Start:m.End]); err != nil || s != m.Serial {
			t.Errorf("FindSerials(%+q) takes %+q for a serial number: %v", text, text[m.Start:m.End], err)
		}
	}
}

func TestFindSerialsReference(t *testing.T) {
	var specs []Spec
	for _, f := range slowFormats() {
		specs = append(specs, f.spec)
	}
	checkLaw(t, func(t *rapid.T) {
		text := drawScanText(t, specs...)
		checkFindSerials(t, text)
	})
}

func TestFindSerials(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"serial GCA4567890123456.", "GCA4567890123456"},
		{"gca4 5678 9012 3456", "gca4 5678 9012 3456"},
		{"gca 4567 8901 2345 6", ""}, // no groups of four
		{"6012345678901234 and 6012345678901234567", "6012345678901234,6012345678901234567"},
		{"6012-3456-7890-1234-567", "6012-3456-7890-1234-567"}, // though the first sixteen would do
		{"6012-3456-7890-1234-5678", "6012-3456-7890-1234"},
		{"60123456789012345", ""},
		{"60O2345678901234", ""},
		{"PBH4 5678 9012 3456 7890 12", "PBH4 5678 9012 3456 7890 12"},
		{"epy4-5678-9012-34\nEPY45678901234", "epy4-5678-9012-34,EPY45678901234"},
		{"ＧＣＡ4567890123456", "ＧＣＡ4567890123456"},
		{"GCA45678901234567 AGCA4567890123456", ""},
		{"", ""},
	} {
		var got []string
		for m := range FindSerials(tt.text) {
			got = append(got, tt.text[m.Start:m.End])
		}
		if strings.Join(got, ",") != tt.want {
			t.Errorf("FindSerials(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
	for range FindSerials("GCA4567890123456 GCA4567890123456") {
		break
	}
}

// TestSerialFormats compares the formats with what NewFormat makes of their
// descriptions.
func TestSerialFormats(t *testing.T) {
	formats := slowFormats()
	if len(formats) != len(serialFormats) {
		t.Fatalf("%d formats, want %d", len(serialFormats), len(formats))
	}
	for i, want := range formats {
		got := &serialFormats[i]
		if got.spec.Length != want.spec.Length || got.spec.Prefix != want.spec.Prefix || got.breaks != want.breaks ||
			got.first != want.first || got.firstCase != want.firstCase || got.odd != want.odd || got.checks != nil {
			t.Errorf("%s, %d symbols: %+v", want.spec.Prefix, want.spec.Length, got)
		}
		if diff := cmp.Diff(*want.table, *got.table); diff != "" {
			t.Errorf("%s: %s", want.spec.Prefix, diff)
		}
	}
}
