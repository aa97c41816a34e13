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
// whether the input looks like a serial number. [Format.ParseLines] takes many
// codes at once, one a line.
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
// lists, [Tesseract] is fitted to what an engine misread, [NewLookalikes] makes
// one of your own.
//
// # What did the card say?
//
// A [Corrector] answers with the codes that a reading may have been meant as:
// [Corrector.Candidates] lists them in exact order of cost, none left out,
// [Corrector.Resolve] decides, [Corrector.Count] only counts. It takes several
// readings of one card, unread characters ('?'), dropped and added ones, and a
// question of yours about each code ([Corrector].Accept). With a check
// character in the format far fewer candidates remain, and with a [Resolution]
// that is unique by a margin, hardly a wrong one: the README has the figures.
//
// Candidates are guesses, and whoever may send one reading may let you guess
// for him. So:
//
//   - Charge for them. In a rate limiter an input costs what [Corrector.Count]
//     says, not one; refuse what stands for more codes than a person would try.
//   - Never submit a candidate to an issuer that locks accounts or cards after
//     a few attempts, unless the resolution is [VerdictUnique] with a margin.
//     Ask the person, showing where the readings differ.
//   - Where the codes are your own, do not enumerate at all: store
//     [Lookalikes.Skeleton] of each code beside it, look the skeleton of the
//     input up, and keep what is [Lookalikes.Confusable] with it. That is one
//     query, finds nothing that was not issued, and tells an attacker no more
//     than a wrong code would. Issue codes whose skeletons differ, and it finds
//     one at most.
//   - Answer the same way and as fast whether or not there was a candidate.
//
// # Serial numbers, regions, cards
//
// [ParseSerial] reads the number that people type instead of the code.
// [ParseRegion] and [ParseStorefront] read countries in every spelling that
// the stores use, and [CheckRegion] compares them. Unknown is never compatible.
// What is official about the kinds of cards, and about accounts that change
// their country, package [github.com/redeemkit/redeem/card] knows.
//
// # Codes in running text
//
// [Format.Find] finds the codes in a mail or a chat, [FindSerials] the serial
// numbers. [Format.AppendRedacted] masks codes, and a [Redactor] does so on the
// way to a log:
//
//	log.SetOutput(redeem.NewRedactor(os.Stderr))
//
// # Issuing codes
//
// Package [github.com/redeemkit/redeem/issue] draws codes, all being equally
// likely, with their check characters; says whether a code spells a word that
// nobody would print; and makes what to store in place of a code, and of its
// skeleton.
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
// What to tell the person about it, in eight languages, package
// [github.com/redeemkit/redeem/advice] knows.
//
// Nothing on the way from an input to its answer allocates, on success or on
// failure, unless its documentation says so, and no input costs more than its
// first [MaxInput] bytes. That goes for an iterator where a loop ranges over it
// at once; one that is stored, passed on or in a closure may cost the few
// closures that it is made of. The package starts no work when a program starts,
// and everything in it may be used by many goroutines at once.
package redeem

//go:generate go run ./internal/gen ascii fold region tesseract paddleocr scores regionnames
