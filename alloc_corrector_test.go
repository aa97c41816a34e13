package redeem_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/exhaustive"
)

// An allocQuestion is a Corrector with reads, and its answer.
type allocQuestion struct {
	name  string
	c     *redeem.Corrector
	reads []string
	want  redeem.Verdict
}

// allocAsked are the questions of the lines of a Corrector.
var allocAsked = func() []allocQuestion {
	const code, alike = allocCode, "X0O0B8S5Z2G6E3DK"
	issued := redeem.MustParse(code)
	dear, err := redeem.NewLookalikes(redeem.Pair{Read: '8', Meant: 'B', Cost: 70}, redeem.Pair{Read: '0', Meant: 'O', Cost: 60})
	if err != nil {
		panic(err)
	}
	luhn := redeem.MustFormat(redeem.Spec{Length: 16, Prefix: "X", Check: allocScheme("luhn-mod-36")})
	repair := func(scheme string) (c *redeem.Corrector, code string) {
		f := redeem.MustFormat(redeem.Spec{Length: 16, Alphabet: allocScheme(scheme).Alphabet(), Check: allocScheme(scheme)})
		return &redeem.Corrector{Format: f, Lookalikes: redeem.SupportArticle().WithAny(24), MaxEdits: 1}, allocValid(f)
	}
	two, twoCode := repair("rs-gf32-2")
	four, fourCode := repair("rs-gf32-4")
	gift, checked, asking := &redeem.Corrector{}, &redeem.Corrector{Format: luhn}, &redeem.Corrector{
		Accept: func(c redeem.Code) bool { return c == issued },
	}
	return []allocQuestion{
		{"nothing looks like it", gift, []string{"X1479ACFHIJKLMNP"}, redeem.VerdictUnique},
		{"a code", gift, []string{code}, redeem.VerdictUnique},
		{"typed", gift, []string{" x8kd-49fj-2mzq-7wpt\n"}, redeem.VerdictUnique},
		{"homoglyphs", gift, []string{"Х8КD49FJ2МZQ7WРТ"}, redeem.VerdictUnique},
		{"thousands", gift, []string{alike}, redeem.VerdictUnique},
		{"two unread", gift, []string{"X8KD49FJ?MZQ7W?T"}, redeem.VerdictAmbiguous},
		{"all unread", gift, []string{strings.Repeat("?", 16)}, redeem.VerdictAmbiguous},
		{"two reads", gift, []string{code, "XBKD49FJ2MZQ7WPT"}, redeem.VerdictAmbiguous},
		{"two reads that exclude each other", gift, []string{code, alike}, redeem.VerdictAmbiguous},
		{"no read", gift, nil, redeem.VerdictNone},
		{"an empty read", gift, []string{""}, redeem.VerdictNone},
		{"too short", gift, []string{code[1:]}, redeem.VerdictNone},
		{"long", gift, []string{strings.Repeat(code, 10)}, redeem.VerdictNone},
		{"more than MaxInput", gift, []string{strings.Repeat(code, 1<<16)}, redeem.VerdictNone},
		{"MaxCost", &redeem.Corrector{MaxCost: 2}, []string{alike}, redeem.VerdictUnique},
		{"MaxEdits", &redeem.Corrector{MaxEdits: 2}, []string{alike}, redeem.VerdictUnique},
		{"dear pairs", &redeem.Corrector{Lookalikes: dear}, []string{"X80"}, redeem.VerdictNone},
		{"dear pairs, told apart", &redeem.Corrector{Lookalikes: dear, MaxEdits: 2}, []string{"X888000088880000"}, redeem.VerdictUnique},
		{"fitted", &redeem.Corrector{Lookalikes: redeem.Tesseract()}, []string{alike}, redeem.VerdictUnique},
		{"fitted, check character", &redeem.Corrector{Format: luhn, Lookalikes: redeem.Tesseract()}, []string{alike}, redeem.VerdictUnique},
		{"issued", asking, []string{code}, redeem.VerdictUnique},
		{"issued, and misread", asking, []string{"XBK049FJ2M2Q7WPT"}, redeem.VerdictNone},
		{"never issued", asking, []string{alike}, redeem.VerdictNone},
		{"one missing", &redeem.Corrector{MaxIndels: 1}, []string{code[:12]}, redeem.VerdictNone},
		{"one too many", &redeem.Corrector{MaxIndels: 1}, []string{code + "T"}, redeem.VerdictUnique},
		{"one too many, MaxEdits", &redeem.Corrector{MaxIndels: 1, MaxEdits: 2}, []string{code + "T"}, redeem.VerdictUnique},
		{"check character", checked, []string{allocValid(luhn)}, redeem.VerdictUnique},
		{"check character, misread", checked, []string{"XX" + allocValid(luhn)[2:]}, redeem.VerdictNone},
		{"check character, thousands", checked, []string{alike}, redeem.VerdictUnique},
		{"two check characters, any one wrong", two, []string{wrongAt(twoCode, 5)}, redeem.VerdictUnique},
		{"four check characters, any one wrong", four, []string{wrongAt(fourCode, 5)}, redeem.VerdictUnique},
		{"check character, all unread", checked, []string{strings.Repeat("?", 16)}, redeem.VerdictAmbiguous},
	}
}()

