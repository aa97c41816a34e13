package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// commandRounds is the number of runs of each command: a run takes seconds.
const commandRounds = 5

// A commandTask is a command of redeem beside one that people use instead, on
// the same file.
type commandTask struct {
	name     string
	write    func(w io.Writer, r *rand.Rand, n int) error // writes the file of n lines
	commands []command                                    // the command of redeem is first
}

// A command runs on a file. Its output for n lines shows that its answer is
// right.
type command struct {
	name  string
	args  []string // the name of the file follows
	wants func(n int) string
}

// commandTasks returns the tasks of -commands. redeem is the path of the
// command.
func commandTasks(redeem string) []commandTask {
	check := []string{redeem, "check", "-summary", "-f"}
	grep := []string{"env", "LC_ALL=C", "grep", "-cE", codePattern.String()}
	return []commandTask{
		{"canonical codes", func(w io.Writer, r *rand.Rand, n int) error { return writeCodes(w, r, n, canonicalLine) }, []command{
			{"redeem check -summary", check, func(n int) string { return fmt.Sprintf("ok\t%d\ntotal\t%d\n", n, n) }},
			{"LC_ALL=C grep -cE", grep, func(n int) string { return fmt.Sprintf("%d\n", n) }},
		}},
		{"1 line of 10 wrong or spelled otherwise", func(w io.Writer, r *rand.Rand, n int) error { return writeCodes(w, r, n, mixedLine) }, []command{
			{"redeem check -summary", check, func(n int) string {
				return fmt.Sprintf("ok\t%d\ninvalid symbol\t%d\ntotal\t%d\n", n-n/20, n/20, n)
			}},
			{"LC_ALL=C grep -cE", grep, func(n int) string { return fmt.Sprintf("%d\n", n-n/10) }},
		}},
	}
}

// writeCodes writes n lines, each made from a random code.
func writeCodes(w io.Writer, r *rand.Rand, n int, line func(dst []byte, i int, code []byte) []byte) error {
	b := bufio.NewWriter(w)
	code, text := make([]byte, len(code)), []byte(nil)
	for i := range n {
		randomCode(r, code)
		text = append(line(text[:0], i, code), '\n')
		b.Write(text)
	}
	return b.Flush()
}

func canonicalLine(dst []byte, _ int, code []byte) []byte { return append(dst, code...) }

// mixedLine spells a code differently in one line of 20, and puts a wrong
// symbol in another.
func mixedLine(dst []byte, i int, code []byte) []byte {
	switch i % 20 {
	case 9:
		text := bytes.ToLower(code)
		return fmt.Appendf(dst, "%s-%s-%s-%s", text[:4], text[4:8], text[8:12], text[12:])
	case 19:
		code[8] = '!'
	}
	return append(dst, code...)
}

// A commandFigure holds the times of a command in seconds: the elapsed time,
// and the processor time of all cores.
type commandFigure struct{ passed, processor figure }

// run runs the commands of a task alternately on a file in dir.
func (t *commandTask) run(dir string, n, rounds int) ([]commandFigure, error) {
	file := filepath.Join(dir, "codes.txt")
	w, err := os.Create(file)
	if err != nil {
		return nil, err
	}
	if err := t.write(w, rand.New(rand.NewPCG(1, 2)), n); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	passed, processor := make([]timings, len(t.commands)), make([]timings, len(t.commands))
	for range rounds {
		for i, c := range t.commands {
			cmd := exec.Command(c.args[0], append(c.args[1:len(c.args):len(c.args)], file)...)
			start := time.Now()
			out, err := cmd.Output()
			passed[i] = append(passed[i], float64(time.Since(start)))
			if cmd.ProcessState == nil || string(out) != c.wants(n) { // the status also depends on wrong lines
				return nil, fmt.Errorf("%s: %s, %v: prints %q, want %q", t.name, c.name, err, out, c.wants(n))
			}
			processor[i] = append(processor[i], float64(cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime()))
		}
	}
	figures := make([]commandFigure, len(t.commands))
	for i, c := range t.commands {
		figures[i] = commandFigure{passed[i].figure(c.name, passed[0]), processor[i].figure(c.name, processor[0])}
	}
	return figures, nil
}

// measureCommands builds the command of redeem, measures it, prints the
// results, and writes them if asked to.
func (o *options) measureCommands() error {
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	redeem, err := buildCommand(dir)
	if err != nil {
		return err
	}
	text, err := commandsText(commandTasks(redeem), dir, o.commands, commandRounds)
	if err != nil {
		return err
	}
	fmt.Print(text)
	if o.readme != "" {
		return commandsBlock.rewrite(o.readme, text)
	}
	return nil
}

// buildCommand builds the command of redeem in dir, and returns its path.
func buildCommand(dir string) (path string, err error) {
	path = filepath.Join(dir, "redeem.exe")
	build := exec.Command("go", "build", "-o", path, "./cmd/redeem")
	build.Dir = ".."
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %v: %s", err, out)
	}
	return path, nil
}

// commandsText measures the tasks and returns a table with a row for each.
func commandsText(tasks []commandTask, dir string, lines, rounds int) (string, error) {
	var b strings.Builder
	grep, err := exec.Command("grep", "--version").Output()
	if err != nil {
		return "", err
	}
	version, _, _ := strings.Cut(string(grep), "\n")
	fmt.Fprintf(&b, "Files of %d lines, medians of %d runs on %s, %s, %s.\n\n", lines, rounds, machine(), runtime.Version(), version)
	b.WriteString("| lines | command | time | quartiles | processor time | ratio | ratio of processor time |\n|---|---|---|---|---|---|---|\n")
	for _, t := range tasks {
		figures, err := t.run(dir, lines, rounds)
		if err != nil {
			return "", err
		}
		name := t.name
		for i, f := range figures {
			ratio, ratioOfProcessor := "", ""
			if i > 0 {
				ratio, ratioOfProcessor = share(f.passed.ratio), share(f.processor.ratio)
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s |\n", name, f.passed.name,
				duration(f.passed.ns), f.passed.quartiles(), duration(f.processor.ns), ratio, ratioOfProcessor)
			name = ""
		}
	}
	return b.String(), nil
}
