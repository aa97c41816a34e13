package photo

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/ocr"
)

var cards = flag.Int("cards", 0, "draw `N` cards for TestCards; 30 with REDEEM_EXHAUSTIVE=1, else 4")

// tally counts how cards were read.
type tally struct {
	cards, right, wrong   int // of those with an answer
	sureRight, sureWrong  int // with a Probability of at least 0.99
	serial, serialWrong   int
	regexpRight, regexpNo int // a regular expression over the engine's text; no = a wrong answer
}

func (n *tally) add(truth drawnCard, got Card, text string) {
	n.cards++
	if got.Verdict == redeem.VerdictUnique {
		right := got.Best.Code == truth.code
		count(right, &n.right, &n.wrong)
		if got.Probability >= 0.99 {
			count(right, &n.sureRight, &n.sureWrong)
		}
	}
	if got.Serial.IsValid() {
		count(got.Serial == truth.serial, &n.serial, &n.serialWrong)
	}
	// What one would write without this library, the check character included.
	if code, err := truth.format.Parse(codePattern.FindString(text)); err == nil {
		count(code == truth.code, &n.regexpRight, &n.regexpNo)
	}
}

func count(right bool, yes, no *int) {
	if right {
		*yes++
	} else {
		*no++
	}
}

var codePattern = regexp.MustCompile(`\bX[0-9A-Z]{3}([-\s]?[0-9A-Z]{4}){3}\b`)

func textOf(pages ...*ocr.Page) string {
	var b strings.Builder
	for _, p := range pages {
		for _, l := range p.Lines {
			b.WriteString(l.Text + "\n")
		}
		b.WriteString("\n.\n")
	}
	return b.String()
}

// TestCards draws cards, takes three pictures of each, reads them, and compares
// with a regular expression. The bounds are what 30 cards gave, less some for
// another version of Tesseract; README.md has what 200 gave.
func TestCards(t *testing.T) {
	needTesseract(t)
	n := *cards
	if n == 0 {
		n = 4
		if os.Getenv("REDEEM_EXHAUSTIVE") == "1" {
			n = 30
		}
	}
	var one, three tally
	var e Engine
	for number := range n {
		truth := drawCard(t, uint64(number))
		c := &redeem.Corrector{Format: truth.format, Lookalikes: redeem.Tesseract(), MaxIndels: 1}
		var shots []*shot
		var pages []*ocr.Page
		for _, f := range truth.frames {
			pixels, err := decode(bytes.NewReader(f))
			if err != nil {
				t.Fatal(err)
			}
			shots = append(shots, &shot{pixels: pixels})
		}
		for i := range shots {
			card, err := e.card(t.Context(), c, shots[i:i+1])
			if err != nil {
				t.Fatal(err)
			}
			pages = append(pages, shots[i].pages[0])
			one.add(truth, card, textOf(pages[i]))
		}
		card, err := e.card(t.Context(), c, shots)
		if err != nil {
			t.Fatal(err)
		}
		three.add(truth, card, textOf(pages...))
	}
	var b bytes.Buffer
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "pictures\tcards\tright\twrong\tright at 0.99\twrong at 0.99\tserial\twrong\tregexp\twrong\t")
	for i, n := range []tally{one, three} {
		share := func(x int) string { return fmt.Sprintf("%.3f", float64(x)/float64(n.cards)) }
		fmt.Fprintf(w, "%d\t%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t\n", 1+2*i, n.cards, share(n.right), share(n.wrong),
			share(n.sureRight), share(n.sureWrong), share(n.serial), share(n.serialWrong), share(n.regexpRight), share(n.regexpNo))
	}
	w.Flush()
	atLeast := func(what string, got, of int, share float64) {
		if float64(got) < share*float64(of) {
			t.Errorf("%s: %d of %d, want a share of %.2f", what, got, of, share)
		}
	}
	atLeast("codes in three pictures", three.right, three.cards, 0.5)
	if n >= 30 { // fewer cards say little
		atLeast("codes in one picture", one.right, one.cards, 0.75)
		atLeast("codes in three pictures", three.right, three.cards, 0.85)
		atLeast("codes in one picture at 0.99", one.sureRight, one.cards, 0.4)
		atLeast("codes in three pictures at 0.99", three.sureRight, three.cards, 0.5)
		atLeast("serial numbers in one picture", one.serial, one.cards, 0.65)
		atLeast("serial numbers in three pictures", three.serial, three.cards, 0.85)
		if one.right <= one.regexpRight || three.right <= three.regexpRight {
			t.Error("a regular expression finds as many")
		}
	}
	if wrong := one.sureWrong + three.sureWrong; wrong > 1 {
		t.Errorf("%d wrong codes at 0.99", wrong)
	}
	t.Logf("\n%s", b.Bytes())
}
