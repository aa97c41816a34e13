package audit

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
)

// slowAudit follows the rules in the package comment: it compares each line
// with all lines before it.
func slowAudit(r *Rules, limits Limits, inventory [][]string) (Summary, []Finding) {
	type input struct {
		place Place
		code  redeem.Code
	}
	var s Summary
	var found []Finding
	var first []input // inputs with a code that no earlier input has
	for i, lines := range inventory {
		for j, line := range lines {
			s.Lines++
			in := input{place: Place{i + 1, int64(j + 1)}}
			report := r.format.Inspect(line)
			if report.Err != nil {
				s.Invalid[report.Err.(redeem.Error)]++
				found = append(found, Finding{Kind: Invalid, Place: in.place, Reason: report.Err.(redeem.Error), Offset: report.Offset})
				continue
			}
			in.code = report.Code
			at := slices.IndexFunc(first, func(x input) bool { return x.code == in.code })
			if at < 0 {
				first = append(first, in)
				continue
			}
			s.Duplicates++
			found = append(found, Finding{Kind: Duplicate, Place: in.place, Code: in.code, First: first[at].place})
		}
	}
	for len(first) > 0 {
		var group []Entry
		first = slices.DeleteFunc(first, func(in input) bool {
			same := len(group) == 0 || r.model.Skeleton(in.code) == r.model.Skeleton(group[0].Code)
			if same {
				group = append(group, Entry{in.code, in.place})
			}
			return same
		})
		counts, alike := pairs(r, group, limits)
		s.Add(&counts)
		found = append(found, alike...)
	}
	slices.SortFunc(found, Finding.Compare)
	return s, found
}

// runAudit audits an inventory.
func runAudit(o Options, inventory [][]string) (*Summary, []Finding, error) {
	a := New(o)
	defer a.Close()
	for _, lines := range inventory {
		a.File()
		for _, line := range lines {
			if err := a.Add([]byte(line)); err != nil {
				return nil, nil, err
			}
		}
	}
	s, err := a.Finish()
	if err != nil {
		return nil, nil, err
	}
	var found []Finding
	err = a.Findings(func(f Finding) error {
		found = append(found, f)
		return nil
	})
	return s, found, err
}

// anInventory draws files of lines: codes that look alike, some of them
// repeated in another spelling, and lines that are not codes.
func anInventory(t *rapid.T, r *Rules) [][]string {
	codes := someCodes(t, r, 12)
	inventory := make([][]string, rapid.IntRange(1, 3).Draw(t, "files"))
	for i := range inventory {
		for range rapid.IntRange(0, 40).Draw(t, "lines") {
			sort := rapid.IntRange(0, 9).Draw(t, "sort of line")
			line := rapid.SampledFrom([]string{"", "?", "X", "GCA1234567890123", "\xff"}).Draw(t, "no code")
			if sort > 1 && len(codes) > 0 {
				line = string(rapid.SampledFrom(codes).Draw(t, "code").AppendTo(nil))
			}
			if sort > 7 {
				line = " " + line[:len(line)/2] + "-" + line[len(line)/2:]
			}
			inventory[i] = append(inventory[i], line)
		}
	}
	return inventory
}

func TestAudit(t *testing.T) {
	for name, r := range setups(t) {
		t.Run(name, func(t *testing.T) {
			draw.Check(t, func(t *rapid.T) {
				inventory := anInventory(t, r)
				limits := Limits{Compared: rapid.IntRange(1, 20).Draw(t, "compared"), Listed: rapid.IntRange(0, 30).Draw(t, "listed")}
				want, wanted := slowAudit(r, limits, inventory)
				o := Options{Rules: r, Limits: limits, plan: tinyPlan(t), store: func() (store, error) { return new(memory), nil }}
				if rapid.Bool().Draw(t, "by memory") {
					o.plan = nil
					o.Memory = rapid.SampledFrom([]int64{math.MinInt64, 0, 1, 1 << 20, math.MaxInt64}).Draw(t, "memory")
				}
				o.Summary = rapid.Bool().Draw(t, "summary")
				if o.Summary {
					wanted = nil
				}
				got, found, err := runAudit(o, inventory)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(&want, got); diff != "" {
					t.Fatal(diff)
				}
				if diff := cmp.Diff(wanted, found, revealed); diff != "" {
					t.Fatal(diff)
				}
			})
		})
	}
}

