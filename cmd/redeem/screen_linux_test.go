package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"unsafe"
)

var update = flag.Bool("update", false, "write the golden screens and pictures again")

// terminal is a pseudo-terminal: what is written to one end is read from the
// other one, as a person would see it.
type terminal struct{ person, program *os.File }

func openTerminal(t *testing.T, columns int) *terminal {
	t.Helper()
	person, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	control := func(f *os.File, request uintptr, argument unsafe.Pointer) {
		conn, err := f.SyscallConn()
		if err != nil {
			t.Fatal(err)
		}
		conn.Control(func(fd uintptr) {
			if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, fd, request, uintptr(argument)); errno != 0 {
				t.Fatal(errno)
			}
		})
	}
	var number, unlocked int32
	control(person, syscall.TIOCGPTN, unsafe.Pointer(&number))
	control(person, syscall.TIOCSPTLCK, unsafe.Pointer(&unlocked))
	program, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	size := struct{ rows, columns, x, y uint16 }{24, uint16(columns), 0, 0}
	control(program, syscall.TIOCSWINSZ, unsafe.Pointer(&size))
	t.Cleanup(func() { person.Close(); program.Close() })
	return &terminal{person, program}
}

// show runs the command with its output on a terminal, and returns what the
// terminal shows.
func show(t *testing.T, columns int, stdin string, args ...string) (screen string, status int) {
	t.Helper()
	tty := openTerminal(t, columns)
	seen := make(chan []byte)
	go func() {
		b, _ := io.ReadAll(tty.person) // which ends in an error, as a terminal does
		seen <- b
	}()
	status = run(args, strings.NewReader(stdin), tty.program, tty.program)
	tty.program.Close()
	return strings.ReplaceAll(string(<-seen), "\r\n", "\n"), status
}

// screens are what people do with each command.
func screens(t *testing.T) []screenTest {
	codes := file(t, "x8kd-49fj-2mzq-7wpt\nX8KD49FJ2MZQ7\n\"X8KD49FJ2M2Q7WPT\"\nX8KD49FJ2MZQ7WPT\n")
	brands := file(t, `[{"name": "voucher", "length": 8, "prefix": "V", "groups": [4, 4], "check": "luhn-mod-36"}]`)
	reads := file(t, strings.Repeat("X8KD49FJ2MZQ7WPT\tX8KD49FJZMZQ7WPT\nX8KD49FJ2MZQ7WPT\tX8KD49FJ2MZQ7WPT\n", 3))
	return []screenTest{
		{"check", "", []string{"check", "x8kd-49fj-2mzq-7wpt", good, "Ｘ８ＫＤ４９ＦＪ２ＭＺＱ７ＷＰＴ", "X8KD49FJ2MZQ7", "Ｘ８ＫＤ-49Fé!2MZQ7WPT", "\x1b[2JX8KD", strings.Repeat("8", 100)}},
		{"check-mask", "", []string{"check", "-mask", good, "X8KD49FJ2MZQ7"}},
		{"check-formats", "", []string{"check", "-format", "gift-card", "-format", brands, good, "VOUCHER"}},
		{"check-summary", "", []string{"check", "-summary", "-f", codes}},
		{"fix", misread + "\n" + good + "\nX8KD49FJ2MZQ7WP?\nX\n", []string{"fix", "-check", "iso7064-mod-37-2"}},
		{"fix-probability", "", []string{"fix", "-check", "iso7064-mod-37-2", "-model", "ocr", misread}},
		{"serial", "", []string{"serial", "epy 1234 5678 901", "GCA", good}},
		{"region", "", []string{"region", "NO", "578", "143441-1", "ZZ", "AQ"}},
		{"region-storefront", "", []string{"region", "-storefront", "143457-2,29", "NO", "FR"}},
		{"find", "it says X8KD-49FJ-2MZQ-7WPT\nor X8KD49FJ2M2Q7WPT\n", []string{"find"}},
		{"redact", "it says X8KD-49FJ-2MZQ-7WPT\n", []string{"redact"}},
		{"new", "", []string{"new", "-length", "2", "-alphabet", "AB", "-except", file(t, "AB\nBA\nAA\n")}},
		{"design", "", []string{"design", "-groups", "4-4-4", "-check", "damm-gf32", "-live", "1e6", "-guesses", "1e4", "-n", "2"}},
		{"design-compare", "", []string{"design", "-compare", "-length", "12", "-live", "1e6"}},
		{"audit", "", []string{"audit", codes}},
		{"schemes", "", []string{"schemes", "luhn", "damm-gf32", "rs-gf37-2", "coupon-code-3x4"}},
		{"formats", "", []string{"formats"}},
		{"fit", "", []string{"fit", "-prior", "none", "-f", reads}},
		{"wrong", "", []string{"chekc", good}},
		{"wrong-flag", "", []string{"check", "-sumary", good}},
	}
}

