package checkdigit

// Detection holds the share of errors of each kind that a scheme detects in
// strings of sixteen symbols, check characters included. It is the share of all
// errors of that kind, in all valid strings, that make the string invalid. 1
// means all of them. Lower shares are cut to five decimals, never rounded up.
//
// An error may be anywhere in the string. A substituted symbol is replaced by
// one that may stand in its place, because every scheme refuses the others.
type Detection struct {
	Substitution  float64 // one symbol replaced by another
	Transposition float64 // neighbors exchanged: ab read as ba
	Jump          float64 // symbols exchanged across a third: abc as cba
	Twin          float64 // a doubled symbol replaced: aa as bb
	JumpTwin      float64 // the same across a third: aba as cbc
	Lookalike     float64 // one of B8 DO E3 G6 OQ O0 S5 UV Z2 read as the other; 1 if the alphabet has no such pair
	LookalikePair float64 // two such misreadings, at any two places; 1 if the alphabet has no such pair
}

// Detects returns the errors that the scheme detects. The result is false for
// coupon codes, whose parts may have any length. A Reed-Solomon code detects
// all errors of these kinds, and any error in as many symbols as it has check
// symbols.
func (s *Scheme) Detects() (Detection, bool) {
	if s.detects == nil {
		return Detection{}, false
	}
	return *s.detects, true
}
