package main

import (
	"bytes"
	"io"
	"regexp"

	"github.com/google/uuid"
	"github.com/oklog/ulid/v2"
	"golang.org/x/text/language"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
)

type row struct {
	name      string
	ours      func(n int)
	yardstick string
	theirs    func(n int)
	goal      float64 // ratio
}

const (
	canonical = "X8KD49FJ2MZQ7WPT"
	typed     = " x8kd-49fj-2mzq-7wpt\n"
	wrong     = "X8KD49FJ!MZQ7WPT"
	cyrillic  = "\u0425\u0410KD49FJ2MZQ7WPT"
	serial    = "GCA4567890123456"
	ambiguous = "X0O0B8S5Z2G6E3DK"
)

// Package variables keep the compiler from working on constants and from
// leaving out what is not used.
var (
	inCanonical, inTyped, inWrong, inSerial, inCyrillic = canonical, typed, wrong, serial, cyrillic
	inAmbiguous                                         = ambiguous
	inUUID                                              = "f47ac10b-58cc-0372-8567-0e02b2c3d479"
	inULID                                              = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
	inRegion, inStorefront, inHeader                    = "no", "143457", "143457-2,29"

	outCode   redeem.Code
	outSerial redeem.Serial
	outRegion redeem.Region
	outBool   bool
	outErr    error
	outUUID   uuid.UUID
	outULID   ulid.ULID
	outText   language.Region
)

func uuidParse(n int) {
	for range n {
		outUUID, outErr = uuid.Parse(inUUID)
	}
}

func ulidParse(n int) {
	for range n {
		outULID, outErr = ulid.ParseStrict(inULID)
	}
}

func textRegion(n int) {
	for range n {
		outText, outErr = language.ParseRegion("NO")
	}
}

func parse(s *string) func(n int) {
	return func(n int) {
		for range n {
			outCode, outErr = redeem.Parse(*s)
		}
	}
}

func first(c *redeem.Corrector, s *string) func(n int) {
	return func(n int) {
		for range n {
			for found := range c.Candidates(*s) {
				outCode = found.Code
				break
			}
		}
	}
}

// eachCandidate counts a candidate as one call.
func eachCandidate(c *redeem.Corrector, s *string) func(n int) {
	return func(n int) {
		for n > 0 {
			for found := range c.Candidates(*s) {
				outCode = found.Code
				if n--; n == 0 {
					break
				}
			}
		}
	}
}

func luhn() *redeem.Format {
	scheme, _ := checkdigit.Lookup("luhn-mod-36")
	return redeem.MustFormat(redeem.Spec{Length: 16, Prefix: "X", Check: scheme})
}

var rows = []row{
	{"Valid, canonical", func(n int) {
		for range n {
			outBool = redeem.Valid(inCanonical)
		}
	}, "uuid.Parse", uuidParse, 0.12},
	{"Parse, canonical", parse(&inCanonical), "uuid.Parse", uuidParse, 0.15},
	{"Parse, as typed", parse(&inTyped), "uuid.Parse", uuidParse, 0.7},
	{"Parse, wrong symbol", parse(&inWrong), "uuid.Parse", uuidParse, 0.5},
	{"Parse, Cyrillic", parse(&inCyrillic), "uuid.Parse", uuidParse, 0},
	{"ParseSerial", func(n int) {
		for range n {
			outSerial, outErr = redeem.ParseSerial(inSerial)
		}
	}, "ulid.ParseStrict", ulidParse, 0.8},
	{"ParseRegion", func(n int) {
		for range n {
			outRegion, outErr = redeem.ParseRegion(inRegion)
		}
	}, "language.ParseRegion", textRegion, 0.1},
	{"ParseStorefront, id", func(n int) {
		for range n {
			outRegion, outErr = redeem.ParseStorefront(inStorefront)
		}
	}, "language.ParseRegion", textRegion, 0.1},
	{"ParseStorefront, header", func(n int) {
		for range n {
			outRegion, outErr = redeem.ParseStorefront(inHeader)
		}
	}, "language.ParseRegion", textRegion, 0.1},
	{"Corrector: prepare and first candidate", first(&redeem.Corrector{}, &inCanonical), "uuid.Parse", uuidParse, 6},
	{"Corrector: each candidate", eachCandidate(&redeem.Corrector{}, &inAmbiguous), "uuid.Parse", uuidParse, 2},
	{"Corrector, 36 states: first candidate", first(&redeem.Corrector{Format: luhn()}, &inCanonical), "uuid.Parse", uuidParse, 42},
	{"Corrector, OCR, 36 states: first candidate", first(&redeem.Corrector{Format: luhn(), Lookalikes: redeem.OCR()}, &inCanonical), "uuid.Parse", uuidParse, 150},
	{"Find, no code in a log", find(logText), "regexp", regexpFind(logText), 0.01},
	{"Find, code in 1 of 3 lines", find(codeText), "regexp", regexpFind(codeText), 0},
	{"AppendRedacted, no code", redact(logText), "regexp", regexpRedact(logText), 0.01},
	{"AppendRedacted, 1 of 3", redact(codeText), "regexp", regexpRedact(codeText), 0},
	{"Redactor, no code", redactor(logText), "regexp", regexpRedact(logText), 0.01},
	{"Redactor, 1 of 3", redactor(codeText), "regexp", regexpRedact(codeText), 0},
}

// logText is a log without a code, 64 KiB of it, and codeText one in which
// every third line has one.
var (
	logLine  = `2025-07-22T09:14:07.113Z INFO  api-7f9c6d5b84-x2xkq request method=POST path=/v1/carts/8841/items status=201 bytes=1843 dur=12.4ms trace=4bf92f3577b34da6a3ce929d0e0e4736 ua="Mozilla/5.0 (X11; Linux x86_64)"` + "\n"
	codeLine = `2025-07-22T09:14:07.113Z INFO  api-7f9c6d5b84-x2xkq redeem code=X8KD-49FJ-2MZQ-7WPT user=1184 dur=12.4ms` + "\n"
	logText  = bytes.Repeat([]byte(logLine), 64<<10/len(logLine))
	codeText = bytes.Repeat([]byte(logLine+logLine+codeLine), 64<<10/len(logLine+logLine+codeLine))

	// The expression knows ASCII only, and none of the invisible characters,
	// widths, digits and homoglyphs that Find reads.
	codePattern = regexp.MustCompile(`(?i)\bX[0-9A-Z]{3}(?:[ -]?[0-9A-Z]{4}){3}\b`)
	stars       = []byte("****************")

	outBytes []byte
	outInt   int
)

func find(text []byte) func(n int) {
	return func(n int) {
		for range n {
			for m := range redeem.GiftCard().FindBytes(text) {
				outInt = m.Start
			}
		}
	}
}

func regexpFind(text []byte) func(n int) {
	return func(n int) {
		for range n {
			outInt = len(codePattern.FindAllIndex(text, -1))
		}
	}
}

func redact(text []byte) func(n int) {
	buf := make([]byte, 0, len(text))
	return func(n int) {
		for range n {
			outBytes = redeem.GiftCard().AppendRedacted(buf, text)
		}
	}
}

func regexpRedact(text []byte) func(n int) {
	return func(n int) {
		for range n {
			outBytes = codePattern.ReplaceAllLiteral(text, stars)
		}
	}
}

func redactor(text []byte) func(n int) {
	r := redeem.NewRedactor(io.Discard)
	return func(n int) {
		for range n {
			outInt, outErr = r.Write(text)
		}
	}
}
