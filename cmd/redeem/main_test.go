package main

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
)

// good is a made-up code, as are all codes here.
const good = "X8KD49FJ2MZQ7WPT"

// checked ends in its check character by iso7064-mod-37-2. In misread a Z is in
// the place of a 2.
const (
	checked = "X8KD49FJ2M2Q7WP0"
	misread = "X8KD49FJ2MZQ7WP0"
)

type result struct {
	status         int
	stdout, stderr string
}

func runWith(stdin string, args ...string) result {
	var stdout, stderr bytes.Buffer
	status := run(args, strings.NewReader(stdin), &stdout, &stderr)
	return result{status, stdout.String(), stderr.String()}
}

func file(t *testing.T, content string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "inputs")
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestExitStatus(t *testing.T) {
	lines := file(t, good+"\n")
	refused := file(t, good+"\nX\n")
	empty := file(t, "")
	for _, test := range []struct {
		name   string
		args   []string
		stdin  string
		status int
		stderr string // part of it; "" if there is none
	}{
		{"no arguments", nil, "", 2, "usage:"},
		{"unknown command", []string{"checks"}, "", 2, "did you mean 'check'?"},
		{"unknown flag", []string{"check", "-sumary"}, "", 2, "did you mean -summary?"},
		{"code without a command", []string{good}, "", 2, "check, fix, serial, region, find, redact, new, design, audit, schemes, formats, fit, completion, man, version"},
		{"flag without a command", []string{"-json"}, "", 2, "check, fix, serial, region, find, redact, new, design, audit, schemes, formats, fit, completion, man, version"},
		{"version", []string{"version"}, "", 0, ""},
		{"--version", []string{"--version"}, "", 0, ""},
		{"version and input", []string{"version", good}, "", 2, "no arguments"},
		{"man", []string{"man"}, "", 0, ""},
		{"man and input", []string{"man", good}, "", 2, "no arguments"},
		{"completion", []string{"completion", "bash"}, "", 0, ""},
		{"completion of no shell", []string{"completion", good}, "", 2, "bash, zsh or fish"},
		{"-o nothing", []string{"check", "-o", good, good}, "", 2, "-o is table, tsv or json"},
		{"-o and -json", []string{"check", "-o", "tsv", "-json", good}, "", 2, "exclude each other"},
		{"-color nothing", []string{"check", "-color", good, good}, "", 2, "-color is auto, always or never"},
		{"-header and -json", []string{"check", "-header", "-json", good}, "", 2, "-header is for tsv"},
		{"fit -json", []string{"fit", "-json"}, "", 2, "not json"},
		{"audit -tmp of a folder for nobody's files", []string{"audit", "-tmp", "/proc/self", lines}, "", 2, "audit: -tmp"},
		{"help", []string{"help"}, "", 0, ""},
		{"-h", []string{"-h"}, "", 0, ""},
		{"--help", []string{"--help"}, "", 0, ""},
		{"help check", []string{"help", "check"}, "", 0, ""},
		{"help help", []string{"help", "help"}, "", 0, ""},
		{"help of nothing", []string{"help", "checks"}, "", 2, "unknown command"},
		{"help of two", []string{"help", "check", "serial"}, "", 2, "more than one"},
		{"check -h", []string{"check", "-h"}, "", 0, ""},
		{"check -json -help", []string{"check", "-json", "-help"}, "", 0, ""},
		{"check", []string{"check", good}, "", 0, ""},
		{"check refused", []string{"check", good, "X"}, "", 1, ""},
		{"check empty argument", []string{"check", ""}, "", 1, ""},
		{"check lines", []string{"check"}, good + "\n", 0, ""},
		{"check lines refused", []string{"check"}, good + "\n\n", 1, ""},
		{"check no lines", []string{"check"}, "", 0, ""},
		{"check -f", []string{"check", "-f", lines}, "X\n", 0, ""},
		{"check -f refused", []string{"check", "-f", refused}, "", 1, ""},
		{"check -f empty", []string{"check", "-f", empty}, "X\n", 0, ""},
		{"check -f -", []string{"check", "-f", "-"}, "X\n", 1, ""},
		{"check -f and input", []string{"check", "-f", lines, good}, "", 2, "-f and inputs"},
		{"check -f - and input", []string{"check", "-f", "-", good}, "", 2, "-f and inputs"},
		{"check -f without a value", []string{"check", "-f"}, "", 2, "-f: missing"},
		{"check -f nothing", []string{"check", "-f", ""}, good, 2, "opening the file"},
		{"check -f missing", []string{"check", "-f", lines + "x"}, "", 2, "opening the file"},
		{"check -f directory", []string{"check", "-f", filepath.Dir(lines)}, "", 2, "redeem check: "},
		{"check -summary refused", []string{"check", "-summary", "X"}, "", 1, ""},
		{"check unknown flag", []string{"check", "-json", "-jsn"}, "", 2, "argument 2 is not a flag"},
		{"check bad flag", []string{"check", "---"}, "", 2, "argument 1 is not a flag"},
		{"check code with a dash", []string{"check", "-" + good}, "", 2, "argument 1 is not a flag"},
		{"check code with a dash after --", []string{"check", "--", "-" + good}, "", 0, ""},
		{"check flag after --", []string{"check", "--", "-mask"}, "", 1, ""},
		{"check flag after input", []string{"check", good, "-mask"}, "", 2, "-mask after an input"},
		{"check flag with value after input", []string{"check", good, "--mask=true"}, "", 2, "-mask after an input"},
		{"check help after input", []string{"check", good, "-h"}, "", 2, "-h after an input"},
		{"check bad boolean", []string{"check", "-json=perhaps", good}, "", 2, "-json: missing or invalid"},
		{"check bad length", []string{"check", "-length", "many", good}, "", 2, "-length: missing or invalid"},
		{"check length 0", []string{"check", "-length", "0", good}, "", 2, "length outside"},
		{"check length 33", []string{"check", "-length", "33", good}, "", 2, "length outside"},
		{"check bad groups", []string{"check", "-groups", "4-x", good}, "", 2, "-groups: missing or invalid"},
		{"check empty groups", []string{"check", "-groups", "", good}, "", 2, "-groups: missing or invalid"},
		{"check groups of zero", []string{"check", "-groups", "4-0-4", good}, "", 2, "impossible size"},
		{"check huge groups", []string{"check", "-groups", "2147483647-2147483647-4", good}, "", 2, "invalid specification"},
		{"check groups that do not add up", []string{"check", "-length", "9", "-groups", "4-4", good}, "", 2, "do not add up"},
		{"check prefix without a length", []string{"check", "-prefix", "A", good}, "", 2, "needs -length"},
		{"check alphabet without a length", []string{"check", "-alphabet", "AB", good}, "", 2, "needs -length"},
		{"check bad alphabet", []string{"check", "-length", "4", "-alphabet", "AA", good}, "", 2, "symbol twice"},
		{"check bad prefix", []string{"check", "-length", "4", "-prefix", "a", good}, "", 2, "prefix with a symbol"},
		{"check unknown scheme", []string{"check", "-check", "luhn-mod-37", good}, "", 2, "'redeem schemes' lists"},
		{"check empty scheme", []string{"check", "-check", "", good}, "", 2, "'redeem schemes' lists"},
		{"check scheme without the prefix", []string{"check", "-check", "luhn", good}, "", 2, "prefix with a symbol outside"},
		{"check scheme without a symbol", []string{"check", "-check", "luhn", "-alphabet", "0X", good}, "", 2, "check scheme does not know"},
		{"check scheme of another length", []string{"check", "-check", "coupon-code-3x4", good}, "", 2, "length beyond that of the check scheme"},
		{"check scheme", []string{"check", "-check", "iso7064-mod-37-2", checked}, "", 0, ""},
		{"check scheme refused", []string{"check", "-check", "iso7064-mod-37-2", misread}, "", 1, ""},
		{"fix", []string{"fix", good}, "", 0, ""},
		{"fix misread", []string{"fix", "-check", "iso7064-mod-37-2", misread}, "", 0, ""},
		{"fix none", []string{"fix", "X"}, "", 1, ""},
		{"fix ambiguous", []string{"fix", "X8KD49FJ2MZQ7WP?"}, "", 1, ""},
		{"fix unique and none", []string{"fix", good, ""}, "", 1, ""},
		{"fix lines", []string{"fix"}, good + "\n", 0, ""},
		{"fix lines none", []string{"fix"}, good + "\n\n", 1, ""},
		{"fix no lines", []string{"fix"}, "", 0, ""},
		{"fix -f", []string{"fix", "-f", lines}, "X\n", 0, ""},
		{"fix -f and input", []string{"fix", "-f", lines, good}, "", 2, "-f and inputs"},
		{"fix -reads -f and input", []string{"fix", "-reads", "-f", lines, good}, "", 2, "-f and inputs"},
		{"fix -f missing", []string{"fix", "-f", lines + "x"}, "", 2, "fix: opening the file: "},
		{"fix -n negative", []string{"fix", "-n", "-1", good}, "", 2, "-n is a number from 0 to 1000"},
		{"fix -n too large", []string{"fix", "-n", "1001", good}, "", 2, "-n is a number from 0 to 1000"},
		{"fix -n many", []string{"fix", "-n", "many", good}, "", 2, "-n: missing or invalid"},
		{"fix -max-cost negative", []string{"fix", "-max-cost", "-1", good}, "", 2, "must be 0 or more"},
		{"fix -max-edits negative", []string{"fix", "-max-edits=-1", good}, "", 2, "must be 0 or more"},
		{"fix -max-indels negative", []string{"fix", "-max-indels=-1", good}, "", 2, "must be 0 or more"},
		{"fix -tries alone", []string{"fix", "-tries", "9", good}, "", 2, "-tries needs -accept"},
		{"fix -tries 0", []string{"fix", "-accept", lines, "-tries", "0", good}, "", 2, "-tries must be at least 1"},
		{"fix -accept", []string{"fix", "-accept", lines, good}, "", 0, ""},
		{"fix -accept nothing", []string{"fix", "-accept", empty, good}, "", 1, ""},
		{"fix -accept missing", []string{"fix", "-accept", lines + "x", good}, "", 2, "fix: reading the codes to accept: "},
		{"fix -accept bad line", []string{"fix", "-accept", refused, good}, "", 2, "codes to accept: line 2: too short"},
		{"fix -accept directory", []string{"fix", "-accept", filepath.Dir(lines), good}, "", 2, "codes to accept: "},
		{"fix -model", []string{"fix", "-model", "ts1292", good}, "", 0, ""},
		{"fix -model file", []string{"fix", "-model", empty, good}, "", 0, ""},
		{"fix -model missing", []string{"fix", "-model", "artcle", good}, "", 2, "fix: reading the model: "},
		{"fix -model nothing", []string{"fix", "-model", "", good}, "", 2, "fix: reading the model: "},
		{"fix -model bad file", []string{"fix", "-model", lines, good}, "", 2, "fix: reading the model: line 1: "},
		{"fix bad format", []string{"fix", "-length", "99", good}, "", 2, "length outside"},
		{"fix flag after input", []string{"fix", good, "-mask"}, "", 2, "-mask after an input"},
		{"audit", []string{"audit"}, good + "\n", 0, ""},
		{"audit nothing", []string{"audit"}, "", 0, ""},
		{"audit invalid", []string{"audit"}, good + "\n\n", 1, ""},
		{"audit duplicate", []string{"audit", lines, lines}, "", 1, ""},
		{"audit look-alike", []string{"audit", lines, "-"}, "XBKD49FJ2MZQ7WPT", 1, ""},
		{"audit file", []string{"audit", lines}, "X\n", 0, ""},
		{"audit -summary", []string{"audit", "-summary", refused}, "", 1, ""},
		{"audit -compare 1", []string{"audit", "-compare", "1", lines, "-"}, "XBKD49FJ2MZQ7WPT", 1, ""},
		{"audit missing", []string{"audit", lines + "x"}, "", 2, "audit: opening: "},
		{"audit second missing", []string{"audit", lines, lines + "x"}, "", 2, "audit: opening file 2: "},
		{"audit directory", []string{"audit", lines, filepath.Dir(lines)}, "", 2, " file 2: "},
		{"audit -f", []string{"audit", "-f", lines}, "", 2, "argument 1 is not a flag (-- ends the flags); -f is a flag of check, "},
		{"audit -mask", []string{"audit", "-mask", lines}, "", 2, "argument 1 is not a flag"},
		{"audit flag after file", []string{"audit", lines, "-show"}, "", 2, "-show after an input"},
		{"audit bad format", []string{"audit", "-length", "99", lines}, "", 2, "length outside"},
		{"audit -model missing", []string{"audit", "-model", "artcle", lines}, "", 2, "audit: reading the model: "},
		{"audit -memory", []string{"audit", "-memory", "1M", lines}, "", 0, ""},
		{"audit -memory more than there is", []string{"audit", "-memory", "8388607T", lines}, "", 0, ""},
		{"audit -memory too little", []string{"audit", "-memory", "1023K", lines}, "", 2, "-memory must be at least 1M"},
		{"audit -memory too much", []string{"audit", "-memory", "8388608T", lines}, "", 2, "-memory: missing or invalid"},
		{"audit -memory negative", []string{"audit", "-memory", "-1G", lines}, "", 2, "-memory: missing or invalid"},
		{"audit -tmp", []string{"audit", "-tmp", filepath.Dir(lines), lines}, "", 0, ""},
		{"audit -tmp missing", []string{"audit", "-tmp", lines + "x", lines}, "", 2, "audit: -tmp: "},
		{"audit -tmp file", []string{"audit", "-tmp", lines, lines}, "", 2, "-tmp is not a directory"},
		{"audit -compare 0", []string{"audit", "-compare", "0", lines}, "", 2, "-compare must be at least 1"},
		{"audit -pairs negative", []string{"audit", "-pairs", "-1", lines}, "", 2, "-pairs must be 0 or more"},
		{"schemes", []string{"schemes"}, "", 0, ""},
		{"schemes by name", []string{"schemes", "luhn", "coupon-code-3x4"}, "", 0, ""},
		{"schemes unknown", []string{"schemes", "luhn", "Luhn"}, "", 2, "name 2: no such scheme"},
		{"audit -format", []string{"audit", "-group", "-format=" + good}, "", 2, "argument 2 is not a flag (-- ends the flags); -format is a flag of check, find, redact ("},
		{"schemes -f", []string{"schemes", "-f", lines}, "", 2, "argument 1 is not a flag"},
		{"schemes flag after name", []string{"schemes", "luhn", "-json"}, "", 2, "-json after an input"},
		{"serial", []string{"serial", "GCA1234567890123"}, "", 0, ""},
		{"serial refused", []string{"serial", "GCA"}, "", 1, ""},
		{"serial lines", []string{"serial"}, "EPY12345678901\nX", 1, ""},
		{"serial -mask", []string{"serial", "-mask"}, "", 2, "argument 1 is not a flag"},
		{"new", []string{"new"}, "", 0, ""},
		{"new none", []string{"new", "-n", "0"}, "", 0, ""},
		{"new and input", []string{"new", good}, "", 2, "no arguments"},
		{"new -n below 0", []string{"new", "-n", "-1"}, "", 2, "-n must be 0 or more"},
		{"new -n of nothing", []string{"new", "-n", "many"}, "", 2, "-n: missing or invalid"},
		{"new of no format", []string{"new", "-alphabet", "AB"}, "", 2, "needs -length"},
		{"new -words missing", []string{"new", "-words", lines + "x"}, "", 2, "reading the words: "},
		{"new -words without a name", []string{"new", "-words", ""}, "", 2, "reading the words: "},
		{"new -except missing", []string{"new", "-except", lines + "x"}, "", 2, "reading the codes to leave out: "},
		{"new -except refused", []string{"new", "-except", refused}, "", 2, "line 2: too short"},
		{"new -words of the prefix", []string{"new", "-length", "2", "-prefix", "X", "-words", file(t, "X")}, "", 2, "drawing: "},
		{"design", []string{"design"}, "", 0, ""},
		{"design and input", []string{"design", good}, "", 2, "no arguments"},
		{"design -live below 0", []string{"design", "-live", "-1"}, "", 2, "finite and 0 or more"},
		{"design -live NaN", []string{"design", "-live", "NaN"}, "", 2, "finite and 0 or more"},
		{"design -live Inf", []string{"design", "-live", "Inf"}, "", 2, "finite and 0 or more"},
		{"design -guesses below 0", []string{"design", "-live", "1", "-guesses", "-1"}, "", 2, "finite and 0 or more"},
		{"design -guesses alone", []string{"design", "-guesses", "1"}, "", 2, "-guesses needs -live"},
		{"design -n below 0", []string{"design", "-n", "-1"}, "", 2, "-n must be 0 or more"},
		{"design of no format", []string{"design", "-prefix", "A"}, "", 2, "needs -length"},
		{"design -model missing", []string{"design", "-model", lines + "x"}, "", 2, "reading the model: "},
		{"region", []string{"region", "NO", "nor", "578"}, "", 0, ""},
		{"region refused", []string{"region", "ZZ"}, "", 1, ""},
		{"region lines", []string{"region"}, "NO\n", 0, ""},
		{"region fits", []string{"region", "-storefront", "143457-2,29", "NO"}, "", 0, ""},
		{"region does not fit", []string{"region", "-storefront", "143457-2,29", "FR"}, "", 1, ""},
		{"region bad storefront", []string{"region", "-storefront", "ZZ", "NO"}, "", 2, "-storefront: "},
		{"region empty storefront", []string{"region", "-storefront", "", "NO"}, "", 2, "-storefront: "},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := runWith(test.stdin, test.args...)
			if got.status != test.status {
				t.Errorf("status %d, want %d", got.status, test.status)
			}
			if !strings.Contains(got.stderr, test.stderr) || (test.stderr == "") != (got.stderr == "") {
				t.Errorf("stderr %q, want %q", got.stderr, test.stderr)
			}
			if got.status == exitTrouble && got.stdout != "" {
				t.Errorf("a wrong call printed %q", got.stdout)
			}
		})
	}
}

