package main

import (
	"fmt"
	"io"
	"os"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/ocr"
)

// pageReader returns what reads the files of -ocr, nil for no such form.
func pageReader(form string) func(io.Reader) (*ocr.Page, error) {
	switch form {
	case "hocr":
		return ocr.ReadHOCR
	case "alto":
		return ocr.ReadALTO
	case "tsv":
		return ocr.ReadTSV
	case "vision":
		return ocr.ReadVision
	case "text":
		return ocr.ReadText
	}
	return nil
}

// fixPages answers what the code on the pages is, all of one card, and returns
// the exit status. The pages are the arguments; without any, the file of -f or
// standard input.
func (c *call) fixPages(h *fixer, out *output, read func(io.Reader) (*ocr.Page, error), file string) int {
	var pages []*ocr.Page
	add := func(r io.Reader) error {
		page, err := read(r)
		pages = append(pages, page)
		return err
	}
	if c.flags.NArg() > 0 && c.given("f") {
		return c.misused("-f and inputs as arguments exclude each other")
	}
	if c.flags.NArg() == 0 {
		r, done, err := c.open(file)
		if err != nil {
			return c.failed("opening the file", err)
		}
		defer done()
		if err := add(r); err != nil {
			return c.failed("reading", err)
		}
	}
	for i, name := range c.flags.Args() {
		r, err := os.Open(name)
		if err != nil {
			return c.failed(fmt.Sprintf("opening file %d", i+1), err)
		}
		err = add(r)
		r.Close()
		if err != nil {
			return c.failed(fmt.Sprintf("reading file %d", i+1), err)
		}
	}
	h.readings = []*redeem.Reading{}
	resolution := redeem.Resolution{Margin: -1}
	if found, ok := ocr.ResolveOf(&h.corrector, pages...); ok {
		h.readings, resolution = found.Readings(), found.Resolution
	}
	row := h.row
	if out.table {
		row = out.fixes(*h).row
	}
	answer, unique := row(make([]byte, 0, maxAnswer), 1, resolution)
	if _, err := c.stdout.Write(answer); err != nil {
		return c.failed("writing", err)
	}
	if !unique {
		return exitRefused
	}
	return exitOK
}
