package audit

import (
	"bytes"
	"errors"
	"io"
)

// source yields the records of a run, which is in memory or in a store.
type source struct {
	b    []byte // records that were not yielded yet
	file store
	left run    // the part of the run that was not read yet
	room []byte // the buffer that the run is read into
}

// fill makes sure that b has a record, unless the run has no more.
func (s *source) fill() error {
	if len(s.b) > 0 || s.left.size == 0 {
		return nil
	}
	n := min(int64(len(s.room)), s.left.size)
	_, err := s.file.ReadAt(s.room[:n], s.left.off)
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return tempError(err)
	}
	s.b = s.room[:n]
	s.left.off += n
	s.left.size -= n
	return nil
}

// merger is a tournament of sources. Each node of a tree holds the source that
// lost there. The winner is the source with the smallest record.
type merger struct {
	sources []*source
	width   int
	losers  []int // losers[0] is the winner
}

// mergeSources calls f with the records of all sources in order, and stops at
// its first error. Every source must be in order.
func mergeSources(sources []*source, width int, f func(record []byte) error) error {
	if len(sources) == 0 {
		return nil
	}
	m := &merger{sources: sources, width: width, losers: make([]int, len(sources))}
	for _, s := range sources {
		if err := s.fill(); err != nil {
			return err
		}
	}
	m.losers[0] = m.play(1)
	for {
		s := sources[m.losers[0]]
		if len(s.b) == 0 {
			return nil
		}
		if err := f(s.b[:width]); err != nil {
			return err
		}
		s.b = s.b[width:]
		if err := s.fill(); err != nil {
			return err
		}
		m.replay()
	}
}

// play plays all matches of a node and returns the winner. The children of
// node n are 2n and 2n+1; from len(sources) on they are the sources.
func (m *merger) play(node int) int {
	n := len(m.sources)
	if node >= n {
		return node - n
	}
	x, y := m.play(2*node), m.play(2*node+1)
	if m.before(y, x) {
		x, y = y, x
	}
	m.losers[node] = y
	return x
}

// replay plays the matches of the last winner again.
func (m *merger) replay() {
	winner := m.losers[0]
	for node := (winner + len(m.sources)) / 2; node > 0; node /= 2 {
		if m.before(m.losers[node], winner) {
			winner, m.losers[node] = m.losers[node], winner
		}
	}
	m.losers[0] = winner
}

// before reports whether source x has a record that comes before that of y.
func (m *merger) before(x, y int) bool {
	v, w := m.sources[x].b, m.sources[y].b
	if len(v) == 0 || len(w) == 0 {
		return len(v) > 0
	}
	return bytes.Compare(v[:m.width], w[:m.width]) < 0
}