func TestHelp(t *testing.T) {
	overview := runWith("", "help").stdout
	for _, args := range [][]string{{"-h"}, {"-help"}, {"--help"}} {
		if got := runWith("", args...).stdout; got != overview {
			t.Errorf("%s is not help", args)
		}
	}
	if got := runWith("").stderr; got != overview {
		t.Error("no arguments do not give the overview")
	}
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, cmd := range commands {
		usage := runWith("", "help", cmd.name).stdout
		if got := runWith("", cmd.name, "-h").stdout; got != usage {
			t.Errorf("%s -h differs from help %s", cmd.name, cmd.name)
		}
		want := []string{"usage: redeem " + cmd.name, "Columns", "Examples:\n  redeem " + cmd.name, "\nExit status: 0", "does not say"}
		if cmd.plain {
			want = []string{"usage: redeem " + cmd.name, "Examples:\n", "\nExit status: 0"}
		}
		if cmd == &redactCommand { // a filter
			want = []string{"usage: redeem redact", "Examples:\n  ", " | redeem redact", "\nExit status: 0", "does not say"}
		}
		for _, text := range want {
			if !strings.Contains(usage, text) {
				t.Errorf("help %s lacks %q", cmd.name, text)
			}
		}
		if !strings.Contains(overview, "\n  "+cmd.name+" ") {
			t.Errorf("the overview lacks %s", cmd.name)
		}
		if !bytes.Contains(doc, []byte("//\tredeem "+cmd.name+" [flags] [")) {
			t.Errorf("the package comment lacks %s", cmd.name)
		}
		flags := flag.NewFlagSet("", flag.ContinueOnError)
		cmd.declare(flags)
		flags.VisitAll(func(f *flag.Flag) {
			if !strings.Contains(usage, "\n  -"+f.Name) || f.Usage == "" {
				t.Errorf("help %s does not say what -%s is", cmd.name, f.Name)
			}
		})
		for line := range strings.Lines(usage) {
			if len(line) > 90 {
				t.Errorf("help %s has a line of %d bytes", cmd.name, len(line))
			}
		}
	}
}

