package service

import (
	"fmt"
	"io"
	"sync"
	"testing"
)

// TestShared has two services use one database of PostgreSQL, which they make at
// the same time. Each voucher is redeemed once, and a request gets its answer
// from either service.
func TestShared(t *testing.T) {
	p := onPostgreSQL.new(t)
	var services [2]*Service
	var working sync.WaitGroup
	for i := range services {
		working.Go(func() {
			s, err := Open(t.Context(), Config{Database: p.address, Secret: testSecret, Token: testToken, Burst: 1_000_000}, io.Discard)
			if err != nil {
				t.Error(err)
				return
			}
			services[i] = s
			t.Cleanup(func() { s.Close() })
		})
	}
	working.Wait()
	if t.Failed() {
		return
	}
	for _, code := range append(mustIssue(t, services[0], 5), mustIssue(t, services[1], 5)...) {
		answers := make([]answer, 32)
		for i := range answers {
			working.Go(func() { answers[i] = spend(services[i%2], code, fmt.Sprint(code, i)) })
		}
		working.Wait()
		won := 0
		for i, a := range answers {
			switch a.sent {
			case 200:
				won++
				if again := spend(services[1-i%2], code, fmt.Sprint(code, i)); again.sent != 200 || again.body != a.body {
					t.Errorf("the other service answers %d %s, want %s", again.sent, again.body, a.body)
				}
			case 409:
			default:
				t.Errorf("%d %s", a.sent, a.body)
			}
		}
		if won != 1 {
			t.Errorf("%d requests redeemed one voucher", won)
		}
	}
}
