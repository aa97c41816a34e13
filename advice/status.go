package advice

import "github.com/redeemkit/redeem"

// Status is what went wrong, for use by programs. A service maps the answer of
// its back end to one of the constants. The zero Status is StatusNone.
type Status uint8

const (
	StatusNone            Status = iota // nothing went wrong, so there is nothing to tell
	StatusEmpty                         // no code was entered
	StatusNotRecognized                 // the input does not have the form of a code, which does not make it invalid
	StatusMistyped                      // the check character does not fit the other symbols
	StatusNotValid                      // the issuer says that there is no such code
	StatusAlreadyRedeemed               // it was redeemed before
	StatusNotActivated                  // it was not activated when it was sold
	StatusUnreadable                    // the code on the card cannot be read
	StatusOtherRegion                   // the card is for another country or region than the account
	StatusUnknownRegion                 // the country or region of the card or of the account is not known
	StatusExpired                       // it was valid once
	StatusWrongStore                    // the card is for another store
	StatusSerialNumber                  // the card's serial number was typed in place of the code
	StatusRegionLocked                  // something keeps the account in its country or region
	StatusFailed                        // any other reason, or none known
)

var statusNames = [...]string{
	StatusNone:            "none",
	StatusEmpty:           "empty",
	StatusNotRecognized:   "not-recognized",
	StatusMistyped:        "mistyped",
	StatusNotValid:        "not-valid",
	StatusAlreadyRedeemed: "already-redeemed",
	StatusNotActivated:    "not-activated",
	StatusUnreadable:      "unreadable",
	StatusOtherRegion:     "other-region",
	StatusUnknownRegion:   "unknown-region",
	StatusExpired:         "expired",
	StatusWrongStore:      "wrong-store",
	StatusSerialNumber:    "serial-number",
	StatusRegionLocked:    "region-locked",
	StatusFailed:          "failed",
}

// String returns the name of the status, such as "already-redeemed". Programs
// may rely on it, because it never changes. A value that is not a status is
// "unknown". String does not allocate.
func (s Status) String() string {
	if int(s) < len(statusNames) {
		return statusNames[s]
	}
	return "unknown"
}

// MarshalText returns the name of the status; the error is always nil.
func (s Status) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText parses the name of a status, as String returns it. If there is
// no such name, it fails with [redeem.ErrSpec] and leaves s unchanged. It does
// not allocate.
func (s *Status) UnmarshalText(text []byte) error {
	for i, name := range statusNames {
		if name == string(text) {
			*s = Status(i)
			return nil
		}
	}
	return redeem.ErrSpec
}

// statusOf returns the status that an error means. The errors that only a
// fault of the program brings about have none of their own.
func statusOf(err redeem.Error) Status {
	switch err {
	case redeem.ErrEmpty:
		return StatusEmpty
	case redeem.ErrEncoding, redeem.ErrSymbol, redeem.ErrTooShort, redeem.ErrTooLong, redeem.ErrPrefix:
		return StatusNotRecognized
	case redeem.ErrCheck:
		return StatusMistyped
	case redeem.ErrSerial:
		return StatusSerialNumber
	case redeem.ErrRegion:
		return StatusUnknownRegion
	case redeem.ErrRegionMismatch:
		return StatusOtherRegion
	case redeem.ErrRegionLocked:
		return StatusRegionLocked
	case redeem.ErrExpired:
		return StatusExpired
	case redeem.ErrWrongStore:
		return StatusWrongStore
	}
	return StatusFailed
}