// TestNoInputPrinted calls the command wrongly and rightly with a text that
// must not appear: on standard error never, on standard output not if it was
// refused.
func TestNoInputPrinted(t *testing.T) {
	const secret = "XQ7-SECRET"
	secrets := file(t, secret+"\n")
	for _, args := range [][]string{
		{secret}, {"-" + secret}, {"help", secret}, {"help", "check", secret},
		{"check", secret}, {"check", "-json", secret}, {"check", "-summary", secret}, {"check", "-mask", "-group", secret},
		{"check", "-" + secret}, {"check", "--" + secret + "=1"}, {"check", "-json=" + secret}, {"check", "-json", secret, "-json"},
		{"check", "-f", secret}, {"check", "-f", secret, secret}, {"check", "-length", secret},
		{"check", "-length=" + secret}, {"check", "-length", "4", "-prefix", secret}, {"check", "-length", "4", "-alphabet", secret},
		{"check", "-groups", secret}, {"check", "-prefix", secret}, {"check", "---" + secret}, {"check", "--- -f " + secret},
		{"serial", secret}, {"serial", "-json", secret}, {"serial", "-" + secret},
		{"region", secret}, {"region", "-json", secret}, {"region", "-storefront", secret}, {"region", "-storefront", "NO", secret},
		{"check"}, {"serial"}, {"region"}, {"check", "-f", "-", secret}, {"check", "-check", secret},
		{"fix", secret}, {"fix", "-json", secret}, {"fix", "-reads", secret, secret}, {"fix"}, {"fix", "-reads"}, {"fix", "-" + secret},
		{"fix", "-accept", secret}, {"fix", "-accept", secrets}, {"fix", "-model", secret}, {"fix", "-model", secrets}, {"fix", "-f", secret},
		{"fix", "-check", secret}, {"fix", "-n", secret}, {"fix", "-tries", secret}, {"fix", "-max-cost", secret}, {"fix", secret, "-n", "2"},
		{"audit"}, {"audit", secret}, {"audit", secrets}, {"audit", "-json", "-show", secrets, secrets}, {"audit", "-" + secret},
		{"audit", "-tmp", secret}, {"audit", "-tmp", secrets}, {"audit", "-memory", secret}, {"audit", "-model", secret}, {"audit", secrets, secret},
		{"schemes", secret}, {"schemes", "-json", secret}, {"schemes", "-" + secret},
		{"new", secret}, {"new", "-n", secret}, {"new", "-words", secret}, {"new", "-except", secret}, {"new", "-except", secrets},
		{"new", "-words", file(t, secret+"*\n")}, {"new", "-words", file(t, strings.Repeat(secret, 9))}, {"new", "-length", "4", "-prefix", secret},
		{"design", secret}, {"design", "-live", secret}, {"design", "-model", secret}, {"design", "-model", secrets}, {"design", "-check", secret},
	} {
		got := runWith(secret+"\n"+secret, args...)
		if strings.Contains(got.stderr, "SECRET") {
			t.Errorf("%q: stderr %q", args, got.stderr)
		}
		if strings.Contains(got.stdout, "SECRET") {
			t.Errorf("%q: stdout %q", args, got.stdout)
		}
		if got.status == exitOK {
			t.Errorf("%q: accepted", args)
		}
	}
}

