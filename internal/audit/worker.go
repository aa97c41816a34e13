package audit

import "github.com/redeemkit/redeem"

// batch is a number of lines.
type batch struct {
	first int64 // the number of the first line
	data  []byte
	ends  []uint32 // the end of each line in data
}

// add adds a line and returns the size of the batch.
func (b *batch) add(line []byte) int {
	b.data = append(b.data, line...)
	b.ends = append(b.ends, uint32(len(b.data)))
	return len(b.data) + 4*len(b.ends)
}

// worker turns lines into records.
type worker struct {
	a           *Audit
	codes, rows lane
	record      [maxRecord]byte
	summary     Summary // only Invalid
}

func (w *worker) run() {
	for {
		select {
		case <-w.a.stop:
			return
		case b, more := <-w.a.full:
			if !more {
				w.codes.sort()
				w.rows.sort()
				return
			}
			if err := w.do(b); err != nil {
				w.a.end(err)
				return
			}
			b.data, b.ends = b.data[:0], b.ends[:0]
			w.a.empty <- b
		}
	}
}

func (w *worker) do(b *batch) error {
	from := uint32(0)
	for i, to := range b.ends {
		input, line := b.data[from:to], b.first+int64(i)
		from = to
		code, reason, offset := w.a.rules.Code(input)
		if err := w.add(line, code, reason, offset); err != nil {
			return err
		}
	}
	return nil
}

func (w *worker) add(line int64, code redeem.Code, reason redeem.Error, offset int) error {
	if reason == 0 {
		record := w.record[:w.a.codeWidth()]
		w.a.putCode(record, code, line)
		return w.codes.add(record)
	}
	w.summary.Invalid[reason]++
	if w.a.o.Summary {
		return nil
	}
	row := w.record[:w.a.rowWidth()]
	w.a.putRow(row, rowHead{line: line, kind: Invalid, reason: reason, offset: offset})
	return w.rows.add(row)
}
