package main

import (
	"github.com/google/uuid"
	"github.com/oklog/ulid/v2"
	"golang.org/x/text/language"

	"github.com/redeemkit/redeem"
)

// sink holds the results of the loops, so that the compiler cannot omit the
// work that it inlines.
var sink struct {
	code      redeem.Code
	serial    redeem.Serial
	region    redeem.Region
	candidate redeem.Candidate
	uuid      uuid.UUID
	ulid      ulid.ULID
	language  language.Region

	ok    bool
	n     int
	bytes []byte
	err   error
}

// repeat makes the loop of a tool. The tool must be so slow that the cost of a
// call through a variable does not matter. The compiler cannot omit such a
// call.
func repeat[T any](ask func(in string) T) func(in string) func(n int) {
	return func(in string) func(n int) {
		return func(n int) {
			for range n {
				ask(in)
			}
		}
	}
}
