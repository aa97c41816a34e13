package main

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
)

// spellings are inputs of all results, in canonical spelling or not.
var spellings = []string{
	good, "x8kd-49fj-2mzq-7wpt", " x8kd 49fj 2mzq 7wpt\t", "", "   ", "--", "X8KD49FJ2MZQ7", good + "0",
	"A8KD49FJ2MZQ7WPT", "X8KD!9FJ2MZQ7WPT", "X8KD49FJ2MZQ7W\xff", "X8KD\x0049FJ2MZQ7WPT", "GCA1234567890123",
	"Ｘ8KD49FJ2MZQ7WPT", "Х8KD49FJ2MZQ7WPT", "x\u200b8kd٤9fj2mzq7wpt", "XOOOOOOOOOOOOOOO", "EPY 1234-5678-901",
	strings.Repeat(" ", redeem.MaxInput+1), good + strings.Repeat("-", redeem.MaxInput),
}

func TestCheck(t *testing.T) {
	const custom = `-alphabet=ab<"\&`
	for _, test := range []struct {
		args  []string
		stdin string
		want  string
	}{
		{nil, good, "1\tok\tX8KD49FJ2MZQ7WPT\t\tnone\n"},
		{nil, good + "\n\n" + good + "\r\n", "1\tok\tX8KD49FJ2MZQ7WPT\t\tnone\n2\tempty\t\t0\tnone\n3\tok\tX8KD49FJ2MZQ7WPT\t\tnone\n"},
		{nil, " x8kd-49fj-2mzq-7wpt", "1\tok\tX8KD49FJ2MZQ7WPT\t\tcase|separator\n"},
		{nil, "Ｘ8ＫＤ\u200b49fj２mzq7wpt", "1\tok\tX8KD49FJ2MZQ7WPT\t\tcase|invisible|width\n"},
		{nil, "X8KD49FJ2MZQ7", "1\ttoo short\t\t13\tnone\n"},
		{nil, "x8kd-49fj-2mzq-7wpt-0", "1\ttoo long\t\t20\tcase|separator\n"},
		{nil, "Y8KD49FJ2MZQ7WPT", "1\twrong prefix\t\t0\tnone\n"},
		{nil, "X8KD$9FJ2MZQ7WPT", "1\tinvalid symbol\t\t4\tnone\n"},
		{nil, "X8KD\x019FJ2MZQ7WPT", "1\tinvalid symbol\t\t4\tnone\n"},
		{nil, "X8KD\xff9FJ2MZQ7WPT\nX\xc3\n", "1\tinvalid UTF-8\t\t4\tnone\n2\tinvalid UTF-8\t\t1\tnone\n"},
		{nil, "gca 123 456 789 0123", "1\tserial number instead of a code\t\t0\tcase|separator\n"},
		{[]string{"-mask"}, good, "1\tok\t************7WPT\t\tnone\n"},
		{[]string{"-group"}, good, "1\tok\tX8KD-49FJ-2MZQ-7WPT\t\tnone\n"},
		{[]string{"-mask", "-group"}, good, "1\tok\t****-****-****-7WPT\t\tnone\n"},
		{[]string{"-json"}, good, `{"input":1,"result":"ok","code":"X8KD49FJ2MZQ7WPT","edits":[]}` + "\n"},
		{[]string{"-json", "-mask"}, "x8kd-49fj-2mzq-7wpt", `{"input":1,"result":"ok","code":"************7WPT","edits":["case","separator"]}` + "\n"},
		{[]string{"-json"}, "X8KD49FJ2MZQ7", `{"input":1,"result":"too-short","offset":13,"edits":[]}` + "\n"},
		{[]string{"-length=4"}, "a-9z0", "1\tok\tA9Z0\t\tcase|separator\n"},
		{[]string{"-length=4", "-prefix=A9"}, "a8z0", "1\twrong prefix\t\t1\tcase\n"},
		{[]string{"-length=4", "-mask"}, "A9Z0", "1\tok\t***0\t\tnone\n"},
		{[]string{"-length=3", "-mask"}, "A9Z", "1\tok\t***\t\tnone\n"},
		{[]string{"-length=4", "-alphabet=0123"}, "O123", "1\tok\t0123\t\tsubstitute\n"},
		{[]string{"-groups=2-3", "-group"}, "a9z00", "1\tok\tA9-Z00\t\tcase\n"},
		{[]string{"-length=5", "-groups=2-3", "-group", "-mask"}, "a9z00", "1\tok\t**-**0\t\tcase\n"},
		{[]string{"-groups=3-3", "-group", custom}, `ab<"\&`, "1\tok\tab<-\"\\&\t\tnone\n"},
		{[]string{"-groups=3-3", "-json", custom}, `AB<"\&`, `{"input":1,"result":"ok","code":"ab\u003c\"\\\u0026","edits":["case"]}` + "\n"},
		{[]string{"-summary"}, good + "\n\n\nX\n", "ok\t1\nempty\t2\ntoo short\t1\ntotal\t4\n"},
		{[]string{"-summary"}, "GCA1234567890123\nA\nX\xff\n", "ok\t0\ninvalid UTF-8\t1\nwrong prefix\t1\nserial number instead of a code\t1\ntotal\t3\n"},
		{[]string{"-summary"}, "", "ok\t0\ntotal\t0\n"},
		{[]string{"-summary", "-mask", "-group"}, good, "ok\t1\ntotal\t1\n"},
		{[]string{"-summary", "-json"}, good + "\n\n", `{"ok":1,"empty":1,"total":2}` + "\n"},
		{[]string{"-summary", "-length=4", "-alphabet=AB"}, "aaaa\nABAB\nAAAAA", "ok\t2\ntoo long\t1\ntotal\t3\n"},
	} {
		got := runWith(test.stdin, append([]string{"check"}, test.args...)...)
		if got.stdout != test.want || got.stderr != "" {
			t.Errorf("%q, %q: got %q and %q, want %q", test.args, test.stdin, got.stdout, got.stderr, test.want)
		}
	}
}

