package audit

import (
	"bytes"
	"encoding/binary"
)

// few is the number of records below which insertion sort is used.
const few = 24

// sortRecords sorts records of equal width as bytes, in place. All records are
// equal before the byte at. It sorts by one byte at a time from the left: codes
// are so evenly distributed that three or four bytes decide.
func sortRecords(b []byte, width, at int) {
	for at < width {
		if len(b) <= few*width {
			insertRecords(b, width, at)
			return
		}
		var ends [256]int // the end of the records with each byte
		for i := at; i < len(b); i += width {
			ends[b[i]] += width
		}
		if ends[b[at]] == len(b) {
			at++
			continue
		}
		var next [256]int // the place of the next record with each byte
		end := 0
		for x, size := range ends {
			next[x] = end
			end += size
			ends[x] = end
		}
		var room [maxRecord]byte
		hand := room[:width]
		for x := range next {
			for next[x] < ends[x] {
				place := b[next[x] : next[x]+width]
				y := place[at]
				if int(y) == x {
					next[x] += width
					continue
				}
				// Put the record in its place, and continue with the one that
				// was there.
				copy(hand, place)
				for int(y) != x {
					other := b[next[y] : next[y]+width]
					next[y] += width
					y = other[at]
					swap(hand, other)
				}
				copy(place, hand)
				next[x] += width
			}
		}
		start := 0
		for _, end := range ends {
			if end-start > width {
				sortRecords(b[start:end], width, at+1)
			}
			start = end
		}
		return
	}
}

func swap(x, y []byte) {
	for len(x) >= 8 && len(y) >= 8 {
		v, w := binary.NativeEndian.Uint64(x), binary.NativeEndian.Uint64(y)
		binary.NativeEndian.PutUint64(x, w)
		binary.NativeEndian.PutUint64(y, v)
		x, y = x[8:], y[8:]
	}
	for i := range x {
		x[i], y[i] = y[i], x[i]
	}
}

// insertRecords sorts a few records.
func insertRecords(b []byte, width, at int) {
	var room [maxRecord]byte
	hand := room[:width]
	for i := width; i < len(b); i += width {
		j := i
		for j > 0 && less(b[i+at:i+width], b[j-width+at:j]) {
			j -= width
		}
		if j < i {
			copy(hand, b[i:i+width])
			copy(b[j+width:i+width], b[j:i])
			copy(b[j:j+width], hand)
		}
	}
}

// less is like bytes.Compare(x, y) < 0 but costs no call.
func less(x, y []byte) bool {
	if len(x) >= 8 && len(y) >= 8 {
		if v, w := binary.BigEndian.Uint64(x), binary.BigEndian.Uint64(y); v != w {
			return v < w
		}
	}
	return bytes.Compare(x, y) < 0
}
