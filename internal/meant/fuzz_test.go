package meant_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/spell"
)

// FuzzCorrector asks Correctors of all kinds of formats about any reads.
func FuzzCorrector(f *testing.F) {
	formats := append(draw.CheckedFormats(nil),
		redeem.GiftCard(),
		redeem.MustFormat(redeem.Spec{Length: redeem.MaxLen, Lookalikes: redeem.SupportTS1292()}),
		redeem.MustFormat(redeem.Spec{Length: 4, Alphabet: "01"}),
		redeem.MustFormat(redeem.Spec{Length: 5, Alphabet: draw.SymbolChars, Prefix: "aA"}),
		redeem.MustFormat(redeem.Spec{Length: 6, Prefix: "ABS", Alphabet: "ABS", Check: draw.SchemeNamed(f, "iso7064-mod-97-10")}),
	)
	seed := func(format int, pairs, first, second string, bounds ...byte) {
		bounds = append(bounds, make([]byte, 4)...)
		f.Add(byte(format), []byte(pairs), first, second, bounds[0], bounds[1], bounds[2], bounds[3])
	}
	gift := len(formats) - 5
	for i := range formats {
		seed(i, "", "0123456789ABCDEF", "")                       // digits and letters
		seed(i, "10\x0101\x01", "????????????????", "", 0, 2)     // unread, MaxEdits
		seed(i, "OO\x0310\x0501\xFF", "O1O1O1O1O1O1O1O1", "", 60) // priced as itself, beyond the limit, MaxCost
		seed(i, "O1O131O1O", "O1O1O1O1O1O1OO11", "", 146, 5)      // more edits than are counted with 1271 states
	}
	for _, s := range draw.Corpus {
		seed(gift, "", s, "")
		seed(gift, "", s, sample)
	}
	seed(gift, "", ninePairs, "")
	seed(gift, "", ninePairs, ninePairs[1:], 9, 0, 1)           // MaxIndels
	seed(gift, "", "X8KD495SFJ2MZQ7WP", "", 0, 3, 2)            // MaxIndels and MaxEdits
	seed(gift, "5S\x00S5\x00", "X8KD495SFJ2MZQ7W", "", 0, 0, 0) // for free
	seed(gift+1, "", "9ABCDEFGHIJKLMNOPQRSTUVWXYZ012345", "", 0, 0, 1)
	seed(gift+2, "01\x3F10\x40", "0101", "01?", 0, 0, 1)       // two words of costs
	seed(gift+2, "00\x40", "00", "", 65, 0, 2)                 // more than one word has
	seed(gift+3, "\"'\x01'\"\x01", "aA\"'é", "aA'''", 0, 0, 0) // signs
	seed(gift+4, "", "AB5O8E", "ABS?B?", 0, 1)                 // digits at check places
	f.Fuzz(func(t *testing.T, format byte, pairs []byte, first, second string, maxCost, maxEdits, maxIndels, issued byte) {
		f := formats[int(format)%len(formats)]
		q := twin{spec: f.Spec(), maxCost: int(maxCost), maxEdits: int(maxEdits) % 6, maxIndels: int(maxIndels) % 3}
		if q.spec.Check != nil && q.spec.Check.States() > 20 || second != "" { // for they take their time
			q.maxIndels = min(q.maxIndels, 1)
		}
		var given []redeem.Pair
		for ; len(pairs) >= 3 && len(given) < 64; pairs = pairs[3:] {
			p := redeem.Pair{Read: pairs[0], Meant: pairs[1], Cost: pairs[2]}
			same := func(other redeem.Pair) bool { return other.Read == p.Read && other.Meant == p.Meant }
			if spell.IsGraph(p.Read) && spell.IsGraph(p.Meant) && p.Read != '?' && p.Meant != '?' && !slices.ContainsFunc(given, same) {
				given = append(given, p)
			}
		}
		q.model = twinModel{draw.ModelOf(t, given...).WithIndels(redeem.Indels{Dropped: 3, Added: 4, Doubled: 1}), 3, 4, 1, 3, 0, 0}
		if len(given) == 0 {
			q.model.Lookalikes = q.spec.Lookalikes.WithIndels(redeem.Indels{Dropped: 3, Added: 4, Doubled: 1})
		}
		c := &redeem.Corrector{Format: f, Lookalikes: q.model.Lookalikes, MaxCost: q.maxCost, MaxEdits: q.maxEdits, MaxIndels: q.maxIndels}
		reads := []string{first}
		if second != "" {
			reads = append(reads, second)
		}
		checkFirstCandidates(t, c, q, reads, issued)
	})
}