// TestCheckArguments checks arguments. They are numbered like lines, and nothing is
// stripped.
func TestCheckArguments(t *testing.T) {
	got := runWith("unread", "check", good, "", good+"\r\n")
	want := "1\tok\t" + good + "\t\tnone\n2\tempty\t\t0\tnone\n3\tok\t" + good + "\t\tseparator\n"
	if got.stdout != want || got.status != exitRefused {
		t.Errorf("got %+v, want %q", got, want)
	}
}

// TestCheckPackageComment runs the example of the package comment.
func TestCheckPackageComment(t *testing.T) {
	got := runWith("", "check", "-mask", "x8kd-49fj-2mzq-7wpt", "X8KD49FJ2MZQ7")
	if want := "1\tok\t************7WPT\t\tcase|separator\n2\ttoo short\t\t13\tnone\n"; got.stdout != want {
		t.Errorf("got %q, want %q", got.stdout, want)
	}
}

// TestCheckAgreesWithInspect decodes what -json prints and compares it with
// the package, and the columns with both.
func TestCheckAgreesWithInspect(t *testing.T) {
	args := append([]string{"check", "-json"}, spellings...)
	objects := strings.Split(strings.TrimSuffix(runWith("", args...).stdout, "\n"), "\n")
	rows := strings.Split(strings.TrimSuffix(runWith("", append([]string{"check"}, spellings...)...).stdout, "\n"), "\n")
	if len(objects) != len(spellings) || len(rows) != len(spellings) {
		t.Fatalf("%d objects, %d rows for %d inputs", len(objects), len(rows), len(spellings))
	}
	for i, input := range spellings {
		var object struct {
			Input  int
			Result string
			Code   string
			Offset *int
			Edits  []string
		}
		decoder := json.NewDecoder(strings.NewReader(objects[i]))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&object); err != nil {
			t.Errorf("%q: %v", objects[i], err)
			continue
		}
		report := redeem.GiftCard().Inspect(input)
		result, key, offset := "ok", "ok", ""
		if refused, ok := report.Err.(redeem.Error); ok {
			key = refused.Key()
			result = strings.TrimPrefix(report.Err.Error(), "redeem: ")
			offset = fmt.Sprint(report.Offset)
		}
		code, edits := redeem.Plain(report.Code).String(), report.Edits.String()
		if object.Input != i+1 || object.Result != key || object.Code != code || object.Edits == nil {
			t.Errorf("%q: %s", input, objects[i])
		}
		if (object.Offset != nil) != (offset != "") || offset != "" && fmt.Sprint(*object.Offset) != offset {
			t.Errorf("%q: offset in %s, want %s", input, objects[i], offset)
		}
		if joined := strings.Join(object.Edits, "|"); joined != edits && (joined != "" || edits != "none") {
			t.Errorf("%q: edits %q, want %q", input, joined, edits)
		}
		if want := fmt.Sprintf("%d\t%s\t%s\t%s\t%s", i+1, result, code, offset, edits); rows[i] != want {
			t.Errorf("%q: row %q, want %q", input, rows[i], want)
		}
	}
}

