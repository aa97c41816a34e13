// Command gen writes the generated tables. Run it from the module's root with
// the names of the tables to write:
//
//	go run ./internal/gen ascii fold region tesseract paddleocr scores regionnames
package main

import (
	"fmt"
	"os"
	"slices"

	"github.com/redeemkit/redeem/internal/gen/asciitable"
	"github.com/redeemkit/redeem/internal/gen/ocrtable"
	"github.com/redeemkit/redeem/internal/gen/regiondata"
	"github.com/redeemkit/redeem/internal/gen/regionnames"
	"github.com/redeemkit/redeem/internal/gen/unidata"
	"github.com/redeemkit/redeem/internal/ocrdata"
)

type table struct {
	name   string
	file   string // relative to the module's root
	source func() ([]byte, error)
	slow   bool // it takes seconds
}

var tables = []table{
	{name: "ascii", file: "internal/spell/ascii_table.go", source: asciitable.File},
	{name: "fold", file: "internal/spell/fold_table.go", source: unidata.FoldTable},
	{name: "region", file: "region_table.go", source: regiondata.File},
	{name: "tesseract", file: "internal/alike/tesseract_table.go", source: func() ([]byte, error) { return ocrtable.Tesseract(ocrdata.Path) }, slow: true},
	{name: "paddleocr", file: "internal/alike/paddleocr_table.go", source: func() ([]byte, error) { return ocrtable.PaddleOCR(ocrdata.FramesPath) }, slow: true},
	{name: "scores", file: "internal/alike/scores_table.go", source: func() ([]byte, error) { return ocrtable.Scores(ocrdata.FramesPath) }},
	{name: "regionnames", file: "advice/region_table.go", source: regionnames.File},
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(names []string) error {
	if len(names) == 0 {
		return fmt.Errorf("name the tables to write: %s", known())
	}
	if _, err := os.Stat("go.mod"); err != nil {
		return fmt.Errorf("not in the module's root: %w", err)
	}
	for _, name := range names {
		i := slices.IndexFunc(tables, func(t table) bool { return t.name == name })
		if i < 0 {
			return fmt.Errorf("no table %q: there are %s", name, known())
		}
		src, err := tables[i].source()
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := os.WriteFile(tables[i].file, src, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func known() []string {
	var names []string
	for _, t := range tables {
		names = append(names, t.name)
	}
	return names
}