// answeredBy reports whether all candidates have the price at which the readings may
// have been meant as them.
func (a *asked) answeredBy(list []candidate) bool {
	return !slices.ContainsFunc(list, func(c candidate) bool {
		p, ok := a.best(c.text)
		return !ok || p != c.price
	})
}

// checkFirstCandidates asserts what is true of any question: it checks the first
// candidates, and compares the rest of the answer with them.
func checkFirstCandidates(t rapid.TB, c *redeem.Corrector, q twin, reads []string, issued byte) {
	t.Helper()
	const looked = 65 // one more than Accept is asked about
	list := firstOf(looked, c, reads...)
	lines, question := listed(list), showQuestion(c, reads)
	seen := q.seenInAll(reads)
	asked, limit := q.ask(seen), q.limit(seen)
	for q.maxIndels > 0 && !asked.answeredBy(list) && c.Resolve(reads...).Capped { // fewer indels were tried
		q.maxIndels--
		asked, limit = q.ask(seen), q.limit(seen)
	}
	for i, candidate := range list {
		switch p, ok := asked.best(candidate.text); {
		case !c.Format.Valid(candidate.text):
			t.Errorf("%s: candidate %s, which is not valid", question, candidate.text)
		case i > 0 && candidate.cost < list[i-1].cost:
			t.Errorf("%s: not in the order of cost: %q", question, lines)
		case slices.Contains(lines[:i], lines[i]):
			t.Errorf("%s: %s comes twice", question, lines[i])
		case !ok || p != candidate.price:
			t.Errorf("%s: candidate %s, want %+v, %t", question, lines[i], p, ok)
		case q.maxCost > 0 && candidate.cost > q.maxCost || candidate.cost > limit:
			t.Errorf("%s: candidate %s beyond the limit", question, lines[i])
		}
	}
	if again := listed(firstOf(looked, c, reads...)); !slices.Equal(again, lines) {
		t.Errorf("%s: other candidates when asked again: %q, %q", question, lines, again)
	}

	complete := len(list) < looked
	n, exact := c.Count(reads...)
	// A bound on edits may take more room or time than there is, with more than 60 states.
	bounded := c.MaxIndels > 0 || c.MaxEdits > 0 && q.spec.Check != nil && q.spec.Check.States() > 60 ||
		q.spec.Check != nil && q.spec.Check.States() > 2_000
	missing := exact && complete && n > uint64(len(list))
	if missing && bounded { // dear candidates may be left out, and if so, all that are listed were not enough
		refusing := *c
		refusing.Accept, refusing.MaxTries = func(redeem.Code) bool { return false }, looked
		missing = !refusing.Resolve(reads...).Capped
	}
	if n < uint64(len(list)) || !bounded && !exact && n < math.MaxUint64 || exact && c.MaxIndels > 0 || missing {
		t.Errorf("%s: Count = %d, %t of %d candidates", question, n, exact, len(list))
	}

	all := func(string) bool { return true }
	tries := math.MaxInt
	if c.MaxIndels > 0 {
		tries = 64
	}
	compare := func(c *redeem.Corrector, want resolution) {
		got := answered(c.Resolve(reads...))
		if got.best.cost == want.best.cost && (got.verdict == redeem.VerdictNone || slices.Contains(list, got.best)) {
			want.best = got.best
		}
		if got.verdict == redeem.VerdictNone && got.capped { // there may be more beyond the limit
			want.capped = true
		}
		if bounded && got.capped { // another code may be as cheap, or as near as the margin says
			if want.capped = true; want.margin < 0 || 0 <= got.margin && got.margin < want.margin {
				want.margin = got.margin
			}
		}
		if got != want {
			t.Errorf("%s: Resolve = %+v, want %+v of %q", question, got, want, lines)
		}
	}
	want, _ := resolve(list, all, tries)
	if !complete && c.MaxIndels == 0 && list[0].cost == list[looked-1].cost {
		got := c.Resolve(reads...)
		capped := got.Capped && bounded && got.Ties == looked-1 // where ties are too many to be listed, and to be counted
		if got.Verdict != redeem.VerdictAmbiguous || (got.Ties < looked || got.Capped) && !capped || got.Margin != 0 || exact && uint64(got.Ties) > n {
			t.Errorf("%s: Resolve = %+v of %d ties or more", question, got, looked)
		}
	} else {
		compare(c, want)
	}
	want, _ = resolve(list, all, 64)
	asking := *c
	asking.Accept = func(redeem.Code) bool { return true }
	compare(&asking, want)

	if complete {
		some := *c
		some.MaxTries = int(issued) % 16
		accept := func(text string) bool { return text[len(text)-1]*31+text[len(text)/2]*7&issued == 0 }
		checkResolve(t, &some, accept, reads, list, false)
	}
}
