package advice_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/advice"
	"github.com/redeemkit/redeem/internal/draw"
)

// lastError is the newest constant of redeem.Error.
const lastError = redeem.ErrRandom

func TestOfEveryError(t *testing.T) {
	want := map[redeem.Error]advice.Status{
		redeem.ErrEmpty:          advice.StatusEmpty,
		redeem.ErrEncoding:       advice.StatusNotRecognized,
		redeem.ErrSymbol:         advice.StatusNotRecognized,
		redeem.ErrTooShort:       advice.StatusNotRecognized,
		redeem.ErrTooLong:        advice.StatusNotRecognized,
		redeem.ErrPrefix:         advice.StatusNotRecognized,
		redeem.ErrCheck:          advice.StatusMistyped,
		redeem.ErrSerial:         advice.StatusSerialNumber,
		redeem.ErrRegion:         advice.StatusUnknownRegion,
		redeem.ErrRegionMismatch: advice.StatusOtherRegion,
		redeem.ErrRegionLocked:   advice.StatusRegionLocked,
		redeem.ErrExpired:        advice.StatusExpired,
		redeem.ErrWrongStore:     advice.StatusWrongStore,
		redeem.ErrSecret:         advice.StatusFailed,
		redeem.ErrType:           advice.StatusFailed,
		redeem.ErrSpec:           advice.StatusFailed,
		redeem.ErrRandom:         advice.StatusFailed,
	}
	if next := (lastError + 1).Error(); next != redeem.Error(0xFF).Error() {
		t.Errorf("there is a newer error than this test knows: %s", next)
	}
	for e := redeem.Error(1); e <= lastError; e++ {
		fault := redeem.Error(0)
		if want[e] == advice.StatusNotRecognized {
			fault = e
		}
		for _, err := range []error{e, fmt.Errorf("card 3: %w", e), errors.Join(errors.New("timeout"), e)} {
			if got := advice.Of(err); got != (advice.Problem{Status: want[e], Fault: fault}) {
				t.Errorf("Of(%v) = %+v", err, got)
			}
		}
	}
	if got := advice.Of(nil); got != (advice.Problem{}) {
		t.Errorf("Of(nil) = %+v", got)
	}
	if got := advice.Of(errors.New("timeout")); got != (advice.Problem{Status: advice.StatusFailed}) {
		t.Errorf("Of an error of somebody else = %+v", got)
	}
}

var voucher = redeem.MustFormat(redeem.Spec{
	Name:     "voucher",
	Length:   12,
	Alphabet: "0123456789ABCDEFGHJKMNPQRSTVWXYZ",
	Groups:   []int{4, 4, 4},
})

