package fit

import (
	"bytes"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/alike"
)

func TestRead(t *testing.T) {
	got, err := Read(strings.NewReader("# meant\tread\n\nX125A\tX12SA\r\nX125A\t\nX1-25A\tX1 25 A\n#\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []Example{{Meant: "X125A", Read: "X12SA"}, {Meant: "X125A"}, {Meant: "X1-25A", Read: "X1 25 A"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if none, err := Read(strings.NewReader("")); err != nil || len(none) != 0 {
		t.Errorf("of nothing: %v, %v", none, err)
	}
}

func TestReadAlternatives(t *testing.T) {
	got, err := Read(strings.NewReader("X1|\tX|,\tX:0.9|::0.5,|:0.25,§:1e-2|,:1\nX1\tXI\tX:91.5|I:80,1:0\nX1\tX1\t\n"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][]Alternative{{{Char: 'X', Prob: 0.9}}, {{Char: ':', Prob: 0.5}, {Char: '|', Prob: 0.25}, {Char: '§', Prob: 0.01}}, {{Char: ',', Prob: 1}}}, got[0].Alternatives); diff != "" {
		t.Error(diff)
	}
	scores := []float64{80, 0}
	alike.TesseractScores.Probabilities(scores)
	if diff := cmp.Diff([]Alternative{{Char: 'I', Prob: scores[0]}, {Char: '1', Prob: scores[1]}}, got[1].Alternatives[1]); diff != "" {
		t.Errorf("scores: %s", diff)
	}
	if got[2].Alternatives != nil {
		t.Errorf("of an empty column: %v", got[2].Alternatives)
	}
	for _, wrong := range []string{"X", "X:", "X:x", "X:-1", "X:101", "X:NaN", "XX:1", "X:1|", "X:1,", "|", ":", "X:1||X:1"} {
		if _, err := Read(strings.NewReader("X1\tX1\nX1\tX1\t" + wrong + "\n")); err == nil || !strings.HasPrefix(err.Error(), "line 2: alternatives are not") {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}

func TestReadErrors(t *testing.T) {
	for name, text := range map[string]string{
		"no tab":     "X1\tX1\nSECRET\n",
		"two tabs":   "X1\tX1\nSECRET\tSECRET\tSECRET\n",
		"three tabs": "X1\tX1\nSECRET\tSECRET\tX:1|1:1\tSECRET\n",
		"no code":    "X1\tX1\n\tSECRET\n",
		"blank code": "X1\tX1\n \tSECRET\n",
		"no end":     "X1\tX1\nSECRET" + strings.Repeat("\x00", 1<<17),
	} {
		_, err := Read(strings.NewReader(text))
		if err == nil {
			t.Errorf("%s: no error", name)
		} else if got := err.Error(); !strings.HasPrefix(got, "line 2: ") || strings.Contains(got, "SECRET") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Read(broken{}); !errors.Is(err, errBroken) {
		t.Errorf("of what cannot be read: %v", err)
	}
}

var errBroken = errors.New("broken")

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errBroken }

// costs returns the costs of the first candidates, which all parts of a model
// have their share in.
func costs(l *redeem.Lookalikes) map[redeem.Candidate]bool {
	c := redeem.Corrector{Lookalikes: l, MaxIndels: 1}
	found := make(map[redeem.Candidate]bool)
	for _, read := range []string{"X0O5SDJI12345678", "X0O5SDJI12345SS78", "X0O5SDJI1234578"} {
		for candidate := range c.Candidates(read) {
			if found[candidate] = true; len(found)%1000 == 0 {
				break
			}
		}
	}
	return found
}

func TestModelText(t *testing.T) {
	m := mustFitted(t)
	var b bytes.Buffer
	if n, err := m.WriteTo(&b); err != nil || n != int64(b.Len()) {
		t.Fatalf("WriteTo: %d, %v", n, err)
	}
	got, err := ReadModel(&b)
	if err != nil {
		t.Fatal(err)
	}
	want, err := m.Lookalikes()
	if err != nil {
		t.Fatal(err)
	}
	for read := range byte(128) {
		for meant := range byte(128) {
			x, xOK := want.Cost(read, meant)
			if y, yOK := got.Cost(read, meant); x != y || xOK != yOK {
				t.Errorf("%c read as %c: %d, %v; written as %d, %v", meant, read, y, yOK, x, xOK)
			}
		}
	}
	if diff := cmp.Diff(costs(want), costs(got), cmp.Comparer(func(x, y redeem.Code) bool { return x == y })); diff != "" {
		t.Errorf("candidates: %s", diff)
	}
}

func TestReadModel(t *testing.T) {
	const text = "# by hand\n\nO\t0\t3\n#\tH\t9\n\ndropped\t30\nadded\t31\ndoubled\t8\n"
	l, err := ReadModel(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if cost, ok := l.Cost('O', '0'); cost != 3 || !ok {
		t.Errorf("0 read as O: %d, %v", cost, ok)
	}
	if cost, ok := l.Cost('#', 'H'); cost != 9 || !ok {
		t.Errorf("H read as #: %d, %v", cost, ok)
	}
	c := redeem.Corrector{Lookalikes: l, MaxIndels: 1}
	for read, want := range map[string]int{"X12345678901234": 30, "XYABCDEFGH2345679": 31, "XABCDEFGHIJKLMNO0": 11} {
		if got := c.Resolve(read).Best.Cost; got != want {
			t.Errorf("%s: cost %d, want %d", read, got, want)
		}
	}
	without, err := ReadModel(strings.NewReader("O\t0\t3\n"))
	if err != nil {
		t.Fatalf("without indels: %v", err)
	}
	// What costs are worth shows in probabilities.
	c = redeem.Corrector{Lookalikes: without}
	if p := c.Resolve("X12345678901234O").Probability; p != 0 {
		t.Errorf("without a unit: probability %v", p)
	}
	odds, err := ReadModel(strings.NewReader("O\t0\t3\nunit\t0.5\nuncovered\t0.125\n"))
	if err != nil {
		t.Fatal(err)
	}
	c.Lookalikes = odds
	if got, want := c.Resolve("X12345678901234O").Probability, 1/(1+math.Exp(-1.5)+0.125); math.Abs(got-want) > 1e-12 {
		t.Errorf("probability %v, want %v", got, want)
	}
}

func TestReadModelErrors(t *testing.T) {
	for name, text := range map[string]string{
		"no cost":             "O\t0\n",
		"no number":           "O\t0\tx\n",
		"a cost below 0":      "O\t0\t-1\n",
		"a cost above 255":    "O\t0\t256\n",
		"two characters":      "OO\t0\t1\n",
		"no character":        "\t0\t1\n",
		"four fields":         "O\t0\t1\t1\n",
		"beyond ASCII":        "Ö\t0\t1\n",
		"a control character": "\x01\t0\t1\n",
		"a pair twice":        "O\t0\t1\nO\t0\t2\n",
		"an indel twice":      "O\t0\t1\ndropped\t1\ndropped\t1\n",
		"two indels":          "O\t0\t1\ndropped\t1\nadded\t1\n",
		"swapped alone":       "O\t0\t1\nswapped\t1\n",
		"something else":      "O\t0\t1\nturned\t1\n",
		"no unit":             "O\t0\t1\nunit\t0\n",
		"a negative unit":     "O\t0\t1\nunit\t-1\n",
		"an infinite unit":    "O\t0\t1\nunit\tInf\n",
		"a unit twice":        "O\t0\t1\nunit\t1\nunit\t1\n",
		"more than a whole":   "O\t0\t1\nunit\t1\nuncovered\t1.1\n",
		"NaN":                 "O\t0\t1\nunit\t1\nuncovered\tNaN\n",
		"uncovered alone":     "O\t0\t1\nuncovered\t0.1\n",
		"not a model":         "X125A\tX12SA\n",
		"binary":              "\x00\x01\x02\xff",
	} {
		if l, err := ReadModel(strings.NewReader(text)); err == nil || l != nil {
			t.Errorf("%s: %v, %v", name, l, err)
		}
	}
	if _, err := ReadModel(strings.NewReader("\u00ff\t0\t1\n")); err == nil {
		t.Error("a character beyond ASCII is taken")
	}
	for _, line := range []string{"\x01\tA\t1", "?\tA\t1", "A\t?\t1", "?\t?\t0"} {
		if _, err := ReadModel(strings.NewReader("O\t0\t1\n" + line + "\n")); err == nil || !strings.HasPrefix(err.Error(), "line 2:") {
			t.Errorf("%q: %v, want the line", line, err)
		}
	}
}
