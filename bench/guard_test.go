package main

import (
	"path/filepath"
	"runtime"
	"slices"
	"testing"
)

// sample returns one task beside two contenders, with the given ratios and
// redeem's allocations.
func sample(ratio1, ratio2, allocs float64) result {
	return result{task{name: "task"}, []figure{
		{name: "redeem", ns: 10, middle: [2]float64{9.9, 11}, ratio: 1, allocs: allocs},
		{name: "one", ns: 100, middle: [2]float64{90, 110}, ratio: ratio1},
		{name: "two", ns: 100, middle: [2]float64{90, 110}, ratio: ratio2},
	}}
}

func TestGuard(t *testing.T) {
	file := filepath.Join(t.TempDir(), "ratios.txt")
	if err := writeRecord(file, []result{sample(0.1, 0.5, 0)}); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name  string
		first result
		again []result // the results of measuring again
		want  []string
	}{
		{"as recorded", sample(0.1, 0.5, 0), nil, nil},
		{"better", sample(0.01, 0.05, 0), nil, nil},
		{"almost twice", sample(0.199, 0.99, 0), nil, nil},
		{"worse once", sample(0.3, 0.5, 0), []result{sample(0.1, 0.5, 0)}, nil},
		{"worse three times", sample(0.3, 0.5, 0), []result{sample(0.3, 0.5, 0), sample(0.1, 2, 0), sample(0.15, 0.6, 0)}, nil},
		{"worse four times", sample(0.3, 0.5, 0), []result{sample(0.3, 0.5, 0), sample(0.3, 0.5, 0), sample(0.3, 0.5, 0)},
			[]string{"task: takes 0.30 of the time of one, recorded 0.10"}},
		{"both worse", sample(1, 5, 0), []result{sample(1, 5, 0), sample(1, 5, 0), sample(1, 5, 0)},
			[]string{"task: takes 1.0 of the time of one, recorded 0.10", "task: takes 5.0 of the time of two, recorded 0.50"}},
		{"allocates", sample(0.1, 0.5, 1), []result{sample(0.1, 0.5, 1), sample(0.1, 0.5, 1), sample(0.1, 0.5, 1)},
			[]string{"task: 1 allocations, recorded 0"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			r, err := readRecord(file)
			if err != nil {
				t.Fatal(err)
			}
			left := test.again
			got := r.check([]result{test.first}, func(task) []figure {
				next := left[0].figures
				left = left[1:]
				return next
			})
			if !slices.Equal(got, test.want) {
				t.Errorf("faults: %q, want %q", got, test.want)
			}
			if len(left) != 0 {
				t.Errorf("%d measurements not made", len(left))
			}
		})
	}
}

// TestGuardJudgesNoRatio tests that a task whose ratio is not judged must still
// not allocate.
func TestGuardJudgesNoRatio(t *testing.T) {
	again := func(task) []figure { return sample(9, 9, 1).figures }
	recorded := func(arch string) *record {
		return &record{arch, map[pair]entry{{"task", "one"}: {0.1, 0}, {"task", "two"}: {0.5, 0}}}
	}
	cold := sample(9, 9, 0)
	cold.cold = true
	garbage := sample(0.1, 9, 0)
	garbage.figures[2].allocs = 1
	for name, got := range map[string][]string{
		"of memory":               recorded(runtime.GOARCH).check([]result{cold}, again),
		"of garbage":              recorded(runtime.GOARCH).check([]result{garbage}, again),
		"of another architecture": recorded("pdp11").check([]result{sample(9, 9, 0)}, again),
	} {
		if got != nil {
			t.Errorf("%s: faults %q", name, got)
		}
	}
	cold = sample(9, 9, 1)
	cold.cold = true
	want := []string{"task: 1 allocations, recorded 0"}
	if got := recorded(runtime.GOARCH).check([]result{cold}, again); !slices.Equal(got, want) {
		t.Errorf("faults %q, want %q", got, want)
	}
}

func TestGuardWantsSomethingToJudgeBy(t *testing.T) {
	r := &record{runtime.GOARCH, map[pair]entry{{"task", "one"}: {0.1, 0}, {"task", "two"}: {0.5, 0}}}
	first := sample(0.1, 0.5, 0)
	first.figures[1].allocs, first.figures[2].allocs = 1, 1
	want := []string{"task: everything beside it allocates"}
	if got := r.check([]result{first}, nil); !slices.Equal(got, want) {
		t.Errorf("faults %q, want %q", got, want)
	}
}

func TestGuardWantsWhatIsRecorded(t *testing.T) {
	r := &record{runtime.GOARCH, map[pair]entry{{"task", "one"}: {0.1, 0}, {"task", "three"}: {0.5, 0}}}
	want := []string{"task beside two: not recorded", "task beside three: recorded, but not measured"}
	if got := r.check([]result{sample(0.1, 0.5, 0)}, nil); !slices.Equal(got, want) {
		t.Errorf("faults %q, want %q", got, want)
	}
}
