package camera

import (
	"slices"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
)

// few are the classes of these tests: the blank, ten characters, one that no
// code has, and a space.
var few = NewClasses("0\nO\nX\nx\nA\n1\nI\n-\nB\n8\n口")

// softmax returns scores: a step is written as classes with their shares in
// hundredths, "0 60 O 30"; the blank, written _, gets what is left.
func softmax(t *testing.T, steps ...string) []float32 {
	t.Helper()
	var scores []float32
	for _, step := range steps {
		row := make([]float32, len(few))
		left := float32(1)
		fields := strings.Fields(step)
		for i := 0; i+1 < len(fields); i += 2 {
			share := float32(0)
			for _, d := range fields[i+1] {
				share = 10*share + float32(d-'0')
			}
			class := slices.Index(few, []rune(fields[i])[0])
			switch fields[i] {
			case "口":
				class = len(few) - 2
			case "~":
				class = len(few) - 1
			}
			if class < 0 {
				t.Fatalf("no class %q", fields[i])
			}
			row[class] += share / 100
			left -= share / 100
		}
		row[0] = left
		scores = append(scores, row...)
	}
	return scores
}

func TestClasses(t *testing.T) {
	for _, file := range []string{"A\nB\n口", "A\nB\n口\n", "A\r\nB\r\n口\r\n"} {
		if got, want := NewClasses(file), (Classes{0, 'A', 'B', 0, ' '}); !slices.Equal(got, want) {
			t.Errorf("the classes of %q are %q, want %q", file, got, want)
		}
	}
}

func TestCollapseText(t *testing.T) {
	for _, test := range []struct {
		name, text string
		steps      []string
	}{
		{"nothing", "", nil},
		{"blanks", "", []string{"", "A 30", ""}},
		{"one", "A", []string{"", "A 90", ""}},
		{"one over several steps", "A", []string{"A 60", "A 90", "A 80"}},
		{"one twice, a blank between", "AA", []string{"A 90", "A 40", "A 90"}},
		{"two next to each other", "AX", []string{"A 95 X 2", "X 95 A 2"}},
		{"two next to each other, over several steps", "AX", []string{"A 95", "A 95", "X 95", "X 95"}},
		{"one of two minds", "0", []string{"0 60 O 40", "0 45 O 55"}},
		{"one of two minds, over three steps", "0", []string{"0 60 O 40", "O 52 0 48", "0 52 O 48"}},
		{"two that only look alike", "0O", []string{"0 97 O 2", "O 97 0 2"}},
		{"a separator", "A-X", []string{"A 90", "", "- 90", "", "X 90"}},
		{"a space", "A X", []string{"~ 99", "A 90", "~ 60", "", "~ 90", "X 90", "", "~ 90"}},
		{"what no code has", "8", []string{"口 60 8 30 0 5", ""}},
		{"what no code has, alone", "", []string{"口 95"}},
	} {
		line := few.Collapse(softmax(t, test.steps...))
		if line.Text != test.text {
			t.Errorf("%s: %q, want %q", test.name, line.Text, test.text)
		}
		var alone redeem.Reading
		alone.AddString(line.Text)
		if line.Reading.Len() != alone.Len() {
			t.Errorf("%s: a Reading of %d characters, want %d", test.name, line.Reading.Len(), alone.Len())
		}
	}
}

// The alternatives of each place are what the recognizer held possible there:
// the same Reading as one that is added by hand.
func TestCollapseAlternatives(t *testing.T) {
	format := redeem.MustFormat(redeem.Spec{Length: 3, Alphabet: "01ABIOX8", Lookalikes: redeem.PaddleOCR()})
	type place = []redeem.Alternative
	for _, test := range []struct {
		name  string
		steps []string
		want  []place
	}{
		{"sure", []string{"A 99", "", "X 99", "", "1 99"}, []place{{{Char: 'A', Prob: 0.99}}, {{Char: 'X', Prob: 0.99}}, {{Char: '1', Prob: 0.99}}}},
		{"doubtful", []string{"0 60 O 30", "", "X 99", "", "1 50 I 45"},
			[]place{{{Char: '0', Prob: 0.6}, {Char: 'O', Prob: 0.3}}, {{Char: 'X', Prob: 0.99}}, {{Char: '1', Prob: 0.5}, {Char: 'I', Prob: 0.45}}}},
		{"the step at which the winner has most", []string{"0 60 O 30", "0 90 O 8", "0 50 O 30", "", "X 99", "", "A 99"},
			[]place{{{Char: '0', Prob: 0.9}, {Char: 'O', Prob: 0.08}}, {{Char: 'X', Prob: 0.99}}, {{Char: 'A', Prob: 0.99}}}},
		{"two cases of a letter add up", []string{"X 40 x 35 8 20", "", "A 99", "", "B 80 8 15"},
			[]place{{{Char: 'X', Prob: 0.75}, {Char: '8', Prob: 0.2}}, {{Char: 'A', Prob: 0.99}}, {{Char: 'B', Prob: 0.8}, {Char: '8', Prob: 0.15}}}},
		{"of two minds: the mean", []string{"0 60 O 40", "0 44 O 56", "", "A 99", "", "X 99"},
			[]place{{{Char: '0', Prob: 0.52}, {Char: 'O', Prob: 0.48}}, {{Char: 'A', Prob: 0.99}}, {{Char: 'X', Prob: 0.99}}}},
	} {
		line := few.Collapse(softmax(t, test.steps...))
		var want redeem.Reading
		for _, alternatives := range test.want {
			want.Add(alternatives...)
		}
		c := redeem.Corrector{Format: format}
		got, wanted := slices.Collect(c.CandidatesOf(&line.Reading)), slices.Collect(c.CandidatesOf(&want))
		if len(wanted) < 2 || !slices.Equal(got, wanted) {
			t.Errorf("%s: %d candidates are not the %d that were wanted, or in another order", test.name, len(got), len(wanted))
		}
	}
}

// Scores that end within a step lose that step, and others than shares do no
// harm.
func TestCollapseHostile(t *testing.T) {
	scores := softmax(t, "A 90", "", "X 90")
	if line := few.Collapse(scores[:len(scores)-1]); line.Text != "A" {
		t.Errorf("%q, want A", line.Text)
	}
	nan := float32(0)
	nan /= nan
	for _, bad := range []float32{nan, -1, 1e38} {
		row := slices.Repeat([]float32{bad}, 3*len(few))
		few.Collapse(row)
	}
}
