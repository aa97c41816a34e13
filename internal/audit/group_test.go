package audit

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
)

// someCodes returns up to n different codes of the rules, many of which look
// alike.
func someCodes(t *rapid.T, r *Rules, n int) []redeem.Code {
	spec := r.format.Spec()
	symbols := rapid.SampledFrom([]byte(spec.Alphabet))
	few := rapid.SliceOfN(symbols, 1, 4).Draw(t, "few symbols")
	text := []byte(spec.Prefix)
	for len(text) < spec.Length {
		text = append(text, rapid.SampledFrom(few).Draw(t, "symbol"))
	}
	var codes []redeem.Code
	for range n {
		at := rapid.IntRange(len(spec.Prefix), spec.Length-1).Draw(t, "place")
		text[at] = symbols.Draw(t, "symbol")
		class := r.symbols.classes[r.symbols.class[text[at]]]
		text[at] = rapid.SampledFrom(class).Draw(t, "look-alike")
		if spec.Check != nil {
			for _, x := range []byte(spec.Check.CheckAlphabet()) {
				text[spec.Length-1] = x
				if r.format.Valid(string(text)) {
					break
				}
			}
		}
		c, err := r.format.ParseBytes(text)
		if err == nil && !slices.Contains(codes, c) {
			codes = append(codes, c)
		}
	}
	return codes
}

// pairs is a slow version of Group.
func pairs(r *Rules, entries []Entry, limits Limits) (Summary, []Finding) {
	s := Summary{Distinct: int64(len(entries))}
	entries = slices.Clone(entries)
	slices.SortFunc(entries, func(x, y Entry) int { return x.First.Compare(y.First) })
	if most := max(limits.Compared, 1); len(entries) > most {
		s.Uncompared = int64(len(entries) - most)
		entries = entries[:most]
	}
	var findings []Finding
	for i, e := range entries {
		for _, other := range entries[:i] {
			if r.Alike(e.Code, other.Code) {
				s.Lookalikes++
				if len(findings) < limits.Listed {
					findings = append(findings, Finding{Kind: Lookalike, Place: e.First, Code: e.Code, First: other.First, Other: other.Code})
				} else {
					s.Unlisted++
				}
			}
		}
	}
	return s, findings
}

// revealed lets cmp compare findings.
var revealed = cmp.Transformer("Plain", func(c redeem.Code) string { return string(c.AppendTo(nil)) })

func TestGroupFindings(t *testing.T) {
	for name, r := range setups(t) {
		t.Run(name, func(t *testing.T) {
			draw.Check(t, func(t *rapid.T) {
				limits := Limits{Compared: rapid.IntRange(-1, 20).Draw(t, "compared"), Listed: rapid.IntRange(-1, 30).Draw(t, "listed")}
				g := r.NewGroup(limits)
				for range 2 { // the second time the group has been used before
					var entries []Entry
					for _, code := range someCodes(t, r, 30) {
						if len(entries) == 0 || r.Key(code) == r.Key(entries[0].Code) {
							entries = append(entries, Entry{Code: code})
						}
					}
					lines := rapid.SliceOfNDistinct(rapid.Int64Range(1, 99), len(entries), len(entries), rapid.ID).Draw(t, "lines")
					for i, line := range lines {
						entries[i].First = Place{1 + int(line%2), line}
						g.Add(entries[i])
					}
					want, wanted := pairs(r, entries, limits)
					var got Summary
					var found []Finding
					err := g.Findings(&got, func(f Finding) error {
						found = append(found, f)
						return nil
					})
					if err != nil {
						t.Fatal(err)
					}
					if diff := cmp.Diff(want, got); diff != "" {
						t.Fatal(diff)
					}
					if diff := cmp.Diff(wanted, found, revealed); diff != "" {
						t.Fatal(diff)
					}
					if !slices.IsSortedFunc(found, Finding.Compare) {
						t.Fatal("not in order")
					}
				}
			})
		})
	}
}

func TestGroupEndsAtError(t *testing.T) {
	r := NewRules(nil, nil)
	g := r.NewGroup(DefaultLimits())
	full := errors.New("disk full")
	for i, text := range []string{"X2", "XZ", "X5", "XS"} {
		g.Add(Entry{redeem.MustParse(text + "00000000000000"), Place{1, int64(i)}})
	}
	var s Summary
	calls := 0
	err := g.Findings(&s, func(Finding) error { calls++; return full })
	if err != full || calls != 1 {
		t.Errorf("%v after %d calls", err, calls)
	}
}

// TestGroupMemory adds many more codes than a group compares.
func TestGroupMemory(t *testing.T) {
	r := NewRules(nil, nil)
	g := r.NewGroup(Limits{Compared: 10, Listed: 100})
	c := redeem.MustParse(good)
	random := rand.New(rand.NewPCG(1, 2))
	const added = 10_000
	for _, line := range random.Perm(added) {
		g.Add(Entry{c, Place{1, int64(line)}})
	}
	if cap(g.entries) > 20 {
		t.Errorf("room for %d entries", cap(g.entries))
	}
	for _, e := range g.entries {
		if e.First.Line >= 10 {
			t.Errorf("line %d", e.First.Line)
		}
	}
	var s Summary
	if err := g.Findings(&s, func(Finding) error { return nil }); err != nil || s.Uncompared != added-10 {
		t.Errorf("%v, %d not compared", err, s.Uncompared)
	}
}
