package redeem

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/redeemkit/redeem/checkdigit"
)

// drawSmallSpec draws a format of so few codes that all can be written down.
func drawSmallSpec(t *rapid.T) Spec {
	spec := Spec{Lookalikes: drawSmallModel(t, "0DOQ8BS5").Lookalikes}
	symbols, checks, choices := alnumAlphabet+"abc!", 0, 1.0 // of the check characters
	if rapid.Bool().Draw(t, "checked") {
		schemes := slices.AppendSeq([]*checkdigit.Scheme{mustScheme(t, "coupon-code-1x3"), mustScheme(t, "coupon-code-2x2")}, formatSchemes)
		spec.Check = rapid.SampledFrom(schemes).Draw(t, "scheme")
		symbols, checks = spec.Check.Alphabet(), spec.Check.Len()
		choices = math.Pow(float64(len(spec.Check.CheckAlphabet())), float64(checks))
	}
	alphabet := rapid.SliceOfNDistinct(rapid.SampledFrom([]byte(symbols)), 2, 5, rapid.ID)
	spec.Alphabet = string(alphabet.Draw(t, "alphabet"))
	longest := math.Log(3000/choices) / math.Log(float64(len(spec.Alphabet)))
	payload := rapid.IntRange(1, max(1, int(longest))).Draw(t, "payload")
	if spec.Check != nil && strings.HasPrefix(spec.Check.Name(), "coupon-code") {
		payload = 2
	}
	spec.Length = payload + checks
	spec.Prefix = drawText(t, spec.Alphabet, rapid.IntRange(0, min(payload-1, 2)).Draw(t, "prefix length"))
	return spec
}

// drawSmallModel draws pairs of a few symbols, and of characters that may be
// none.
func drawSmallModel(t *rapid.T, symbols string) slowModel {
	dearest := rapid.SampledFrom([]byte{0, 1, 3, 9, 40, 100, 255}).Draw(t, "dearest")
	symbol := rapid.SampledFrom([]byte(symbols))
	read := rapid.OneOf(symbol, symbol, rapid.SampledFrom([]byte("OI!o")))
	pair := rapid.Custom(func(t *rapid.T) Pair {
		return Pair{read.Draw(t, "read"), symbol.Draw(t, "meant"), rapid.ByteMax(dearest).Draw(t, "cost")}
	})
	pairs := rapid.SliceOfNDistinct(pair, 0, 14, func(p Pair) [2]byte { return [2]byte{p.Read, p.Meant} }).Draw(t, "pairs")
	l, err := NewLookalikes(pairs...)
	if err != nil {
		t.Fatal(err)
	}
	if rapid.Bool().Draw(t, "indels priced") {
		cost := rapid.ByteMax(max(dearest, 1))
		dropped, added, doubled := cost.Draw(t, "dropped"), cost.Draw(t, "added"), cost.Draw(t, "doubled")
		return slowModel{l.WithIndels(dropped, added, doubled), int(dropped), int(added), int(doubled)}
	}
	most := 1
	for _, p := range pairs {
		most = max(most, int(p.Cost))
	}
	return slowModel{l, min(2*most+1, 255), min(2*most+1, 255), most}
}

// drawQuestion draws a Corrector for a format, and what the reference has to
// know of it.
func drawQuestion(t *rapid.T, f *Format, maxIndels int) (*Corrector, slowCorrector) {
	q := slowCorrector{spec: f.Spec()}
	q.model = drawSmallModel(t, symbolsOf(f))
	q.maxIndels = maxIndels
	if rapid.IntRange(0, 2).Draw(t, "cost bounded") == 0 {
		q.maxCost = rapid.OneOf(rapid.IntRange(1, 12), rapid.IntRange(1, 300)).Draw(t, "MaxCost")
	}
	if rapid.IntRange(0, 2).Draw(t, "edits bounded") == 0 {
		q.maxEdits = rapid.IntRange(1, 4).Draw(t, "MaxEdits")
	}
	return &Corrector{
		Format: f, Lookalikes: q.model.Lookalikes, MaxCost: q.maxCost, MaxEdits: q.maxEdits, MaxIndels: maxIndels,
	}, q
}

