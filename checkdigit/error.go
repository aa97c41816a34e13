package checkdigit

// Error is the reason why something was refused. It is one byte: returning it
// does not allocate, it can be compared with == or errors.Is, and it cannot
// hold the input or the check character that would have been right. The text of
// an Error may change; its meaning does not.
//
// The zero Error is not a reason, and no function returns it.
type Error uint8

const (
	ErrSymbol Error = iota + 1 // a byte is not a payload symbol of the scheme
	ErrLength                  // the payload is empty, too long, or does not fill the parts of the scheme
	ErrParts                   // no coupon code or Reed-Solomon code has these parameters
)

// Error returns the reason in English, without any part of the input. It does
// not allocate.
func (e Error) Error() string {
	switch e {
	case ErrSymbol:
		return "checkdigit: invalid symbol"
	case ErrLength:
		return "checkdigit: invalid payload length"
	case ErrParts:
		return "checkdigit: no scheme has such parts"
	}
	return "checkdigit: unknown error"
}

// partsError is ErrParts with what is wrong.
type partsError string

func (e partsError) Error() string { return ErrParts.Error() + ": " + string(e) }

func (partsError) Unwrap() error { return ErrParts }
