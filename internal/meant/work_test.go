package meant

import (
	"strings"
	"testing"

	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/alike"
	"github.com/redeemkit/redeem/internal/form"
)

// TestWorkOfRepair is the promise that a repair is cheap for any number of check symbols.
// With one wrong symbol, which may be any, a place has two states: one as long as nothing
// is wrong, and one afterwards.
func TestWorkOfRepair(t *testing.T) {
	for _, name := range []string{"iso7064-mod-1271-36", "rs-gf32-2", "rs-gf37-2", "rs-gf32-3", "rs-gf37-3", "rs-gf32-4", "rs-gf37-4"} {
		scheme, ok := checkdigit.Lookup(name)
		if !ok {
			t.Fatal(name)
		}
		alphabet := scheme.Alphabet()
		model := new(alike.Model)
		for i := range len(alphabet) {
			for j := range len(alphabet) {
				if cost := uint8(9); i != j && !model.Add(alphabet[i], alphabet[j], cost) {
					t.Fatal(name)
				}
			}
		}
		model.Sort()
		const length = 16
		f := form.New(form.Spec{Length: length, Alphabet: alphabet, Scheme: scheme, Model: model})
		code, err := scheme.Append(nil, alphabet[:length-scheme.Len()])
		if err != nil {
			t.Fatal(err)
		}
		code[5] = alphabet[8]
		var s search
		var found []Candidate
		q := &Question{Format: f, Model: model, MaxEdits: 1}
		s.solve(q, Source{Texts: []string{string(code)}}, taskCandidates, func(c Candidate) bool {
			found = append(found, c)
			return true
		})
		if len(found) == 0 || found[0].Cost != 9 || len(found) > 1 && strings.HasPrefix(name, "rs-") {
			t.Errorf("%s: found %v, want one at cost 9", name, found)
		}
		for k := range s.n + 1 {
			if size := s.levels[k].size; size > 2 || s.levels[k].dense {
				t.Errorf("%s: there is room for %d states before place %d, want 2", name, size, k)
			}
		}
	}
}

// TestNoKey asserts what a search relies on, also where an int has 32 bits: no state has as
// many edits as noKey.
func TestNoKey(t *testing.T) {
	x := key(noKey)
	if combo := x.combo(); combo <= maxCombos {
		t.Errorf("noKey has combination %d, want one above %d", combo, maxCombos)
	}
}
