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

// meaning is the meaning of an input.
type meaning struct {
	code      redeem.Code    // the zero Code if that is not certain
	corrected bool           // it is not what was sent
	problem   advice.Problem // what to tell if there is no code
	refused   redeem.Error   // why the input is no code, for the log; 0 if it is one
}

// corrector returns a Corrector that finds the codes that an input may mean.
func (s *Service) corrector() *redeem.Corrector {
	return &redeem.Corrector{Format: s.format, MaxEdits: maxEdits, MaxTries: maxGuesses}
}

// meant finds the voucher that an input means. guesses is the number of codes
// that the input stands for.
func (s *Service) meant(ctx context.Context, input string, guesses uint64) (meaning, error) {
	report := s.format.Inspect(input)
	nothing := meaning{problem: advice.Problem{Status: advice.StatusNotValid, Format: s.format}}
	if refused, ok := report.Err.(redeem.Error); ok {
		nothing.refused = refused
		nothing.problem = advice.OfReport(s.format, report, input)
	}
	if guesses > maxGuesses {
		nothing.problem.Candidates = guesses
		return nothing, nil
	}

	corrector := s.corrector()
	codes := make([]redeem.Code, 0, maxGuesses)
	for candidate := range corrector.Candidates(input) {
		codes = append(codes, candidate.Code)
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
