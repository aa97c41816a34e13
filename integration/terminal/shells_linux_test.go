package terminal

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// command builds the command, and returns the environment in which shells find
// it.
func command(t *testing.T) (env []string) {
	t.Helper()
	dir := t.TempDir()
	build := exec.Command("go", "build", "-o", filepath.Join(dir, "redeem"), "./cmd/redeem")
	build.Dir = filepath.Join("..", "..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if err := os.WriteFile(filepath.Join(dir, "codes.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	return append(os.Environ(), "PATH="+dir+":"+os.Getenv("PATH"), "HOME="+dir, "XDG_CONFIG_HOME="+dir, "TERM=dumb", "PS1=$ ")
}

func program(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skip(err)
	}
	return path
}

// home returns the directory of the command.
func home(env []string) string {
	for _, setting := range env {
		if dir, ok := strings.CutPrefix(setting, "HOME="); ok {
			if _, err := os.Stat(filepath.Join(dir, "codes.txt")); err == nil {
				return dir
			}
		}
	}
	return ""
}

// lines are typed, and completed to what follows.
var lines = []struct{ typed, shown string }{
	{"redeem chec", "redeem check "},
	{"redeem check -summ", "redeem check -summary "},
	{"redeem check -check damm-gf", "redeem check -check damm-gf32 "},
	{"redeem check -o js", "redeem check -o json "},
	{"redeem check -f cod", "redeem check -f codes.txt "},
	{"redeem audit cod", "redeem audit codes.txt "},
	{"redeem help desi", "redeem help design "},
}

// TestTab presses Tab in interactive shells.
func TestTab(t *testing.T) {
	env := command(t)
	for _, shell := range []struct {
		name  string
		args  []string
		start string
	}{
		{"bash", []string{"--norc", "--noprofile", "-i"}, "source <(redeem completion bash)"},
		{"zsh", []string{"-f", "-i"}, "autoload -U compinit; compinit -u -D; source <(redeem completion zsh)"},
	} {
		t.Run(shell.name, func(t *testing.T) {
			path := program(t, shell.name)
			tty := start(t, env, path, shell.args...)
			tty.typed(shell.start + "; echo rea''dy\n")
			tty.waitFor(t, "ready")
			for _, line := range lines {
				tty.typed(line.typed + "\t")
				tty.waitFor(t, line.shown)
				tty.typed("\x15") // Ctrl-U deletes the line
				tty.typed("echo nex''t\n")
				tty.waitFor(t, "next")
			}
		})
	}
}

// TestFish asks fish for what it would show.
func TestFish(t *testing.T) {
	path := program(t, "fish")
	env := command(t)
	for _, line := range lines {
		cmd := exec.Command(path, "--no-config", "-c", "redeem completion fish | source; complete -C '"+line.typed+"'")
		cmd.Env, cmd.Dir = env, home(env)
		out, err := cmd.Output()
		words := strings.Fields(line.shown)
		if want := words[len(words)-1]; err != nil || !strings.HasPrefix(string(out), want) {
			t.Errorf("%q: %q, %v", line.typed, out, err)
		}
	}
}

// TestManualPage has the manual page looked over and formatted.
func TestManualPage(t *testing.T) {
	path := program(t, "mandoc")
	cmd := exec.Command("redeem", "man")
	cmd.Env = command(t)
	cmd.Path = filepath.Join(home(cmd.Env), "redeem")
	cmd.Err = nil
	page, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	lint := exec.Command(path, "-T", "lint", "-W", "error")
	lint.Stdin = strings.NewReader(string(page))
	if out, err := lint.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	format := exec.Command(path, "-T", "ascii")
	format.Stdin = strings.NewReader(string(page))
	out, err := format.Output()
	if err != nil || !strings.Contains(string(out), "redeem audit inventory.txt") {
		t.Errorf("%v\n%s", err, out)
	}
}

// terminal is a shell on a pseudo-terminal.
type terminal struct {
	person *os.File
	mu     sync.Mutex
	seen   []byte
}

func start(t *testing.T, env []string, path string, args ...string) *terminal {
	t.Helper()
	person, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	var number, unlocked int32
	for request, argument := range map[uintptr]*int32{syscall.TIOCGPTN: &number, syscall.TIOCSPTLCK: &unlocked} {
		if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, person.Fd(), request, uintptr(unsafe.Pointer(argument))); errno != 0 {
			t.Fatal(errno)
		}
	}
	shell, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, args...)
	cmd.Env, cmd.Dir = env, home(env)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = shell, shell, shell
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	shell.Close()
	tty := &terminal{person: person}
	go func() {
		var b [4096]byte
		for {
			n, err := person.Read(b[:])
			if err != nil {
				return
			}
			tty.mu.Lock()
			tty.seen = append(tty.seen, b[:n]...)
			tty.mu.Unlock()
		}
	}()
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
		person.Close()
	})
	return tty
}

func (tty *terminal) typed(text string) { tty.person.WriteString(text) }

// waitFor waits until the terminal shows a text, and forgets all up to its end.
func (tty *terminal) waitFor(t *testing.T, text string) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		tty.mu.Lock()
		_, after, found := strings.Cut(string(tty.seen), text)
		if found {
			tty.seen = []byte(after)
		}
		shown := string(tty.seen)
		tty.mu.Unlock()
		if found {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("the terminal shows %q and not %q", shown, text)
		}
	}
}
