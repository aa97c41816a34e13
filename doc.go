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
// [Format.Find] finds the codes in a mail or a chat, [Formats.Find] those of
// several formats in one pass, [FindSerials] the serial numbers.
// [Format.AppendRedacted] masks codes, and a [Redactor] does so on the way to a
// log:
//
//	log.SetOutput(redeem.NewRedactor(os.Stderr))
//
// What is masked and what is not, and why. Of two lines the second is what becomes
// of the first; the format is the gift card's, or in the last three one of 12
// letters and digits in groups of four:
//
//	X8KD49FJ2MZQ7WPT x8kd-49fj-2mzq-7wpt
//	************7WPT ****-****-****-7wpt   in either case, in groups or not
//	X8KD 49FJ 2MZQ 7WPT X8KD - 49FJ - 2MZQ - 7WPT
//	**** **** **** 7WPT **** - **** - **** - 7WPT   one to three separators between groups
//	?code=X8KD+49FJ+2MZQ+7WPT X8KD%2049FJ%202MZQ%207WPT
//	?code=****+****+****+7WPT ****%20****%20****%207WPT   escapes are what they spell
//	"\nX8KD\u00a049FJ\u00a02MZQ\u00a07WPT"
//	"\n****\u00a0****\u00a0****\u00a07WPT"   so they are in JSON, Go and C
//	X8KD&nbsp;49FJ&nbsp;2MZQ&nbsp;7WPT code=3DX8KD49FJ2MZQ7WPT
//	****&nbsp;****&nbsp;****&nbsp;7WPT code=3D************7WPT   in HTML and quoted-printable
//	%588KD49FJ2MZQ7WPT
//	**************7WPT   and when they spell a symbol
//	code=^[[0mX8KD49FJ2MZQ7WPT^[[0m
//	code=^[[0m************7WPT^[[0m   terminal sequences are invisible
//	_X8KD49FJ2MZQ7WPT_ **X8KD49FJ2MZQ7WPT**
//	_************7WPT_ **************7WPT**   marks are no part of a word
//	Xbox gift card here
//	**** **** **** here   words may look like a code
//	AX8KD49FJ2MZQ7WPT X8KD49FJ2MZQ7WPT1   stays: part of a longer word
//	X8KD.49FJ.2MZQ.7WPT X8K-D49FJ-2MZQ-7WPT   stays: other separators, other groups
//	X8KD\n49FJ\n2MZQ\n7WPT X8KD----49FJ-2MZQ-7WPT   stays: a line end, four separators
//	id=3f2a9c1e-77bd-4c7e-9a10-5d0e8b7c6a41   stays: a UUID is one word
//	order 202507221184
//	order *********184   digits may be a code
//	order 202507221184   stays: but hardly any is: KeepNumbers
//
// # Words that look like codes
//
// The less a format says of its codes, the more of what is none has the form of
// one. A prefix or a check character, or groups that words seldom have, cost
// nothing and help most. Of formats without a prefix, whose codes are letters and
// digits in groups of four (those of 10 symbols of five), so many lines of a
// million have something masked that is no code; the second number is with
// [Redactor.KeepNumbers]. The check character is of ISO 7064 MOD 37,36; Go source is
// that of Go 1.26, the access logs have a trace id of 16 hexadecimal digits, a hex
// dump's lines begin with an offset of eight digits:
//
//	symbols  check  Go source       access logs      hex dumps         UUIDs
//	 8       no     142644, 142644  659810, 659810   1000000, 1000000  0, 0
//	10       no     80957, 78709    338340, 275      5, 5              0, 0
//	12       no     31190, 31165    18575, 18555     0, 0              0, 0
//	16       no     11665, 11476    1000000, 550     0, 0              0, 0
//	 8       yes    6771, 6771      7700, 7700       27795, 27795      0, 0
//	10       yes    2593, 2036      9750, 10         0, 0              0, 0
//	12       yes    931, 930        490, 490         0, 0              0, 0
//	16       yes    321, 311        27425, 20        0, 0              0, 0
//	16       X      12, 12          0, 0             0, 0              0, 0
//
// The last row is of gift cards, which have no check character and begin with X.
// What is left are words: "with this name", of three in a row with four letters
// each, is a voucher of 12 letters in groups, and xsltApplyImports is a gift card's
// code of 16 in one.
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

//go:generate go run ./internal/gen ascii fold region tesseract regionnames
