package advice

import (
	"errors"
	"time"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/card"
)

// Problem is what is known of a refusal, independent of a language. Every field
// except Status may be zero, which means that it is not known. The zero Problem
// means that nothing is wrong. A Problem contains no part of the input, only
// positions in it.
type Problem struct {
	Status Status

	// Fault is the reason for StatusNotRecognized. Of and OfReport set it. With
	// any other status it is ignored.
	Fault redeem.Error

	Format     *redeem.Format // of the expected code; nil = redeem.GiftCard()
	Position   int            // number of the wrong character in the input, from 1
	CodeStart  int            // byte offset at which a code begins in the input, if CodeEnd is not 0
	CodeEnd    int            // byte offset at which it ends; 0 = the input contains no code
	Missing    int            // number of symbols that a code lacks which is too short
	Surplus    int            // number of symbols beyond the end of a code which is too long
	Candidates uint64         // number of codes that a misread may stand for, from redeem.Corrector.Count

	Card       card.Card     // its kind (if Format is redeem.GiftCard), where it was bought, when it expires
	Storefront redeem.Region // the country or region of the account
	Now        time.Time     // when the person reads the message; days to and since expiry count from it
	Holds      card.Holds    // what keeps the account in its country or region; 0 = not known: for gift cards, the steps of all holds
}

// Of returns the problem that err stands for. It looks for a [redeem.Error]
// that err is or wraps, as errors.As does. The status is StatusFailed if there
// is no such error, or if that error is not about something that a person
// entered or owns. A nil error gives the zero Problem.
func Of(err error) Problem {
	if err == nil {
		return Problem{}
	}
	var fault redeem.Error
	if !errors.As(err, &fault) {
		return Problem{Status: StatusFailed}
	}
	p := Problem{Status: statusOf(fault)}
	if p.Status == StatusNotRecognized {
		p.Fault = fault
	}
	return p
}

// OfReport returns the problem in a report of the input, or the zero Problem if
// the report has no error. It counts characters of the input, to tell which one
// is at fault and how many symbols are missing or too many. If the input has
// more than [redeem.MaxInput] bytes, it does not count these.
//
// If the input does not have the form of a code but [redeem.Format.Find] finds
// one in it ("Your code: X8KD-49FJ-2MZQ-7WPT"), CodeStart and CodeEnd are the
// position of the first one: input[CodeStart:CodeEnd] spells it. A code with
// only a few symbols beside it does not count. OfReport searches the whole
// input, in time proportional to its length.
//
// f must be the format that made the report; nil is [redeem.GiftCard]. input
// must be the input of the report, or the counts mean nothing. OfReport does
// not keep the input.
func OfReport(f *redeem.Format, r redeem.Report, input string) Problem {
	p := Of(r.Err)
	if p.Status == StatusNone {
		return p
	}
	p.Format = f
	switch p.Fault {
	case redeem.ErrEncoding, redeem.ErrSymbol:
		p.Position = position(input, r.Offset)
	case redeem.ErrTooShort:
		p.Missing = max(0, p.format().Spec().Length-p.symbols(input))
	case redeem.ErrTooLong:
		p.Surplus = max(0, p.symbols(input)-p.format().Spec().Length)
	}
	if p.Status == StatusNotRecognized {
		p.CodeStart, p.CodeEnd = p.findCode(input)
	}
	return p
}

// holdsCode reports whether a code is only part of what was entered.
func (p *Problem) holdsCode() bool { return p.Status == StatusNotRecognized && p.CodeEnd > 0 }

func (p *Problem) format() *redeem.Format {
	if p.Format == nil {
		return redeem.GiftCard()
	}
	return p.Format
}

// symbols returns how many symbols of the format the input has, and that many
// as a code has where nobody counts: beyond what parsing looks at.
func (p *Problem) symbols(input string) int {
	if len(input) > redeem.MaxInput {
		return p.format().Spec().Length
	}
	var buf [2 * redeem.MaxInput]byte
	grouped, _, _ := p.format().AppendTyped(buf[:0], redeem.Change{New: input})
	n := 0
	for _, x := range grouped {
		if x != '-' { // no format has a dash as a symbol
			n++
		}
	}
	clear(grouped)
	return n
}
