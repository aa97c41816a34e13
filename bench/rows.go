package main

import (
	"github.com/google/uuid"
	"github.com/oklog/ulid/v2"
	"golang.org/x/text/language"

	"github.com/redeemkit/redeem"
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
)

// Package variables keep the compiler from working on constants and from
// leaving out what is not used.
var (
	inCanonical, inTyped, inWrong, inSerial, inCyrillic = canonical, typed, wrong, serial, cyrillic
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
}
