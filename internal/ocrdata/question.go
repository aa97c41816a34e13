package ocrdata

import (
	"slices"

	"github.com/redeemkit/redeem/internal/fit"
)

// Question is what a Corrector is asked about one card: the frames that were
// read at the right length, or nearly. The first of them is the one that counts as
// read right or misread, and of the right length.
type Question struct {
	Frames       []Frame
	Alternatives bool // ask with what the engine held possible, not with the text alone
	Lost         int  // frames that are left out for their length
	Indels       int  // that the Corrector may suppose
}

// Questions returns a question for every frame of the right length, with the
// frames of the same card after it, up to the way's number in all; after a card's
// last frame comes its first.
func Questions(frames []Frame, way Way) []Question {
	var questions []Question
	for len(frames) > 0 {
		of := 1
		for of < len(frames) && frames[of].Truth == frames[0].Truth {
			of++
		}
		card := frames[:of]
		frames = frames[of:]
		for i, first := range card {
			if len(first.Read) != len(first.Truth) {
				continue
			}
			q := Question{Alternatives: way.Alternatives}
			for j := range min(way.Frames, of) {
				f := card[(i+j)%of]
				off := len(f.Read) - len(f.Truth)
				if off = max(off, -off); off > way.Indels {
					q.Lost++
					continue
				}
				q.Indels = max(q.Indels, off)
				q.Frames = append(q.Frames, f)
			}
			questions = append(questions, q)
		}
	}
	return questions
}

// Misaligned returns a question for every frame that was read as one character too
// few or too many.
func Misaligned(frames []Frame, alternatives bool) []Question {
	var questions []Question
	for _, f := range frames {
		if off := len(f.Read) - len(f.Truth); off == 1 || off == -1 {
			questions = append(questions, Question{Frames: []Frame{f}, Alternatives: alternatives, Indels: 1})
		}
	}
	return questions
}

// Truth returns what the card says.
func (q *Question) Truth() string { return q.Frames[0].Truth }

// Misread reports whether the first frame is misread.
func (q *Question) Misread() bool { return q.Frames[0].Misread() }

// places returns what the engine held possible for each character. As for
// [Line.Typed], the first of a read of the right length is X.
func (f *Frame) places() [][]fit.Alternative {
	if len(f.Read) != len(f.Truth) {
		return f.Alternatives
	}
	places := slices.Clone(f.Alternatives)
	places[0] = []fit.Alternative{{Char: rune(f.Truth[0]), Prob: 1}}
	return places
}
