package main

import "github.com/redeemkit/redeem"

// questions lists all kinds of work for which there is an alternative.
var questions = []*question{&canonical, &typed, &serials, &regions, &storefronts, &luhn, &coupons, &correction, &finding, &redaction}

// tasks returns what is measured, in the order in which it is shown.
func tasks() []task {
	appending := redaction.asked(redeemRedact, regexpRedact)
	writing := redaction.asked(redeemRedactor, regexpRedact)
	list := []task{
		canonical.task("Valid, canonical", "canonical").beside(uuidParse).wants(0.14).charted().summarized(),
		canonical.task("Valid, wrong symbol", "wrong symbol").beside(uuidParse),
		typed.task("Parse, canonical", "canonical").beside(uuidParse).wants(0.17).summarized(),
		typed.task("Parse, as typed", "dashes, blanks, newline").beside(uuidParse).wants(0.7).charted().summarized(),
		typed.task("Parse, wrong symbol", "wrong symbol").beside(uuidParse).wants(0.6),
		typed.task("Parse, two Cyrillic letters", "Cyrillic").beside(uuidParse),
		typed.task("Parse, full-width", "full-width").beside(uuidParse),
		typed.task("Parse, a serial number", "serial number").beside(uuidParse),
	}
	list = append(list, coldTasks()...)
	return append(list,
		columnTask("ParseLines, 1,000 canonical lines", canonicalColumn).wants(0.5),
		columnTask("ParseLines, 1 line of 10 as typed", typedColumn),
		serials.task("ParseSerial", "canonical").beside(ulidParse).wants(0.8).charted(),
		serials.task("ParseSerial, as typed", "dashes, blanks, newline").beside(ulidParse),
		regions.task("ParseRegion", "alpha-2, lower case").wants(0.1).charted(),
		regions.task("ParseRegion, numeric", "numeric"),
		storefronts.task("ParseStorefront, id", "storefront").beside(regionParse).wants(0.1),
		storefronts.task("ParseStorefront, header", "header").beside(regionParse).wants(0.1),
		luhn.task("Luhn, card number", "card number").against(uuidParse).charted(),
		coupons.task("Coupon code, canonical", "canonical").against(uuidParse),
		coupons.task("Coupon code, as typed", "dashes, lower case").against(uuidParse).charted(),
		coupons.task("Coupon code, wrong check character", "wrong check character").against(uuidParse),
		correctorTask("Corrector, no check character: first candidate", &redeem.Corrector{}).beside(uuidParse),
		correctorTask("Corrector, a check character: first candidate", &redeem.Corrector{Format: luhn36}).beside(uuidParse).wants(42).summarized(),
		correctorTask("Corrector, a check character, Tesseract: first candidate", &redeem.Corrector{Format: luhn36, Lookalikes: redeem.Tesseract()}).beside(uuidParse).wants(140),
		correctorTask("Corrector, two check characters: first candidate", &redeem.Corrector{Format: mod1271}).beside(uuidParse).wants(250),
		eachCandidateTask("Corrector, no check character: each candidate", &redeem.Corrector{}).beside(uuidParse),
		correction.task("Corrector, a check character: both candidates", "one character misread").against(uuidParse),
		correction.task("Corrector, a check character: all 911 candidates", "13 characters look alike").against(uuidParse).charted(),
		finding.task("Find, 64 KiB without a code", "log without a code").charted(),
		finding.task("Find, code in every third line", "code in every third line").against(uuidParse),
		appending.task("AppendRedacted, 64 KiB without a code", "log without a code").against(uuidParse),
		appending.task("AppendRedacted, code in every third line", "code in every third line").against(uuidParse).charted(),
		writing.task("Redactor, 64 KiB without a code", "log without a code").wants(0.008).against(uuidParse).summarized(),
		writing.task("Redactor, code in every third line", "code in every third line").against(uuidParse),
		writing.task("Redactor, 64 KiB of Cyrillic text", "Cyrillic text without a code").beside(cleanLog).wants(8),
	)
}
