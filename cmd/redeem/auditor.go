package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"syscall"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/audit"
	"github.com/redeemkit/redeem/internal/lines"
	"github.com/redeemkit/redeem/internal/term"
)

// auditor runs an audit.
type auditor struct {
	call     *call
	audit    *audit.Audit
	out      *output
	table    *term.Table
	show     display
	summary  bool
	progress *progress
	lines    int64 // read
}

// outcome is how a run ends: with an exit status, or with an error and what
// was being done.
type outcome struct {
	status int
	doing  string
	err    error
}

// runUntilInterrupted returns the exit status. No temporary file remains, not
// even if a signal comes while the run waits for input.
func (h *auditor) runUntilInterrupted() int {
	signals := make(chan os.Signal, 1)
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		if !ignored(s) { // as in the background of a shell
			signal.Notify(signals, s)
		}
	}
	defer signal.Stop(signals)
	done := make(chan outcome, 1)
	go func() { done <- h.run() }()
	var out outcome
	select {
	case out = <-done:
		h.progress.erase()
	case <-signals:
		if h.progress != nil { // which is not erased, for it may be in use
			io.WriteString(h.call.stderr, "\n")
		}
		out = outcome{doing: "interrupted", err: audit.ErrClosed}
	}
	if err := h.audit.Close(); err != nil && out.err == nil {
		out = outcome{doing: "closing", err: err}
	}
	if out.err != nil {
		return h.call.failed(out.doing, out.err)
	}
	return out.status
}

// ignored is [signal.Ignored], which panics where there are no signals.
func ignored(s os.Signal) bool {
	switch runtime.GOOS {
	case "js", "wasip1":
		return false
	}
	return signal.Ignored(s)
}

func (h *auditor) run() outcome {
	names := h.call.flags.Args()
	if len(names) == 0 {
		names = []string{"-"}
	}
	for i, name := range names {
		doing, err := h.file(name)
		if err != nil {
			if len(names) > 1 {
				doing += fmt.Sprintf(" file %d", i+1)
			}
			return outcome{doing: doing, err: err}
		}
	}
	summary, err := h.audit.Finish()
	if err != nil {
		return outcome{doing: "comparing", err: err}
	}
	h.progress.erase()
	out := bufio.NewWriterSize(h.call.stdout, chunk)
	if !h.summary {
		h.table = h.out.findingsTable(h.show)
		style := audit.Style{Files: len(names) > 1, Append: h.show.append}
		err = h.audit.Findings(func(f audit.Finding) error {
			if out.Available() < maxAnswer {
				out.Flush() // Write returns the error
			}
			_, err := out.Write(h.row(out.AvailableBuffer(), f, style))
			return err
		})
	}
	if err == nil {
		out.Write(h.counts(out.AvailableBuffer(), summary))
	}
	if failed := out.Flush(); failed != nil {
		return outcome{doing: "writing", err: failed}
	}
	switch {
	case err != nil:
		return outcome{doing: "sorting findings", err: err}
	case !summary.Clean():
		return outcome{status: exitRefused}
	}
	return outcome{status: exitOK}
}

// file adds the lines of a file. If that fails it returns while doing what.
func (h *auditor) file(name string) (doing string, err error) {
	r := h.call.stdin
	if name == "-" {
		h.call.invite()
	} else {
		f, err := os.Open(name)
		if err != nil {
			return "opening", err
		}
		defer f.Close()
		r = f
	}
	h.audit.File()
	in := lines.NewReader(r, lines.Enough, false, h.progress.show)
	in.N = h.lines // for the progress that is shown
	var failed error
	err = in.Each(func(line []byte) error {
		failed = h.audit.Add(line)
		h.lines++
		return failed
	})
	switch {
	case failed != nil:
		return "sorting", failed
	case err != nil:
		return "reading", err
	}
	return "", nil
}

// row appends a finding.
func (h *auditor) row(dst []byte, f audit.Finding, style audit.Style) []byte {
	if h.out.table {
		return h.out.finding(dst, h.table, f, style)
	}
	if !h.out.json {
		return f.AppendTo(dst, style)
	}
	r := newRow(dst, true)
	if style.Files {
		r.number("file", int64(f.Place.File))
	}
	r.number("input", f.Place.Line)
	if f.Kind == audit.Invalid {
		r.result(f.Reason)
		r.number("offset", int64(f.Offset))
		return r.end()
	}
	r.text("result", f.Kind.String())
	var room [64]byte
	r.bytes("code", style.Append(room[:0], f.Code))
	if style.Files {
		r.number("first_file", int64(f.First.File))
	}
	r.number("first", f.First.Line)
	if f.Kind == audit.Lookalike {
		r.bytes("other", style.Append(room[:0], f.Other))
	}
	return r.end()
}

// counts appends the summary.
func (h *auditor) counts(dst []byte, summary *audit.Summary) []byte {
	if h.out.table {
		if !h.summary && !summary.Clean() {
			dst = append(dst, '\n')
		}
		return h.out.totals(dst, summary)
	}
	if !h.out.json {
		return summary.AppendTo(dst)
	}
	r := newRow(dst, true)
	for name, n := range summary.All(redeem.Error.Key) {
		r.count(name, n)
	}
	return r.end()
}
