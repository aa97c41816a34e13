// Command gen writes the generated tables: those that are named, or all of them.
// Run it from the repository's root:
//
//	go -C internal/tools run ./gen region regionnames
package main

import (
	"fmt"
	"os"
	"slices"

	"github.com/redeemkit/redeem/internal/ocrdata"
	"github.com/redeemkit/redeem/internal/regiondata"
	"github.com/redeemkit/redeem/internal/tools/gen/asciitable"
	"github.com/redeemkit/redeem/internal/tools/gen/ocrtable"
	"github.com/redeemkit/redeem/internal/tools/gen/regionnames"
	"github.com/redeemkit/redeem/internal/tools/gen/unidata"
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

// root is the folder of the library, from that of this module.
const root = "../.."

func main() {
	err := os.Chdir(root)
	if err == nil {
		err = run(os.Args[1:])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(names []string) error {
	if len(names) == 0 {
		names = known()
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
