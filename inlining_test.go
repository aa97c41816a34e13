package redeem_test

import (
	"testing"

	"github.com/redeemkit/redeem/internal/srctest"
)

// inlined are the functions that must be inlined where they are called.
var inlined = []string{
	// Questions to a value, which cost less than the call.
	"Code.IsValid", "Code.Len", "Code.Equal",
	"Serial.IsValid", "Serial.Kind", "Serial.Compare",
	"Region.IsValid", "Region.Compare", "Region.String", "Region.Alpha3", "Region.Numeric", "Region.StorefrontID",
	"Regions.Contains", "Regions.Check", "CheckRegion",
	"Edits.Has",
	"(*Format).Name", "(*Format).Len", "(*Format).Prefix", "(*Format).Alphabet", "(*Format).Scheme",
	"Error.Error",

	// Doors to one core: each would pass its result on through memory.
	"ParseBytes",
	"(*Format).Parse", "(*Format).ParseBytes", "(*Format).Valid", "(*Format).Inspect", "(*Format).InspectBytes",
	"(*Code).UnmarshalText", "(*Code).Scan", "(*Plain).UnmarshalText", "(*Plain).Scan",
	"(*Format).Into", "Target.UnmarshalText", "Target.Scan",
	"ParseSerial", "ParseRegion", "ParseStorefront", "AppendNormalized",
	"GiftCard", "SupportArticle", "SupportTS1292", "Tesseract",

	// Iterators: only if the constructor is inlined does its closure stay on
	// the stack of the function that ranges over it.
	"(*Corrector).Candidates", "(*Corrector).CandidatesOf", "(*Lookalikes).Of", "(*Formats).All", "Regions.All",
	"(*Format).Find", "(*Format).FindBytes", "(*Formats).Find", "(*Formats).FindBytes", "FindSerials",
}

func TestInlining(t *testing.T) { srctest.Inlined(t, inlined...) }
