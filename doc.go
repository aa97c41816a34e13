// Package redeem parses, validates and corrects redemption codes, such as those
// on gift cards, as people type, paste or photograph them.
//
// A [Format] describes one kind of code. The package-level functions [Parse],
// [Valid] and their siblings use [GiftCard], the format of Apple's gift cards
// for the App Store, iTunes and Apple Music. For codes of your own, fill in a
// [Spec] and call [NewFormat] once:
//
//	var vouchers = redeem.MustFormat(redeem.Spec{
//		Name:       "voucher",
//		Length:     12,
//		Alphabet:   "0123456789ABCDEFGHJKMNPQRSTVWXYZ",
//		Lookalikes: redeem.Crockford(), // a typed O becomes 0
//		Groups:     []int{4, 4, 4},
//	})
//
//	func handle(w http.ResponseWriter, r *http.Request) {
//		report := vouchers.Inspect(r.FormValue("code"))
//		if report.Err != nil {
//			http.Error(w, fmt.Sprintf("%v at byte %d", report.Err, report.Offset), http.StatusUnprocessableEntity)
//			return
//		}
//		redeemVoucher(w, r, report.Code) // a Code prints as [redacted]
//	}
//
// # What valid means
//
// A valid code has the right form, no more. Only its issuer knows whether it was
// issued and is unused. Issuers do not publish the form of every code, so one
// that is not recognized need not be invalid.
//
// # Values
//
// A [Code] is a small comparable value. It never prints itself: fmt and log/slog
// show [redacted], and encoders and databases fail with [ErrSecret]. Convert it
// to [Plain] to reveal it. [CodeOf] and [PlainOf] read codes of your own format
// from JSON, columns and flags. [Formats] recognizes codes of many brands in one
// input field.
//
// Every refusal is an [Error], one byte that cannot hold the input. Package
// [github.com/redeemkit/redeem/advice] turns it into a message for the user, in
// eight languages.
//
// # Spelling
//
// Parsing accepts either case, separators, invisible characters, full-width
// letters, digits of any script, and letters of other scripts that look the
// same. [Edits] lists what it changed. It never replaces one symbol of the
// alphabet by another.
//
// # Correction
//
// A [Corrector] finds the codes that a reading may stand for.
// [Corrector.Candidates] lists them in order of cost, [Corrector.Resolve] decides
// between them, and [Corrector.Count] counts them. Its [Lookalikes] says which
// symbols a reader confuses: people ([SupportArticle], [SupportTS1292]) or an
// OCR engine ([Tesseract], [PaddleOCR]). A check character, from package
// [github.com/redeemkit/redeem/checkdigit], removes most candidates.
//
// Candidates are guesses, and an attacker can make your service do the
// guessing. Therefore:
//
//   - In a rate limiter, count an input as [Corrector.Count] attempts.
//   - Do not submit a candidate to an issuer that locks accounts or cards,
//     unless the verdict is [VerdictUnique] with a large Margin. Ask the user
//     instead.
//   - For codes of your own, do not enumerate candidates. Issue only codes with
//     a new [Lookalikes.Skeleton], and look up that of the input. Confirm a hit
//     with [Lookalikes.Confusable] if you keep codes.
//   - Answer in the same way and time whether or not there is a candidate.
//
// # Serial numbers and regions
//
// [ParseSerial] parses the serial number that people type instead of the code.
// [ParseRegion] and [ParseStorefront] parse countries as the stores spell them,
// and [CheckRegion] compares the country of a card with a storefront. Package
// [github.com/redeemkit/redeem/card] knows the kinds of Apple's cards.
//
// # Codes in text
//
// [Format.Find] finds codes in a mail. [Format.AppendRedacted] masks
// them, and a [Redactor] masks them on the way to a log. [Format.AppendTyped]
// formats an input field while a person types.
//
// # Issuing
//
// Package [github.com/redeemkit/redeem/issue] draws codes, rejects offensive ones,
// and computes the fingerprint to store in place of a code.
//
// # Cost
//
// Unless documented otherwise, no function allocates, whether it succeeds or
// fails. Ranging directly over an iterator does not allocate either. Only
// functions for whole texts read more than the first [MaxInput] bytes. Importing
// the package starts no work. Everything but a [Redactor] may be used by several
// goroutines at once.
package redeem

//go:generate go -C internal/tools run ./gen
