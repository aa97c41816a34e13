package audit

import (
	"slices"
	"sync"
)

// sorter sorts records of a width as bytes. They are added to lanes, each of
// which sorts and stores what it has when it is full: that is a run. In the
// end the runs and what is left in the lanes are merged.
type sorter struct {
	stores *stores
	width  int
	lane   int // bytes that a lane holds, whole records
	buffer int // bytes of each run that merging holds, whole records
	fanIn  int // how many runs are merged at a time, at least 2

	mu   sync.Mutex
	file store // where the runs are; nil if there are none
	size int64 // of all runs
	runs []run
}

// run is where sorted records are.
type run struct{ off, size int64 }

// init sets how records of a width are sorted, so many in each lane.
func (s *sorter) init(stores *stores, p *plan, width, records int) {
	s.stores = stores
	s.width = width
	s.lane = records * width
	s.buffer = max(p.buffer/width, 1) * width
	s.fanIn = p.fanIn
}

// lane collects records. Each lane may be used by another goroutine.
type lane struct {
	s *sorter
	b []byte
}

// add adds a record of the sorter's width. It keeps nothing of it.
func (l *lane) add(record []byte) error {
	if len(l.b)+len(record) > cap(l.b) {
		if err := l.makeRoom(); err != nil {
			return err
		}
	}
	l.b = append(l.b, record...)
	return nil
}

// firstRoom is how many bytes a lane has room for at first. It then grows
// eightfold, so that what it has outgrown is little beside what it has.
const firstRoom = 1 << 20

// makeRoom makes a larger lane or an empty one.
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

// spill makes a run of what is in the lane.
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

// place finds room for a run.
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

// merge calls f with every record, in order, and ends at its first error. The
// lanes are sorted and not in use. f must not keep the record.
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

// fewer merges as many runs as may be into one, each time, and frees the file
// in which they were.
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
