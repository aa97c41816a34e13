package design

import "github.com/redeemkit/redeem"

// Advice is a recommendation for those who issue codes.
type Advice uint8

const (
	Guessable  Advice = iota + 1 // guesses find a code within ten years
	Unchecked                    // symbols look alike, and there are no check characters
	Undetected                   // symbols look alike, and the check characters miss some single misreadings
	Alike                        // a code that is misread in several places can be another code
)

var adviceTexts = [...]string{
	Guessable:  "guesses find a live code within ten years: take more symbols, or allow fewer guesses",
	Unchecked:  "nothing tells a misread code from another one: leave look-alikes out, or end codes in a check character",
	Undetected: "the check characters miss single look-alikes: take another scheme, or leave these look-alikes out",
	Alike:      "some codes look like others: issue no two with the same skeleton (Lookalikes.Skeleton)",
}

// String returns the recommendation as a sentence.
func (a Advice) String() string {
	if int(a) < len(adviceTexts) {
		return adviceTexts[a]
	}
	return ""
}

const tenYears = 3652 // days

func (a *Answer) advise(l *redeem.Lookalikes, spec *redeem.Spec) {
	if a.Days > 0 && a.Days < tenYears {
		a.Advice = append(a.Advice, Guessable)
	}
	switch {
	case a.One.Missed == 0:
	case spec.Check == nil:
		a.Advice = append(a.Advice, Unchecked)
	default:
		a.Advice = append(a.Advice, Undetected)
	}
	if a.Neighbors > 0 && classes(l, spec) > 1 {
		a.Advice = append(a.Advice, Alike)
	}
}

// classes returns the number of skeletons that a symbol can have. If all
// symbols have the same one, a skeleton is useless as a key.
func classes(l *redeem.Lookalikes, spec *redeem.Spec) int {
	symbol := redeem.MustFormat(redeem.Spec{Length: 1, Alphabet: spec.Alphabet})
	skeletons := map[redeem.Code]bool{}
	for i := range spec.Alphabet {
		code, _ := symbol.Parse(spec.Alphabet[i : i+1])
		skeletons[l.Skeleton(code)] = true
	}
	return len(skeletons)
}
