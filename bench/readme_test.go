package main

import (
	"bytes"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
)

func TestReplaceBlock(t *testing.T) {
	blocks := []block{figuresBlock, commandsBlock, summaryBlock}
	for _, b := range blocks {
		text := "before\n" + b.begin() + "\nold\n\n" + b.end() + "after\n"
		got, err := b.replace(text, "new\n")
		if want := "before\n" + b.begin() + "\nnew\n\n" + b.end() + "after\n"; err != nil || got != want {
			t.Errorf("%q, %v, want %q", got, err, want)
		}
		for _, text := range []string{"", b.begin(), b.end(), b.end() + b.begin()} {
			if got, err := b.replace(text, "new\n"); err == nil {
				t.Errorf("%q: %q, want an error", text, got)
			}
		}
		for _, other := range blocks {
			if got, err := other.replace(text, "new\n"); err == nil && other != b {
				t.Errorf("%s: the block of %s is replaced: %q", other.name, b.name, got)
			}
		}
	}
}

// readBlock returns the text of the block of a file.
func readBlock(t *testing.T, file string, b block) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, begun := strings.Cut(string(text), b.begin())
	inside, _, ended := strings.Cut(rest, b.end())
	if !begun || !ended {
		t.Fatalf("%s has no block of %s", file, b.name)
	}
	return inside
}

// row returns the cells of the row of a table that begins with first.
func row(text, first string) (cells []string) {
	_, rest, _ := strings.Cut(text, "\n| "+first+" | ")
	rest, _, _ = strings.Cut(rest, "|\n")
	for cell := range strings.SplitSeq(rest, "|") {
		cells = append(cells, strings.TrimSpace(cell))
	}
	return cells
}

// TestWhatIsWritten tests that the READMEs, the record and the chart come from
// one run of the command as it is now.
func TestWhatIsWritten(t *testing.T) {
	figures, summary := readBlock(t, "README.md", figuresBlock), readBlock(t, "../README.md", summaryBlock)
	recorded, err := readRecord("ratios.txt")
	if err != nil {
		t.Fatal(err)
	}
	picture, err := os.ReadFile("../docs/speed.svg")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(figures, mistakesTable(questions)) {
		t.Error("the README has another table of mistakes")
	}
	list, compared, summarized := tasks(), 0, 0
	times := make(map[*contender]string) // of the yardsticks
	for _, y := range yardsticks(list) {
		times[y] = row(figures, y.name)[0]
	}
	for _, task := range list {
		var names, ratios []string
		for _, c := range task.contenders[1:] {
			names = append(names, c.name)
			ratios = append(ratios, share(recorded.rows[pair{task.name, c.name}].ratio))
		}
		compared += len(names)
		ofYardstick := ""
		if task.yardstick != nil {
			compared++
			ofYardstick = share(recorded.rows[pair{task.name, task.yardstick.name}].ratio)
			if !task.quiet {
				names, ratios = append(names, task.yardstick.name), append(ratios, ofYardstick)
			}
		}
		names = append(names, task.mistaken...)
		cells := row(figures, task.name)
		if len(cells) != 7 || cells[3] != strings.Join(names, "<br>") || cells[6] != strings.Join(ratios, "<br>") {
			t.Errorf("%s: the README has %q, want the contenders %q and the ratios %q", task.name, cells, names, ratios)
			continue
		}
		if task.yardstick != nil && !task.quiet {
			if got := strings.Split(cells[4], "<br>")[len(task.contenders)-1]; got != times[task.yardstick] {
				t.Errorf("%s: %s takes %s, and %s in its own table", task.name, task.yardstick.name, got, times[task.yardstick])
			}
		}
		if task.chart && !bytes.Contains(picture, []byte(">"+task.name+"</text>")) {
			t.Errorf("%s: not in the chart", task.name)
		}
		if task.chart && !bytes.Contains(picture, []byte(">"+cells[0]+"</text>")) {
			t.Errorf("%s: the chart does not have the README's %s", task.name, cells[0])
		}
		if task.summary {
			summarized++
			short := row(summary, task.name)
			if len(short) != 5 || short[0] != cells[0] || task.yardstick == uuidParse && !task.quiet && short[4] != ofYardstick {
				t.Errorf("%s: the root README has %q, want %s and %s", task.name, short, cells[0], ofYardstick)
			}
		}
	}
	if compared != len(recorded.rows) {
		t.Errorf("%d comparisons are recorded, want %d", len(recorded.rows), compared)
	}
	if got := strings.Count(summary, "\n|"); got != 2+summarized {
		t.Errorf("the table of the root README has %d lines, want %d rows", got, summarized)
	}
	if !strings.Contains(summary, uuidParse.name+" takes "+times[uuidParse]+" ") {
		t.Errorf("the root README does not have the %s of %s", times[uuidParse], uuidParse.name)
	}
}

