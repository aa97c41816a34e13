package meant

import "testing"

// TestReached puts many states before several places, each twice, while the room for
// them grows, and finds them again.
func TestReached(t *testing.T) {
	const places, states, positions = 3, 4000, 2
	s := newReached()
	for range 2 { // once more after reset
		s.reset()
		n := 0
		for place := range places {
			s.begin(place)
			for i := range states {
				state := i * 7919
				for range 2 {
					if got := s.put(place, state, positions); got != n {
						t.Fatalf("put(%d, %d) = %d, want %d", place, state, got, n)
					}
				}
				if s.state(n) != state {
					t.Fatalf("state(%d) = %d, want %d", n, s.state(n), state)
				}
				n++
			}
			s.end(place)
			if s.size(place) != states {
				t.Errorf("size(%d) = %d, want %d", place, s.size(place), states)
			}
		}
		for place := range places {
			for i := range states {
				if got, want := s.find(place, i*7919), place*states+i; got != want {
					t.Fatalf("find(%d, %d) = %d, want %d", place, i*7919, got, want)
				}
			}
			if got := s.find(place, states*7919); got != -1 {
				t.Errorf("find of a state that is not there = %d", got)
			}
		}
		if len(s.words) != n*positions {
			t.Errorf("%d words of %d states", len(s.words), n)
		}
	}
}
