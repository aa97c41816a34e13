package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/log"
)

func TestMain(m *testing.M) {
	log.LogLevel = "warn"
	beam.Init()
	os.Exit(m.Run())
}

// audited is the result of one call.
type audited struct {
	status int
	stdout string
	err    string
}

func call(t *testing.T, args ...string) audited {
	t.Helper()
	flags := flag.NewFlagSet("audit", flag.ContinueOnError)
	c := declare(flags)
	if err := flags.Parse(args); err != nil {
		t.Fatal(err)
	}
	var stdout bytes.Buffer
	status, err := c.run(context.Background(), &stdout)
	got := audited{status: status, stdout: stdout.String()}
	if err != nil {
		got.err = err.Error()
	}
	return got
}

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const good = "X8KD49FJ2MZQ7WPT"

// TestLikeRedeemAudit calls both commands with the same flags.
func TestLikeRedeemAudit(t *testing.T) {
	redeem := filepath.Join(t.TempDir(), "redeem")
	if out, err := exec.Command("go", "build", "-o", redeem, "github.com/redeemkit/redeem/cmd/redeem").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	one := write(t, "one", good+"\n"+"XBKD49FJ2MZQ7WPT\n"+good+"\n\nX8KD49FJ2MZQ7WPI\nX8KD49FJ2MZQ7WP1\n")
	two := write(t, "two", "bad\n"+good+"\nXBKD49FJZMZQ7WPT\n")
	model := write(t, "model", "I\t1\t1\n")
	for _, test := range []struct {
		flags string
		files []string
	}{
		{"", []string{one}},
		{"", []string{two, one}},
		{"-show", []string{one, two}},
		{"-pairs=0", []string{one, two}},
		{"-pairs=1 -compare=2", []string{one, two}},
		{"-model=ocr", []string{one, two}},
		{"-model=" + model + " -show", []string{one, two}},
		{"-length=3 -alphabet=abd -show", []string{one, two}},
		{"-check=iso7064-mod-37-2", []string{one}},
	} {
		flags := strings.Fields(test.flags)
		want, err := exec.Command(redeem, append(append([]string{"audit"}, flags...), test.files...)...).Output()
		if _, failed := err.(*exec.ExitError); err != nil && !failed {
			t.Fatal(err)
		}
		prefix := filepath.Join(t.TempDir(), "audited")
		args := append(flags, "-output", prefix)
		for _, file := range test.files {
			args = append(args, "-input", file)
		}
		got := call(t, args...)
		if got.status != exitFound || got.err != "" {
			t.Errorf("%s: %+v", test.flags, got)
		}
		names, err := filepath.Glob(prefix + "-findings-*")
		if err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		for _, name := range append(names, prefix+"-summary.tsv") {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			all.WriteString(string(text))
		}
		if all.String() != string(want) || !strings.HasSuffix(all.String(), got.stdout) {
			t.Errorf("%s: got %s, want %s, and at the end %s", test.flags, all.String(), want, got.stdout)
		}
		var numbers strings.Builder
		for i, file := range test.files {
			numbers.WriteString(string(rune('1'+i)) + "\t" + file + "\n")
		}
		if text, err := os.ReadFile(prefix + "-files.tsv"); err != nil || string(text) != numbers.String() {
			t.Errorf("%s: %q, %v", test.flags, text, err)
		}
	}
}

func TestStatus(t *testing.T) {
	dir := t.TempDir()
	clean, found := write(t, "clean", good+"\n"), write(t, "found", good+"\n"+good+"\n")
	there := []string{"-input", clean, "-output", dir + "/clean"}
	for _, test := range []struct {
		args   []string
		status int
		stdout string
		err    string
	}{
		{there, exitClean, "ok\t1\ntotal\t1\nduplicate\t0\nlookalike\t0\n", ""},
		{there, exitTrouble, "", "there is the output of another audit"},
		{[]string{"-input", found, "-output", dir + "/found"}, exitFound, "ok\t2\ntotal\t2\nduplicate\t1\nlookalike\t0\n", ""},
		{[]string{"-input", clean, "-output", clean + "/x"}, exitTrouble, "", "not a directory"},
		{[]string{"-input", dir + "/none*", "-output", dir + "/x"}, exitTrouble, "", "there is no file for input 1"},
		{[]string{"-input", clean}, exitTrouble, "", "no inputs or no output"},
		{[]string{"-output", dir + "/x"}, exitTrouble, "", "no inputs or no output"},
		{[]string{"-input", clean, "-output", dir + "/x", "rest"}, exitTrouble, "", "arguments that are no flags"},
		{[]string{"-input", clean, "-output", dir + "/x", "-check=none"}, exitTrouble, "", "no such scheme"},
		{[]string{"-input", clean, "-output", dir + "/x", "-model=" + dir + "/none"}, exitTrouble, "", "reading the model"},
		{[]string{"-input", clean, "-output", dir + "/x", "-compare=0"}, exitTrouble, "", "at least 1"},
		{[]string{"-input", clean, "-output", dir + "/x", "-pairs=-1"}, exitTrouble, "", "not less than 0"},
		{[]string{"-input", clean, "-output", dir + "/x", "-block=0"}, exitTrouble, "", "at least 1"},
		{[]string{"-input", clean, "-output", dir + "/x", "-shard=0"}, exitTrouble, "", "at least 1"},
		{[]string{"-input", clean, "-output", dir + "/x", "-block=9999999999"}, exitTrouble, "", "out of range"},
		{[]string{"-input", clean, "-output", "nothing://x"}, exitTrouble, "", "not registered"},
	} {
		got := call(t, test.args...)
		if got.status != test.status || got.stdout != test.stdout || !strings.Contains(got.err, test.err) || (got.err == "") != (test.err == "") {
			t.Errorf("%q: %+v, want %+v", test.args, got, test)
		}
	}
}

// TestWrongFlags expects that a wrong call prints nothing of what was typed,
// which may be a code.
func TestWrongFlags(t *testing.T) {
	defer func(flags *flag.FlagSet) { flag.CommandLine = flags }(flag.CommandLine)
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"-block", good}, "-block: missing or invalid value"},
		{[]string{"-length=" + good}, "-length: missing or invalid value"},
		{[]string{"-groups", good}, "-groups: missing or invalid value"},
		{[]string{"-show=" + good}, "-show: missing or invalid value"},
		{[]string{"-" + good}, "argument 1 is not a flag"},
		{[]string{"-show", "--" + good + "=1"}, "argument 2 is not a flag"},
		{[]string{"---" + good}, "argument 1 is not a flag"},
	} {
		flag.CommandLine = flag.NewFlagSet("audit", flag.ContinueOnError)
		var stdout, stderr bytes.Buffer
		status := run(test.args, &stdout, &stderr)
		if text := stderr.String(); status != exitTrouble || stdout.Len() > 0 || !strings.Contains(text, test.want) || strings.Contains(text, good) {
			t.Errorf("%q: status %d, %q, want %q", test.args, status, text, test.want)
		}
	}
}
