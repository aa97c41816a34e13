package ocr

import (
	"slices"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
)

// TestWork counts what a search asks of its Corrector about pages of which
// each line has a code: at most maxResolved questions, whatever the number
// of pages. Up to six pages it needs fewer, so nothing is left out; of eight, Found
// says so.
func TestWork(t *testing.T) {
	p, err := ReadText(strings.NewReader(strings.Repeat("X8KD 49FJ 2MZQ 7WPT\n", 200)))
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{1, 2, 6, 7, 8, 10} {
		pages := slices.Repeat([]*Page{p}, n)
		s := newSearch(&redeem.Corrector{}, labelCode)
		frames := s.frames(pages)
		places := 0
		for _, f := range frames {
			places += len(f.places)
		}
		all := s.sightings(frames)
		asked := maxResolved - s.left
		if places != len(all) || places > 2*maxWindows || len(frames) > maxFrames {
			t.Errorf("%d pages: %d places on %d pages, %d sightings", n, places, len(frames), len(all))
		}
		if compared := maxShown * len(frames) * maxShown * (len(frames) - 1); asked != min(places+compared, maxResolved) {
			t.Errorf("%d pages: %d questions about %d places, %d of them compared", n, asked, places, compared)
		}
		if n <= 6 && s.left == 0 {
			t.Errorf("%d pages: not all is compared", n)
		}
		found, ok := ResolveOf(&redeem.Corrector{}, pages...)
		if !ok || !found.Capped || len(found.readings) != min(n, maxFrames) {
			t.Errorf("%d pages: found %t, %d readings, capped %t", n, ok, len(found.readings), found.Capped)
		}
	}
}
