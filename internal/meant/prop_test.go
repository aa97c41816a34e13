package meant_test

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/exhaustive"
	"github.com/redeemkit/redeem/internal/reference"
	"github.com/redeemkit/redeem/internal/spell"
)

// drawSmallSpec draws a format of so few codes that all can be written down.
func drawSmallSpec(t *rapid.T, schemes iter.Seq[*checkdigit.Scheme]) redeem.Spec {
	spec := redeem.Spec{Lookalikes: drawSmallModel(t, "0DOQ8BS5").Lookalikes}
	symbols, checks, choices := spell.Alphanumeric+"abc!", 0, 1.0 // of the check characters
	if rapid.Bool().Draw(t, "checked") {
		schemes := slices.AppendSeq([]*checkdigit.Scheme{draw.SchemeNamed(t, "coupon-code-1x3"), draw.SchemeNamed(t, "coupon-code-2x2")}, schemes)
		spec.Check = rapid.SampledFrom(schemes).Draw(t, "scheme")
		symbols, checks = spec.Check.Alphabet(), spec.Check.Len()
		if !strings.HasPrefix(spec.Check.Name(), "rs-") {
			choices = math.Pow(float64(len(spec.Check.CheckAlphabet())), float64(checks))
		}
	}
	alphabet := rapid.SliceOfNDistinct(rapid.SampledFrom([]byte(symbols)), 2, 5, rapid.ID)
	spec.Alphabet = string(alphabet.Draw(t, "alphabet"))
	longest := math.Log(3000/choices) / math.Log(float64(len(spec.Alphabet)))
	payload := rapid.IntRange(1, max(1, int(longest))).Draw(t, "payload")
	if spec.Check != nil && strings.HasPrefix(spec.Check.Name(), "coupon-code") {
		payload = 2
	}
	spec.Length = payload + checks
	spec.Prefix = draw.Text(t, spec.Alphabet, rapid.IntRange(0, min(payload-1, 2)).Draw(t, "prefix length"))
	return spec
}

// drawSmallModel draws pairs of a few symbols, and of characters that may be no symbols.
func drawSmallModel(t *rapid.T, symbols string) twinModel {
	dearest := rapid.SampledFrom([]byte{0, 1, 3, 9, 40, 100, 255}).Draw(t, "dearest")
	symbol := rapid.SampledFrom([]byte(symbols))
	read := rapid.OneOf(symbol, symbol, rapid.SampledFrom([]byte("OI!o")))
	pair := rapid.Custom(func(t *rapid.T) redeem.Pair {
		return redeem.Pair{Read: read.Draw(t, "read"), Meant: symbol.Draw(t, "meant"), Cost: rapid.ByteMax(dearest).Draw(t, "cost")}
	})
	pairs := rapid.SliceOfNDistinct(pair, 0, 14, func(p redeem.Pair) [2]byte { return [2]byte{p.Read, p.Meant} }).Draw(t, "pairs")
	l, err := redeem.NewLookalikes(pairs...)
	if err != nil {
		t.Fatal(err)
	}
	if rapid.Bool().Draw(t, "indels priced") {
		cost := rapid.ByteMax(max(dearest, 1))
		dropped, added, doubled := cost.Draw(t, "dropped"), cost.Draw(t, "added"), cost.Draw(t, "doubled")
		return twinModel{l.WithIndels(redeem.Indels{Dropped: dropped, Added: added, Doubled: doubled}), int(dropped), int(added), int(doubled), int(dropped), 0, 0}
	}
	most := 1
	for _, p := range pairs {
		most = max(most, int(p.Cost))
	}
	return twinModel{l, min(2*most+1, 255), min(2*most+1, 255), most, min(2*most+1, 255), 0, 0}
}

