package service

import (
	"context"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/advice"
)

// These limit the misreadings that are forgiven. A person confuses at most two
// symbols. An input that stands for more than maxGuesses codes is not looked up
// at all. A code is taken as the meaning only if it was issued and the next
// issued one is much less likely.
const (
	maxEdits   = 2
	maxGuesses = 64
	minMargin  = 2
)

// repairing is the distance of codes from which on a voucher repairs itself: no
// two codes differ in less than three symbols, so that at most one code differs
// from an input in one symbol.
const repairing = 3

// meaning is the meaning of an input.
type meaning struct {
	code      redeem.Code    // the zero Code if that is not certain
	corrected bool           // it is not what was sent
	problem   advice.Problem // what to tell if there is no code
	refused   redeem.Error   // why the input is no code, for the log; 0 if it is one
}

// repairs reports whether vouchers repair themselves.
func (s *Service) repairs() bool {
	scheme := s.format.Scheme()
	return scheme != nil && scheme.Distance() >= repairing
}

// reader returns a Corrector that finds the codes that an input may mean, and
// the number of these codes. Where symbols are misread, they are look-alikes.
//
// If vouchers repair themselves, an input without a wrong symbol means only the
// codes that have its symbols, a single one if no more than two are unread. An
// input that no code looks like may have any one symbol wrong.
func (s *Service) reader(input string) (c *redeem.Corrector, guesses uint64) {
	c = &redeem.Corrector{Format: s.format, MaxEdits: maxEdits, MaxTries: maxGuesses}
	if !s.repairs() {
		guesses, _ = c.Count(input)
		return c, guesses
	}
	for _, try := range []struct {
		lookalikes *redeem.Lookalikes
		edits      int
	}{{new(redeem.Lookalikes), maxEdits}, {nil, maxEdits}, {s.anything, 1}} {
		c.Lookalikes, c.MaxEdits = try.lookalikes, try.edits
		if guesses, _ = c.Count(input); guesses > 0 {
			break
		}
	}
	return c, guesses
}

// repeats reports whether an input can mean a code that matches, and whether
// that code is another one than the input is. It does not ask what was issued,
// so that the answer is the same however many vouchers were issued since.
func (s *Service) repeats(input string, corrector *redeem.Corrector, guesses uint64, matches func(redeem.Code) bool) (ok, corrected bool) {
	if guesses > maxGuesses {
		return false, false
	}
	for candidate := range corrector.Candidates(input) {
		if matches(candidate.Code) {
			return true, candidate.Code != s.format.Inspect(input).Code
		}
	}
	return false, false
}

// meant finds the voucher that an input means. The corrector and the number of
// codes that the input stands for are those that reader returns. If vouchers
// repair themselves, meant asks the database for the likeliest code only.
func (s *Service) meant(ctx context.Context, input string, corrector *redeem.Corrector, guesses uint64) (meaning, error) {
	report := s.format.Inspect(input)
	nothing := meaning{problem: advice.Problem{Status: advice.StatusNotValid, Format: s.format}}
	if refused, ok := report.Err.(redeem.Error); ok {
		nothing.refused = refused
		nothing.problem = advice.OfReport(s.format, report, input[:min(len(input), redeem.MaxInput)]) // it looks for a code in a text
	}
	if guesses > maxGuesses {
		nothing.problem.Candidates = guesses
		return nothing, nil
	}

	codes := make([]redeem.Code, 0, maxGuesses)
	for candidate := range corrector.Candidates(input) {
		codes = append(codes, candidate.Code)
	}
	if s.repairs() {
		if corrector.Resolve(input).Verdict != redeem.VerdictUnique {
			return nothing, nil
		}
		codes = codes[:1]
	}
	issued, err := s.store.known(ctx, codes)
	if err != nil {
		return meaning{}, err
	}
	corrector.Accept = func(code redeem.Code) bool { return issued[code] }
	found := corrector.Resolve(input)
	if found.Verdict != redeem.VerdictUnique || found.Capped || 0 <= found.Margin && found.Margin < minMargin {
		return nothing, nil
	}
	return meaning{code: found.Best.Code, corrected: found.Best.Code != report.Code}, nil
}
