package main

import (
	"bytes"
	"fmt"
	"html"
	"path/filepath"
	"strings"
	"testing"

	"github.com/redeemkit/redeem/internal/term"
)

// TestPictures draws what a terminal shows as SVG, for the READMEs. With -update
// it writes the pictures again.
func TestPictures(t *testing.T) {
	t.Setenv("TERM", "xterm")
	t.Setenv("NO_COLOR", "")
	inventory := file(t, "X8KD49FJ2MZQ7WPT\nX8KD49FJ2MZQ7\nX8KD49FJ2M2Q7WPT\nx8kd-49fj-2mzq-7wpt\n")
	for _, picture := range []struct {
		name  string
		shown string // the command, as a person types it
		args  []string
	}{
		{"check", "redeem check 'x8kd 49fj-2mzq 7wpt' Х8КD49FJ2МZQ7WРТ X8KD-49FJ-2M!Q-7WPT GCA4567890123456",
			[]string{"check", "x8kd 49fj-2mzq 7wpt", "Х8КD49FJ2МZQ7WРТ", "X8KD-49FJ-2M!Q-7WPT", "GCA4567890123456"}},
		{"fix", "redeem fix -check iso7064-mod-37-2 -model ocr X8KD49FJ2MZQ7WP0",
			[]string{"fix", "-check", "iso7064-mod-37-2", "-model", "ocr", misread}},
		{"compare", "redeem design -compare -length 12 -live 1e6", []string{"design", "-compare", "-length", "12", "-live", "1e6"}},
		{"audit", "redeem audit inventory.txt", []string{"audit", inventory}},
	} {
		screen, _ := show(t, 80, "", picture.args...)
		golden(t, filepath.Join("..", "..", "docs", "pictures", picture.name+".svg"), pictureOf("$ "+picture.shown+"\n"+screen))
	}
}

// pictureOf returns a picture of what a terminal shows. Each piece of a line stands
// at its own column, so that no font moves what follows.
func pictureOf(screen string) []byte {
	const wide, high, border = 8.4, 19, 14
	colours := map[string]string{"1": "#ffffff", "2": "#8b949e", "31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "1;36": "#79c0ff"}
	var rows []string
	for line := range strings.SplitSeq(strings.TrimSuffix(screen, "\n"), "\n") {
		if !strings.HasPrefix(line, "$ ") {
			rows = append(rows, line)
			continue
		}
		for i, part := range term.Wrap(line, 78) {
			if i > 0 {
				part = "    " + part
			}
			rows = append(rows, part)
		}
	}
	var b bytes.Buffer
	width := int(80*wide) + 2*border
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d" font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,monospace" font-size="14">`+"\n", width, len(rows)*high+2*border)
	b.WriteString(`<rect width="100%" height="100%" rx="8" fill="#0d1117"/>` + "\n")
	for i, row := range rows {
		y := border + i*high + 14
		colour := "#e6edf3"
		column := 0
		for row != "" {
			if rest, ok := strings.CutPrefix(row, "\x1b["); ok {
				style, after, _ := strings.Cut(rest, "m")
				if colour = colours[style]; colour == "" {
					colour = "#e6edf3"
				}
				row = after
				continue
			}
			piece := row
			if n := strings.IndexByte(row, 0x1b); n >= 0 {
				piece = row[:n]
			}
			row = row[len(piece):]
			for word := range strings.SplitAfterSeq(piece, " ") {
				if text := strings.TrimSuffix(word, " "); text != "" {
					fmt.Fprintf(&b, `<text x="%.1f" y="%d" fill="%s" textLength="%.1f">%s</text>`+"\n",
						border+float64(column)*wide, y, colour, float64(term.Cells(text))*wide, html.EscapeString(text))
				}
				column += term.Cells(word)
			}
		}
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}
