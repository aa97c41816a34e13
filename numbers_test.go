package redeem_test

import (
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/form"
	"github.com/redeemkit/redeem/internal/meant"
	"github.com/redeemkit/redeem/internal/spell"
)

// The doors convert what the engines return into what is exported, number for
// number.

func TestErrorNumbers(t *testing.T) {
	for fault, err := range map[spell.Fault]redeem.Error{
		spell.FaultEmpty:    redeem.ErrEmpty,
		spell.FaultEncoding: redeem.ErrEncoding,
		spell.FaultSymbol:   redeem.ErrSymbol,
		spell.FaultTooShort: redeem.ErrTooShort,
		spell.FaultTooLong:  redeem.ErrTooLong,
		spell.FaultPrefix:   redeem.ErrPrefix,
		spell.FaultCheck:    redeem.ErrCheck,
		spell.FaultSerial:   redeem.ErrSerial,
		spell.FaultSpec:     redeem.ErrSpec,
	} {
		if uint8(fault) != uint8(err) {
			t.Errorf("%v is %d, the fault is %d", err, err, fault)
		}
	}
}

func TestEditNumbers(t *testing.T) {
	for inside, edit := range map[spell.Edits]redeem.Edits{
		spell.EditCase:       redeem.EditCase,
		spell.EditSeparator:  redeem.EditSeparator,
		spell.EditInvisible:  redeem.EditInvisible,
		spell.EditWidth:      redeem.EditWidth,
		spell.EditDigit:      redeem.EditDigit,
		spell.EditHomoglyph:  redeem.EditHomoglyph,
		spell.EditSubstitute: redeem.EditSubstitute,
	} {
		if uint8(inside) != uint8(edit) {
			t.Errorf("%v is %#x, inside %#x", edit, uint8(edit), uint8(inside))
		}
	}
}

func TestSerialKindNumbers(t *testing.T) {
	for inside, kind := range map[form.SerialKind]redeem.SerialKind{
		0:              redeem.SerialUnknown,
		form.SerialGCA: redeem.SerialGCA,
		form.Serial60:  redeem.Serial60,
		form.SerialPBH: redeem.SerialPBH,
		form.SerialEPY: redeem.SerialEPY,
	} {
		if uint8(inside) != uint8(kind) {
			t.Errorf("%v is %d, inside %d", kind, kind, inside)
		}
	}
}

func TestProgressNumbers(t *testing.T) {
	for inside, progress := range map[form.Progress]redeem.Progress{
		form.Impossible: redeem.ProgressImpossible,
		form.Possible:   redeem.ProgressPossible,
		form.Complete:   redeem.ProgressComplete,
	} {
		if uint8(inside) != uint8(progress) {
			t.Errorf("%v is %d, inside %d", progress, progress, inside)
		}
	}
}

func TestVerdictNumbers(t *testing.T) {
	for inside, verdict := range map[meant.Verdict]redeem.Verdict{
		meant.None:      redeem.VerdictNone,
		meant.Unique:    redeem.VerdictUnique,
		meant.Ambiguous: redeem.VerdictAmbiguous,
	} {
		if uint8(inside) != uint8(verdict) {
			t.Errorf("%v is %d, inside %d", verdict, verdict, inside)
		}
	}
}

// TestConstants is the promise that what the doors say of sizes and versions is
// what the engines go by.
func TestConstants(t *testing.T) {
	if redeem.MaxLen != spell.MaxLen || redeem.MaxInput != spell.MaxInput || redeem.UnicodeVersion != spell.UnicodeVersion {
		t.Errorf("MaxLen %d, MaxInput %d, UnicodeVersion %s, but the engines have %d, %d, %s",
			redeem.MaxLen, redeem.MaxInput, redeem.UnicodeVersion, spell.MaxLen, spell.MaxInput, spell.UnicodeVersion)
	}
}
