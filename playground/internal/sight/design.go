package sight

import (
	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/design"
	"github.com/redeemkit/redeem/playground/internal/door"
	"github.com/redeemkit/redeem/playground/internal/wire"
)

// maxMissed is how many misreadings that go unnoticed an answer lists.
const maxMissed = 12

// maxStates is how many states a check scheme may have for misreadings to be
// counted: with more that takes a minute in a browser.
const maxStates = 1000

// Design takes how many codes are live and how many guesses a day are possible,
// 0 if that is not known, and a description as door.NewFormat does. It gives
// what is wrong with the description, "" if nothing, and then how many codes
// there are, their bits, the chance that a guess is right, the guesses and the
// days until one is; how many swaps there are; of one swap and of two the share
// that is detected; neighbors in one place, in two, in any; the share of two
// swaps that is detected by how far apart they are, their number first; the
// commonest misreadings that are missed, their number first, each as text and
// with the share of it that is detected; how many there are; and the sentences
// of advice, their number first.
func Design(in *wire.Reader, out *wire.Writer) {
	q := design.Question{Live: in.Share(), PerDay: in.Share()}
	spec, wrong := door.Spec(in)
	if wrong == "" {
		f, err := redeem.NewFormat(spec)
		if err == nil {
			q.Format = f
		} else {
			wrong = door.Wrong(err)
		}
	}
	if wrong == "" && spec.Check != nil && spec.Check.States() > maxStates {
		q.Lookalikes = new(redeem.Lookalikes) // no pairs, nothing to count
	}
	out.Text(wrong)
	if wrong != "" {
		return
	}
	a := design.Ask(q)
	for _, x := range []float64{a.Codes, a.Bits, a.Chance, a.Guesses, a.Days} {
		out.Share(x)
	}
	out.Number(len(a.Swaps))
	for _, x := range []float64{a.One.Detected(), a.Two.Detected(), a.Neighbors1, a.Neighbors2, a.Neighbors} {
		out.Share(x)
	}
	apart := a.ByDistance[min(1, len(a.ByDistance)):]
	out.Number(len(apart))
	for _, n := range apart {
		out.Share(n.Detected())
	}
	missed := a.Missed[:min(len(a.Missed), maxMissed)]
	out.Number(len(missed))
	for _, m := range missed {
		text := ""
		for _, s := range m.Swaps {
			if text != "" {
				text += " "
			}
			text += string([]byte{s.Meant, s.Read})
		}
		out.Text(text)
		out.Share(m.Detected())
	}
	out.Number(len(a.Missed))
	out.Number(len(a.Advice))
	for _, sentence := range a.Advice {
		out.Text(sentence.String())
	}
}