// wrongAt returns a code with another symbol at a place.
func wrongAt(code string, place int) string {
	wrong := "7"
	if code[place] == '7' {
		wrong = "8"
	}
	return code[:place] + wrong + code[place+1:]
}

func allocQuestions(f func(q allocQuestion)) allocRuns {
	runs := allocRuns{}
	for _, q := range allocAsked {
		runs[q.name] = func() { f(q) }
	}
	return runs
}

// allocReading runs f with a Reading that has held more before.
func allocReading(f func(r *redeem.Reading)) allocRuns {
	var r redeem.Reading
	for range redeem.MaxLen {
		r.Add(redeem.Alternative{Char: 'O', Prob: 0.5}, redeem.Alternative{Char: '0', Prob: 0.3}, redeem.Alternative{Char: 'Q', Prob: 0.2})
	}
	return allocRuns{"": func() {
		r.Reset()
		f(&r)
	}}
}

// allocReadingsOf asks f about the questions with Readings in place of texts: as
// they are, and with alternatives.
func allocReadingsOf(f func(q allocQuestion, readings []*redeem.Reading)) allocRuns {
	runs := allocRuns{}
	for _, q := range allocAsked {
		var plain, more []*redeem.Reading
		for _, read := range q.reads {
			var r, with redeem.Reading
			r.AddString(read)
			for _, char := range read[:min(len(read), redeem.MaxLen)] {
				with.Add(redeem.Alternative{Char: char, Prob: 0.7}, redeem.Alternative{Char: 'O', Prob: 0.2}, redeem.Alternative{Char: '8', Prob: 0.1})
			}
			plain, more = append(plain, &r), append(more, &with)
		}
		runs[q.name] = func() { f(q, plain) }
		runs[q.name+", with alternatives"] = func() { f(q, more) }
	}
	return runs
}

// TestAllocsOfCorrector is the promise of what a question allocates, for each check
// scheme. It allocates nothing up to 100 states. MaxEdits and MaxIndels multiply the
// number of states. A question with more states allocates a workspace, and another one
// for high costs, for Count and for ties.
func TestAllocsOfCorrector(t *testing.T) {
	for s := range checkdigit.All() {
		if s.States() > 1000 && !exhaustive.On() { // which takes its time
			continue
		}
		alphabet := s.Alphabet()
		for _, length := range exhaustive.Pick([]int{16}, []int{16, redeem.MaxLen}) {
			if s.MaxLen() > 0 {
				length = min(length, s.MaxLen())
			}
			f := redeem.MustFormat(redeem.Spec{Length: length, Alphabet: alphabet, Check: s})
			text, err := s.Append(nil, strings.Repeat(alphabet[7:8], length-s.Len()))
			if err != nil {
				t.Fatal(err)
			}
			// Of every symbol it may have been another one, so that there is
			// something to bound.
			code := string(text)
			misread := alphabet[3:4] + code[1:length-s.Len()-1] + alphabet[5:6] + code[length-s.Len():]
			model, err := redeem.NewLookalikes(
				redeem.Pair{Read: alphabet[3], Meant: alphabet[7], Cost: 1},
				redeem.Pair{Read: alphabet[5], Meant: alphabet[7], Cost: 2},
				redeem.Pair{Read: alphabet[7], Meant: alphabet[1], Cost: 9},
			)
			if err != nil {
				t.Fatal(err)
			}
			for _, q := range []struct {
				maxCost, maxEdits, maxIndels int
				reads                        []string
				times                        int // that states are multiplied
			}{
				{0, 0, 0, []string{code}, 1},
				{0, 0, 0, []string{misread}, 1},
				{0, 0, 0, []string{misread, code, misread}, 1},
				{0, 0, 0, []string{strings.Repeat("?", length)}, 1},
				{5, 0, 0, []string{misread}, 1},
				{0, 2, 0, []string{misread}, 3},
				{0, 2, 0, []string{misread, misread}, 3},
				{0, 0, 1, []string{misread[1:]}, 3},
				{0, 2, 1, []string{misread[1:]}, 9},
				{0, 0, 1, []string{misread[1:], code}, 9},
			} {
				if s.States()*q.times > 400 && length > 16 || q.maxIndels > 0 && s.States() > 100 {
					continue // for they take their time
				}
				c := &redeem.Corrector{Format: f, Lookalikes: model, MaxCost: q.maxCost, MaxEdits: q.maxEdits, MaxIndels: q.maxIndels}
				most := 0.0
				if s.States()*q.times > 100 {
					most = 2
				}
				for name, run := range map[string]func(){
					"Candidates": func() {
						for allocSink.candidate = range c.Candidates(q.reads...) {
							break
						}
					},
					"Resolve": func() { allocSink.resolution = c.Resolve(q.reads...) },
					"Count":   func() { allocSink.count, allocSink.flag = c.Count(q.reads...) },
				} {
					if testing.AllocsPerRun(1, run) <= most {
						continue
					}
					// Of one run it counts the runtime's own ones, too.
					if n := testing.AllocsPerRun(20, run); n > most {
						t.Errorf("%s allocates %v times, want %v at most: %s, length %d, %s", name, n, most, s.Name(), length, fmt.Sprintf("%+v", q))
					}
				}
			}
		}
	}
}
