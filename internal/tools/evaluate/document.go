package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/redeemkit/redeem/internal/ocrdata"
)

// document is a file with figures between two marks.
type document struct {
	path       string // from the module's root
	begin, end string
	figures    func(all engines, w io.Writer, every int) error
}

var documents = [...]document{
	{
		"README.md",
		"<!-- accuracy: `go -C internal/tools run ./evaluate -write` -->\n", "<!-- end of accuracy -->\n",
		engines.writeSummary,
	},
	{
		"docs/models.md",
		"<!-- figures: `go -C internal/tools run ./evaluate -write` -->\n", "<!-- end of figures -->\n",
		engines.write,
	},
}

// document returns a document with the figures in place of what stands between the
// marks.
func (all engines) document(d document, root string, every int) ([]byte, error) {
	text, err := os.ReadFile(filepath.Join(root, d.path))
	if err != nil {
		return nil, err
	}
	before, rest, ok := bytes.Cut(text, []byte(d.begin))
	_, after, ok2 := bytes.Cut(rest, []byte(d.end))
	if !ok || !ok2 {
		return nil, fmt.Errorf("%s: no marks of figures", d.path)
	}
	var b bytes.Buffer
	b.Write(before)
	b.WriteString(d.begin + "\n")
	if err := d.figures(all, &b, every); err != nil {
		return nil, err
	}
	b.WriteString("\n" + d.end)
	b.Write(after)
	return b.Bytes(), nil
}

// writeSummary writes the accuracy as a table for the README.
func (all engines) writeSummary(w io.Writer, _ int) error {
	fmt.Fprint(w, `| read by | asked with | first | first 16 | decided right |
|---|---|---|---|---|
`)
	for _, row := range []struct {
		name string
		e    *engine
		ways []int
	}{
		{"neural", all.neural, []int{0, 1, 4, 5}},
		{"Tesseract", all.fast, []int{1, 4}},
	} {
		for _, i := range row.ways {
			_, first, first16 := ocrdata.Among(row.e.asked[i], misread)
			decided, _ := ocrdata.Decided(row.e.asked[i], wrong)
			fmt.Fprintf(w, "| %s | %s | %.2f | %.2f | %.2f |\n", row.name, asks(row.e.ways[i]), first, first16, decided)
		}
	}
	return nil
}
