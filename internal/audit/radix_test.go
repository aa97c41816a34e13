package audit

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/redeemkit/redeem/internal/draw"
	"pgregory.net/rapid"
)

// sorted is a slow version of sortRecords.
func sorted(b []byte, width int) []byte {
	records := slices.Collect(slices.Chunk(slices.Clone(b), width))
	slices.SortFunc(records, bytes.Compare)
	return bytes.Join(records, nil)
}

func TestSortRecords(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(1, maxRecord).Draw(t, "width")
		number := rapid.IntRange(0, 4*few).Draw(t, "number")
		most := rapid.IntRange(1, 255).Draw(t, "most")
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		same := rapid.IntRange(0, width).Draw(t, "bytes that are the same in all")
		b := make([]byte, number*width)
		for i := range b {
			if i%width >= same {
				b[i] = byte(random.IntN(most + 1))
			}
		}
		if number > 0 && rapid.Bool().Draw(t, "all the same but for one byte") {
			b = bytes.Repeat(b[:width], number)
			b[random.IntN(len(b))]++
		}
		want := sorted(b, width)
		sortRecords(b, width, 0)
		if !bytes.Equal(b, want) {
			t.Fatal("not sorted")
		}
	})
}

func BenchmarkSortRecords(b *testing.B) {
	const width, number = 20, 1 << 20
	random := rand.NewChaCha8([32]byte{1})
	unsorted := make([]byte, number*width)
	random.Read(unsorted)
	for i := range number { // like packed codes
		putBig(unsorted[i*width+14:(i+1)*width], uint64(i))
	}
	work := make([]byte, len(unsorted))
	b.SetBytes(int64(len(work)))
	b.Run("radix", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			copy(work, unsorted)
			sortRecords(work, width, 0)
		}
	})
	b.Run("slices.SortFunc", func(b *testing.B) {
		b.ReportAllocs()
		records := make([][width]byte, number)
		for b.Loop() {
			for i := range records {
				records[i] = [width]byte(unsorted[i*width:])
			}
			slices.SortFunc(records, func(x, y [width]byte) int { return bytes.Compare(x[:], y[:]) })
		}
	})
}
