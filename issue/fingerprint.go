package issue

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"log/slog"
	"sync"

	"github.com/redeemkit/redeem"
)

// Fingerprinter makes fingerprints of codes: HMAC-SHA-256 (RFC 2104, FIPS
// 198-1) of the canonical spelling under a key. A service that stores these in
// place of codes can tell whether a code is one of its own, and who steals the
// table, but not the key, has nothing to redeem. Keep the key apart from the
// table: with it, all codes of a format can be tried, at a cost that [Bits]
// tells.
//
// A [redeem.Lookalikes.Skeleton] has a fingerprint too. Stored beside the
// code's own, it finds the code that was misread. Give it a column, and a
// Fingerprinter with a key, of its own: some codes are their own skeletons, and
// under one key the two fingerprints would be the same and tell so.
//
// Fingerprints do not change between versions. A Fingerprinter is immutable,
// safe for concurrent use, and shows its key to nothing that prints or encodes.
// The zero Fingerprinter has no key, and so its Sum is zero for every code.
type Fingerprinter struct {
	// A function, since what prints fields by reflection, even those that are
	// not exported, cannot look into one.
	sum func(redeem.Code) [32]byte
}

const minKey = 16

// NewFingerprinter makes a Fingerprinter of a key, of which it keeps a copy.
// The key should be 32 random bytes. Less than 16 bytes are refused with an
// error that wraps [redeem.ErrSpec].
func NewFingerprinter(key []byte) (*Fingerprinter, error) {
	if len(key) < minKey {
		return nil, specError("key of less than 16 bytes")
	}
	own := bytes.Clone(key)
	var idle sync.Pool // of *keyed
	return &Fingerprinter{func(c redeem.Code) [32]byte {
		k, ok := idle.Get().(*keyed)
		if !ok {
			k = newKeyed(own)
		}
		sum := k.sum(c)
		idle.Put(k)
		return sum
	}}, nil
}

// Sum returns the fingerprint of a code. The zero Code's is zero, which is the
// fingerprint of no code. It does not allocate, except for the hashes that as
// many goroutines use at a time, and for those that the garbage collector has
// taken away from idle ones.
func (f *Fingerprinter) Sum(c redeem.Code) [32]byte {
	if f.sum == nil || !c.IsValid() {
		return [32]byte{}
	}
	return f.sum(c)
}

// keyed is a hash that is ready for a code, with room beside it for what it
// reads and writes: what is given to an interface is allocated.
type keyed struct {
	hash hash.Hash
	room [max(redeem.MaxLen, sha256.Size)]byte
}

func newKeyed(key []byte) *keyed {
	k := &keyed{hash: hmac.New(sha256.New, key)}
	k.hash.Reset() // the first time, it makes what later ones copy
	return k
}

// sum leaves no symbol of the code behind.
func (k *keyed) sum(c redeem.Code) (sum [32]byte) {
	k.hash.Write(c.AppendTo(k.room[:0]))
	copy(sum[:], k.hash.Sum(k.room[:0]))
	k.hash.Reset()
	clear(k.room[:])
	return sum
}

const redacted = "[redacted]"

var (
	_ fmt.Formatter  = Fingerprinter{}
	_ slog.LogValuer = Fingerprinter{}
)

// Format implements [fmt.Formatter]: every verb prints a fixed word.
func (Fingerprinter) Format(s fmt.State, _ rune) { io.WriteString(s, redacted) }

// LogValue implements [slog.LogValuer] with the same word.
func (Fingerprinter) LogValue() slog.Value { return slog.StringValue(redacted) }