func TestOfReport(t *testing.T) {
	gift := redeem.GiftCard()
	for _, test := range []struct {
		format *redeem.Format
		input  string
		want   advice.Problem
	}{
		{gift, "X8KD-49FJ-2MZQ-7WPT", advice.Problem{}},
		{gift, " ", advice.Problem{Status: advice.StatusEmpty, Format: gift}},
		{gift, "x8kd 49fj 2mzq 7wp", advice.Problem{Status: advice.StatusNotRecognized, Fault: redeem.ErrTooShort, Format: gift, Missing: 1}},
		{gift, "\u200bX", advice.Problem{Status: advice.StatusNotRecognized, Fault: redeem.ErrTooShort, Format: gift, Missing: 15}},
		{gift, "X8KD-49FJ-2MZQ-7WPT-5", advice.Problem{Status: advice.StatusNotRecognized, Fault: redeem.ErrTooLong, Format: gift, Surplus: 1}},
		{gift, strings.Repeat("X8KD ", 9), advice.Problem{Status: advice.StatusNotRecognized, Fault: redeem.ErrTooLong, Format: gift, Surplus: 20}},
		{gift, strings.Repeat("X8KD", 256), advice.Problem{Status: advice.StatusNotRecognized, Fault: redeem.ErrTooLong, Format: gift, Surplus: 1008}},
		{gift, strings.Repeat("X8KD", 257), advice.Problem{Status: advice.StatusNotRecognized, Fault: redeem.ErrTooLong, Format: gift}},
		{gift, "x8kd 49fj 2m€q 7wpt", advice.Problem{Status: advice.StatusNotRecognized, Fault: redeem.ErrSymbol, Format: gift, Position: 13}},
		{gift, "X8KD\xff", advice.Problem{Status: advice.StatusNotRecognized, Fault: redeem.ErrEncoding, Format: gift, Position: 5}},
		{gift, "Y8KD49FJ2MZQ7WPT", advice.Problem{Status: advice.StatusNotRecognized, Fault: redeem.ErrPrefix, Format: gift}},
		{gift, "GCA4567890123456", advice.Problem{Status: advice.StatusSerialNumber, Format: gift}},
		{gift, "Your code: X8KD-49FJ-2MZQ-7WPT", advice.Problem{Status: advice.StatusNotRecognized, Fault: redeem.ErrPrefix, Format: gift, CodeStart: 11, CodeEnd: 30}},
		{voucher, "abcd efgh 23", advice.Problem{Status: advice.StatusNotRecognized, Fault: redeem.ErrTooShort, Format: voucher, Missing: 2}},
		{voucher, "abcd efgh 2345 678", advice.Problem{Status: advice.StatusNotRecognized, Fault: redeem.ErrTooLong, Format: voucher, Surplus: 3}},
	} {
		report := test.format.Inspect(test.input)
		if got := advice.OfReport(test.format, report, test.input); got != test.want {
			t.Errorf("OfReport of %+q = %+v, want %+v", test.input, got, test.want)
		}
		if test.format == gift {
			test.want.Format = nil
			if got := advice.OfReport(nil, report, test.input); got != test.want {
				t.Errorf("without a format, OfReport of %+q = %+v, want %+v", test.input, got, test.want)
			}
		}
	}
}

// A report and an input that do not belong together are a mistake, but not a
// reason to fail.
func TestOfReportOfAnotherInput(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		report := redeem.Report{
			Err:    redeem.Error(rapid.Uint8().Draw(t, "error")),
			Offset: rapid.IntRange(-2, 2000).Draw(t, "offset"),
		}
		p := advice.OfReport(voucher, report, rapid.String().Draw(t, "input"))
		if p.Position < 0 || p.Missing < 0 || p.Surplus < 0 {
			t.Fatalf("%+v", p)
		}
	})
}

// TestOfReportFindsCode tells a text that holds a code from a code with a few
// symbols too many.
func TestOfReportFindsCode(t *testing.T) {
	const code = "X8KD-49FJ-2MZQ-7WPT"
	gift := redeem.GiftCard()
	for _, test := range []struct {
		before, after string
		want          bool
	}{
		{"Your code: ", "", true},
		{"Your code ", "", true},
		{"", " is your code", true},
		{"Dein Code lautet ", ". Viel Spaß!", true},
		{"Код: ", "", true},
		{"コード：", "", true},
		{"Your code:\n\n", "\n\nSent from my phone", true},
		{"{\"code\":\"", "\"}", true},
		{"25 € = ", "", true},
		{strings.Repeat("long, ", 1000), strings.Repeat(", and more", 10_000), true},
		{"", "-5", false},
		{"", " 5678", false},
		{"5678 ", "", false},
		{"A ", "", false},
		{"", " X9KD", false},
		{"", "\n" + code, false},
		{"", "5", false}, // no code is in it: it is part of a longer word
		{"abc", "", false},
	} {
		input := test.before + code + test.after
		p := advice.OfReport(gift, gift.Inspect(input), input)
		if p.Status != advice.StatusNotRecognized {
			t.Fatalf("%.60q: %+v", input, p)
		}
		start, end := 0, 0
		if test.want {
			start, end = len(test.before), len(test.before)+len(code)
		}
		if p.CodeStart != start || p.CodeEnd != end {
			t.Errorf("%.60q: a code from %d to %d, want from %d to %d", input, p.CodeStart, p.CodeEnd, start, end)
		}
	}
	for _, input := range []string{code, "Your code: Y8KD-49FJ-2MZQ-7WPT", "", "Your code:"} {
		if p := advice.OfReport(gift, gift.Inspect(input), input); p.CodeEnd != 0 {
			t.Errorf("%q: a code from %d to %d", input, p.CodeStart, p.CodeEnd)
		}
	}
}
