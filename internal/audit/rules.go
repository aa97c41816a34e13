package audit

import "github.com/redeemkit/redeem"

// Rules say which inputs are codes and which codes look alike. They are
// immutable and safe for concurrent use.
type Rules struct {
	format  *redeem.Format
	model   *redeem.Lookalikes
	symbols symbols
}

// NewRules makes rules. A nil format is [redeem.GiftCard], and a nil model is
// that of the format. The model has no say in which inputs are codes.
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

// Code returns the code that an input is, or what [redeem.Format.Inspect]
// finds wrong with it: the reason, 0 if there is none, and the offset. It does
// not allocate and keeps nothing of the input.
func (r *Rules) Code(input []byte) (code redeem.Code, reason redeem.Error, offset int) {
	code, err := r.format.ParseBytes(input)
	if err == nil {
		return code, 0, 0
	}
	report := r.format.InspectBytes(input)
	return redeem.Code{}, report.Err.(redeem.Error), report.Offset
}

// Key returns a value that is the same for codes that look alike, and for some
// that do not. It is as secret as the code. It does not allocate.
func (r *Rules) Key(c redeem.Code) redeem.Code { return r.model.Skeleton(c) }

// Alike reports whether two codes look alike and are different. It does not
// allocate.
func (r *Rules) Alike(x, y redeem.Code) bool { return x != y && r.model.Confusable(x, y) }

// Limits bound what one key may cost, which without them grows with the square
// of the number of its codes.
type Limits struct {
	Compared int // how many codes with one key are compared with each other; less than 1 is 1
	Listed   int // how many pairs of them have findings; 0 is none
}

// DefaultLimits allow for 100,000 codes with one key, which is 5 billion
// comparisons, and for a finding of each of 1,000 pairs.
func DefaultLimits() Limits { return Limits{Compared: 100_000, Listed: 1_000} }
