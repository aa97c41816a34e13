package inventory

import (
	"context"
	"hash/fnv"
	"io"
	"math/bits"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/audit"
	"github.com/redeemkit/redeem/internal/lines"
)

// counted is the number of lines that begin in a block.
type counted struct {
	Block, File int
	Lines       int64
}

// readFn reads lines and parses them.
type readFn struct{ common }

// ProcessElement emits for each block of a stretch: an entry for each different
// code by bucket, entries of codes that occur again by block, inputs that are
// not codes by shard, the number of lines, and counts.
func (f *readFn) ProcessElement(ctx context.Context, s stretch, emitEntry, emitAgain, emitFinding func(int, []byte),
	emitLines func(counted), emitCounts func(audit.Summary),
) error {
	fs, err := filesystem.New(ctx, s.Path)
	if err != nil {
		return err
	}
	defer fs.Close()
	r, err := fs.OpenRead(ctx, s.Path)
	if err != nil {
		return err
	}
	defer r.Close()
	if s.Start > 0 {
		if _, err := r.(io.Seeker).Seek(s.Start-1, io.SeekStart); err != nil {
			return err
		}
	}
	section, err := newSection(r, s.Start, min(s.Start+f.Settings.BlockSize, s.End))
	if err != nil {
		return err
	}
	again, findings := newBatches(emitAgain), newBatches(emitFinding)
	for block := s.Block; ; block++ {
		b := blockReader{f: f, block: block, codes: make(map[redeem.Code]occurrence), again: again, findings: findings}
		if err := b.read(section); err != nil {
			return err
		}
		b.emitEntries(s.Buckets, emitEntry)
		again.flush()
		findings.flush()
		emitLines(counted{Block: block, File: s.File, Lines: b.counts.Lines})
		emitCounts(b.counts)
		if section.end == s.End {
			return nil
		}
		section.next(min(section.end+f.Settings.BlockSize, s.End))
	}
}

// occurrence is the first place of a code in a block, with a flag if the code
// occurs there again. It is small, because there is one for each code of a
// block.
type occurrence struct {
	line  uint32
	again bool
}

// blockReader reads one block.
type blockReader struct {
	f               *readFn
	block           int
	codes           map[redeem.Code]occurrence
	again, findings *batches
	counts          audit.Summary
}

func (b *blockReader) read(r io.Reader) error {
	return lines.NewReader(r, lines.Enough, false, nil).Each(func(line []byte) error {
		b.counts.Lines++
		b.line(line, placeOf(b.block, b.counts.Lines))
		return nil
	})
}

func (b *blockReader) line(line []byte, at place) {
	code, reason, offset := b.f.rules.Code(line)
	if reason != 0 {
		b.counts.Invalid[reason]++
		b.f.addFinding(b.findings, audit.Finding{Kind: audit.Invalid, Place: at.audit(), Reason: reason, Offset: offset})
		return
	}
	was, ok := b.codes[code]
	if !ok {
		b.codes[code] = occurrence{line: uint32(at.line())}
		return
	}
	if !was.again {
		b.codes[code] = occurrence{was.line, true}
	}
	b.f.addEntry(b.again, b.block, entry{code: code, first: at})
}

func (b *blockReader) emitEntries(buckets int, emit func(int, []byte)) {
	entries := newBatches(emit)
	for code, o := range b.codes {
		b.f.addEntry(entries, bucket(code, buckets), entry{code, placeOf(b.block, int64(o.line)), o.again})
	}
	entries.flush()
}

// bucket returns a number from buckets to 2*buckets-1. buckets is a power of
// two, and bucketsOf gets it back from the result. The number depends only on
// the code, because workers must agree on it.
func bucket(c redeem.Code, buckets int) int {
	var room [redeem.MaxLen]byte
	h := fnv.New64a()
	h.Write(c.AppendTo(room[:0]))
	sum := h.Sum64()
	return buckets | int(sum^sum>>32)&(buckets-1)
}

// bucketsOf returns the number of buckets.
func bucketsOf(bucket int) int { return 1 << (bits.Len(uint(bucket)) - 1) }