// symbolsOf returns all symbols of a format.
func symbolsOf(f *Format) string {
	spec := f.Spec()
	if spec.Check == nil {
		return spec.Alphabet
	}
	return spec.Alphabet + spec.Check.CheckAlphabet()
}

// drawRead draws what a reader may make of a code. It misreads some of the
// symbols, as others or as nothing, drops and adds some, and writes the whole
// as people do.
func drawRead(t *rapid.T, f *Format, code string, indels int) string {
	symbols := symbolsOf(f)
	seen := []byte(code)
	some := rapid.IntRange(0, 9)
	for range rapid.IntRange(0, indels).Draw(t, "indels") {
		i := rapid.IntRange(0, len(seen)).Draw(t, "at")
		switch {
		case some.Draw(t, "kind") < 5 && i < len(seen):
			seen = slices.Delete(seen, i, i+1)
		case i < len(seen):
			seen = slices.Insert(seen, i, seen[i])
		default:
			seen = append(seen, drawText(t, symbols, 1)...)
		}
	}
	lower := f.fold == foldUpper && some.Draw(t, "lower case") == 0
	var read strings.Builder
	for _, symbol := range seen {
		text := string(rune(symbol))
		if lower {
			text = strings.ToLower(text)
		}
		switch some.Draw(t, "misread") {
		case 0, 1, 2:
			text = drawText(t, symbols, 1)
		case 3:
			text = rapid.SampledFrom([]string{"?", "?", "!", "O", "I", "é", "\xFF", "😀", "\x00", "~"}).Draw(t, "no symbol")
		}
		if some.Draw(t, "separated") == 0 {
			text = rapid.SampledFrom([]string{" ", "-", "\u200B"}).Draw(t, "separator") + text
		}
		read.WriteString(text)
	}
	return read.String()
}

// drawReads draws reads of one code, or of what merely looks like one.
func drawReads(t *rapid.T, f *Format, n, indels int) (reads []string) {
	spec := f.Spec()
	code := drawText(t, spec.Alphabet, spec.Length)
	if rapid.Bool().Draw(t, "a code") {
		code = drawCode(t, spec)
	}
	for range n {
		reads = append(reads, drawRead(t, f, code, indels))
	}
	return reads
}

// candidatesOf lists them in the order in which they come.
func candidatesOf(c *Corrector, reads ...string) (all []Candidate) {
	for candidate := range c.Candidates(reads...) {
		all = append(all, candidate)
	}
	return all
}

// showQuestion prints a question with the codes in the open.
func showQuestion(c *Corrector, reads []string) string {
	return fmt.Sprintf("%s, MaxCost %d, MaxEdits %d, MaxIndels %d, MaxTries %d, reads %q",
		spell(c.Format), c.MaxCost, c.MaxEdits, c.MaxIndels, c.MaxTries, reads)
}

// TestCorrectorReference compares all that a Corrector says with the reference.
func TestCorrectorReference(t *testing.T) {
	checkLaw(t, func(t *rapid.T) {
		f := MustFormat(drawSmallSpec(t))
		for range 3 {
			c, q := drawQuestion(t, f, 0)
			for range 4 {
				checkCorrector(t, c, q, drawReads(t, f, rapid.IntRange(1, 3).Draw(t, "reads"), 0))
			}
			checkCorrector(t, c, q, drawReads(t, f, 1, 1))
		}
	})
}

// TestCorrectorIndelsReference does so for reads in which characters may be
// missing or too many.
func TestCorrectorIndelsReference(t *testing.T) {
	checkLaw(t, func(t *rapid.T) {
		f := MustFormat(drawSmallSpec(t))
		most := min(4, max(1, 9-f.Spec().Length)) // to have only so many alignments
		for range 2 {
			maxIndels := rapid.IntRange(1, most).Draw(t, "MaxIndels")
			c, q := drawQuestion(t, f, maxIndels)
			if maxIndels <= 2 {
				checkCorrector(t, c, q, drawReads(t, f, 4-maxIndels, maxIndels))
			}
			checkCorrector(t, c, q, drawReads(t, f, 1, maxIndels))
			checkCorrector(t, c, q, drawReads(t, f, 1, maxIndels+1))
		}
	})
}

