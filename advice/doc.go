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
// A text that a person pastes ("Your code: X8KD-49FJ-2MZQ-7WPT") is refused, but
// may hold a code. The advice says so, and [Problem] says where the code is, for
// a form that offers to use it.
//
// # Whose codes
//
// What the advice says about gift cards, content codes and promo codes is what
// their issuer tells customers, in words of our own. A format other than
// [redeem.GiftCard] belongs to somebody else. Nothing is known about its issuer:
// only what follows from the format and the problem is said, the kind of the
// card is not looked at, and the issuer of the gift cards is not named.
// [Options] say whom to ask instead of "whoever issued the code".
//
// # Languages
//
// English, Norwegian (bokmål), Swedish, Danish, German, French, Spanish and
// Japanese, chosen by the rules of [golang.org/x/text/language]: "no" and "nn"
// get bokmål, "de-AT" German. Who reads none of these gets English. The names
// of countries are the CLDR's, with newer and shorter ones for a few.
//
// [With] reads further languages from files, such as pt.txt, in the form of the
// files of this package:
//
//	# Portuguese
//	titleEmpty = Nenhum código foi digitado
//	whyTooShort.none = Faltam caracteres.
//	whyTooShort.one = Falta {n} caractere.
//	whyTooShort = Faltam {n} caracteres.
//	region.NO = Noruega
//
// Copy languages/en.txt to begin with: it has all the keys, and says what each
// text is for. A file with a fault is refused, with the line and the key. A
// later version of this package may need more keys: CHANGELOG.md names them.
//
// # Secrets
//
// No text holds any part of the input, nor a check character. Beside its own
// words it has counts, the prefix of the format, which all its codes begin
// with, the lists of look-alikes and of serial number prefixes, the names of
// countries, and the names in Options. [OfReport] counts characters of the input
// and keeps none. Texts are plain, not HTML, and may change between versions;
// the strings of the statuses do not.
package advice
