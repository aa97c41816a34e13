package inventory

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/audit"
)

// writeFn numbers lines and writes findings.
type writeFn struct {
	common
	numbers numbers
}

// StartBundle numbers the lines.
func (f *writeFn) StartBundle(_ context.Context, blocks func(*counted) bool) {
	f.numbers = newNumbers(blocks)
}

// ProcessElement writes the findings of a shard in order. If a failure makes it
// write a file again, the file is the same.
func (f *writeFn) ProcessElement(ctx context.Context, shard int, findings func(*[]byte) bool, _ func(*counted) bool) error {
	var all []audit.Finding
	var batch []byte
	for findings(&batch) {
		if err := f.records.findings(batch, func(found audit.Finding) { all = append(all, found) }); err != nil {
			return err
		}
	}
	slices.SortFunc(all, audit.Finding.Compare)
	style := audit.Style{Files: f.numbers.files > 1}
	if f.Settings.Reveal {
		style.Append = func(dst []byte, c redeem.Code) []byte { return c.AppendTo(dst) }
	}
	var text []byte
	for _, found := range all {
		found.Place, found.First = f.numbers.place(found.Place), f.numbers.place(found.First)
		text = found.AppendTo(text, style)
	}
	shards := (len(f.numbers.blocks)-1)/f.Settings.ShardBlocks + 1
	return write(ctx, f.Settings.Output+fmt.Sprintf(findingsName, shard, shards), text)
}

// numbers converts blocks and lines to files and lines.
type numbers struct {
	blocks []before
	files  int
}

// before is the position of a block: its file, and the number of lines in it
// before the block.
type before struct {
	file  int
	lines int64
}

func newNumbers(blocks func(*counted) bool) numbers {
	var all []counted
	for c := (counted{}); blocks(&c); {
		all = append(all, c)
	}
	slices.SortFunc(all, func(x, y counted) int { return cmp.Compare(x.Block, y.Block) })
	n := numbers{blocks: make([]before, 0, len(all))}
	var lines int64
	for _, c := range all {
		if c.File != n.files {
			n.files, lines = c.File, 0
		}
		n.blocks = append(n.blocks, before{c.File, lines})
		lines += c.Lines
	}
	return n
}

// place returns the file and the line. The zero Place remains zero.
func (n *numbers) place(p audit.Place) audit.Place {
	if p.Line == 0 {
		return audit.Place{}
	}
	at := placeFrom(p)
	b := n.blocks[at.block()]
	return audit.Place{File: b.file, Line: b.lines + at.line()}
}
