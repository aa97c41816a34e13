package camera

import (
	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/playground/internal/door"
	"github.com/redeemkit/redeem/playground/internal/wire"
)

// What JavaScript fills in before it calls a verb: pixels and a file of classes
// are bytes, scores are numbers. line is what it takes away.
var (
	held    Camera
	classes Classes
	bytes   []byte
	scores  []float32
	line    []float32
)

// Bytes returns room for n bytes.
func Bytes(n int) []byte {
	bytes = room(bytes, n)
	return bytes
}

// Scores returns room for n numbers.
func Scores(n int) []float32 {
	scores = room(scores, n)
	return scores
}

// room returns a slice of n, which is never empty, so that it has an address.
func room[T any](s []T, n int) []T {
	const most = 1 << 25
	n = min(max(n, 1), most)
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// Straight returns a line of the frame for the recognizer, at least one number.
func Straight(i int) []float32 {
	line, _ = held.Line(i)
	if len(line) == 0 {
		line = make([]float32, 1)
	}
	return line
}

// Learn takes the file of classes that is in Bytes and gives their number.
func Learn(_ *wire.Reader, out *wire.Writer) {
	classes = NewClasses(string(bytes))
	out.Number(len(classes))
}

// Begin takes a format, and other formats to recognize, their number first.
func Begin(in *wire.Reader, out *wire.Writer) {
	format := door.Format(in)
	var others []*redeem.Format
	for range in.Number() {
		if !in.More() {
			break
		}
		others = append(others, door.Format(in))
	}
	held.Begin(format, others...)
	clear(line)
}

// Look takes the width and the height of the frame that is in Bytes, and gives the
// hint and the width of each line, their number first.
func Look(in *wire.Reader, out *wire.Writer) {
	hint := held.Look(in.Number(), in.Number(), bytes)
	out.Text(string(hint))
	out.Number(len(held.bands))
	for _, b := range held.bands {
		out.Number(b.width())
	}
}

// Read takes nothing: the scores of the next line are in Scores. It gives whether
// that line has a code.
func Read(_ *wire.Reader, out *wire.Writer) {
	out.Flag(held.Read(classes, scores))
	clear(line)
}

// Decide gives what all frames say: the kind; the text; how many frames counted
// and how many show the code; verdict, probability, margin and code; how sure
// each place is, their number first; the serial number; the fault and the other
// format's number in the list of Begin, from 1, or 0.
func Decide(_ *wire.Reader, out *wire.Writer) {
	a := held.Answer()
	out.Text(string(a.Kind))
	out.Text(a.Text)
	out.Number(a.Frames)
	out.Number(a.Shown)
	out.Text(a.Verdict.String())
	out.Share(a.Probability)
	out.Number(a.Margin)
	out.Append(a.Best.Code.AppendTo)
	out.Number(len(a.Sure))
	for _, share := range a.Sure {
		out.Share(share)
	}
	out.Append(a.Serial.AppendTo)
	out.Text(door.ErrorName(a.Fault))
	out.Number(a.Other)
}
