package main

import (
	"math/rand/v2"
	"strings"
	"sync"

	"github.com/google/uuid"

	"github.com/redeemkit/redeem"
)

// distinct is the number of texts for measurements in which no text is in a
// cache. With 16 bytes for each code, and 16 for each string that points to
// one, they are larger than the caches of most processors.
const distinct = 1_000_000

// codes and uuids are in random order; their texts are next to each other in
// memory in another order.
var (
	codes = sync.OnceValue(func() []string {
		return shuffled(len(code), randomCode)
	})
	uuids = sync.OnceValue(func() []string {
		return shuffled(36, func(r *rand.Rand, b []byte) {
			var u uuid.UUID
			for i := range u {
				u[i] = byte(r.Uint32())
			}
			copy(b, u.String())
		})
	})
)

// randomCode fills b with a gift card code.
func randomCode(r *rand.Rand, b []byte) {
	b[0] = 'X'
	for i := range b[1:] {
		b[i+1] = alphabet[r.IntN(len(alphabet))]
	}
}

func shuffled(length int, fill func(r *rand.Rand, b []byte)) []string {
	r := rand.New(rand.NewPCG(1, 2)) // the same in every run
	var text strings.Builder
	b := make([]byte, length)
	for range distinct {
		fill(r, b)
		text.Write(b)
	}
	texts := make([]string, distinct)
	for i, j := range r.Perm(distinct) {
		texts[i] = text.String()[j*length : (j+1)*length]
	}
	return texts
}

func after(i int) int {
	if i++; i == distinct {
		return 0
	}
	return i
}

// coldTasks continue where the last timing stopped, so that a text comes again
// only after all others.
func coldTasks() []task {
	list, texts, i := codes(), uuids(), 0
	uuidParse := &contender{"uuid.Parse of 1,000,000 in random order", func(n int) {
		for range n {
			sink.uuid, sink.err = uuid.Parse(texts[i])
			i = after(i)
		}
	}}
	j, k := 0, 0
	return []task{
		coldTask("Valid, 1,000,000 codes in random order", func(n int) {
			for range n {
				sink.ok = redeem.Valid(list[j])
				j = after(j)
			}
		}).beside(uuidParse),
		coldTask("Parse, 1,000,000 codes in random order", func(n int) {
			for range n {
				sink.code, sink.err = redeem.Parse(list[k])
				k = after(k)
			}
		}).beside(uuidParse),
	}
}

func coldTask(name string, run func(n int)) task {
	return task{name: name, cold: true, contenders: []contender{{"redeem", run}}}
}
