package redeem

// Error is the reason why an input was refused. An Error is one byte: returning
// it does not allocate, it can be compared with == or [errors.Is], and it
// cannot hold the input or a check character. The position of a fault is a
// separate number ([Report].Offset). The text of an Error may change between
// versions; its meaning does not.
//
// The zero Error is not a reason, and no function returns it.
type Error uint8

const (
	ErrEmpty          Error = iota + 1 // the input has no symbol: it is empty, blank, or nothing but separators
	ErrEncoding                        // a byte is not part of valid UTF-8
	ErrSymbol                          // a character stands for no symbol of the alphabet
	ErrTooShort                        // the input ends before the last symbol
	ErrTooLong                         // there are symbols after the last one, or more than MaxInput bytes
	ErrPrefix                          // the input does not begin as every code of the format does
	ErrCheck                           // the check character does not fit the other symbols
	ErrSerial                          // the input is the serial number of a card, not its code
	ErrRegion                          // the country or region is not known
	ErrRegionMismatch                  // the card is for another country or region than the storefront
	ErrRegionLocked                    // something keeps the account in its country or region
	ErrExpired                         // the code is no longer valid
	ErrWrongStore                      // the card is for another store
	ErrSecret                          // a Code was about to be written as plain text
	ErrType                            // the type of a database column holds no text
	ErrSpec                            // a specification is invalid
	ErrRandom                          // a source of random bytes is not random
)

var errorTexts = [...]string{
	"redeem: no error",
	ErrEmpty:          "redeem: empty",
	ErrEncoding:       "redeem: invalid UTF-8",
	ErrSymbol:         "redeem: invalid symbol",
	ErrTooShort:       "redeem: too short",
	ErrTooLong:        "redeem: too long",
	ErrPrefix:         "redeem: wrong prefix",
	ErrCheck:          "redeem: wrong check character",
	ErrSerial:         "redeem: serial number instead of a code",
	ErrRegion:         "redeem: unknown country or region",
	ErrRegionMismatch: "redeem: card of another country or region",
	ErrRegionLocked:   "redeem: account cannot change country or region",
	ErrExpired:        "redeem: expired",
	ErrWrongStore:     "redeem: card of another store",
	ErrSecret:         "redeem: a code is secret: convert it to Plain to reveal it",
	ErrType:           "redeem: unsupported column type",
	ErrSpec:           "redeem: invalid specification",
	ErrRandom:         "redeem: random bytes that are not random",
}

// Error returns the reason in English, without any part of the input. It does
// not allocate.
func (e Error) Error() string {
	if int(e) < len(errorTexts) {
		return errorTexts[e]
	}
	return "redeem: unknown error"
}
