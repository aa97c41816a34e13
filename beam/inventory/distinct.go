package inventory

import (
	"cmp"
	"slices"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/audit"
)

// distinctFn finds the first place of each code. It sees all entries of a code
// at once, which are no more than there are blocks.
type distinctFn struct{ common }

// ProcessElement emits, by bucket of their keys, the entries of different
// codes; by block, those of codes that occur in the block again; by shard,
// duplicates, of which it knows the first one in each block; and counts.
func (f *distinctFn) ProcessElement(from int, entries func(*[]byte) bool,
	emitCode, emitFirst, emitFinding func(int, []byte), emitCounts func(audit.Summary),
) error {
	all, err := f.sorted(entries)
	if err != nil {
		return err
	}
	codes, firsts, findings := newBatches(emitCode), newBatches(emitFirst), newBatches(emitFinding)
	var counts audit.Summary
	var first entry
	for _, e := range all {
		if e.code == first.code {
			counts.Duplicates++
			f.addFinding(findings, audit.Finding{Kind: audit.Duplicate, Place: e.first.audit(), Code: e.code, First: first.first.audit()})
		} else {
			first = e
			f.addEntry(codes, bucket(f.rules.Key(e.code), bucketsOf(from)), entry{code: e.code, first: e.first})
		}
		if e.again {
			f.addEntry(firsts, e.first.block(), entry{code: e.code, first: first.first})
		}
	}
	codes.flush()
	firsts.flush()
	findings.flush()
	emitCounts(counts)
	return nil
}

// sorted returns entries by code, and those of a code by place.
func (f *distinctFn) sorted(entries func(*[]byte) bool) ([]entry, error) {
	var all []entry
	err := f.entries(entries, func(e entry) { all = append(all, e) })
	slices.SortFunc(all, func(x, y entry) int {
		return cmp.Or(x.code.Compare(y.code), cmp.Compare(x.first, y.first))
	})
	return all, err
}

// againFn finds the duplicates that distinctFn does not know: all but the
// first ones in a block.
type againFn struct{ common }

// ProcessElement takes what readFn emitted of the codes that occur in a block
// again, and their first places, and emits the duplicates, by shard, and counts.
func (f *againFn) ProcessElement(_ int, again, firsts func(*[]byte) bool, emitFinding func(int, []byte), emitCounts func(audit.Summary)) error {
	first := make(map[redeem.Code]place)
	if err := f.entries(firsts, func(e entry) { first[e.code] = e.first }); err != nil {
		return err
	}
	findings := newBatches(emitFinding)
	var counts audit.Summary
	if err := f.entries(again, func(e entry) {
		counts.Duplicates++
		f.addFinding(findings, audit.Finding{Kind: audit.Duplicate, Place: e.first.audit(), Code: e.code, First: first[e.code].audit()})
	}); err != nil {
		return err
	}
	findings.flush()
	emitCounts(counts)
	return nil
}
