package form_test

import (
	"testing"

	"github.com/redeemkit/redeem/internal/srctest"
)

func TestInlining(t *testing.T) {
	srctest.Inlined(t, "(*Format).TableAt", "(*Format).Usable", "(*Check).Row", "(*Check).look", "kindOf", "KindOf")
}

func TestNothingElseEscapes(t *testing.T) {
	srctest.Escaping(t, "New", "newCheck", "newRegister", "(*Check).invert", "(*Check).satisfiable")
}