// checkCorrector compares a Corrector with the reference, for some reads.
func checkCorrector(t *rapid.T, c *Corrector, q slowCorrector, reads []string) {
	t.Helper()
	want, more := q.candidates(reads)
	got := candidatesOf(c, reads...)
	if !slices.IsSortedFunc(got, func(x, y Candidate) int { return x.Cost - y.Cost }) {
		t.Errorf("%s: not in the order of cost: %q", showQuestion(c, reads), listed(got))
	}
	slices.SortFunc(got, slowOrder)
	if diff := cmp.Diff(listed(want), listed(got)); diff != "" {
		t.Fatalf("%s: other candidates:\n%s", showQuestion(c, reads), diff)
	}
	n, exact := c.Count(reads...)
	if n < uint64(len(want)) || exact && n > uint64(len(want)) || exact != (c.MaxIndels == 0) {
		t.Errorf("%s: Count = %d, %t, want %d", showQuestion(c, reads), n, exact, len(want))
	}
	checkResolve(t, c, reads, want, more)

	// Once more, with some of the codes issued.
	asking := *c
	asking.MaxTries = rapid.SampledFrom([]int{0, 0, 1, 2, 3, 10, 10000}).Draw(t, "MaxTries")
	issued := make(map[Code]bool)
	share := rapid.SampledFrom([]int{1, 3, 10}).Draw(t, "issued")
	for _, candidate := range want[:min(len(want), 100)] {
		issued[candidate.Code] = rapid.IntRange(1, share).Draw(t, "issued") == 1
	}
	asking.Accept = func(code Code) bool { return issued[code] }
	checkResolve(t, &asking, reads, want, more)
}

// checkResolve compares Resolve with the reference, given all candidates and
// whether there are more beyond the engine's limit.
func checkResolve(t rapid.TB, c *Corrector, reads []string, candidates []Candidate, more bool) {
	t.Helper()
	tries := c.MaxTries
	if tries == 0 {
		tries = 64
	}
	accept := c.Accept
	var asked []Candidate
	asking := *c
	if accept == nil {
		tries, accept = math.MaxInt, func(Code) bool { return true }
		if c.MaxIndels > 0 { // ties are listed, not counted
			tries = 64
		}
	} else {
		asking.Accept = func(code Code) bool {
			i := slices.IndexFunc(candidates, func(candidate Candidate) bool { return candidate.Code == code })
			if i < 0 {
				t.Fatalf("%s: asked about %s, which is no candidate", showQuestion(c, reads), Plain(code))
			}
			asked = append(asked, candidates[i])
			return accept(code)
		}
	}
	got := asking.Resolve(reads...)

	// The order of what costs the same is the engine's to choose.
	order := slices.Clone(asked)
	for _, candidate := range candidates {
		if !slices.Contains(asked, candidate) {
			order = append(order, candidate)
		}
	}
	if len(order) > len(candidates) || !slices.IsSortedFunc(order, func(x, y Candidate) int { return x.Cost - y.Cost }) {
		t.Errorf("%s: asked about %q", showQuestion(c, reads), listed(asked))
	}
	want, n := slowResolve(order, accept, tries)
	if c.Accept == nil {
		if slices.Contains(candidates, got.Best) && got.Best.Cost == want.Best.Cost {
			want.Best = got.Best
		}
	} else if len(asked) != n {
		t.Errorf("%s: asked %d times, want %d", showQuestion(c, reads), len(asked), n)
	}
	// Without an answer it says so if there is one beyond its limit, and may if
	// it does not know.
	if got.Verdict == None && (got.Capped || more) {
		want.Capped = true
	}
	if got != want {
		t.Errorf("%s: Resolve = %+v, best %s; want %+v, best %s", showQuestion(c, reads), got, Plain(got.Best.Code), want, Plain(want.Best.Code))
	}
}
