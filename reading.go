package redeem

import (
	"fmt"
	"io"
	"iter"
	"log/slog"

	"github.com/redeemkit/redeem/internal/meant"
)

// Alternative is a character that a reader considered possible.
type Alternative struct {
	Char rune    // normalized as Parse does it
	Prob float64 // in (0, 1]
}

// Reading is what a reader saw of one code: its characters, and the
// alternatives to each of them. The zero Reading is empty and ready to use.
// While one goroutine adds to a Reading, no other may use it; otherwise any
// number may read it. A copy of a Reading shares its characters with the
// original, unless that is the zero Reading.
//
// A Reading never prints what it holds: fmt, log/slog and the encoders that use
// text show a fixed word or fail with [ErrSecret].
type Reading struct {
	// A pointer, so that what prints fields that are not exported shows an
	// address; nil until something is added.
	seen *meant.Reading
}

// Add adds one character, given as the alternatives that the reader considered
// possible. The likeliest of them, or the first of equals, is the character as
// read. Without alternatives the character is unread and may be any symbol.
//
// Each Char is normalized as [Parse] does it, and the probabilities of
// alternatives that normalize to the same character add up. If the likeliest is
// a separator or an invisible character, nothing is added. Other separators are
// ignored, and so are characters that stand for no symbol, unless the model
// knows what they may mean.
//
// An alternative whose Prob is NaN or not above 0 is ignored; if all are, the
// character is unread. A Prob above 1 counts as 1. If the probabilities add up
// to more than 1, they are scaled to 1. If they add up to less, the model of
// the Corrector fills the rest.
//
// A Reading keeps 1,024 characters; Len also counts those beyond. Add allocates
// only if the Reading grows beyond its largest size so far.
func (r *Reading) Add(alternatives ...Alternative) {
	seen := r.grow()
	for _, a := range alternatives {
		seen.Put(a.Char, a.Prob)
	}
	seen.End()
}

// AddString adds the characters of s, without alternatives. A Reading made of s
// alone gives the same result as passing s to [Corrector.Resolve]. AddString
// reads only the first [MaxInput] bytes; a longer string makes the Reading too
// long for any code. It allocates as Add does.
func (r *Reading) AddString(s string) { r.grow().AddString(s) }

// AddFrom adds the characters of another Reading from index start up to, but
// not including, index end. Use it to take a code out of the Reading of a whole
// line. An index out of range counts as the nearer end, and a nil Reading is
// empty. AddFrom allocates as Add does.
func (r *Reading) AddFrom(other *Reading, start, end int) {
	if other != nil && other.seen != nil {
		r.grow().Append(other.seen, start, end)
	}
}

func (r *Reading) grow() *meant.Reading {
	if r.seen == nil {
		r.seen = new(meant.Reading)
	}
	return r.seen
}

// Len returns the number of characters, including unread ones. It is 0 for a
// nil Reading.
func (r *Reading) Len() int {
	if r == nil {
		return 0
	}
	return r.seen.Len()
}

// Reset empties the Reading. It overwrites the memory and keeps it for reuse.
func (r *Reading) Reset() {
	if r.seen != nil {
		r.seen.Reset()
	}
}

// noReading is what is printed for a Reading, whatever it holds.
const noReading = "[reading]"

// String returns the same fixed word for every Reading.
func (r Reading) String() string { return noReading }

// Format implements [fmt.Formatter]: every verb prints the result of String.
func (r Reading) Format(s fmt.State, _ rune) { io.WriteString(s, noReading) }

// LogValue implements [slog.LogValuer]: it returns the result of String.
func (r Reading) LogValue() slog.Value { return slog.StringValue(noReading) }

// MarshalText always fails with [ErrSecret], because an encoder that reaches a
// Reading would write a code where others can read it.
func (r Reading) MarshalText() ([]byte, error) { return nil, ErrSecret }

// mostReadings is how many Readings are looked at.
const mostReadings = 64

// CandidatesOf is like [Corrector.Candidates] for Readings, and uses what is
// known of each character. The cost of a symbol is -ln(p)/Unit, rounded and at
// most 255, where
//
//	p = 0.8 · the reader's probability + 0.2 · the model's probability
//
// Unit is that of the [Lookalikes], or 0.25 if the model has none. The model's
// probability is e^(-cost·Unit), scaled so that the symbols which are possible
// at that place add up to 1. A nil Reading is empty. Only the first 64 Readings
// are used; if there are more, the answer is marked as incomplete.
func (c *Corrector) CandidatesOf(readings ...*Reading) iter.Seq[Candidate] {
	return func(yield func(Candidate) bool) { c.candidatesOf(readings, yield) }
}

func (c *Corrector) candidatesOf(readings []*Reading, yield func(Candidate) bool) {
	all, more := engineReadings(readings)
	q := c.question()
	q.Candidates(meant.Source{Readings: all[:min(len(readings), len(all))], More: more}, func(found meant.Candidate) bool { return yield(candidate(found)) })
}

// ResolveOf is like [Corrector.Resolve] for Readings, at the costs of
// [Corrector.CandidatesOf].
func (c *Corrector) ResolveOf(readings ...*Reading) Resolution {
	all, more := engineReadings(readings)
	return c.resolve(meant.Source{Readings: all[:min(len(readings), len(all))], More: more})
}

// CountOf is like [Corrector.Count] for Readings; see [Corrector.CandidatesOf].
func (c *Corrector) CountOf(readings ...*Reading) (n uint64, exact bool) {
	all, more := engineReadings(readings)
	q := c.question()
	return q.Count(meant.Source{Readings: all[:min(len(readings), len(all))], More: more})
}

// engineReadings returns readings as the engine takes them, and whether there are
// more. An array that is returned, and not filled in through a pointer, is what
// Go needs to see that the readings do not outlive the call.
func engineReadings(readings []*Reading) (all [mostReadings]*meant.Reading, more bool) {
	for i := range min(len(readings), mostReadings) {
		if r := readings[i]; r != nil {
			all[i] = r.seen
		}
	}
	return all, len(readings) > mostReadings
}
