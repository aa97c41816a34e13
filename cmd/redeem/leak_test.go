package main

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/redeemkit/redeem/internal/exhaustive"
)

// secret is a code that nobody may see on standard error, where messages go
// that end up in logs, nor, where it is not an input, on standard output.
const secret = "X8KD49FJ2MZQ7WPT"

// leaked returns four symbols in a row of the secret that the output shows, in
// either case, or "".
func leaked(output string) string {
	output = strings.ToUpper(output)
	for i := range len(secret) - 3 {
		if strings.Contains(output, secret[i:i+4]) {
			return secret[i : i+4]
		}
	}
	return ""
}

// TestLeakFlags gives a code to every flag of every command, in every way in
// which a person may do that by mistake.
func TestLeakFlags(t *testing.T) {
	dir := t.TempDir()
	inDir := filepath.Join(dir, secret)
	codes := file(t, secret+"\n"+secret+"\t"+secret+"\n")
	if err := os.Mkdir(inDir, 0o700); err != nil {
		t.Fatal(err)
	}
	closed := filepath.Join(dir, secret+".txt")
	if err := os.WriteFile(closed, []byte(secret), 0); err != nil {
		t.Fatal(err)
	}
	for _, cmd := range commands {
		var names []string
		flags := flag.NewFlagSet(cmd.name, flag.ContinueOnError)
		cmd.declare(flags)
		flags.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
		if len(names) == 0 && !cmd.plain {
			t.Errorf("%s has no flags", cmd.name)
		}
		for _, name := range names {
			for _, value := range []string{secret, strings.ToLower(secret), "X8KD-49FJ-2MZQ-7WPT", inDir, closed, inDir + "/none", codes, "-" + secret, ""} {
				for form, args := range [][]string{
					{cmd.name, "-" + name, value},
					{cmd.name, "-" + name + "=" + value},
					{cmd.name, "--" + name + value},
					{cmd.name, "-" + name, value, secret},
					{cmd.name, value, "-" + name},
				} {
					stdins := []string{secret + "\n", secret + "\t" + secret[1:] + "\n", ""}
					for _, stdin := range exhaustive.Pick(stdins[form%3:form%3+1], stdins) {
						got := runWith(stdin, args...)
						if part := leaked(got.stderr); part != "" {
							t.Errorf("%q of %q: stderr %q", args, stdin, got.stderr)
						}
					}
				}
			}
		}
	}
}

// TestLeakInputs gives codes as inputs to every command, well formed and
// not, as arguments, in files and on standard input, some of which end in an
// error. A command prints codes on standard output, but never on standard error. The
// sample runs each command line with a good disk or a broken one, by turns.
func TestLeakInputs(t *testing.T) {
	inputs := []string{secret, secret[1:], secret + "!", "!" + secret, secret + "\xff", secret + secret, secret + "\t" + secret[1:], secret + "?", "-" + secret}
	broken := errors.New("broken disk")
	for i, input := range inputs {
		text := file(t, input+"\n"+input+"\n")
		for _, cmd := range commands {
			for j, args := range [][]string{
				{cmd.name}, {cmd.name, input}, {cmd.name, "--", input}, {cmd.name, input, input}, {cmd.name, "-f", text},
				{cmd.name, text}, {cmd.name, text, input}, {cmd.name, "help", input}, {"help", cmd.name, input},
				{"help", input}, {input, cmd.name}, {cmd.name, "-f", text, "-x" + input},
			} {
				if exhaustive.On() || (i+j)%2 == 0 {
					got := runWith(input+"\n"+input, args...)
					if part := leaked(got.stderr); part != "" {
						t.Errorf("%q: stderr %q", args, got.stderr)
					}
				}
				if !exhaustive.On() && (i+j)%2 == 0 {
					continue
				}
				var stderr strings.Builder
				stdin := &brokenReader{strings.NewReader(input + "\n" + input), broken}
				run(args, iotest.OneByteReader(stdin), &fullWriter{room: 10}, &stderr)
				if part := leaked(stderr.String()); part != "" {
					t.Errorf("%q with a broken disk: stderr %q", args, stderr.String())
				}
			}
		}
	}
}

// TestLeakMask holds -mask, and what audit does unless told otherwise, to show
// four symbols and no more.
func TestLeakMask(t *testing.T) {
	lines := file(t, secret+"\n"+strings.ToLower(secret)+"\nX8KD49FJ2MZQ7WP7\nX8KD49FJ2M2Q7WPT\n")
	for _, args := range [][]string{
		{"check", "-mask", "-f", lines}, {"check", "-mask", "-json", "-f", lines}, {"check", "-mask", "-group", secret},
		{"fix", "-mask", "-f", lines}, {"fix", "-mask", "-json", "-f", lines},
		{"find", "-mask", "-f", lines}, {"find", "-mask", "-json", "-f", lines}, {"redact", "-f", lines},
		{"audit", lines}, {"audit", "-json", lines}, {"audit", "-group", lines},
		{"check", "-mask", "-o", "table", "-f", lines}, {"check", "-mask", "-o", "table", secret + "!", secret[1:]},
		{"fix", "-mask", "-o", "table", "-f", lines}, {"find", "-mask", "-o", "table", "-f", lines}, {"audit", "-o", "table", lines},
	} {
		got := runWith("", args...)
		if got.status == exitTrouble {
			t.Errorf("%q: %s", args, got.stderr)
		}
		out := strings.ReplaceAll(strings.ToUpper(got.stdout), secret[12:], "")
		if part := leaked(out); part != "" || !strings.Contains(out, "****") {
			t.Errorf("%q shows %q: %q", args, part, got.stdout)
		}
	}
}
