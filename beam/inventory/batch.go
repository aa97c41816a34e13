package inventory

// batches collects records by key, so that workers do not send each other
// single records.
type batches struct {
	emit func(int, []byte)
	by   map[int][]byte
}

// fullBatch is the size at which a batch is emitted before the end.
const fullBatch = 1 << 20

func newBatches(emit func(int, []byte)) *batches {
	return &batches{emit, make(map[int][]byte)}
}

// batch returns the batch for a key. The caller appends a record to it and
// returns it with set.
func (b *batches) batch(key int) []byte { return b.by[key] }

func (b *batches) set(key int, batch []byte) {
	if len(batch) >= fullBatch {
		b.emit(key, batch)
		batch = nil // the receiver may still use it
	}
	b.by[key] = batch
}

// flush emits all batches.
func (b *batches) flush() {
	for key, batch := range b.by {
		if len(batch) > 0 {
			b.emit(key, batch)
		}
	}
	clear(b.by)
}
