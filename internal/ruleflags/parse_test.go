package ruleflags

import (
	"flag"
	"strings"
	"testing"
)

// TestParseNamesNoValue parses wrong flags with a code in every place.
func TestParseNamesNoValue(t *testing.T) {
	const code = "X8KD49FJ2MZQ7WPT"
	for _, test := range []struct {
		args  []string
		wrong string
		help  bool
	}{
		{nil, "", false},
		{[]string{"-n", "1", code}, "", false},
		{[]string{"-h"}, "", true},
		{[]string{"-n", code}, "-n: missing or invalid value", false},
		{[]string{"-n=" + code}, "-n: missing or invalid value", false},
		{[]string{"-n"}, "-n: missing or invalid value", false},
		{[]string{"-" + code}, "argument 1 is not a flag (-- ends the flags)", false},
		{[]string{"-n", "1", "---" + code}, "argument 3 is not a flag (-- ends the flags)", false},
		{[]string{"-n", "1", "-sumary=" + code}, "argument 3 is not a flag: did you mean -summary? (-- ends the flags)", false},
	} {
		flags := flag.NewFlagSet("test", flag.ExitOnError)
		flags.Int("n", 0, "")
		flags.Bool("summary", false, "")
		wrong, help := Parse(flags, test.args)
		if wrong != test.wrong || help != test.help {
			t.Errorf("%q: %q, %v, want %q, %v", test.args, wrong, help, test.wrong, test.help)
		}
	}
}

func TestNearest(t *testing.T) {
	names := []string{"check", "fix", "serial", "region", "redact", "new"}
	for typed, want := range map[string]string{
		"check": "check", "chekc": "check", "chck": "check", "checks": "check", "ckeck": "check", "hceck": "check",
		"fxi": "fix", "fi": "fix", "seriall": "serial", "regoin": "region", "redcat": "redact",
		"": "", "x": "", "xyz": "", "X8KD49FJ2MZQ7WPT": "", "checkcheckcheck": "", "fan": "",
		strings.Repeat("check", 1000): "",
	} {
		if got := Nearest(typed, names); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}