// planted returns an inventory of a few thousand random codes in two files,
// with faults that are known without comparing anything.
func planted() (inventory [][]string, s Summary, found []Finding) {
	random := rand.New(rand.NewPCG(1, 2))
	const symbols = "14679ACFHIJKLMNPRTWXY" // no two of these look alike
	var file []string
	for range 3000 {
		text := []byte{'X'}
		for len(text) < 16 {
			text = append(text, symbols[random.IntN(len(symbols))])
		}
		text[8] = '2' // Z for the code that looks alike
		file = append(file, string(text))
	}
	alike := func(code string) string { return strings.Replace(code, "2", "Z", 1) }
	other := slices.Clone(file[2000:])
	file = file[:2000]
	code := redeem.MustParse
	file[10] = ""
	other[999] = "X1234"
	other[5] = strings.ToLower(file[1999])
	other[998] = alike(file[0])
	file[7] = alike(file[3])
	file[8] = file[7]
	s.Lines, s.Distinct, s.Duplicates, s.Lookalikes = 3000, 2996, 2, 2
	s.Invalid[redeem.ErrEmpty], s.Invalid[redeem.ErrTooShort] = 1, 1
	found = []Finding{
		{Kind: Lookalike, Place: Place{1, 8}, Code: code(file[7]), First: Place{1, 4}, Other: code(file[3])},
		{Kind: Duplicate, Place: Place{1, 9}, Code: code(file[7]), First: Place{1, 8}},
		{Kind: Invalid, Place: Place{1, 11}, Reason: redeem.ErrEmpty},
		{Kind: Duplicate, Place: Place{2, 6}, Code: code(file[1999]), First: Place{1, 2000}},
		{Kind: Lookalike, Place: Place{2, 999}, Code: code(other[998]), First: Place{1, 1}, Other: code(file[0])},
		{Kind: Invalid, Place: Place{2, 1000}, Reason: redeem.ErrTooShort, Offset: 5},
	}
	return [][]string{file, other}, s, found
}

func TestAuditPlanted(t *testing.T) {
	inventory, want, wanted := planted()
	for _, memory := range []int64{0, 10_000, 1 << 20, 1 << 30} {
		dir := t.TempDir()
		made := 0
		progress := int64(-1)
		o := Options{
			Limits: DefaultLimits(),
			Memory: memory,
			store: func() (store, error) {
				made++
				return newTempFile(dir)
			},
			Progress: func(done, total int64) {
				if done <= progress || total != 2998 {
					t.Errorf("%d of %d", done, total)
				}
				progress = done
			},
		}
		got, found, err := runAudit(o, inventory)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(&want, got); diff != "" {
			t.Errorf("%d bytes: %s", memory, diff)
		}
		if diff := cmp.Diff(wanted, found, revealed); diff != "" {
			t.Errorf("%d bytes: %s", memory, diff)
		}
		if (made > 0) != (memory < 1<<20) {
			t.Errorf("%d bytes: %d temporary files", memory, made)
		}
		if memory == 0 && made < 3 {
			t.Errorf("runs were merged in one go: %d temporary files", made)
		}
		if n := entries(t, dir); n != 0 {
			t.Errorf("%d bytes: %d entries left behind", memory, n)
		}
		if progress != 0 { // there are too few codes for a second call
			t.Errorf("progress was %d", progress)
		}
	}
}

// TestAuditFails makes one operation on temporary files after the other fail.
func TestAuditFails(t *testing.T) {
	inventory, _, _ := planted()
	inventory[0] = inventory[0][:100]
	broken := errors.New("disk on fire")
	for _, fault := range []error{broken, io.EOF, syscall.ENOSPC} {
		for k := int64(1); ; k++ {
			var calls atomic.Int64
			fail := func() error {
				if calls.Add(1) == k {
					return fault
				}
				return nil
			}
			var made []*memory
			o := Options{Limits: DefaultLimits(), plan: &plan{workers: 2, batch: 300, codes: 5, rows: 1, buffer: 70, fanIn: 3}}
			o.store = func() (store, error) {
				made = append(made, &memory{before: fail})
				return made[len(made)-1], fail()
			}
			_, _, err := runAudit(o, inventory[:1])
			if calls.Load() < k {
				if err != nil || k < 50 {
					t.Errorf("call %d, the last one: %v", k, err)
				}
				break
			}
			if err == nil || !strings.HasPrefix(err.Error(), "temporary file: ") {
				t.Errorf("call %d fails: %v", k, err)
			}
			if !errors.Is(err, fault) && !(fault == io.EOF && errors.Is(err, io.ErrUnexpectedEOF)) {
				t.Errorf("call %d fails with %v: %v", k, fault, err)
			}
		}
	}
}

