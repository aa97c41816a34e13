package main

import (
	"bufio"
	"errors"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/audit"
)

// TestFaults tests that an audit finds the faults that write reports, and no
// others.
func TestFaults(t *testing.T) {
	const lines = 100_000
	r, w := io.Pipe()
	wrote := make(chan faults, 1)
	go func() {
		f, err := write(w, lines)
		w.CloseWithError(err)
		wrote <- f
	}()
	a := audit.New(audit.Options{Limits: audit.DefaultLimits(), Memory: 1 << 20, TempDir: t.TempDir()})
	defer a.Close()
	in := bufio.NewScanner(r)
	for in.Scan() {
		if err := a.Add(in.Bytes()); err != nil {
			t.Fatal(err)
		}
	}
	got, err := a.Finish()
	if err != nil || in.Err() != nil {
		t.Fatal(err, in.Err())
	}
	f := <-wrote
	if f != (faults{4, 3, 3}) {
		t.Errorf("%+v", f)
	}
	want := &audit.Summary{Lines: lines, Distinct: lines - 4 - 3, Duplicates: 4, Lookalikes: 3}
	want.Invalid[redeem.ErrTooShort] = 3
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWriteError(t *testing.T) {
	r, w := io.Pipe()
	full := errors.New("disk full")
	r.CloseWithError(full)
	if _, err := write(w, 1); err != full {
		t.Error(err)
	}
}
