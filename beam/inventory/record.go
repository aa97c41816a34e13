package inventory

import (
	"encoding/binary"
	"errors"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/audit"
)

// place is the position of an input before the lines of the files are numbered.
// The upper half is the number of the block, from 0 over all files. The lower
// half is the number of the line in the block, from 1. Places have the same
// order as files and lines.
type place uint64

// maxBlocks is the largest number of blocks of an inventory, so that a place is
// a positive int.
const maxBlocks = 1 << 31

func placeOf(block int, line int64) place { return place(block)<<32 | place(line) }

func (p place) block() int  { return int(p >> 32) }
func (p place) line() int64 { return int64(uint32(p)) }

// audit returns the place in the form in which the rules compare places.
func (p place) audit() audit.Place { return audit.Place{Line: int64(p)} }

// placeFrom is the inverse of place.audit.
func placeFrom(p audit.Place) place { return place(p.Line) }

// entry is a code and its first place, in the inventory or in a block.
type entry struct {
	code  redeem.Code
	first place
	again bool // the code occurs in the block again
}

// againBit is set in the place of an entry: a block has fewer than 2^31 lines.
const againBit = 1 << 31

// errRecord has no details, because a record contains codes.
var errRecord = errors.New("a record is not of the width or the format that it should be")

// records writes entries and findings as bytes of fixed width. Workers send
// each other nothing else. Codes are in clear.
type records struct {
	format *redeem.Format
	len    int // number of symbols of a code
}

func newRecords(format *redeem.Format) records { return records{format, format.Spec().Length} }

func (r *records) entryWidth() int   { return r.len + 8 }
func (r *records) findingWidth() int { return 4 + 2*(8+r.len) }

func (r *records) appendEntry(dst []byte, e entry) []byte {
	at := uint64(e.first)
	if e.again {
		at |= againBit
	}
	return binary.BigEndian.AppendUint64(e.code.AppendTo(dst), at)
}

// entries calls f with all entries in a batch.
func (r *records) entries(batch []byte, f func(entry)) error {
	for ; len(batch) >= r.entryWidth(); batch = batch[r.entryWidth():] {
		code, err := r.code(batch)
		if err != nil {
			return err
		}
		at := binary.BigEndian.Uint64(batch[r.len:])
		f(entry{code, place(at &^ againBit), at&againBit != 0})
	}
	return whole(batch)
}

func whole(rest []byte) error {
	if len(rest) > 0 {
		return errRecord
	}
	return nil
}

func (r *records) code(b []byte) (redeem.Code, error) {
	c, err := r.format.ParseBytes(b[:r.len])
	if err != nil {
		return redeem.Code{}, errRecord
	}
	return c, nil
}

// appendFinding writes a finding whose places come from place.audit.
func (r *records) appendFinding(dst []byte, f audit.Finding) []byte {
	dst = append(dst, byte(f.Kind), byte(f.Reason))
	dst = binary.BigEndian.AppendUint16(dst, uint16(f.Offset)) // at most redeem.MaxInput
	for _, p := range [...]audit.Place{f.Place, f.First} {
		dst = binary.BigEndian.AppendUint64(dst, uint64(p.Line))
	}
	for _, c := range [...]redeem.Code{f.Code, f.Other} {
		end := len(dst) + r.len
		for dst = c.AppendTo(dst); len(dst) < end; {
			dst = append(dst, 0)
		}
	}
	return dst
}

// findings calls f with all findings in a batch.
func (r *records) findings(batch []byte, f func(audit.Finding)) error {
	for ; len(batch) >= r.findingWidth(); batch = batch[r.findingWidth():] {
		var found audit.Finding
		found.Kind, found.Reason = audit.Kind(batch[0]), redeem.Error(batch[1])
		found.Offset = int(binary.BigEndian.Uint16(batch[2:]))
		for i, p := range [...]*audit.Place{&found.Place, &found.First} {
			p.Line = int64(binary.BigEndian.Uint64(batch[4+8*i:]))
		}
		for i, c := range [...]*redeem.Code{&found.Code, &found.Other} {
			text := batch[20+i*r.len:]
			if text[0] == 0 {
				continue
			}
			var err error
			if *c, err = r.code(text); err != nil {
				return err
			}
		}
		f(found)
	}
	return whole(batch)
}
