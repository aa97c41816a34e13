package ocrdata

// Repeats is what repeats from one frame of a card to the next.
type Repeats struct {
	Equal, EqualWrong    int // pairs of equal reads, and those that are wrong
	Misread, Same, Right int // places that the first frame misreads; those that the next misreads as the same, and reads right
}

// Add adds the first two frames of each question.
func (r *Repeats) Add(questions []Question) {
	for _, q := range questions {
		if len(q.Frames) < 2 {
			continue
		}
		truth, first, next := q.Truth(), q.Frames[0].Typed(), q.Frames[1].Typed()
		if first == next {
			r.Equal++
			if first != truth {
				r.EqualWrong++
			}
		}
		for i := range len(truth) {
			if first[i] == truth[i] {
				continue
			}
			r.Misread++
			switch next[i] {
			case first[i]:
				r.Same++
			case truth[i]:
				r.Right++
			}
		}
	}
}
