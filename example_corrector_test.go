package redeem_test

import (
	"fmt"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
)

// A person typed 0. The card may say 0 or O.
func ExampleCorrector_Candidates() {
	var corrector redeem.Corrector // gift cards, and the issuer's nine pairs
	for candidate := range corrector.Candidates("x147-0acf-hijk-lmnp") {
		fmt.Println(redeem.Plain(candidate.Code), "costs", candidate.Cost)
	}
	// Output:
	// X1470ACFHIJKLMNP costs 0
	// X147OACFHIJKLMNP costs 1
}

// A question mark stands for a character that could not be read. So does any
// character that looks like no symbol, such as a blot that was read as a yen
// sign. The check character determines the symbol.
func ExampleCorrector_Candidates_unread() {
	scheme, _ := checkdigit.Lookup("iso7064-mod-37-2")
	voucher := redeem.MustFormat(redeem.Spec{Length: 14, Alphabet: scheme.Alphabet(), Check: scheme})
	corrector := redeem.Corrector{Format: voucher}
	for _, read := range []string{"G1234?9654321Y", "G12348965¥321Y"} {
		for candidate := range corrector.Candidates(read) {
			if candidate.Cost > 0 { // something else would have been misread, too
				break
			}
			fmt.Println(read, "is", redeem.Plain(candidate.Code))
		}
	}
	// Output:
	// G1234?9654321Y is G123489654321Y
	// G12348965¥321Y is G123489654321Y
}

// Vouchers with two Reed-Solomon check symbols differ in at least three places.
// Therefore two unread symbols, or one wrong symbol, are always restored. If four
// symbols are unread, 32 times 32 vouchers are left.
func ExampleCorrector_Resolve_repair() {
	scheme, _ := checkdigit.Lookup("rs-gf32-2")
	voucher := redeem.MustFormat(redeem.Spec{Length: 12, Alphabet: scheme.Alphabet(), Groups: []int{4, 4, 4}, Check: scheme})
	printed, _ := scheme.Append(nil, "7WPTX8KD49")
	fmt.Printf("printed %s\n", printed)

	corrector := redeem.Corrector{Format: voucher}
	for _, read := range []string{"7W?T-X8K?-49Z5", "7WPT-XBKD-49Z5", "????-X8KD-49Z5"} {
		answer := corrector.Resolve(read)
		fmt.Println(read, answer.Verdict, answer.Ties, redeem.Plain(answer.Best.Code))
	}
	// Output:
	// printed 7WPTX8KD49Z5
	// 7W?T-X8K?-49Z5 unique 1 7WPTX8KD49Z5
	// 7WPT-XBKD-49Z5 unique 1 7WPTX8KD49Z5
	// ????-X8KD-49Z5 ambiguous 1024 00A5X8KD49Z5
}

// Two frames of a video show the same card. Each supplies what the other lacks.
// Where they disagree, the cost is the mean.
func ExampleCorrector_Candidates_reads() {
	corrector := redeem.Corrector{MaxCost: 1}
	for candidate := range corrector.Candidates("X147-9AC?-HIJK-LMNP", "X147-9A?F-HIJK-LMNP") {
		fmt.Println(redeem.Plain(candidate.Code), candidate.Cost)
	}
	for candidate := range corrector.Candidates("X147-9AC?-HIJK-LMN0", "X147-9A?F-HIJK-LMNO") {
		fmt.Println(redeem.Plain(candidate.Code), candidate.Cost)
	}
	// Output:
	// X1479ACFHIJKLMNP 0
	// X1479ACFHIJKLMN0 1
	// X1479ACFHIJKLMNO 1
}

// MaxIndels allows for a reader that sees two characters in one, or overlooks
// one.
func ExampleCorrector_Candidates_indels() {
	corrector := redeem.Corrector{MaxIndels: 1, MaxCost: 2}
	for candidate := range corrector.Candidates("X147-9ACF-HIJK-LMN5S") {
		fmt.Println(redeem.Plain(candidate.Code), candidate.Cost)
	}
	// Unordered output:
	// X1479ACFHIJKLMN5 2
	// X1479ACFHIJKLMNS 2
}

// With check symbols, MaxIndels also restores a voucher of which a person swapped
// two neighbors, left out a symbol, or typed one twice.
func ExampleCorrector_Resolve_swapped() {
	scheme, _ := checkdigit.Lookup("rs-gf32-3")
	voucher := redeem.MustFormat(redeem.Spec{Length: 12, Alphabet: scheme.Alphabet(), Groups: []int{4, 4, 4}, Check: scheme})
	printed, _ := scheme.Append(nil, "7WPTX8KD4")
	fmt.Printf("printed %s\n", printed)

	corrector := redeem.Corrector{Format: voucher, MaxIndels: 1}
	for _, typed := range []string{"7WPT-8XKD-45JA", "7WPT-XKD4-5JA", "7WPPT-X8KD-45JA"} {
		answer := corrector.Resolve(typed)
		fmt.Println(typed, answer.Verdict, redeem.Plain(answer.Best.Code))
	}
	// Output:
	// printed 7WPTX8KD45JA
	// 7WPT-8XKD-45JA unique 7WPTX8KD45JA
	// 7WPT-XKD4-5JA unique 7WPTX8KD45JA
	// 7WPPT-X8KD-45JA unique 7WPTX8KD45JA
}

