package audit

import (
	"slices"
	"sync"
)

// sorter sorts records of equal width as bytes. Records are added to lanes. A
// full lane sorts and stores its records, which is a run. At the end, the runs
// and the records left in the lanes are merged.
type sorter struct {
	stores *stores
	width  int
	lane   int // size of a lane in bytes, a whole number of records
	buffer int // bytes of each run that merging keeps in memory, a whole number of records
	fanIn  int // number of runs that are merged at a time, at least 2

	mu   sync.Mutex
	file store // the file with the runs, or nil if there are none
	size int64 // size of all runs
	runs []run
}

// run is the position of sorted records in a store.
type run struct{ off, size int64 }

// init sets the width of the records and the number of records in each lane.
func (s *sorter) init(stores *stores, p *plan, width, records int) {
	s.stores = stores
	s.width = width
	s.lane = records * width
	s.buffer = max(p.buffer/width, 1) * width
	s.fanIn = p.fanIn
}

// lane collects records. Different goroutines may use different lanes.
type lane struct {
	s *sorter
	b []byte
}

// add adds a record of the sorter's width. It does not keep the record.
func (l *lane) add(record []byte) error {
	if len(l.b)+len(record) > cap(l.b) {
		if err := l.makeRoom(); err != nil {
			return err
		}
	}
	l.b = append(l.b, record...)
	return nil
}

// firstRoom is the size of the first buffer of a lane. Each further buffer is
// eight times as large, so that the old ones are small beside it.
const firstRoom = 1 << 20

// makeRoom makes the lane larger, or empties it.
func (l *lane) makeRoom() error {
	if cap(l.b) >= l.s.lane {
		return l.spill()
	}
	b := make([]byte, len(l.b), min(max(firstRoom, 8*cap(l.b)), l.s.lane))
	copy(b, l.b)
	l.b = b
	return nil
}

func (l *lane) sort() { sortRecords(l.b, l.s.width, 0) }

// spill stores the records of the lane as a run.
func (l *lane) spill() error {
	l.sort()
	file, r, err := l.s.place(int64(len(l.b)))
	if err != nil {
		return err
	}
	if _, err := file.WriteAt(l.b, r.off); err != nil {
		return tempError(err)
	}
	l.b = l.b[:0]
	return nil
}

// place reserves room for a run.
func (s *sorter) place(size int64) (store, run, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.file == nil {
		file, err := s.stores.new()
		if err != nil {
			return nil, run{}, err
		}
		s.file = file
	}
	r := run{s.size, size}
	s.size += size
	s.runs = append(s.runs, r)
	return s.file, r, nil
}

// merge calls f with every record in order, and stops at its first error. It
// sorts the lanes, which must not be in use. f must not keep the record.
func (s *sorter) merge(lanes []*lane, f func(record []byte) error) error {
	for len(s.runs) > s.fanIn {
		if err := s.fewer(); err != nil {
			return err
		}
	}
	sources := s.sources(s.file, s.runs)
	for _, l := range lanes {
		sources = append(sources, &source{b: l.b})
	}
	if err := mergeSources(sources, s.width, f); err != nil {
		return err
	}
	return s.free(s.file)
}

func (s *sorter) sources(file store, runs []run) []*source {
	var sources []*source
	for _, r := range runs {
		sources = append(sources, &source{file: file, left: r, room: make([]byte, min(int64(s.buffer), r.size))})
	}
	return sources
}

// fewer merges runs, as many as possible at a time, into longer ones, and
// closes the file that held them.
func (s *sorter) fewer() error {
	old, runs := s.file, s.runs
	s.file, s.runs, s.size = nil, nil, 0
	for some := range slices.Chunk(runs, s.fanIn) {
		var size int64
		for _, r := range some {
			size += r.size
		}
		file, to, err := s.place(size)
		if err != nil {
			return err
		}
		b := make([]byte, 0, s.buffer)
		flush := func() error {
			if _, err := file.WriteAt(b, to.off); err != nil {
				return tempError(err)
			}
			to.off += int64(len(b))
			b = b[:0]
			return nil
		}
		err = mergeSources(s.sources(old, some), s.width, func(record []byte) error {
			b = append(b, record...)
			if len(b) < cap(b) {
				return nil
			}
			return flush()
		})
		if err == nil {
			err = flush()
		}
		if err != nil {
			return err
		}
	}
	return s.free(old)
}

func (s *sorter) free(file store) error {
	if file == nil {
		return nil
	}
	return s.stores.done(file)
}
