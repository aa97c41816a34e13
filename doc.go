// Package redeem takes in redemption codes: what a person typed, pasted or
// photographed from a gift card. It normalizes the spelling, validates the
// code, tells a card's serial number from its code, says which symbols look
// alike, and checks whether a card fits the country of an account.
//
// A [Code] is a small comparable value; [Parse] makes one from anything that a
// person would write for it:
//
//	code, err := redeem.Parse(" x8kd-49fj-2mzq-7wpt\n")
//
// [Format.Inspect] says more: where the fault is, what was changed, and
// whether the input looks like a serial number.
//
// # What valid means
//
// A valid code has the form of a code. Whether it was issued, is activated,
// has money on it and has not been used, only the issuer knows; and codes of
// a form that the issuer did not publish (content codes, promo codes) are not
// recognized, which does not make them invalid.
//
// # Formats
//
// [GiftCard] is the format behind the functions of the package. A service's
// own vouchers have their own, made once with [NewFormat] from a [Spec]:
// alphabet, length, prefix, groups, and a check character of package
// [github.com/redeemkit/redeem/checkdigit]. All that a format accepts in
// place of the canonical spelling is listed at [Parse] and [Edits].
//
// # Look-alikes
//
// Parsing never replaces a symbol of the alphabet by another: an O is an O,
// though the card may say 0. A [Lookalikes] says which symbols are taken for
// which, at what cost: [SupportArticle] and [SupportTS1292] are the issuer's
// lists, [NewLookalikes] makes one of your own. [Lookalikes.Skeleton] is the
// key under which a misread code is found, [Lookalikes.Confusable] the test
// of what was found.
//
// # Serial numbers, regions, cards
//
// [ParseSerial] reads the number that people type instead of the code.
// [ParseRegion] and [ParseStorefront] read countries in every spelling that
// the stores use, [CheckRegion] compares them, and [Card.Check] applies what
// is official about the kinds of cards. Unknown is never compatible.
//
// # Secrets
//
// Whoever knows a code can redeem it. So a [Code] does not print: fmt,
// log/slog, encoding/json and database/sql show a fixed word or fail with
// [ErrSecret], and an [Error] is one byte that cannot hold any of the input.
// Converting to [Plain] reveals a code, and is easy to search for. What no
// type can prevent is listed at Code.
//
// # Errors and cost
//
// Every refusal is an [Error], to be compared with == or switched on:
//
//	switch err {
//	case redeem.ErrSerial:
//		// ask for the other number on the card
//	case redeem.ErrTooShort, redeem.ErrTooLong:
//		// show how many symbols a code has
//	}
//
// Nothing on the way from an input to its answer allocates, on success or on
// failure, unless its documentation says so, and no input costs more than its
// first [MaxInput] bytes. The package starts no work when a program starts,
// and everything in it may be used by many goroutines at once.
package redeem

//go:generate go run ./internal/gen fold
//go:generate go run ./internal/gen region
