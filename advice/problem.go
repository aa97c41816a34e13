package advice

import (
	"errors"
	"time"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/card"
)

// Problem is what is known of a refusal, in no language. Every field but
// Status may be left zero, which means that it is not known. The zero Problem
// is none. It holds no part of the input, only places in it.
type Problem struct {
	Status Status

	// Fault says why Status is StatusNotRecognized. [Of] and [OfReport] set
	// it; with any other status it is not looked at.
	Fault redeem.Error

	Format     *redeem.Format // of the code that was asked for; nil = redeem.GiftCard()
	Position   int            // which character of the input is at fault, as people count: from 1
	CodeStart  int            // where a code begins in the input, in bytes, if CodeEnd is not 0
	CodeEnd    int            // where it ends; 0 = the input holds no code
	Missing    int            // how many symbols a code that is too short lacks
	Surplus    int            // how many symbols a code that is too long has too many
	Candidates uint64         // how many codes a misread may stand for, as redeem.Corrector.Count says

	Card       card.Card     // its kind (if Format is redeem.GiftCard), where it was bought, when it expires
	Storefront redeem.Region // the country or region of the account
	Now        time.Time     // when the person reads this: days to and since expiry are counted from it
	Holds      card.Holds    // what keeps the account in its country or region; 0 = not known: for gift cards, any of them
}

// Of returns the problem that an error means. That is the [redeem.Error] which
// it is or wraps, in the order of [errors.As], and StatusFailed if there is
// none, or one that is not about what a person entered or owns. A nil error
// gives the zero Problem.
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

// OfReport returns the problem that a report of the input means, the zero
// Problem if the report has no error. It counts characters of the input: which
// one is at fault, or how many symbols are missing or too many. If
// the input has more than redeem.MaxInput bytes, these are not counted.
//
// If the input does not have the form of a code, but is a text in which
// [redeem.Format.Find] finds one ("Your code: X8KD-49FJ-2MZQ-7WPT"), CodeStart
// and CodeEnd say where the first one is: input[CodeStart:CodeEnd] spells it. A
// few symbols beside a code make no text. The whole input is searched, however
// long it is, in time proportional to its length.
//
// The format is that which made the report of this input; nil is
// redeem.GiftCard(). Of any other input the counts mean nothing, but nothing
// worse happens. OfReport keeps nothing of the input.
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
		if x != '-' { // a dash is no symbol of any format
			n++
		}
	}
	clear(grouped)
	return n
}