// TestAuditDamaged changes or shortens what a temporary file returns.
func TestAuditDamaged(t *testing.T) {
	inventory, _, _ := planted()
	for _, test := range []struct {
		damage func(b []byte) []byte
		want   error
	}{
		{func(b []byte) []byte { return bytes.Repeat([]byte{0xFF}, len(b)) }, ErrDamaged},
		{func(b []byte) []byte { return b[:len(b)-1] }, io.ErrUnexpectedEOF},
		{func([]byte) []byte { return nil }, io.ErrUnexpectedEOF},
	} {
		o := Options{Limits: DefaultLimits(), plan: &plan{workers: 2, batch: 300, codes: 100, rows: 100, buffer: 1000, fanIn: 100}}
		o.store = func() (store, error) { return &memory{damage: test.damage}, nil }
		if _, _, err := runAudit(o, inventory); !errors.Is(err, test.want) || !strings.HasPrefix(err.Error(), "temporary file: ") {
			t.Errorf("got %v, want %v", err, test.want)
		}
	}
}

func TestAuditDiskFull(t *testing.T) {
	const full = "/dev/full"
	if _, err := os.Stat(full); err != nil {
		t.Skip("there is no " + full)
	}
	inventory, _, _ := planted()
	o := Options{store: func() (store, error) { return os.OpenFile(full, os.O_RDWR, 0) }}
	_, _, err := runAudit(o, inventory)
	if !errors.Is(err, syscall.ENOSPC) || err.Error() != "temporary file: "+syscall.ENOSPC.Error() {
		t.Error(err)
	}
}

func TestAuditWithoutTempDir(t *testing.T) {
	inventory, want, _ := planted()
	missing := filepath.Join(t.TempDir(), "missing")
	if _, _, err := runAudit(Options{TempDir: missing}, inventory); !errors.Is(err, os.ErrNotExist) || strings.Contains(err.Error(), "missing") {
		t.Errorf("got %v", err)
	}
	got, _, err := runAudit(Options{TempDir: missing, Memory: 1 << 30}, inventory)
	if err != nil || got.Distinct != want.Distinct {
		t.Errorf("without a need for one: %v", err)
	}
}

// TestAuditClose closes audits while lines are being added.
func TestAuditClose(t *testing.T) {
	inventory, _, _ := planted()
	for lines := range 20 {
		dir := t.TempDir()
		a := New(Options{TempDir: dir})
		reached := make(chan bool)
		go func() {
			<-reached
			a.Close()
		}()
		var err error
		for i := 0; err == nil; i++ {
			if i == 100*lines {
				close(reached)
			}
			err = a.Add([]byte(inventory[0][i%len(inventory[0])]))
		}
		if !errors.Is(err, ErrClosed) && !errors.Is(err, os.ErrClosed) {
			t.Errorf("after %d lines: %v", 100*lines, err)
		}
		if _, err := a.Finish(); err == nil {
			t.Error("finished what was closed")
		}
		if err := a.Close(); err != nil {
			t.Error(err)
		}
		if n := entries(t, dir); n != 0 {
			t.Errorf("%d entries left behind", n)
		}
	}
	before := runtime.NumGoroutine()
	a := New(Options{})
	a.Close()
	a.wait.Wait()
	if after := runtime.NumGoroutine(); after > before {
		t.Errorf("%d goroutines, %d before", after, before)
	}
}

// TestAuditFindingsEndAtError tests that Findings stops when its function
// fails.
func TestAuditFindingsEndAtError(t *testing.T) {
	a := New(Options{Memory: 1 << 20})
	defer a.Close()
	for range 10 {
		if err := a.Add(nil); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := a.Finish(); err != nil {
		t.Fatal(err)
	}
	full, calls := errors.New("disk full"), 0
	err := a.Findings(func(Finding) error { calls++; return full })
	if err != full || calls != 1 {
		t.Errorf("%v after %d calls", err, calls)
	}
}

// BenchmarkAudit audits random gift card codes, in memory and with temporary
// files. To audit more codes, see package inventory.
func BenchmarkAudit(b *testing.B) {
	const number = 1 << 20
	random := rand.New(rand.NewPCG(1, 2))
	const symbols = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	lines := make([]byte, 0, 16*number)
	for range number {
		lines = append(lines, 'X')
		for range 15 {
			lines = append(lines, symbols[random.IntN(len(symbols))])
		}
	}
	for _, memory := range []int64{1 << 30, 8 << 20} {
		b.Run(fmt.Sprint(memory), func(b *testing.B) {
			b.SetBytes(int64(len(lines)))
			for b.Loop() {
				a := New(Options{Limits: DefaultLimits(), Memory: memory, TempDir: b.TempDir()})
				for i := range number {
					if err := a.Add(lines[16*i : 16*i+16]); err != nil {
						b.Fatal(err)
					}
				}
				s, err := a.Finish()
				if err != nil || s.Distinct != number {
					b.Fatal(s, err)
				}
				if err := a.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
