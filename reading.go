package redeem

import (
	"fmt"
	"io"
	"iter"
	"log/slog"

	"github.com/redeemkit/redeem/internal/meant"
)

// Alternative is a character that a reader held possible.
type Alternative struct {
	Char rune    // normalized as Parse does it
	Prob float64 // in (0, 1]
}

// Reading is what a reader saw of one code: its characters, and of each what
// else it may be. The zero Reading is empty and ready to use. While one goroutine
// adds to it, no other may use it; apart from that any number may ask about it. A
// copy of a Reading that is not zero is the same Reading.
//
// A Reading never prints what it holds: fmt, log/slog and the encoders that use
// text show a fixed word or fail with [ErrSecret].
type Reading struct {
	// A pointer, so that what prints fields that are not exported shows an
	// address; nil until something is added.
	seen *meant.Reading
}

// Add adds one more character, given as what the reader held possible there. The
// likeliest is what counts as read, the first among equals. Without alternatives
// the character could not be read, and may be any.
//
// Each Char is read as [Parse] reads it; the probabilities of those that are the
// same character then add up. Where the likeliest is a separator, or cannot be
// seen, no character is added. Other separators say nothing, and neither does a
// character that stands for no symbol, unless the model knows what it may mean.
//
// An alternative whose Prob is not above 0, or not a number, is left out; if all
// are, the character could not be read. A Prob above 1 counts as 1.
// Probabilities of more than 1 together are scaled to 1, and what they lack
// belongs to the Corrector's model.
//
// A Reading keeps 1,024 characters, and Len counts those beyond. Add allocates only where the Reading grows beyond what it ever
// held.
func (r *Reading) Add(alternatives ...Alternative) {
	seen := r.grow()
	for _, a := range alternatives {
		seen.Put(a.Char, a.Prob)
	}
	seen.End()
}

// AddString adds characters of which nothing else is known: a Reading of nothing
// else is what the string is for [Corrector.Resolve]. It looks at no more than the
// first [MaxInput] bytes; a longer string makes the Reading too long for any code.
// It allocates as Add does.
func (r *Reading) AddString(s string) { r.grow().AddString(s) }

// AddFrom adds the characters of another Reading from index start up to index end,
// such as those of a code in the Reading of a whole line. Indexes beyond its ends
// are taken for its ends; a nil Reading is an empty one. It allocates as Add does.
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

// Len returns the number of characters, unread ones included. That of a nil
// Reading is 0.
func (r *Reading) Len() int {
	if r == nil {
		return 0
	}
	return r.seen.Len()
}

// Reset empties the Reading. It keeps the memory, overwritten, for the next one.
func (r *Reading) Reset() {
	if r.seen != nil {
		r.seen.Reset()
	}
}

// noReading is what is printed for a Reading, whatever it holds.
const noReading = "[reading]"

// String returns a fixed word: a Reading holds a code.
func (r Reading) String() string { return noReading }

// Format implements [fmt.Formatter]: every verb prints what String returns.
func (r Reading) Format(s fmt.State, _ rune) { io.WriteString(s, noReading) }

// LogValue implements [slog.LogValuer]: it returns what String returns.
func (r Reading) LogValue() slog.Value { return slog.StringValue(noReading) }

// MarshalText always fails with [ErrSecret]: an encoder that reaches a Reading is
// about to write a code where it can be read.
func (r Reading) MarshalText() ([]byte, error) { return nil, ErrSecret }

// mostReadings is how many Readings are looked at.
const mostReadings = 64

// CandidatesOf is [Corrector.Candidates] for Readings, with what is known of each
// character: the cost of a symbol is -ln(p)/Unit, rounded, at most 255, where
//
//	p = 0.8 · the reader's probability + 0.2 · what the model says of what was read
//
// and Unit is that of the [Lookalikes], or 0.25 if the model has none. What
// the model says is e^(-cost·Unit), scaled so that the symbols which the place
// may have add up to 1. A nil Reading is an empty one. Of more than 64 Readings
// the first ones are looked at, and the answer says that it is not certain.
func (c *Corrector) CandidatesOf(readings ...*Reading) iter.Seq[Candidate] {
	return func(yield func(Candidate) bool) { c.candidatesOf(readings, yield) }
}

func (c *Corrector) candidatesOf(readings []*Reading, yield func(Candidate) bool) {
	all, more := engineReadings(readings)
	q := c.question()
	q.Candidates(meant.Source{Readings: all[:min(len(readings), len(all))], More: more}, func(found meant.Candidate) bool { return yield(candidate(found)) })
}

// ResolveOf is [Corrector.Resolve] for Readings: see [Corrector.CandidatesOf].
func (c *Corrector) ResolveOf(readings ...*Reading) Resolution {
	all, more := engineReadings(readings)
	return c.resolve(meant.Source{Readings: all[:min(len(readings), len(all))], More: more})
}

// CountOf is [Corrector.Count] for Readings: see [Corrector.CandidatesOf].
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
