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

// allocating are the functions that may put something on the heap. No other
// may, on any of its paths: alloc_test.go tests from outside those that somebody
// thought of.
var allocating = []string{
	// What is made to stay.
	"NewFormat", "(*Format).Spec", "NewFormats", "formsOf",
	"NewLookalikes", "(*Lookalikes).WithPairs", "setPairs", "(*Lookalikes).WithAny", "(*Lookalikes).WithIndels",
	"(*Lookalikes).WithUnit", "(*Lookalikes).WithUncovered", "NewRedactor",
	"(*Reading).Add", "(*Reading).AddFrom", "(*Reading).AddString", "(*Reading).grow", // what the Reading keeps
	"specError", // wraps ErrSpec; all other errors are a byte

	// Strings, and interfaces that hold one.
	"Normalize", "Plain.String", "Plain.Value", "Serial.Value", "Region.MarshalText", "Region.Value",
	"Regions.String", "Edits.String", "(*Format).Pattern", "writeClass",
}

// keeping are the parameters of exported functions that may outlive the call,
// so that the caller cannot have them on its stack.
var keeping = []string{
	// Made from what stays.
	"NewFormat spec", "MustFormat spec", "NewFormats formats", "NewRedactor formats", "NewRedactor w",
	"(*Lookalikes).WithPairs l", "(*Lookalikes).WithAny l", "(*Lookalikes).WithIndels l", "(*Lookalikes).WithUnit l",
	"(*Lookalikes).WithUncovered l",

	// Passed on to an interface or to the function Accept.
	"(*Redactor).Write r", "(*Redactor).Write p", "(*Redactor).Close r", "Code.Format s", "Change.Format s", "Target.Format s",
	"(*Corrector).Resolve c", "(*Corrector).Count c", "(*Corrector).ResolveOf c", "(*Corrector).CountOf c", "Reading.Format s",

	// Added to what stays.
	"(*Reading).Add r", "(*Reading).AddFrom r", "(*Reading).AddString r",

	// Held by an iterator, which being inlined gives them back.
	"(*Corrector).Candidates c", "(*Corrector).Candidates reads", "(*Corrector).CandidatesOf c", "(*Corrector).CandidatesOf readings",
	"(*Lookalikes).Of l", "(*Formats).All fs", "(*Formats).Matches fs", "(*Formats).Matches s",
	"(*Format).Find f", "(*Format).Find text", "(*Format).FindBytes f", "(*Format).FindBytes text",
	"(*Formats).Find fs", "(*Formats).Find text", "(*Formats).FindBytes fs", "(*Formats).FindBytes text",
	"FindSerials text",
}

func TestNothingElseEscapes(t *testing.T) { srctest.Escaping(t, allocating...) }

func TestNothingElseIsKept(t *testing.T) { srctest.Keeping(t, keeping...) }
