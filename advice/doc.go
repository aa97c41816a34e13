// Package advice turns a refusal into a message for the person who entered the
// code: what is wrong, what to do about it, and what to have ready for support,
// in a language that the person reads.
//
//	advisor := advice.New() // once
//
//	report := redeem.GiftCard().Inspect(input)
//	if report.Err != nil {
//		problem := advice.OfReport(redeem.GiftCard(), report, input)
//		answer := advisor.For(r.Header.Get("Accept-Language"), problem)
//	}
//
// A [Problem] is made from a report ([OfReport]), from an error that wraps a
// [redeem.Error] ([Of]), or from the answer of a back end (a [Status]). Set its
// other fields to what else is known: the card, the storefront of the account,
// and what keeps the account in its country. The zero value of a field means
// "unknown".
//
// A pasted text such as "Your code: X8KD-49FJ-2MZQ-7WPT" is refused, but may
// contain a code. Then the message says so, and the Problem has the position of
// the code, so that a form can offer to use it.
//
// # Whose codes
//
// The messages about gift cards, content codes and promo codes repeat, in words
// of our own, what Apple tells its customers. The issuer of any format other
// than [redeem.GiftCard] is unknown. For such a format the message says only
// what follows from the format and the problem. It ignores the kind of the card
// and does not name Apple. Set the person to contact in [Options]; otherwise it
// is "whoever issued the code".
//
// # Languages
//
// The built-in languages are English, Norwegian (bokmål), Swedish, Danish,
// German, French, Spanish and Japanese. They are matched by the rules of
// golang.org/x/text/language: "no" and "nn" match bokmål, and "de-AT" matches
// German. Readers of other languages get English. The names of countries come
// from the CLDR; a few have newer or shorter names.
//
// [With] reads more languages from files, such as pt.txt, in the form of the
// files of this package:
//
//	# Portuguese
//	titleEmpty = Nenhum código foi digitado
//	whyTooShort.none = Faltam caracteres.
//	whyTooShort.one = Falta {n} caractere.
//	whyTooShort = Faltam {n} caracteres.
//	region.NO = Noruega
//
// Copy languages/en.txt to begin with: it has all keys and explains each text.
// With refuses a file that has a fault, and names the line and the key. A later
// version of this package may need more keys; CHANGELOG.md names them.
//
// # Secrets
//
// No message contains any part of the input or a check character. Apart from
// its fixed words it contains counts, the prefix that all codes of the format
// have, the lists of look-alikes and of serial number prefixes, names of
// countries, and the names in [Options]. OfReport counts characters of the
// input and keeps none. Messages are plain text, not HTML, and may change
// between versions; the names of the statuses do not.
package advice
