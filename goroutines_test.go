package redeem_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/redeemkit/redeem"
)

// TestGoroutines is the promise that many goroutines may use everything in the package at
// once. They share the values that hold pointers; other values are copied.
func TestGoroutines(t *testing.T) {
	format := redeem.MustFormat(redeem.Spec{Length: 12, Groups: []int{4, 4, 4}, Check: allocScheme("luhn-mod-36")})
	model := redeem.Tesseract().WithIndels(redeem.Indels{Dropped: 20, Added: 20, Doubled: 5})
	corrector := &redeem.Corrector{Format: format, Lookalikes: model, Accept: func(c redeem.Code) bool { return c.Len() == 12 }}
	code := allocValid(format)
	candidates := corrector.Candidates(code)
	answers := func() (all []string) {
		say := func(what ...any) { all = append(all, fmt.Sprint(what...)) }
		c, err := format.Parse(code)
		say(redeem.Plain(c), err, format.Valid(code), format.Inspect(code[:5]), format.Pattern(), format.Spec().Groups)
		say(redeem.Plain(model.Skeleton(c)), model.Confusable(c, c))
		say(string(format.AppendGrouped(nil, c)), string(format.AppendRedacted(nil, []byte("a "+code+"."))))
		for m := range format.Find("a " + code + ".") {
			say(m.Start, m.End)
		}
		found := corrector.Resolve(code, code)
		n, exact := corrector.Count(code)
		say(found.Verdict, found.Margin, n, exact)
		for found := range candidates {
			if say(redeem.Plain(found.Code), found.Cost); len(all) > 50 {
				break
			}
		}
		return all
	}
	want := answers()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 5 {
				if got := answers(); !slices.Equal(got, want) {
					t.Errorf("among others: %q, alone %q", got, want)
				}
			}
		})
	}
	wg.Wait()
}