func TestReadError(t *testing.T) {
	broken := errors.New("broken disk")
	for _, test := range []struct{ stdin, stdout string }{
		{"", ""},
		{good + "\n\n", "1\tok\t" + good + "\t\tnone\n2\tempty\t\t0\tnone\n"},
		{good + "\n" + good, "1\tok\t" + good + "\t\tnone\n"}, // how the second line goes on is not known
		{good + "\n" + strings.Repeat(" ", 3*chunk), "1\tok\t" + good + "\t\tnone\n"},
	} {
		var stdout, stderr bytes.Buffer
		stdin := &brokenReader{strings.NewReader(test.stdin), broken}
		if status := run([]string{"check"}, stdin, &stdout, &stderr); status != exitTrouble {
			t.Errorf("status %d", status)
		}
		if stdout.String() != test.stdout {
			t.Errorf("stdout %q, want %q", &stdout, test.stdout)
		}
		if got, want := stderr.String(), "redeem check: reading: broken disk\n"; got != want {
			t.Errorf("stderr %q, want %q", got, want)
		}
	}
	var stdout, stderr bytes.Buffer
	if status := run([]string{"check", "-summary"}, iotest.ErrReader(broken), &stdout, &stderr); status != exitTrouble || stdout.Len() > 0 {
		t.Errorf("a summary of less than everything: status %d, stdout %q", status, &stdout)
	}
}

