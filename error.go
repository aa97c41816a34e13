package redeem

// Error is the reason why something was refused: one byte, so that it is
// returned without allocating, compared with == or [errors.Is], and cannot
// hold the input or a check character. Where the fault is, is a number beside
// it ([Report].Offset). Texts may change; the meaning of the constants and their
// keys ([Error.Key]) do not.
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

// Error returns the reason in English, never with any part of the input. It
// does not allocate.
func (e Error) Error() string { return errorNames[e.index()].text }

// Key returns a short name of the reason, for metrics, JSON and translations:
// "too-short", "wrong-symbol", "check". It is unique among the reasons, made of
// lower-case words with dashes between them, and never changes, unlike the
// text. A value that is no reason has the key "unknown". It does not allocate.
func (e Error) Key() string { return errorNames[e.index()].key }