// drawQuestion draws a Corrector for a format, and its twin for the reference.
func drawQuestion(t *rapid.T, f *redeem.Format, maxIndels int) (*redeem.Corrector, twin) {
	q := twin{spec: f.Spec(), codes: codesOf(f.Spec())}
	q.model = drawSmallModel(t, symbolsOf(f))
	q.maxIndels = maxIndels
	if rapid.IntRange(0, 2).Draw(t, "cost bounded") == 0 {
		q.maxCost = rapid.OneOf(rapid.IntRange(1, 12), rapid.IntRange(1, 300)).Draw(t, "MaxCost")
	}
	if rapid.IntRange(0, 2).Draw(t, "edits bounded") == 0 {
		q.maxEdits = rapid.IntRange(1, 4).Draw(t, "MaxEdits")
	}
	return &redeem.Corrector{
		Format: f, Lookalikes: q.model.Lookalikes, MaxCost: q.maxCost, MaxEdits: q.maxEdits, MaxIndels: maxIndels,
	}, q
}

// symbolsOf returns all symbols of a format.
func symbolsOf(f *redeem.Format) string {
	spec := f.Spec()
	if spec.Check == nil {
		return spec.Alphabet
	}
	return spec.Alphabet + spec.Check.CheckAlphabet()
}

// drawRead draws what a reader may make of a code. It misreads some of the
// symbols, as others or as nothing, drops and adds some, and writes the whole
// as people do.
func drawRead(t *rapid.T, f *redeem.Format, code string, indels int) string {
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
			seen = append(seen, draw.Text(t, symbols, 1)...)
		}
	}
	lower := reference.Folded(symbols, 'a') == 'A' && some.Draw(t, "lower case") == 0
	var read strings.Builder
	for _, symbol := range seen {
		text := string(rune(symbol))
		if lower {
			text = strings.ToLower(text)
		}
		switch some.Draw(t, "misread") {
		case 0, 1, 2:
			text = draw.Text(t, symbols, 1)
		case 3:
			text = rapid.SampledFrom([]string{"?", "?", "!", "O", "I", "é", "\xFF", "😀", "\x01", "~"}).Draw(t, "no symbol")
		}
		if some.Draw(t, "separated") == 0 {
			text = rapid.SampledFrom([]string{" ", "-", "\u200B"}).Draw(t, "separator") + text
		}
		read.WriteString(text)
	}
	return read.String()
}

// drawReads draws reads of one code, or of a text that looks like one.
func drawReads(t *rapid.T, f *redeem.Format, n, indels int) (reads []string) {
	spec := f.Spec()
	code := draw.Text(t, spec.Alphabet, spec.Length)
	if rapid.Bool().Draw(t, "a code") {
		code = draw.Code(t, spec)
	}
	for range n {
		reads = append(reads, drawRead(t, f, code, indels))
	}
	return reads
}

// showQuestion prints a question with the codes in the open.
func showQuestion(c *redeem.Corrector, reads []string) string {
	return fmt.Sprintf("%s, MaxCost %d, MaxEdits %d, MaxIndels %d, MaxTries %d, reads %q",
		described(c.Format), c.MaxCost, c.MaxEdits, c.MaxIndels, c.MaxTries, reads)
}

// TestCorrectorReference compares all answers of a Corrector with the reference.
func TestCorrectorReference(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		f := redeem.MustFormat(drawSmallSpec(t, checkdigit.All()))
		for range exhaustive.Pick(1, 3) {
			c, q := drawQuestion(t, f, 0)
			for range 4 {
				checkCorrector(t, c, q, drawReads(t, f, rapid.IntRange(1, 3).Draw(t, "reads"), 0))
			}
			checkCorrector(t, c, q, drawReads(t, f, 1, 1))
		}
	})
}

// TestCorrectorIndelsReference does so for reads with missing or additional characters.
func TestCorrectorIndelsReference(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		f := redeem.MustFormat(drawSmallSpec(t, draw.Schemes))
		most := min(4, max(1, 9-f.Spec().Length)) // to have only so many alignments
		for range exhaustive.Pick(1, 2) {
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

// TestCorrectorManyStatesReference does so for schemes whose states are too many for
// each to have a word.
func TestCorrectorManyStatesReference(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		scheme := draw.SchemeNamed(t, rapid.SampledFrom([]string{"rs-gf32-3", "rs-gf37-3", "rs-gf32-4", "rs-gf37-4"}).Draw(t, "scheme"))
		alphabet := string(rapid.SliceOfNDistinct(rapid.SampledFrom([]byte(scheme.Alphabet())), 2, 5, rapid.ID).Draw(t, "alphabet"))
		payload := rapid.IntRange(1, 4).Draw(t, "payload")
		f := redeem.MustFormat(redeem.Spec{
			Length: payload + scheme.Len(), Alphabet: alphabet, Check: scheme, Lookalikes: drawSmallModel(t, "0DOQ8BS5").Lookalikes,
		})
		c, q := drawQuestion(t, f, rapid.IntRange(1, 2).Draw(t, "MaxIndels"))
		for n := 1; n <= 5-2*c.MaxIndels; n++ { // for more there is not always time
			checkCorrector(t, c, q, drawReads(t, f, n, c.MaxIndels))
		}
	})
}

