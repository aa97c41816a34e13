package audit

import "github.com/redeemkit/redeem"

// lineBytes is the size of a line number; lines are numbered across all files.
const lineBytes = 6

// maxRecord is the width of the widest records, which are rows.
const maxRecord = rowHeadBytes + 2*maxPacked

// codeWidth is the width of the record of a code: the packed code and the line.
func (a *Audit) codeWidth() int { return a.pack.size + lineBytes }

func (a *Audit) putCode(record []byte, c redeem.Code, line int64) {
	a.pack.pack(record[:a.pack.size], c)
	putBig(record[a.pack.size:], uint64(line))
}

// rowHead is the beginning of a row, and determines the order of rows. A row is
// a finding as a record: the head, the packed code, and the packed other code
// without its key, which is the same.
type rowHead struct {
	line   int64
	kind   Kind
	first  int64
	reason redeem.Error
	offset int // at most redeem.MaxInput
}

const rowHeadBytes = lineBytes + 1 + lineBytes + 1 + 2

func (a *Audit) rowWidth() int { return rowHeadBytes + 2*a.pack.size - a.pack.key }

// putRow writes the head of a row and returns the places for the codes. If
// there is no code, the bytes in its place do not matter, because no two rows
// have the same head.
func (a *Audit) putRow(row []byte, h rowHead) (code, other []byte) {
	putBig(row[:lineBytes], uint64(h.line))
	row[lineBytes] = byte(h.kind)
	putBig(row[lineBytes+1:][:lineBytes], uint64(h.first))
	row[rowHeadBytes-3] = byte(h.reason)
	putBig(row[rowHeadBytes-2:rowHeadBytes], uint64(h.offset))
	return row[rowHeadBytes:][:a.pack.size], row[rowHeadBytes+a.pack.size:]
}

// finding returns the finding in a row and reports whether the row is valid.
func (a *Audit) finding(row []byte) (f Finding, ok bool) {
	f = Finding{Kind: Kind(row[lineBytes]), Place: a.files.place(int64(big(row[:lineBytes])))}
	if f.Kind == Invalid {
		f.Reason = redeem.Error(row[rowHeadBytes-3])
		f.Offset = int(big(row[rowHeadBytes-2 : rowHeadBytes]))
		return f, true
	}
	f.First = a.files.place(int64(big(row[lineBytes+1:][:lineBytes])))
	code, other := row[rowHeadBytes:][:a.pack.size], row[rowHeadBytes+a.pack.size:]
	f.Code, ok = a.pack.code(code)
	if !ok || f.Kind == Duplicate {
		return f, ok
	}
	var room [maxPacked]byte
	f.Other, ok = a.pack.code(append(append(room[:0], code[:a.pack.key]...), other...))
	return f, ok
}
