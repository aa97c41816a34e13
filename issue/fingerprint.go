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

// Fingerprinter computes fingerprints of codes. A fingerprint is the
// HMAC-SHA-256 (RFC 2104, FIPS 198-1) of the canonical spelling under a secret
// key. A service that stores fingerprints in place of codes can still recognize
// its own codes, and an attacker who steals the table but not the key cannot
// redeem anything. Keep the key apart from the table: with the key, an attacker
// can try all codes of a format, and [Bits] returns the binary logarithm of
// their number.
//
// A [redeem.Lookalikes.Skeleton] has a fingerprint too. Store it beside the
// fingerprint of the code to find a code that was misread. Use a column of its
// own for it, and a Fingerprinter with a key of its own: some codes are their
// own skeletons, and under one key the two fingerprints would be equal and
// would reveal that.
//
// Fingerprints do not change between versions. A Fingerprinter is immutable,
// safe for concurrent use, and never prints or encodes its key. The zero
// Fingerprinter has no key, and its Sum returns zero for every code.
type Fingerprinter struct {
	// The key is inside a function, because code that prints fields by
	// reflection, including unexported fields, cannot look into one.
	sum func(redeem.Code) [32]byte
}

const minKey = 16

// NewFingerprinter returns a Fingerprinter with a copy of the key. The key
// should be 32 random bytes. If it has fewer than 16 bytes, NewFingerprinter
// fails with an error that wraps [redeem.ErrSpec].
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

// Sum returns the fingerprint of a code. The fingerprint of the zero Code is
// zero, and no code has that fingerprint. Sum does not allocate, except that it
// makes one hash for each goroutine that uses the Fingerprinter at the same
// time, and replaces idle hashes that the garbage collector has removed.
func (f *Fingerprinter) Sum(c redeem.Code) [32]byte {
	if f.sum == nil || !c.IsValid() {
		return [32]byte{}
	}
	return f.sum(c)
}

// keyed is a hash that is ready for a code. The buffer that it reads from and
// writes to is beside it, because an argument of an interface method is
// allocated.
type keyed struct {
	hash hash.Hash
	room [max(redeem.MaxLen, sha256.Size)]byte
}

func newKeyed(key []byte) *keyed {
	k := &keyed{hash: hmac.New(sha256.New, key)}
	k.hash.Reset() // the first Reset saves the state that later ones restore
	return k
}

// sum returns the fingerprint and leaves no symbol of the code in memory.
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
