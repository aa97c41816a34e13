package service

import (
	"sync"
	"testing"
	"testing/synctest"
)

// TestTurns has sixteen orders wait for their turn, and then a redemption. It
// waits for one of them, however many there are.
func TestTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := newTurns()
		if err := turns.write.take(t.Context(), "write"); err != nil {
			t.Fatal(err)
		}
		var wrote []string // whoever has the turn appends to it
		var working sync.WaitGroup
		for range 16 {
			working.Go(func() {
				if err := turns.takeBulk(t.Context(), "issue"); err != nil {
					t.Error(err)
				}
				wrote = append(wrote, "order")
				turns.passBulk()
			})
		}
		synctest.Wait()
		working.Go(func() {
			if err := turns.write.take(t.Context(), "redeem"); err != nil {
				t.Error(err)
			}
			wrote = append(wrote, "redemption")
			turns.write.pass()
		})
		synctest.Wait()
		turns.write.pass()
		working.Wait()
		if len(wrote) != 17 || wrote[0] != "order" || wrote[1] != "redemption" {
			t.Errorf("the order of writes is %q, want the redemption behind one order", wrote)
		}
	})
}