// checkCorrector compares a Corrector with the reference, for some reads.
func checkCorrector(t *rapid.T, c *redeem.Corrector, q twin, reads []string) {
	t.Helper()
	want, more := q.candidates(reads)
	got := candidatesOf(c, reads...)
	if !slices.IsSortedFunc(got, byCost) {
		t.Errorf("%s: not in the order of cost: %q", showQuestion(c, reads), listed(got))
	}
	slices.SortFunc(got, candidate.compare)
	if diff := cmp.Diff(listed(want), listed(got)); diff != "" {
		t.Fatalf("%s: other candidates:\n%s", showQuestion(c, reads), diff)
	}
	n, exact := c.Count(reads...)
	if n < uint64(len(want)) || exact && n > uint64(len(want)) || exact != (c.MaxIndels == 0) {
		t.Errorf("%s: Count = %d, %t, want %d", showQuestion(c, reads), n, exact, len(want))
	}
	checkResolve(t, c, nil, reads, want, more)

	// Once more, with some of the codes issued.
	asking := *c
	asking.MaxTries = rapid.SampledFrom([]int{0, 0, 1, 2, 3, 10, 10000}).Draw(t, "MaxTries")
	issued := make(map[string]bool)
	share := rapid.SampledFrom([]int{1, 3, 10}).Draw(t, "issued")
	for _, candidate := range want[:min(len(want), 100)] {
		issued[candidate.text] = rapid.IntRange(1, share).Draw(t, "issued") == 1
	}
	checkResolve(t, &asking, func(text string) bool { return issued[text] }, reads, want, more)
}

// checkResolve compares Resolve with the reference, given all candidates and
// whether there are more beyond the engine's limit. Without accept nobody is
// asked.
func checkResolve(t rapid.TB, c *redeem.Corrector, accept func(text string) bool, reads []string, candidates []candidate, more bool) {
	t.Helper()
	tries := c.MaxTries
	if tries == 0 {
		tries = 64
	}
	var asked []candidate
	asking := *c
	silent := accept == nil
	if silent {
		tries, accept = math.MaxInt, func(string) bool { return true }
		if c.MaxIndels > 0 { // ties are listed, not counted
			tries = 64
		}
	} else {
		asking.Accept = func(code redeem.Code) bool {
			text := redeem.Plain(code).String()
			i := slices.IndexFunc(candidates, func(candidate candidate) bool { return candidate.text == text })
			if i < 0 {
				t.Fatalf("%s: asked about %s, which is no candidate", showQuestion(c, reads), text)
			}
			asked = append(asked, candidates[i])
			return accept(text)
		}
	}
	got := answered(asking.Resolve(reads...))

	// The order of what costs the same is the engine's to choose.
	order := slices.Clone(asked)
	for _, candidate := range candidates {
		if !slices.Contains(asked, candidate) {
			order = append(order, candidate)
		}
	}
	if len(order) > len(candidates) || !slices.IsSortedFunc(order, byCost) {
		t.Errorf("%s: asked about %q", showQuestion(c, reads), listed(asked))
	}
	want, n := resolve(order, accept, tries)
	if silent {
		if slices.Contains(candidates, got.best) && got.best.cost == want.best.cost {
			want.best = got.best
		}
	} else if len(asked) != n {
		t.Errorf("%s: asked %d times, want %d", showQuestion(c, reads), len(asked), n)
	}
	// Without an answer it says so if there is one beyond its limit, and may if
	// it does not know.
	if got.verdict == redeem.VerdictNone && (got.capped || more) {
		want.capped = true
	}
	if got != want {
		t.Errorf("%s: Resolve = %+v, want %+v", showQuestion(c, reads), got, want)
	}
}
