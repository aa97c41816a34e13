package inventory

// batches collect records by key, so that it is not single records that
// workers send to each other.
type batches struct {
	emit func(int, []byte)
	by   map[int][]byte
}

// fullBatch is the size at which a batch goes without waiting for the end.
const fullBatch = 1 << 20

func newBatches(emit func(int, []byte)) *batches {
	return &batches{emit, make(map[int][]byte)}
}

// batch returns the batch for a key, with room for a record to be appended: set
// takes it back.
func (b *batches) batch(key int) []byte { return b.by[key] }

func (b *batches) set(key int, batch []byte) {
	if len(batch) >= fullBatch {
		b.emit(key, batch)
		batch = nil // for whom it was emitted may still have it
	}
	b.by[key] = batch
}

// flush sends what there is.
func (b *batches) flush() {
	for key, batch := range b.by {
		if len(batch) > 0 {
			b.emit(key, batch)
		}
	}
	clear(b.by)
}
