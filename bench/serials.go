package main

import (
	"regexp"

	"github.com/redeemkit/redeem"
)

// serials asks which serial number of a card was typed.
var serials = question{
	name:  "ParseSerial: which serial number was typed?",
	tools: []tool{redeemSerial, mapTool(serialPattern), nfkcTool(serialPattern)},
	inputs: []input{
		{"canonical", "GCA4567890123456", "GCA4567890123456"},
		{"16 digits", "6012345678901234", "6012345678901234"},
		{"19 digits", "6012345678901234567", "6012345678901234567"},
		{"dashes, blanks, newline", " gca4-5678-9012-3456\n", "GCA4567890123456"},
		{"full-width", "６０１２３４５６７８９０１２３４", "6012345678901234"},
		{"Arabic digits", "٦٠١٢٣٤٥٦٧٨٩٠١٢٣٤", "6012345678901234"},
		{"Cyrillic", "G\u0421A4567890123456", "GCA4567890123456"},
		{"17 digits", "60123456789012345", ""},
		{"a letter among digits", "601234567890123A", ""},
		{"a code", code, ""},
	},
}

var serialPattern = regexp.MustCompile(`^(?:GCA[0-9A-Z]{13}|60[0-9]{14}(?:[0-9]{3})?|PBH[0-9A-Z]{19}|EPY[0-9A-Z]{11})$`)

var redeemSerial = tool{
	name: "redeem",
	answer: func(in string) string {
		s, err := redeem.ParseSerial(in)
		if err != nil {
			return ""
		}
		return s.String()
	},
	bind: func(in string) func(n int) {
		return func(n int) {
			for range n {
				sink.serial, sink.err = redeem.ParseSerial(in)
			}
		}
	},
}