// sampleRun returns a run of four tasks, three of which are in the root README.
func sampleRun() (*scale, []result) {
	s := &scale{[]*contender{uuidParse}, []figure{{name: uuidParse.name, ns: 20, middle: [2]float64{19.9, 1234}}}}
	first, second, third := sample(0.1, 0.5, 0), sample(0.1, 0.5, 0), sample(0.1, 0.5, 0)
	first.contenders = make([]contender, 3)
	first.figures[1].ns, first.figures[2].ns = 300, 200
	first.summary = true
	second.name, second.contenders, second.yardstick, second.summary = "second", make([]contender, 1), uuidParse, true
	second.figures = []figure{{name: "redeem", ns: 10}, {name: uuidParse.name, ns: 20, ratio: 0.5}}
	third.name, third.contenders, third.yardstick, third.quiet = "third", make([]contender, 2), uuidParse, true
	third.mistaken, third.summary = []string{"mistaken"}, true
	fourth := sample(0.1, 0.5, 0)
	fourth.name, fourth.contenders = "fourth", make([]contender, 3)
	return s, []result{first, second, third, fourth}
}

func TestFiguresText(t *testing.T) {
	s, results := sampleRun()
	text := figuresText(s, results, nil)
	for _, want := range []string{
		"| uuid.Parse of a UUID | 20 ns | 19.9 ns–1.23 µs | 0 |\n",
		"| task | 10 ns | 9.90–11.0 ns | 0 | one<br>two | 300 ns<br>200 ns | 0<br>0 | 0.10<br>0.50 |\n",
		"| second | 10 ns | 0.00–0.00 ns | 0 | uuid.Parse of a UUID | 20 ns | 0 | 0.50 |\n",
		"| third | 10 ns | 9.90–11.0 ns | 0 | one<br>mistaken | 100 ns<br>wrong | 0 | 0.10 |\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the tables have no %q:\n%s", want, text)
		}
	}
}

func TestSummaryText(t *testing.T) {
	s, results := sampleRun()
	text := summaryText(s, results)
	for _, want := range []string{
		"| task | 10 ns | two | 200 ns | 0.50 | |\n", // the faster alternative
		"| second | 10 ns | none | | | 0.50 |\n",
		"| third | 10 ns | one | 100 ns | 0.10 | |\n", // its yardstick is for the guard
		"uuid.Parse of a UUID takes 20 ns (quartiles 19.9 ns–1.23 µs).\n",
		" all 4 rows",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the summary has no %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "fourth") {
		t.Errorf("the summary has a task that does not belong there:\n%s", text)
	}
}

// commandLine matches this command in documentation.
var commandLine = regexp.MustCompile("go run \\.((?: [^ `|]+)*)")

// TestDocumentedCommands tests that the command accepts the documented flags.
func TestDocumentedCommands(t *testing.T) {
	for file, want := range map[string]int{"README.md": 4, "../README.md": 2, "../CONTRIBUTING.md": 1, "ci": 1, "../.github/workflows/ci.yml": 1, "ratios.txt": 1} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		found := commandLine.FindAllStringSubmatch(string(text), -1)
		if len(found) < want {
			t.Errorf("%s: %d commands, want at least %d", file, len(found), want)
		}
		for _, m := range found {
			if _, err := parseOptions(strings.Fields(m[1]), io.Discard); err != nil {
				t.Errorf("%s: %s: %v", file, m[0], err)
			}
		}
	}
}

func TestOptions(t *testing.T) {
	for _, args := range []string{
		"x", "-rounds 0", "-each 0s", "-commands -1", "-unknown",
		"-guard ratios.txt -record ratios.txt", "-guard ratios.txt -readme README.md",
		"-commands 10 -guard ratios.txt", "-commands 10 -plot speed.svg",
	} {
		if o, err := parseOptions(strings.Fields(args), io.Discard); err == nil {
			t.Errorf("%s: %v, want an error", args, o)
		}
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

func TestQuartiles(t *testing.T) {
	for want, middle := range map[string][2]float64{
		"4.21–4.26 ns": {4.209, 4.264}, "9.99–10.0 ns": {9.99, 9.996}, "99.9–100 ns": {99.94, 99.96},
		"999 ns–1.00 µs": {999.4, 999.6}, "5.04–5.10 ms": {5_040_000, 5_100_000}, "999–1234 s": {999e9, 1234e9},
	} {
		if got := (figure{middle: middle}).quartiles(); got != want {
			t.Errorf("%v: %q, want %q", middle, got, want)
		}
	}
}
