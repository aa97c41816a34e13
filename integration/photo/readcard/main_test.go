package main

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// engine writes a program that answers every picture with a text as hOCR.
func engine(t *testing.T, lines ...string) string {
	t.Helper()
	var answer strings.Builder
	answer.WriteString("<html><body>")
	for _, l := range lines {
		answer.WriteString("<span class='ocr_line'>" + l + "</span>")
	}
	name := filepath.Join(t.TempDir(), "engine")
	if err := os.WriteFile(name, []byte("#!/bin/sh\ncat >/dev/null\necho \""+answer.String()+"</body></html>\"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return name
}

func picture(t *testing.T) (name string, file []byte) {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	name = filepath.Join(t.TempDir(), "card.png")
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return name, b.Bytes()
}

func TestRun(t *testing.T) {
	name, file := picture(t)
	card := engine(t, "Code: X8KD 49FJ 2MZQ 7WPT", "S/N GCA0123456789016")
	none := engine(t, "Xbox gift card here")
	for _, c := range []struct {
		args   string
		status int
		want   []string // of standard output, or of standard error with status 2
	}{
		{"-engine " + card + " " + name, exitUnique, []string{"CODE", "SERIAL", "VERDICT", "PROBABILITY", "X8KD-49FJ-2MZQ-7WPT", "GCA0123456789016", "unique"}},
		{"-engine " + card + " " + name + " " + name + " " + name, exitUnique, []string{"X8KD-49FJ-2MZQ-7WPT", "GCA0123456789016", "unique"}},
		{"-engine " + card + " -", exitUnique, []string{"X8KD-49FJ-2MZQ-7WPT"}},
		{"-json -engine " + card + " " + name, exitUnique, []string{`{"code":"X8KD-49FJ-2MZQ-7WPT","serial":"GCA0123456789016","verdict":"unique",`, "}\n"}},
		{"-length 8 -prefix K -groups 4,4 -engine " + engine(t, "Code: K8KD 49FJ") + " " + name, exitUnique, []string{"K8KD-49FJ"}},
		{"-engine " + none + " " + name, exitNotSure, []string{"none", "-  "}},
		{"-json -engine " + none + " " + name, exitNotSure, []string{`"verdict":"none"`}},
		{"-engine no-such-program " + name, exitFailed, []string{"readcard: photo: tesseract is not installed"}},
		{"-engine " + card + " " + card, exitFailed, []string{"readcard: photo: not a JPEG, PNG or GIF picture"}},
		{"-engine " + card + " X8KD49FJ2MZQ7WPT", exitFailed, []string{"readcard: opening a picture: no such file or directory"}},
		{"", exitFailed, []string{"name the pictures"}},
		{"-groups X8KD " + name, exitFailed, []string{"-groups is a list of numbers"}},
		{"-check X8KD " + name, exitFailed, []string{"-check: no scheme has this name"}},
		{"-length 99 " + name, exitFailed, []string{"length"}},
		{"-h", exitUnique, nil},
	} {
		var out, errs bytes.Buffer
		status := run(t.Context(), strings.Fields(c.args), bytes.NewReader(file), &out, &errs)
		text := out.String()
		if c.status == exitFailed {
			text = errs.String()
		}
		if status != c.status {
			t.Errorf("%s: status %d, want %d: %s", c.args, status, c.status, text)
		}
		for _, want := range c.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q lacks %q", c.args, text, want)
			}
		}
		if c.status == exitFailed && (out.Len() > 0 || strings.Contains(text, "X8KD")) {
			t.Errorf("%s: %q, %q", c.args, out.String(), text)
		}
	}
}
