package main

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// drawn returns the codes of a run, and makes sure that they are numbered.
func drawn(t *testing.T, args ...string) (codes []string) {
	t.Helper()
	got := runWith("unread", append([]string{"new"}, args...)...)
	if got.status != exitOK || got.stderr != "" {
		t.Fatalf("%q: %+v", args, got)
	}
	for line := range strings.Lines(got.stdout) {
		code, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), fmt.Sprintf("%d\t", len(codes)+1))
		if !ok {
			t.Fatalf("%q: line %d is %q", args, len(codes)+1, line)
		}
		codes = append(codes, code)
	}
	return codes
}

// TestNew has check accept what new prints, with the same flags.
func TestNew(t *testing.T) {
	for _, args := range [][]string{
		nil, {"-group"}, {"-check", "iso7064-mod-37-2"}, {"-check", "luhn-mod-36", "-group", "-screen"},
		{"-length", "6", "-alphabet", "bcdBCD", "-groups", "3-3"}, {"-check", "coupon-code-3x4", "-length", "12"},
		{"-check", "iso7064-mod-97-10", "-prefix", "NO", "-length", "10"},
	} {
		codes := drawn(t, append([]string{"-n", "300"}, args...)...)
		if len(codes) != 300 {
			t.Errorf("%q: %d codes", args, len(codes))
		}
		check := slices.DeleteFunc(slices.Clone(args), func(arg string) bool { return arg == "-screen" })
		var want strings.Builder
		for i, code := range codes {
			edits := "none"
			if strings.Contains(code, "-") {
				edits = "separator"
			}
			fmt.Fprintf(&want, "%d\tok\t%s\t\t%s\n", i+1, code, edits)
		}
		got := runWith(strings.Join(codes, "\n"), append([]string{"check"}, check...)...)
		if got.stdout != want.String() {
			t.Errorf("%q: check prints %.200q, want %.200q", args, got.stdout, want.String())
		}
		slices.Sort(codes)
		if len(slices.Compact(codes)) != 300 {
			t.Errorf("%q: a code twice", args)
		}
	}
	if a, b := drawn(t), drawn(t); len(a) != 1 || len(b) != 1 || a[0] == b[0] {
		t.Errorf("two runs draw %q and %q", a, b)
	}
	if codes := drawn(t, "-n", "0"); codes != nil {
		t.Errorf("-n 0 prints %q", codes)
	}
	if codes := drawn(t, "-mask", "-group"); !strings.HasPrefix(codes[0], "****-****-****-") || len(codes[0]) != 19 {
		t.Errorf("-mask prints %q", codes)
	}
	got := runWith("", "new", "-json", "-length", "2", "-prefix", "A", "-check", "luhn-mod-36")
	if want := "{\"number\":1,\"code\":\"AG\"}\n"; got != (result{exitOK, want, ""}) {
		t.Errorf("JSON: %+v, want %q", got, want)
	}
}

// TestNewDistinct draws all codes that there are, then one more.
func TestNewDistinct(t *testing.T) {
	args := []string{"-length", "3", "-alphabet", "0123456789", "-check", "luhn", "-prefix", "7"}
	codes := drawn(t, append([]string{"-n", "10"}, args...)...)
	slices.Sort(codes)
	if want := strings.Fields("703 711 729 737 745 752 760 778 786 794"); !slices.Equal(codes, want) {
		t.Errorf("%q, want %q", codes, want)
	}
	issued := file(t, "703\n\n7-1-1\n")
	codes = drawn(t, append([]string{"-n", "8", "-except", issued}, args...)...)
	slices.Sort(codes)
	if want := strings.Fields("729 737 745 752 760 778 786 794"); !slices.Equal(codes, want) {
		t.Errorf("codes that were not issued: %q, want %q", codes, want)
	}
	got := runWith("", append([]string{"new", "-n", "9", "-except", issued}, args...)...)
	if got.status != exitTrouble || strings.Count(got.stdout, "\n") != 8 || !strings.HasPrefix(got.stderr, "redeem new: drawing: of a million codes, none is new") {
		t.Errorf("one more than there are: %+v", got)
	}
}

func TestNewScreen(t *testing.T) {
	args := []string{"-length", "4", "-alphabet", "S5A4K"}
	all := drawn(t, append([]string{"-n", "625"}, args...)...)
	spells := func(code, word string) bool {
		return strings.Contains(strings.NewReplacer("5", "S", "4", "A").Replace(code), word)
	}
	own := file(t, "sak\n\n k-a-k-a\r\n")
	for _, test := range []struct {
		flags []string
		words []string
	}{
		{[]string{"-screen"}, []string{"ASS", "KKK"}},
		{[]string{"-words", own}, []string{"SAK", "KAKA"}},
		{[]string{"-words", own, "-screen"}, []string{"SAK", "KAKA", "ASS", "KKK"}},
	} {
		var want []string
		for _, code := range all {
			if !slices.ContainsFunc(test.words, func(word string) bool { return spells(code, word) }) {
				want = append(want, code)
			}
		}
		got := drawn(t, slices.Concat([]string{"-n", fmt.Sprint(len(want))}, test.flags, args)...)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%q: %d codes, want %d", test.flags, len(got), len(want))
		}
	}
	for _, test := range []struct{ text, want string }{
		{"fine\nnot*fine\n", "line 2: invalid symbol"},
		{"\xff", "line 1: invalid UTF-8"},
		{strings.Repeat("A", 33), "invalid specification: a word longer than any code"},
	} {
		got := runWith("", "new", "-words", file(t, test.text))
		if want := "redeem new: reading the words: " + test.want + "\n"; got.status != exitTrouble || strings.ReplaceAll(got.stderr, "redeem: ", "") != want {
			t.Errorf("words %.20q: %+v, want %q", test.text, got, want)
		}
	}
}

// TestNewWriteError fills the disk early and late.
func TestNewWriteError(t *testing.T) {
	for _, room := range []int{0, 1, 1000, 2*chunk + 1} {
		var stderr bytes.Buffer
		status := run([]string{"new", "-n", "100000"}, nil, &fullWriter{room: room}, &stderr)
		if got := stderr.String(); status != exitTrouble || got != "redeem new: writing: disk full\n" {
			t.Errorf("room for %d bytes: status %d, stderr %q", room, status, got)
		}
	}
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		return // a system without it
	}
	defer full.Close()
	var stderr bytes.Buffer
	if status := run([]string{"new"}, nil, full, &stderr); status != exitTrouble || !strings.Contains(stderr.String(), "redeem new: writing: ") {
		t.Errorf("a full device: status %d, stderr %q", status, &stderr)
	}
}