// The issuer of the codes knows which of the candidates exist.
func ExampleCorrector_Resolve() {
	issued := map[redeem.Code]bool{
		redeem.MustParse("X8KD49FJ2MZQ7WPT"): true,
		redeem.MustParse("X147OACFHIJKLMNP"): true,
		redeem.MustParse("X1470ACFHIJKLMNQ"): true,
	}
	corrector := redeem.Corrector{Accept: func(code redeem.Code) bool { return issued[code] }}
	for _, input := range []string{"X8KD-49FJ-2MZQ-7WPT", "XBKD-4OFJ-2M2Q-7WPT", "XBKD-49FJ-2M2Q-7WPT", "X147-0ACF-HIJK-LMNO"} {
		answer := corrector.Resolve(input)
		switch {
		case answer.Verdict == redeem.VerdictUnique && answer.Best.Cost == 0:
			fmt.Println("thank you")
		case answer.Verdict == redeem.VerdictUnique:
			fmt.Println("did you mean", redeem.Plain(answer.Best.Code))
		case answer.Verdict == redeem.VerdictAmbiguous:
			fmt.Println("please look again: it may be", answer.Ties, "codes")
		default:
			fmt.Println("no such code")
		}
	}
	// Output:
	// thank you
	// no such code
	// did you mean X8KD49FJ2MZQ7WPT
	// did you mean X1470ACFHIJKLMNQ
}

// Without Accept, Resolve reports whether one candidate is the cheapest, and by
// which margin.
func ExampleCorrector_Resolve_margin() {
	scheme, _ := checkdigit.Lookup("luhn-mod-36")
	voucher := redeem.MustFormat(redeem.Spec{Length: 10, Alphabet: scheme.Alphabet(), Check: scheme})
	printed, _ := scheme.Append(nil, "V0S8UZ123")
	fmt.Printf("printed %s\n", printed)

	corrector := redeem.Corrector{Format: voucher}
	answer := corrector.Resolve("VOS8UZ123" + string(printed[9:])) // O for 0
	fmt.Println(answer.Verdict, redeem.Plain(answer.Best.Code), answer.Best.Cost, answer.Margin)
	answer = corrector.Resolve("V0S8U?1?3" + string(printed[9:]))
	fmt.Println(answer.Verdict, answer.Ties)
	// Output:
	// printed V0S8UZ123I
	// unique V0S8UZ123I 1 2
	// ambiguous 36
}

// One input may stand for thousands of codes, and each of them is a guess. A rate
// limiter should count guesses, not inputs.
func ExampleCorrector_Count() {
	budget := uint64(100) // guesses a day
	var corrector redeem.Corrector
	for _, input := range []string{"X1479ACFHIJKLMNP", "X8KD49FJ2MZQ7WPT", "X0O0B8S5Z2G6E3DK", "X???????????????"} {
		guesses, _ := corrector.Count(input)
		if guesses > budget {
			fmt.Println(input, "stands for", guesses, "codes: refused")
			continue
		}
		budget -= guesses
		fmt.Println(input, "stands for", guesses, "codes:", budget, "left")
	}
	// Output:
	// X1479ACFHIJKLMNP stands for 1 codes: 99 left
	// X8KD49FJ2MZQ7WPT stands for 32 codes: 67 left
	// X0O0B8S5Z2G6E3DK stands for 32768 codes: refused
	// X??????????????? stands for 18446744073709551615 codes: refused
}

func ExampleLookalikes_WithIndels() {
	// A scanner that overlooks narrow symbols more often than it sees things.
	model := redeem.SupportArticle().WithIndels(redeem.Indels{Dropped: 2, Added: 9, Doubled: 9})
	voucher := redeem.MustFormat(redeem.Spec{Length: 4, Prefix: "V1", Alphabet: "1V", Lookalikes: model})
	corrector := redeem.Corrector{Format: voucher, MaxIndels: 1}
	answer := corrector.Resolve("VVV")
	fmt.Println(answer.Verdict, redeem.Plain(answer.Best.Code), answer.Best.Cost)
	// Output: unique V1VV 2
}

// The voucher is 7K9M5TX0. The engine reads 9 as O, which no list of look-alikes
// for people has, and 5 as S. The check character shows that both are wrong.
func ExampleTesseract() {
	luhn, _ := checkdigit.Lookup("luhn-mod-36")
	voucher := redeem.MustFormat(redeem.Spec{Name: "voucher", Length: 8, Groups: []int{4, 4}, Check: luhn})

	c := redeem.Corrector{Format: voucher, Lookalikes: redeem.Tesseract()}
	r := c.Resolve("7KOM-STX0")
	fmt.Println(r.Verdict, redeem.Plain(r.Best.Code), r.Best.Edits)

	c.Lookalikes = redeem.SupportArticle()
	fmt.Println(c.Resolve("7KOM-STX0").Verdict)

	// Output:
	// unique 7K9M5TX0 2
	// none
}
