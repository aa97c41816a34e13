package redeem_test

import (
	"go/ast"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// allocating are the functions that may put something on the heap. No other
// may, on any of its paths: alloc_test.go tests from outside those that somebody
// thought of.
var allocating = []string{
	// What is made to stay.
	"NewFormat", "newAutomaton", "(*automaton).satisfiable", "newTable", "(*Format).Spec",
	"NewLookalikes", "(*Lookalikes).WithIndels", "NewRedactor", "NewFingerprinter", "NewScreen",
	"(*symbolSource).read", // for readers but crypto/rand's
	"specError",            // wraps ErrSpec; all other errors are a byte

	// Strings, and interfaces that hold one.
	"Normalize", "Plain.String", "Plain.Value", "Serial.Value", "Region.MarshalText", "Region.Value",
	"Regions.String", "Edits.String", "Holds.String", "setString", "(*Format).Pattern", "writeClass",
}

// keeping are the parameters of exported functions that may outlive the call,
// so that the caller cannot have them on its stack.
var keeping = []string{
	// Made from what stays.
	"NewFormat spec", "MustFormat spec", "NewRedactor formats", "NewRedactor w", "(*Lookalikes).WithIndels l",

	// Passed on to an interface or to the function Accept.
	"(*Redactor).Write r", "(*Redactor).Write p", "(*Redactor).Close r", "Code.Format s", "Target.Format s",
	"(*Format).New f", "(*Format).New random", "Fingerprinter.Format s",
	"(*Corrector).Resolve c", "(*Corrector).Count c",

	// Held by an iterator, which being inlined gives them back.
	"(*Corrector).Candidates c", "(*Corrector).Candidates reads", "(*Lookalikes).Of l",
	"(*Format).Find f", "(*Format).Find text", "(*Format).FindBytes f", "(*Format).FindBytes text",
	"(*Format).FindFrom f", "(*Format).FindFrom text",
	"FindSerials text", "FindSerialsBytes text", "FindSerialsFrom text",
}

// harmless says what does not allocate by itself: an Error is one byte, whose
// box the runtime has (of appendNormalized it is what fault returns); append
// grows a buffer of the caller's; and the closure of an iterator stays on the
// caller's stack (see inlined).
var harmless = regexp.MustCompile(`: (Error\(\d+\)|err|append|func literal) escapes to heap$|^appendNormalized: ~r0 escapes`)

func TestNothingElseEscapes(t *testing.T) {
	got := make(map[string]string)
	remarks := compilerRemarks(t)
	for _, r := range remarks {
		moved := strings.HasPrefix(r.text, "moved to heap: ") || strings.HasSuffix(r.text, " escapes to heap")
		if moved && !harmless.MatchString(r.function+": "+r.text) {
			got[r.function] = r.where + ": " + r.text
		}
	}
	if remarks != nil {
		wantNames(t, got, allocating)
	}
}

func TestNothingElseIsKept(t *testing.T) {
	leak := regexp.MustCompile(`^leaking param(?: content)?: (\S+)$`) // "… to result r" is no leak
	got := make(map[string]string)
	remarks := compilerRemarks(t)
	for _, r := range remarks {
		name := r.function[strings.LastIndex(r.function, ".")+1:]
		if said := leak.FindStringSubmatch(r.text); said != nil && ast.IsExported(name) {
			got[r.function+" "+said[1]] = r.where + ": " + r.text
		}
	}
	if remarks != nil {
		wantNames(t, got, keeping)
	}
}

// wantNames compares the names that the compiler's remarks are about with a
// list, both ways: a name that is there for nothing would hide the next fault.
func wantNames(t *testing.T, got map[string]string, want []string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if !slices.Contains(want, name) {
			t.Errorf("%s: %s", name, got[name])
		}
	}
	for _, name := range want {
		if got[name] == "" {
			t.Errorf("%s: the compiler has nothing against it any more; take it off the list", name)
		}
	}
}