// brokenReader is a reader whose end is an error.
type brokenReader struct {
	r   *strings.Reader
	err error
}

func (b *brokenReader) Read(p []byte) (int, error) {
	if b.r.Len() == 0 {
		return 0, b.err
	}
	return b.r.Read(p)
}

func TestWriteError(t *testing.T) {
	lines := strings.Repeat(good+"\n", 100_000)
	for _, room := range []int{0, 1, 1000, 2*chunk + 1} {
		for _, args := range [][]string{{"check"}, {"check", "-json"}, {"check", "-mask"}, {"fix", "-n", "0"}} {
			var stderr bytes.Buffer
			stdin := strings.NewReader(lines)
			status := run(args, stdin, &fullWriter{room: room}, &stderr)
			if got, want := stderr.String(), "redeem "+args[0]+": writing: disk full\n"; status != exitTrouble || got != want {
				t.Errorf("%q, room for %d bytes: status %d, stderr %q", args, room, status, got)
			}
			if stdin.Len() < len(lines)/2 {
				t.Errorf("%q, room for %d bytes: read on, %d bytes left", args, room, stdin.Len())
			}
		}
	}
	var stderr bytes.Buffer
	typed := strings.NewReader(lines)
	if status := run([]string{"check"}, iotest.OneByteReader(typed), &fullWriter{}, &stderr); status != exitTrouble || len(lines)-typed.Len() != len(good)+1 {
		t.Errorf("an answer that could not be written: status %d, %d bytes read", status, len(lines)-typed.Len())
	}
	for _, args := range [][]string{{"check", good}, {"check", "-summary", good}, {"serial", good}, {"region", good}, {"fix", good}, {"audit", os.DevNull}, {"schemes"}, {"new"}, {"design"}, {"help"}, {"help", "check"}, {"check", "-h"}} {
		var stderr bytes.Buffer
		if status := run(args, nil, &fullWriter{}, &stderr); status != exitTrouble || !strings.HasSuffix(stderr.String(), ": writing: disk full\n") {
			t.Errorf("%q: status %d, stderr %q", args, status, &stderr)
		}
	}
}

// fullWriter has room for so many bytes.
type fullWriter struct{ room int }

func (w *fullWriter) Write(b []byte) (int, error) {
	if len(b) > w.room {
		n := w.room
		w.room = 0
		return n, errors.New("disk full")
	}
	w.room -= len(b)
	return len(b), nil
}
