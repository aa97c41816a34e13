// Package advice says what to tell a person whose code was refused: what is
// wrong, what to do about it, and what to have ready for support, in the
// language that the person reads.
//
//	advisor := advice.New() // once
//
//	report := redeem.GiftCard().Inspect(input)
//	if report.Err != nil {
//		problem := advice.OfReport(redeem.GiftCard(), report, input)
//		answer := advisor.For(r.Header.Get("Accept-Language"), problem)
//	}
//
// A [Problem] comes from a report ([OfReport]), from any error that wraps a
// [redeem.Error] ([Of]), or from what a back end answered (a [Status]). What
// else is known goes into its fields, the zero value of each being "unknown":
// the card, the account's storefront, what holds the account in its country.
//
// What the advice says of gift cards, content codes and promo codes is what
// their issuer tells customers, in words of our own. A format other than
// [redeem.GiftCard] is somebody else's, of whom nothing is known, unless the
// kind of the card is one of the issuer's: then only what follows from the
// format and the problem is said, and the issuer is not named.
//
// # Languages
//
// English, Norwegian (bokmål), Swedish, Danish, German, French, Spanish and
// Japanese, chosen by the rules of [golang.org/x/text/language]: "no" and "nn"
// get bokmål, "de-AT" German. Who reads none of these gets English. The names
// of countries are the CLDR's.
//
// # Secrets
//
// No text holds any part of the input, nor a check character. Beside its own
// words it has counts, the prefix of the format, which all its codes begin
// with, the lists of look-alikes and of serial number prefixes, and the names
// of countries. [OfReport] counts characters of the input and keeps none.
// Texts are plain, not HTML, and may change between versions; the strings of
// the statuses do not.
package advice
