package redeem

// Error is the reason why an input was refused. An Error is one byte: returning
// it does not allocate, it can be compared with == or [errors.Is], and it
// cannot hold the input or a check character. The position of a fault is a
// separate number ([Report].Offset). The text of an Error may change between
// versions; its meaning and its key ([Error.Key]) do not.
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

// errorNames has the key and the text of each reason. The first is that of
// values that are none.
var errorNames = [...]struct{ key, text string }{
	{"unknown", "redeem: unknown error"},
	ErrEmpty:          {"empty", "redeem: empty"},
	ErrEncoding:       {"encoding", "redeem: invalid UTF-8"},
	ErrSymbol:         {"wrong-symbol", "redeem: invalid symbol"},
	ErrTooShort:       {"too-short", "redeem: too short"},
	ErrTooLong:        {"too-long", "redeem: too long"},
	ErrPrefix:         {"wrong-prefix", "redeem: wrong prefix"},
	ErrCheck:          {"check", "redeem: wrong check character"},
	ErrSerial:         {"serial", "redeem: serial number instead of a code"},
	ErrRegion:         {"unknown-region", "redeem: unknown country or region"},
	ErrRegionMismatch: {"region-mismatch", "redeem: card of another country or region"},
	ErrRegionLocked:   {"region-locked", "redeem: account cannot change country or region"},
	ErrExpired:        {"expired", "redeem: expired"},
	ErrWrongStore:     {"wrong-store", "redeem: card of another store"},
	ErrSecret:         {"secret", "redeem: a code is secret: convert it to Plain to reveal it"},
	ErrType:           {"column-type", "redeem: unsupported column type"},
	ErrSpec:           {"spec", "redeem: invalid specification"},
	ErrRandom:         {"random", "redeem: random bytes that are not random"},
}

func (e Error) index() int {
	if int(e) < len(errorNames) {
		return int(e)
	}
	return 0
}

// Error returns the reason in English, without any part of the input. It does
// not allocate.
func (e Error) Error() string { return errorNames[e.index()].text }

// Key returns a short name of the reason for metrics, JSON and translations,
// such as "too-short", "wrong-symbol" or "check". Each reason has a key of its
// own, in lower-case words joined by dashes. Unlike the text, a key never
// changes. A value that is not a reason has the key "unknown". Key does not
// allocate.
func (e Error) Key() string { return errorNames[e.index()].key }
