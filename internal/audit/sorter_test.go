package audit

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/redeemkit/redeem/internal/draw"
	"pgregory.net/rapid"
)

// memory is a store in memory that fails on request.
type memory struct {
	mu     sync.Mutex
	b      []byte
	before func() error          // called before every operation; nil = nothing
	damage func(b []byte) []byte // called before the first read; nil = nothing
	closed bool
}

func (m *memory) fault() error {
	if m.before != nil {
		if err := m.before(); err != nil {
			return err
		}
	}
	if m.closed {
		return errors.New("used after it was closed")
	}
	return nil
}

func (m *memory) WriteAt(b []byte, off int64) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.fault(); err != nil {
		return 0, err
	}
	if end := int(off) + len(b); end > len(m.b) {
		m.b = append(m.b, make([]byte, end-len(m.b))...)
	}
	return copy(m.b[off:], b), nil
}

func (m *memory) ReadAt(b []byte, off int64) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.fault(); err != nil {
		return 0, err
	}
	if m.damage != nil {
		m.b, m.damage = m.damage(m.b), nil
	}
	return bytes.NewReader(m.b).ReadAt(b, off)
}

func (m *memory) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	err := m.fault()
	m.closed = true
	return err
}

// tinyPlan draws a plan under which almost nothing fits in memory.
func tinyPlan(t *rapid.T) *plan {
	return &plan{
		workers: rapid.IntRange(1, 3).Draw(t, "workers"),
		batch:   rapid.IntRange(1, 100).Draw(t, "batch"),
		codes:   rapid.IntRange(1, 9).Draw(t, "codes"),
		rows:    rapid.IntRange(1, 9).Draw(t, "rows"),
		buffer:  rapid.IntRange(1, 200).Draw(t, "buffer"),
		fanIn:   rapid.IntRange(2, 4).Draw(t, "fan-in"),
	}
}

func TestSorter(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		var made []*memory
		stores := stores{make: func() (store, error) {
			made = append(made, new(memory))
			return made[len(made)-1], nil
		}}
		width := rapid.IntRange(1, maxRecord).Draw(t, "width")
		p := tinyPlan(t)
		var s sorter
		s.init(&stores, p, width, p.codes)
		lanes := make([]*lane, rapid.IntRange(0, 3).Draw(t, "lanes"))
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		var all []byte
		for i := range lanes {
			lanes[i] = &lane{s: &s}
			record := make([]byte, width)
			for range rapid.IntRange(0, 100).Draw(t, "records") {
				for i := range record {
					record[i] = byte(random.IntN(4))
				}
				if err := lanes[i].add(record); err != nil {
					t.Fatal(err)
				}
				all = append(all, record...)
				if cap(lanes[i].b) > p.codes*width {
					t.Fatalf("a lane has %d bytes, more than %d records", cap(lanes[i].b), p.codes)
				}
			}
			lanes[i].sort()
		}
		runs := len(s.runs)
		var got []byte
		err := s.merge(lanes, func(record []byte) error {
			got = append(got, record...)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, sorted(all, width)) {
			t.Fatal("not what was added, or not in order")
		}
		if len(s.runs) > p.fanIn || runs > p.fanIn && len(made) < 2 {
			t.Fatalf("%d runs, %d in the end", runs, len(s.runs))
		}
		for i, m := range made {
			if !m.closed {
				t.Errorf("store %d of %d is open", i, len(made))
			}
		}
	})
}

func TestMergeEndsAtError(t *testing.T) {
	full := errors.New("disk full")
	calls := 0
	err := mergeSources([]*source{{b: []byte("ac")}, {b: []byte("b")}}, 1, func([]byte) error {
		if calls++; calls == 2 {
			return full
		}
		return nil
	})
	if err != full || calls != 2 {
		t.Errorf("%v after %d calls", err, calls)
	}
}
