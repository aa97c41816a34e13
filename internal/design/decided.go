package design

// Decided is what a Corrector decides about misreads of the right length: real
// reads of an OCR engine (see internal/ocrdata), of codes of sixteen symbols, the
// first of them known, with the check characters of a scheme swapped in and read
// as the engine read these symbols elsewhere in the same font and quality.
type Decided struct {
	Misreads     float64 // number of misreads measured
	Margin       int     // least margin at which less than one in a hundred is decided wrongly
	Right, Wrong float64 // shares of the misreads, rounded to three decimals
}

// decided has the measurements, of models that are fitted to one half of the
// fonts and measured on the other. A scheme of digits or of letters only has
// none, because no code in the pictures is made of these. To measure again, run
//
//	go -C internal/tools run ./evaluate -printed
var decided = [...]struct {
	scheme string
	Decided
}{
	{"luhn-mod-32", Decided{2337, 19, 0.389, 0.009}},
	{"luhn-mod-36", Decided{13837, 19, 0.196, 0.008}},
	{"damm-gf32", Decided{2341, 20, 0.378, 0.009}},
	{"iso7064-mod-37-2", Decided{13488, 18, 0.219, 0.009}},
	{"iso7064-mod-97-10", Decided{15633, 20, 0.376, 0.009}},
	{"iso7064-mod-1271-36", Decided{14114, 19, 0.689, 0.008}},
	{"iso7064-mod-37-36", Decided{13850, 18, 0.211, 0.009}},
	{"crockford-mod-37", Decided{2082, 19, 0.434, 0.008}},
	{"rs-gf32-2", Decided{2711, 20, 0.766, 0.008}},
	{"rs-gf32-3", Decided{3115, 17, 0.878, 0.009}},
	{"rs-gf32-4", Decided{3527, 1, 0.906, 0.008}},
	{"rs-gf37-2", Decided{13355, 19, 0.701, 0.009}},
	{"rs-gf37-3", Decided{13073, 14, 0.875, 0.009}},
	{"rs-gf37-4", Decided{12687, 1, 0.910, 0.004}},
}

// decidedWith returns the measurement of a scheme, or nil if there is none.
func decidedWith(scheme string) *Decided {
	for i := range decided {
		if decided[i].scheme == scheme {
			d := decided[i].Decided
			return &d
		}
	}
	return nil
}
