package audit

import "bytes"

// comparison visits the codes in the order of their packed form.
type comparison struct {
	a       *Audit
	group   *Group
	summary Summary
	total   int64  // number of codes
	done    int64  // number of codes visited
	last    []byte // the packed code visited last
	first   int64  // the first line with last
	grouped bool   // last is in the group
	row     [maxRecord]byte
}

// progressEvery is the number of codes between two calls of Options.Progress.
const progressEvery = 1 << 16

// record visits the next record.
func (c *comparison) record(record []byte) error {
	size, key := c.a.pack.size, c.a.pack.key
	packed, line := record[:size], int64(big(record[size:]))
	if c.done%progressEvery == 0 && c.a.o.Progress != nil {
		c.a.o.Progress(c.done, c.total)
	}
	c.done++
	switch {
	case c.done == 1:
	case bytes.Equal(packed, c.last):
		return c.duplicate(line)
	case bytes.Equal(packed[:key], c.last[:key]):
		if !c.grouped {
			if err := c.add(); err != nil {
				return err
			}
		}
		copy(c.last, packed)
		c.first = line
		return c.add()
	default:
		if err := c.end(); err != nil {
			return err
		}
	}
	copy(c.last, packed)
	c.first = line
	return nil
}

// duplicate reports another line with the last code.
func (c *comparison) duplicate(line int64) error {
	c.summary.Duplicates++
	if c.a.o.Summary {
		return nil
	}
	row := c.row[:c.a.rowWidth()]
	code, _ := c.a.putRow(row, rowHead{line: line, kind: Duplicate, first: c.first})
	copy(code, c.last)
	return c.a.found.add(row)
}

// add adds the last code to the group.
func (c *comparison) add() error {
	code, ok := c.a.pack.code(c.last)
	if !ok {
		return ErrDamaged
	}
	c.grouped = true
	c.group.Add(Entry{code, c.a.files.place(c.first)})
	return nil
}

// end completes the codes with one key, if there are any.
func (c *comparison) end() error {
	if !c.grouped {
		c.summary.Distinct += min(c.done, 1)
		return nil
	}
	c.grouped = false
	return c.group.Findings(&c.summary, c.lookalike)
}

func (c *comparison) lookalike(f Finding) error {
	if c.a.o.Summary {
		return nil
	}
	row := c.row[:c.a.rowWidth()]
	files := &c.a.files
	code, members := c.a.putRow(row, rowHead{line: files.line(f.Place), kind: Lookalike, first: files.line(f.First)})
	var other [maxPacked]byte
	c.a.pack.pack(code, f.Code)
	c.a.pack.pack(other[:c.a.pack.size], f.Other)
	copy(members, other[c.a.pack.key:c.a.pack.size])
	return c.a.found.add(row)
}
