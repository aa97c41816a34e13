package ocr_test

import (
	"fmt"
	"strings"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/ocr"
)

const scanned = `NORTHWIND  Gift card here
Scratch to reveal
Code: X8KD 49FJ
2MZQ 7WPT
S/N GCA0123456789016
`

// A text is what every engine writes. With hOCR or ALTO, which also say what else
// a character may be, it is the same with another function.
func ExamplePage_Resolve() {
	page, err := ocr.ReadText(strings.NewReader(scanned))
	if err != nil {
		fmt.Println(err)
		return
	}
	c := redeem.Corrector{Format: redeem.GiftCard(), Lookalikes: redeem.Tesseract()}
	found, ok := page.Resolve(&c)
	if !ok {
		fmt.Println("no code on the page")
		return
	}
	fmt.Println(found.Verdict, redeem.Plain(found.Best.Code))
	fmt.Println("from line", found.Line, "to line", found.EndLine)
	serial, _ := page.Serial()
	fmt.Println("serial number", serial)
	// Output:
	// unique X8KD49FJ2MZQ7WPT
	// from line 2 to line 3
	// serial number GCA0123456789016
}

// A card may be of one of several formats. Each has a Corrector of its own, and
// the answer is that of the highest Probability among those that are unique.
func ExamplePage_Resolve_formats() {
	formats := []*redeem.Format{
		redeem.GiftCard(),
		redeem.MustFormat(redeem.Spec{Name: "voucher", Length: 12, Prefix: "V", Groups: []int{4, 4, 4}}),
	}
	page, err := ocr.ReadText(strings.NewReader("Gutscheincode: V7KD 49FJ 2MHQ\nGültig bis 31.12.2031"))
	if err != nil {
		fmt.Println(err)
		return
	}
	var best ocr.Found
	var of *redeem.Format
	for _, f := range formats {
		c := redeem.Corrector{Format: f, Lookalikes: redeem.Tesseract()}
		found, ok := page.Resolve(&c)
		if ok && found.Verdict == redeem.VerdictUnique && found.Probability > best.Probability {
			best, of = found, f
		}
	}
	if of != nil {
		fmt.Printf("%s %s\n", of.Name(), of.AppendGrouped(nil, best.Best.Code))
	}
	// Output: voucher V7KD-49FJ-2MHQ
}

// Two frames of a camera, each with a character that could not be read.
func ExampleResolveOf() {
	var pages []*ocr.Page
	for _, frame := range []string{"Code X8KD 4?FJ 2MZQ 7WPT", "Code X8KD 49FJ 2M?Q 7WPT"} {
		page, err := ocr.ReadText(strings.NewReader(frame))
		if err != nil {
			fmt.Println(err)
			return
		}
		pages = append(pages, page)
	}
	found, ok := ocr.ResolveOf(&redeem.Corrector{}, pages...)
	fmt.Println(ok, found.Verdict, redeem.Plain(found.Best.Code))
	// Output: true unique X8KD49FJ2MZQ7WPT
}

// An engine that writes none of the forms has its page made by hand: this one
// answers with characters and their probabilities.
func ExampleLine() {
	line := ocr.Line{Text: "Code: X8KD 4OFJ 2MZQ 7WPT"}
	for _, char := range line.Text {
		if char == 'O' {
			line.Reading.Add(redeem.Alternative{Char: 'O', Prob: 0.45}, redeem.Alternative{Char: '9', Prob: 0.4})
		} else {
			line.Reading.Add(redeem.Alternative{Char: char, Prob: 0.99})
		}
	}
	page := ocr.Page{Lines: []ocr.Line{line}}
	c := redeem.Corrector{Lookalikes: redeem.PaddleOCR()}
	found, _ := page.Resolve(&c)
	for candidate := range c.CandidatesOf(found.Readings()...) {
		fmt.Println(redeem.Plain(candidate.Code))
		if candidate.Cost > found.Best.Cost {
			break
		}
	}
	// Output:
	// X8KD4OFJ2MZQ7WPT
	// X8KD49FJ2MZQ7WPT
}
