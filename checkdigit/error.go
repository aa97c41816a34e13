package checkdigit

// Error is the reason why something was refused: one byte, so that it is
// returned without allocating, compared with == or [errors.Is], and cannot
// hold the input or the check character that would have been right. Texts may
// change; the constants' meaning does not.
//
// The zero Error is not a reason: no function returns it.
type Error uint8

const (
	ErrSymbol Error = iota + 1 // a byte that is no payload symbol of the scheme
	ErrLength                  // a payload that is empty, too long, or not as long as the scheme wants it
	ErrParts                   // parameters that no coupon code or Reed-Solomon code has
)

// Error returns the reason in English, never with any part of the input. It
// does not allocate.
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
