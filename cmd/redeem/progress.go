package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/redeemkit/redeem/internal/term"
)

const (
	progressAfter = 2 * time.Second
	progressEvery = time.Second
)

// progress says on a terminal how far a long run has come. It has no clock of
// its own: whoever reads calls show. The nil progress shows nothing.
type progress struct {
	w           io.Writer
	now         func() time.Time
	began, next time.Time
	width       int // of what the terminal shows
}

// newProgress returns nil if nobody would see the progress, or if it would
// stand between the answers. quiet says that these come at the end.
func newProgress(c *call, quiet bool) *progress {
	if !term.Is(c.stderr) || !quiet && term.Is(c.stdout) {
		return nil
	}
	return startProgress(c.stderr, time.Now)
}

func startProgress(w io.Writer, now func() time.Time) *progress {
	began := now()
	return &progress{w: w, now: now, began: began, next: began.Add(progressAfter)}
}

// show shows the number of lines done, if it is time to.
func (p *progress) show(lines int64) {
	if p.due() {
		p.print(fmt.Sprintf("%d lines, %.0f lines/s", lines, float64(lines)/p.now().Sub(p.began).Seconds()))
	}
}

// showOf shows how many of all codes were compared, if it is time to.
func (p *progress) showOf(done, total int64) {
	if p.due() {
		p.print(fmt.Sprintf("%d of %d codes compared", done, total))
	}
}

// due reports whether it is time to show something.
func (p *progress) due() bool {
	if p == nil {
		return false
	}
	now := p.now()
	if now.Before(p.next) {
		return false
	}
	p.next = now.Add(progressEvery)
	return true
}

// erase leaves the terminal as it was.
func (p *progress) erase() {
	if p == nil || p.width == 0 {
		return
	}
	p.print("")
	io.WriteString(p.w, "\r")
}

func (p *progress) print(text string) {
	io.WriteString(p.w, "\r"+text+strings.Repeat(" ", max(0, p.width-len(text))))
	p.width = len(text)
}