func TestSummaryTotal(t *testing.T) {
	lines := strings.Join(spellings, "\n")
	n := len(spellings)
	all := runWith(lines, "check")
	if got := strings.Count(all.stdout, "\n"); got != n {
		t.Fatalf("%d answers to %d lines", got, n)
	}
	want, wantKeys := map[string]int{"total": n}, map[string]int{"total": n}
	for line := range strings.Lines(all.stdout) {
		result := strings.Split(line, "\t")[1]
		want[result]++
		for e := range redeem.ErrRandom {
			if "redeem: "+result == e.Error() {
				result = e.Key()
			}
		}
		wantKeys[result]++
	}
	got := runWith(lines, "check", "-summary", "-json")
	var counts map[string]int
	if err := json.Unmarshal([]byte(got.stdout), &counts); err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(counts) != fmt.Sprint(wantKeys) {
		t.Errorf("got %v, want %v", counts, wantKeys)
	}
	rows := map[string]int{}
	last := -1
	for line := range strings.Lines(runWith(lines, "check", "-summary").stdout) {
		var count int
		name, number, _ := strings.Cut(line, "\t")
		fmt.Sscan(number, &count)
		rows[name] = count
		if place := placeOf(name); place <= last {
			t.Errorf("%s is out of order", name)
		} else {
			last = place
		}
	}
	if fmt.Sprint(rows) != fmt.Sprint(want) {
		t.Errorf("rows %v, want %v", rows, want)
	}
}

// placeOf is where a result stands in a summary.
func placeOf(name string) int {
	switch name {
	case "ok":
		return 0
	case "total":
		return 256
	}
	for e := 1; ; e++ {
		if redeem.Error(e).Error() == "redeem: "+name {
			return e
		}
	}
}

func TestMaskHides(t *testing.T) {
	for _, args := range [][]string{
		{"-mask"}, {"-mask", "-group"}, {"-mask", "-json"}, {"-mask", "-json", "-group"}, {"-mask", "-summary"},
		{"-mask", "-group", "-groups=8-8"}, {"-mask", "-length=16"},
	} {
		got := runWith(good+"\nx8kd-49fj-2mzq-7wpt\n", append([]string{"check"}, args...)...)
		if got.status != exitOK {
			t.Fatalf("%q: %+v", args, got)
		}
		shown := strings.ReplaceAll(got.stdout, "-", "")
		for i := range len(good) - 4 {
			if strings.Contains(shown, good[i:i+5]) {
				t.Errorf("%q shows %q", args, good[i:i+5])
			}
		}
	}
}

// TestLinesDoNotAllocate compares a few lines with many.
func TestLinesDoNotAllocate(t *testing.T) {
	lines := strings.Join(spellings, "\n") + "\n"
	const times = 50
	manyLines := strings.Repeat(lines, times)
	runtime.GC() // the first one of a process allocates
	for _, args := range [][]string{
		{"check"}, {"check", "-json"}, {"check", "-mask", "-group"}, {"check", "-summary"}, {"serial"}, {"serial", "-json"}, {"region"},
	} {
		allocs := func(lines string) float64 {
			return testing.AllocsPerRun(5, func() { run(args, strings.NewReader(lines), io.Discard, io.Discard) })
		}
		if few, many := allocs(lines), allocs(manyLines); many > few {
			t.Errorf("%q: %v allocations for %d lines, %v for %d", args, few, len(spellings), many, times*len(spellings))
		}
	}
}
