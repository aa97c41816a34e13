package camera

import (
	"cmp"
	"slices"
	"unicode"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/ocr"
)

// Classes are what a recognizer tells apart, by the column of its scores: 0 for
// the blank of CTC, which is column 0, and for what no line of a card has.
type Classes []rune

// NewClasses returns the classes of a file with one character a line, as
// PaddleOCR keeps them: the blank comes before them and a space after. A code is
// written in ASCII, so all else counts as if the recognizer did not know it.
func NewClasses(file string) Classes {
	classes := Classes{0}
	start := 0
	add := func(line string) {
		var class rune
		if len(line) > 0 && line[len(line)-1] == '\r' {
			line = line[:len(line)-1]
		}
		if len(line) == 1 && line[0] > ' ' && line[0] <= unicode.MaxASCII {
			class = rune(line[0])
		}
		classes = append(classes, class)
	}
	for i := range len(file) {
		if file[i] == '\n' {
			add(file[start:i])
			start = i + 1
		}
	}
	if start < len(file) {
		add(file[start:])
	}
	return append(classes, ' ')
}

const (
	leastShare      = 1e-3 // an alternative below it says nothing
	mostAlternative = 8    // of a place
)

// place is one character of a line: the steps from start up to end at which it
// wins, and the shares of the classes there.
type place struct {
	start, end int
	class      int
	shares     []float32
}

// Collapse returns the line that the scores of a recognizer stand for, the
// softmax of each step one after the other. Steps at which one class wins are one
// place, unless the blank wins between them. What each class may be there is
// what it has at the step where the winner has most.
//
// Where two classes win next to each other, without a blank, the recognizer may have been of two
// minds about one character. They are one place if it is likelier that all their
// steps show one of the two than that they show both, one after the other.
func (classes Classes) Collapse(scores []float32) ocr.Line {
	var places []place
	last := 0 // the winner of the step before
	for t := range len(scores) / len(classes) {
		step := classes.step(scores, t)
		class := classes.winner(step)
		if class != last && last != 0 {
			places = classes.join(scores, places)
		}
		switch class {
		case 0:
		case last:
			p := &places[len(places)-1]
			p.end = t + 1
			if step[class] > p.shares[class] {
				p.shares = step
			}
		default:
			places = append(places, place{t, t + 1, class, step})
		}
		last = class
	}
	places = classes.join(scores, places)
	return classes.line(places)
}

func (classes Classes) step(scores []float32, t int) []float32 {
	return scores[t*len(classes):][:len(classes)]
}

// winner returns the class with the greatest share, of those that a line may
// have.
func (classes Classes) winner(step []float32) int {
	best := 0
	for class, char := range classes {
		if char != 0 && step[class] > step[best] {
			best = class
		}
	}
	return best
}

// join makes the last two places one if they are one.
func (classes Classes) join(scores []float32, places []place) []place {
	n := len(places)
	if n < 2 {
		return places
	}
	a, b := places[n-2], places[n-1]
	if a.end != b.start || a.class != b.class && !classes.one(scores, a, b) {
		return places
	}
	shares := make([]float32, len(classes))
	for class := range shares {
		shares[class] = (a.shares[class] + b.shares[class]) / 2
	}
	places[n-2] = place{a.start, b.end, classes.winner(shares), shares}
	if shares[0] >= shares[places[n-2].class] { // the winner is a character all the same
		places[n-2].class = a.class
	}
	return places[:n-1]
}

// one reports whether two places, one directly behind the other, are likelier to
// be one character than two.
func (classes Classes) one(scores []float32, a, b place) bool {
	onlyA, onlyB := 1.0, 1.0
	both := 0.0 // ways to change from a to b, which add up
	for t := a.start; t < b.end; t++ {
		step := classes.step(scores, t)
		first, second := float64(step[a.class]), float64(step[b.class])
		both = (both + onlyA) * second
		if t == a.start {
			both = 0
		}
		onlyA *= first
		onlyB *= second
	}
	return onlyA+onlyB > both
}

// line returns the line of the places.
func (classes Classes) line(places []place) ocr.Line {
	var line ocr.Line
	var text []byte
	var alternatives []redeem.Alternative
	for _, p := range places {
		char := classes[p.class]
		if char == ' ' {
			if len(text) > 0 && text[len(text)-1] != ' ' {
				text = append(text, ' ')
			}
			continue
		}
		text = append(text, byte(char))
		alternatives = alternatives[:0]
		for class, share := range p.shares {
			if char := classes[class]; char > ' ' && share >= leastShare {
				alternatives = append(alternatives, redeem.Alternative{Char: char, Prob: float64(share)})
			}
		}
		// What was read is the first among equals, of which a Reading takes the first.
		slices.SortStableFunc(alternatives, func(x, y redeem.Alternative) int {
			return cmp.Or(cmp.Compare(y.Prob, x.Prob), cmp.Compare(first(y.Char == char), first(x.Char == char)))
		})
		line.Reading.Add(alternatives[:min(len(alternatives), mostAlternative)]...)
	}
	line.Text = string(text)
	if n := len(text); n > 0 && text[n-1] == ' ' {
		line.Text = string(text[:n-1])
	}
	return line
}

func first(is bool) int {
	if is {
		return 1
	}
	return 0
}
