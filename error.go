package redeem

// Error is the reason why something was refused: one byte, so that it is
// returned without allocating, compared with == or [errors.Is], and cannot
// hold the input or a check character. Where the fault is, is a number beside
// it ([Report].Offset). Texts may change; the constants' meaning does not.
//
// The zero Error is not a reason: no function returns it.
type Error uint8

const (
	ErrEmpty          Error = iota + 1 // no symbol in the input: empty, blank or separators only
	ErrEncoding                        // a byte that is not part of valid UTF-8
	ErrSymbol                          // a character that stands for no symbol of the alphabet
	ErrTooShort                        // ended before the last symbol
	ErrTooLong                         // symbols after the last one, or more than MaxInput bytes
	ErrPrefix                          // does not begin as every code of the format does
	ErrCheck                           // the check character does not fit the other symbols
	ErrSerial                          // a card's serial number, typed in place of the code
	ErrRegion                          // the country or region is not known
	ErrRegionMismatch                  // the card is for another country or region than the storefront
	ErrRegionLocked                    // something keeps the account in its country or region
	ErrExpired                         // the code was valid once
	ErrWrongStore                      // the card is for another store
	ErrSecret                          // a Code was about to be written in plain text
	ErrType                            // a database column of a type that holds no text
	ErrSpec                            // a description that does not make sense
	ErrRandom                          // a source of random bytes that are not random
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

// Error returns the reason in English, never with any part of the input. It
// does not allocate.
func (e Error) Error() string {
	if int(e) < len(errorTexts) {
		return errorTexts[e]
	}
	return "redeem: unknown error"
}
