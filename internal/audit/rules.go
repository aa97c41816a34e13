package audit

import "github.com/redeemkit/redeem"

// Rules determines which inputs are codes and which codes look alike. It is
// immutable and safe for concurrent use.
type Rules struct {
	format  *redeem.Format
	model   *redeem.Lookalikes
	symbols symbols
}

// NewRules makes Rules. A nil format stands for [redeem.GiftCard], and a nil
// model for the model of the format. The model does not affect which inputs are
// codes.
func NewRules(format *redeem.Format, model *redeem.Lookalikes) *Rules {
	if format == nil {
		format = redeem.GiftCard()
	}
	spec := format.Spec()
	if model == nil {
		model = spec.Lookalikes
	}
	return &Rules{format: format, model: model, symbols: newSymbols(&spec, model)}
}

// Code parses an input as [redeem.Format.Inspect] does. It returns the code, or
// the reason and the offset of the fault; the reason is 0 if there is no fault.
// It does not allocate and does not keep the input.
func (r *Rules) Code(input []byte) (code redeem.Code, reason redeem.Error, offset int) {
	code, err := r.format.ParseBytes(input)
	if err == nil {
		return code, 0, 0
	}
	report := r.format.InspectBytes(input)
	return redeem.Code{}, report.Err.(redeem.Error), report.Offset
}

// Key returns a value that is equal for codes that look alike, and for some
// codes that do not. It is as secret as the code. It does not allocate.
func (r *Rules) Key(c redeem.Code) redeem.Code { return r.model.Skeleton(c) }

// Alike reports whether two codes look alike and are different. It does not
// allocate.
func (r *Rules) Alike(x, y redeem.Code) bool { return x != y && r.model.Confusable(x, y) }

// Limits limits the cost of one key, which otherwise grows with the square of
// the number of its codes.
type Limits struct {
	Compared int // number of codes with one key that are compared with each other; values below 1 mean 1
	Listed   int // number of pairs of them that get a finding; 0 means none
}

// DefaultLimits allows 100,000 codes with one key, which takes 5 billion
// comparisons, and findings for 1,000 pairs of them.
func DefaultLimits() Limits { return Limits{Compared: 100_000, Listed: 1_000} }
