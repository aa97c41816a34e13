package inventory

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/audit"
)

// lookalikes returns n different codes with one skeleton.
func lookalikes(n int) []string {
	codes := make([]string, n)
	for i := range codes {
		text := []byte("X000000000000000")
		for at, rest := 15, i; rest > 0; at, rest = at-1, rest/4 {
			text[at] = "0OQD"[rest%4]
		}
		codes[i] = string(text)
	}
	return codes
}

func set(t *testing.T, o Options) common {
	t.Helper()
	o.Inputs, o.Output = []string{"in"}, "out"
	s, err := newSettings(o)
	if err != nil {
		t.Fatal(err)
	}
	c := common{Settings: s}
	if err := c.Setup(); err != nil {
		t.Fatal(err)
	}
	return c
}

// of yields batches as a runner does.
func of(batches ...[]byte) func(*[]byte) bool {
	return func(b *[]byte) bool {
		if len(batches) == 0 {
			return false
		}
		*b, batches = batches[0], batches[1:]
		return true
	}
}

// TestRepeatedCode reads a code that occurs 100,000 times. The functions that
// group codes get it once for each block.
func TestRepeatedCode(t *testing.T) {
	text := strings.Repeat(good+"\n", 100_000)
	path := filepath.Join(t.TempDir(), "codes")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	const blocks = 17
	f := &readFn{set(t, Options{BlockSize: 100_000})}
	entries, again := 0, make(map[int]int)
	err := f.ProcessElement(t.Context(), stretch{Path: path, File: 1, End: int64(len(text)), Buckets: 4},
		func(_ int, b []byte) { entries += len(b) / f.records.entryWidth() },
		func(block int, b []byte) { again[block] += len(b) / f.records.entryWidth() },
		func(int, []byte) { t.Error("a finding") },
		func(counted) {}, func(audit.Summary) {})
	if err != nil {
		t.Fatal(err)
	}
	if entries != blocks {
		t.Errorf("%d entries for %d blocks", entries, blocks)
	}
	total := 0
	for block, n := range again {
		total += n
		if n > 100_000/17 {
			t.Errorf("%d records for block %d", n, block)
		}
	}
	if total != 100_000-blocks || len(again) != blocks {
		t.Errorf("%d records for %d blocks", total, len(again))
	}
}

// TestManyLookalikes compares 20,000 codes with one skeleton in parts.
func TestManyLookalikes(t *testing.T) {
	const n, part = 20_000, 3_000
	c := set(t, Options{taskCodes: part})
	f := &alikeFn{c}
	var batch []byte
	for i, text := range lookalikes(n) {
		batch = f.records.appendEntry(batch, entry{code: redeem.MustParse(text), first: placeOf(i/100, int64(1+i%100))})
	}
	var tasks [][]byte
	var ids []int
	var counts audit.Summary
	err := f.ProcessElement(1, of(batch[:len(batch)/2], batch[len(batch)/2:]),
		func(id int, task []byte) { ids, tasks = append(ids, id), append(tasks, task) },
		func(int, []byte) { t.Error("a finding") },
		func(s audit.Summary) { counts.Add(&s) })
	if err != nil {
		t.Fatal(err)
	}
	const parts = (n + part - 1) / part
	if len(tasks) != parts*(parts+1)/2 || counts != (audit.Summary{Distinct: n}) {
		t.Fatalf("%d tasks, %d codes", len(tasks), counts.Distinct)
	}
	results := make(chan []byte, len(tasks))
	for i, task := range tasks {
		if len(task) > 2*part*f.records.entryWidth()+binary.MaxVarintLen64 || ids[i] != ids[0] {
			t.Fatalf("task %d is of %d bytes, for %d", i, len(task), ids[i])
		}
		compare := &compareFn{c}
		if err := compare.ProcessElement(ids[i], task, func(_ int, result []byte) { results <- result }); err != nil {
			t.Fatal(err)
		}
	}
	close(results)
	var findings []audit.Finding
	merge := &mergeFn{c}
	err = merge.ProcessElement(ids[0], func(b *[]byte) (ok bool) { *b, ok = <-results; return ok },
		func(_ int, b []byte) {
			if err := c.records.findings(b, func(x audit.Finding) { findings = append(findings, x) }); err != nil {
				t.Fatal(err)
			}
		}, func(s audit.Summary) { counts.Add(&s) })
	if err != nil {
		t.Fatal(err)
	}
	group := c.rules.NewGroup(c.Settings.Limits)
	if err := c.records.entries(batch, func(e entry) { group.Add(audit.Entry{Code: e.code, First: e.first.audit()}) }); err != nil {
		t.Fatal(err)
	}
	var want audit.Summary
	var wanted []audit.Finding
	if err := group.Findings(&want, func(x audit.Finding) error { wanted = append(wanted, x); return nil }); err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(findings, audit.Finding.Compare)
	if counts != want || !slices.Equal(findings, wanted) {
		t.Errorf("%d pairs, %d listed, want %d and %d", counts.Lookalikes, len(findings), want.Lookalikes, len(wanted))
	}
}

// TestGatheredMemory adds far more codes with one key than are compared.
func TestGatheredMemory(t *testing.T) {
	const most, n = 1000, 20 * gatherRoom
	var counts audit.Summary
	g := gathered{most: most, room: gatherRoom, counts: &counts}
	code := redeem.MustParse(good)
	for i := range n {
		g.add(keyed{code, entry{code: code, first: place(1 + (i*7919)%n)}})
	}
	g.cut()
	if cap(g.codes) > 2*gatherRoom {
		t.Errorf("room for %d codes", cap(g.codes))
	}
	if len(g.codes) != most || counts.Uncompared != n-most || counts.Distinct != n-most {
		t.Errorf("%d codes, %d of %d not compared", len(g.codes), counts.Uncompared, counts.Distinct)
	}
	for i, k := range g.codes {
		if k.first != place(1+i) {
			t.Fatalf("place %d is %d", i, k.first)
		}
	}
}

// TestBucket tests that buckets have about equally many codes.
func TestBucket(t *testing.T) {
	var n [16]int
	for _, text := range lookalikes(16_000) {
		b := bucket(redeem.MustParse(text), 16)
		if bucketsOf(b) != 16 {
			t.Fatalf("bucket %d", b)
		}
		n[b-16]++
	}
	if slices.Min(n[:]) < 800 || slices.Max(n[:]) > 1200 {
		t.Errorf("%d", n)
	}
}
