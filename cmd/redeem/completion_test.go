package main

import (
	"flag"
	"runtime/debug"
	"strings"
	"testing"
)

// TestComplete asks what may follow some words.
func TestComplete(t *testing.T) {
	for _, test := range []struct{ words, want string }{
		{"che", "check"},
		{"", "check fix serial region find redact new design audit schemes formats fit completion man version help"},
		{"help fi", "fix find fit"},
		{"check -su", "-summary"},
		{"check -o ", "table tsv json"},
		{"check -color a", "auto always"},
		{"check -check luhn-mod-36", "luhn-mod-36"},
		{"check -f ", ":file"},
		{"check -format gift", "gift-card"},
		{"check -format ./x", ":file"},
		{"fix -model o", "ocr"},
		{"fix -model x", ":file"},
		{"fix -ocr h", "hocr"},
		{"fix -max-cost ", ""},
		{"check -mask x", ""},
		{"audit x", ":file"},
		{"schemes damm-", "damm-gf32"},
		{"formats coup", "coupon-code"},
		{"completion f", "fish"},
		{"X8KD49FJ2MZQ7WPT che", ""},
		{"check X8KD49FJ2MZQ7WPT", ""},
	} {
		got := runWith(strings.ReplaceAll(test.words, " ", "\n")+"\n", "completion", "-words")
		var names []string
		for line := range strings.Lines(got.stdout) {
			name, _, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
			names = append(names, name)
		}
		if strings.Join(names, " ") != test.want || got.status != exitOK {
			t.Errorf("%q: %q, status %d", test.words, names, got.status)
		}
	}
}

// TestCompleteEverything expects every flag of every command to be offered.
func TestCompleteEverything(t *testing.T) {
	for _, cmd := range commands {
		offered := runWith(cmd.name+"\n-\n", "completion", "-words").stdout
		flags := flag.NewFlagSet(cmd.name, flag.ContinueOnError)
		cmd.declare(flags)
		flags.VisitAll(func(f *flag.Flag) {
			if !strings.Contains("\n"+offered, "\n-"+f.Name+"\t") {
				t.Errorf("%s -%s is not offered", cmd.name, f.Name)
			}
		})
	}
}

// TestManual expects all of the help in the manual page.
func TestManual(t *testing.T) {
	page := strings.NewReplacer(`\-`, "-", `\e`, `\`, `\&`, "").Replace(runWith("", "man").stdout)
	if !strings.HasPrefix(page, ".TH REDEEM 1\n.SH NAME\n") || !strings.Contains(page, runWith("", "help").stdout) {
		t.Error("no title or no overview")
	}
	for _, cmd := range commands {
		if !strings.Contains(page, runWith("", "help", cmd.name).stdout) {
			t.Errorf("the manual page lacks the help for %s", cmd.name)
		}
	}
}

func TestVersion(t *testing.T) {
	if got := runWith("", "version"); got.status != exitOK || !strings.HasPrefix(got.stdout, "redeem ") || !strings.Contains(got.stdout, " go1.") {
		t.Errorf("%+v", got)
	}
	info := &debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}}
	if got := version(info); !strings.HasPrefix(got, "redeem v1.2.3 go1.") {
		t.Errorf("%q", got)
	}
	info.Settings = []debug.BuildSetting{{Key: "vcs.revision", Value: "0123456789abcdef"}, {Key: "vcs.modified", Value: "true"}}
	if got := version(info); !strings.HasPrefix(got, "redeem v1.2.3 (commit 0123456789ab with changes) go1.") {
		t.Errorf("%q", got)
	}
}
