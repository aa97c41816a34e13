package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

func TestReplaceBlock(t *testing.T) {
	text := "before\n" + blockBegin + "old\n" + blockEnd + "after\n"
	got, err := replaceBlock(text, "new\n")
	if want := "before\n" + blockBegin + "new\n" + blockEnd + "after\n"; err != nil || got != want {
		t.Errorf("%q, %v, want %q", got, err, want)
	}
	for _, text := range []string{"", blockBegin, blockEnd, blockEnd + blockBegin} {
		if got, err := replaceBlock(text, "new\n"); err == nil {
			t.Errorf("%q: %q, want an error", text, got)
		}
	}
}

// The README, the record and the chart are of one run of the command as it is
// now.
func TestWhatIsWritten(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, block, _ := strings.Cut(string(readme), blockBegin)
	block, _, ok := strings.Cut(block, blockEnd)
	if !ok {
		t.Fatal("the README has no block of figures")
	}
	recorded, err := readRecord("ratios.txt")
	if err != nil {
		t.Fatal(err)
	}
	picture, err := os.ReadFile("../docs/speed.svg")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(block, mistakesTable(questions)) {
		t.Error("the README has another table of mistakes")
	}
	rows := 0
	for _, task := range tasks() {
		var names, ratios []string
		for _, c := range task.contenders[1:task.shown()] {
			names = append(names, c.name)
			ratios = append(ratios, share(recorded.rows[pair{task.name, c.name}].ratio))
		}
		rows += len(task.contenders) - 1
		names = append(names, task.mistaken...)
		_, row, _ := strings.Cut(block, "\n| "+task.name+" | ")
		row, _, _ = strings.Cut(row, "\n")
		cells := strings.Split(row, " | ")
		if len(cells) != 6 || cells[2] != strings.Join(names, "<br>") || cells[5] != strings.Join(ratios, "<br>")+" |" {
			t.Errorf("%s: the README has %q, want the contenders %q and the ratios %q", task.name, cells, names, ratios)
		}
		if task.chart && !bytes.Contains(picture, []byte(">"+task.name+"</text>")) {
			t.Errorf("%s: not in the chart", task.name)
		}
		if task.chart && !bytes.Contains(picture, []byte(">"+cells[0]+"</text>")) {
			t.Errorf("%s: the chart does not have the README's %s", task.name, cells[0])
		}
	}
	if rows != len(recorded.rows) {
		t.Errorf("%d comparisons are recorded, want %d", len(recorded.rows), rows)
	}
}

func TestDuration(t *testing.T) {
	for ns, want := range map[float64]string{
		0.31: "0.3 ns", 4.26: "4.3 ns", 9.96: "10 ns", 24.4: "24 ns", 999.4: "999 ns", 999.6: "1.0 µs",
		1234: "1.2 µs", 135_400: "135 µs", 5_040_000: "5.0 ms", 2.5e9: "2.5 s",
	} {
		if got := duration(ns); got != want {
			t.Errorf("%v: %q, want %q", ns, got, want)
		}
	}
}

func TestShare(t *testing.T) {
	for ratio, want := range map[float64]string{
		0.00123: "0.0012", 0.0123: "0.012", 0.18: "0.18", 0.999: "1.0", 1: "1.0", 3.04: "3.0", 42.4: "42", 150: "150",
	} {
		if got := share(ratio); got != want {
			t.Errorf("%v: %q, want %q", ratio, got, want)
		}
	}
}
