package inventory

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem/internal/exhaustive"
)

// planted is an inventory with known faults.
type planted struct {
	texts                       []string
	invalid, duplicate, similar int // similar is a lower bound of the pairs that look alike
}

// plant makes an inventory of n lines, the same each time.
func plant(n int) planted {
	random := rand.New(rand.NewPCG(20, 26))
	var p planted
	lines := make([]string, 0, n)
	alphabet := "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	add := func(faults *int, line string) {
		lines = append(lines, line)
		*faults++
	}
	var none int
	for _, code := range lookalikes(n / 50) { // codes with one skeleton
		add(&none, code)
	}
	add(&none, good)
	for range n / 10 { // one code, repeated
		add(&p.duplicate, good)
	}
	first := len(lines)
	mistaken := make(map[string]bool)
	for len(lines) < n {
		text := []byte("X000000000000000")
		for i := range text[1:] {
			text[1+i] = alphabet[random.IntN(len(alphabet))]
		}
		before := ""
		if len(lines) > first {
			before = lines[first+random.IntN(len(lines)-first)]
		}
		valid := len(before) == 16 && before[0] == 'X' && before[8] != '!'
		switch random.IntN(100) {
		default:
			add(&none, string(text))
		case 0:
			if valid {
				add(&p.duplicate, before)
			}
		case 1:
			if valid {
				add(&p.duplicate, strings.ToLower(before[:4]+" "+before[4:]))
			}
		case 2:
			if i := strings.LastIndexByte(before, 'B'); valid && i > 0 && !mistaken[before] {
				mistaken[before] = true
				add(&p.similar, before[:i]+"8"+before[i+1:])
			}
		case 3:
			add(&p.invalid, string(text[:8])+"!"+string(text[9:]))
		case 4:
			add(&p.invalid, string(text[:random.IntN(16)]))
		case 5:
			add(&p.invalid, "GCA"+string(text[3:]))
		}
	}
	random.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	for i := range 3 {
		p.texts = append(p.texts, strings.Join(lines[i*n/3:(i+1)*n/3], "\n")+"\n")
	}
	return p
}

// TestMillion audits a million lines with planted faults. Among them are 20,000
// codes with one skeleton, and one code 100,000 times. If the test is not
// exhaustive, it audits a twentieth of that.
func TestMillion(t *testing.T) {
	n := exhaustive.Pick(50_000, 1_000_000)
	p := plant(n)
	dir := t.TempDir()
	o := Options{Inputs: []string{put(t, dir, p.texts)}, Output: dir + "/audited", BlockSize: 1 << 20, Reveal: true, taskCodes: n / 300}
	got := runAudit(t, o)
	for _, count := range []string{
		fmt.Sprintf("\nok\t%d\n", n-p.invalid),
		fmt.Sprintf("\ntotal\t%d\n", n),
		fmt.Sprintf("\nduplicate\t%d\n", p.duplicate),
	} {
		if !strings.Contains(got, count) {
			t.Errorf("planted, but not found: %q", count)
		}
	}
	if found := strings.Count(got, "\tlookalike\t"); found < p.similar {
		t.Errorf("%d look-alikes planted, %d found", p.similar, found)
	}
	if want := singleMachine(t, o, p.texts); got != want {
		t.Errorf("not the same as on one machine: %s", cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")))
	}
}