type screenTest struct {
	name  string
	stdin string
	args  []string
}

// TestScreens compares what terminals of 80 and 120 columns show, in color and
// without, with the golden screens. ^[ stands for the escape character.
func TestScreens(t *testing.T) {
	t.Setenv("TERM", "xterm")
	shown := make(map[string]bool)
	for _, test := range screens(t) {
		var got bytes.Buffer
		for _, columns := range []int{80, 120} {
			for _, colour := range []string{"", "1"} {
				t.Setenv("NO_COLOR", colour)
				screen, status := show(t, columns, test.stdin, test.args...)
				if colour == "1" && strings.Contains(screen, "\x1b") {
					t.Errorf("%s: colors or worse with NO_COLOR: %q", test.name, screen)
				}
				fmt.Fprintf(&got, "== %d columns, NO_COLOR=%s, exit status %d\n%s", columns, colour, status, strings.ReplaceAll(screen, "\x1b", "^["))
			}
		}
		shown[test.args[0]] = true
		golden(t, filepath.Join("testdata", "screens", test.name+".txt"), got.Bytes())
	}
	for _, cmd := range commands {
		if !shown[cmd.name] && !cmd.plain {
			t.Errorf("no screen of %s", cmd.name)
		}
	}
}

// golden compares with a file, or with -update writes it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs (go test ./cmd/redeem -run %s -update writes it again):\n%s", name, t.Name(), got)
	}
}

// TestInvite types a code where a command waits for one.
func TestInvite(t *testing.T) {
	for _, args := range [][]string{{"check"}, {"check", "-f", "-"}, {"audit", "-show"}, {"audit", "-show", "-"}, {"redact"}} {
		invite(t, args)
	}
}

func invite(t *testing.T, args []string) {
	tty := openTerminal(t, 80)
	seen := make(chan []byte)
	go func() {
		b, _ := io.ReadAll(tty.person)
		seen <- b
	}()
	code, want := good, "X8KD-49FJ-2MZQ-7WPT"
	switch args[0] {
	case "audit":
		code, want = good+"\n"+good, "duplicate"
	case "redact":
		want = "************7WPT"
	}
	tty.person.WriteString(code + "\n\x04")
	status := run(args, tty.program, tty.program, tty.program)
	tty.program.Close()
	shown := string(<-seen)
	if status == exitTrouble || !strings.Contains(shown, "Type or paste the input, one line for each. Ctrl-D ends it.") || !strings.Contains(shown, want) {
		t.Errorf("%q: status %d, %q", args, status, shown)
	}
}

// TestScreenForms asks a terminal for what pipes get, and the other way round.
func TestScreenForms(t *testing.T) {
	t.Setenv("NO_COLOR", "")
	t.Setenv("COLUMNS", "80")
	const row = "1\tok\t" + good + "\t\tnone\n"
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"check", "-o", "tsv", good}, row},
		{[]string{"check", "-header", good}, "input\tresult\tcode\toffset\tedits\n" + row},
		{[]string{"check", "-json", good}, `{"input":1,"result":"ok","code":"X8KD49FJ2MZQ7WPT","edits":[]}` + "\n"},
	} {
		if got, _ := show(t, 80, "", test.args...); got != test.want {
			t.Errorf("%q: %q, want %q", test.args, got, test.want)
		}
	}
	plain := runWith("", "check", "-o", "table", good).stdout
	if shown, _ := show(t, 80, "", "check", "-color", "never", good); plain != shown {
		t.Errorf("in a pipe %q, on a terminal %q", plain, shown)
	}
	if got := runWith("", "check", "-o", "table", "-color", "always", good).stdout; !strings.Contains(got, "\x1b[") {
		t.Errorf("no colors: %q", got)
	}
}
