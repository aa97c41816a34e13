//go:build !redeem_small

package redeem

import (
	"crypto/sha256"
	"fmt"
	"io"
	"log/slog"
)

// Fingerprinter makes fingerprints of codes: HMAC-SHA-256 (RFC 2104, FIPS
// 198-1) of the canonical spelling under a key. A service that stores these in
// place of codes can tell whether a code is one of its own, and who steals the
// table, but not the key, has nothing to redeem. Keep the key apart from the
// table: with it, all codes of a format can be tried, at a cost that
// [Format.Bits] tells.
//
// A [Lookalikes.Skeleton] has a fingerprint too. Stored beside the code's own,
// it finds the code that was misread. Give it a column, and a Fingerprinter
// with a key, of its own: some codes are their own skeletons, and under one key
// the two fingerprints would be the same and tell so.
//
// Fingerprints do not change between versions. A Fingerprinter is immutable,
// safe for concurrent use, and shows its key to nothing that prints or encodes.
// The zero Fingerprinter has no key: its Sum panics.
type Fingerprinter struct {
	// A function, since what prints fields by reflection, even those that are
	// not exported, cannot look into one.
	sum func(Code) [32]byte
}

const minKey = 16

// NewFingerprinter makes a Fingerprinter of a key, of which it keeps a copy.
// The key should be 32 random bytes. Less than 16 bytes are refused with an
// error that wraps [ErrSpec].
func NewFingerprinter(key []byte) (*Fingerprinter, error) {
	if len(key) < minKey {
		return nil, specError("key of less than 16 bytes")
	}
	var b blocks
	if len(key) > len(b.inner) {
		short := sha256.Sum256(key)
		key = short[:]
	}
	copy(b.inner[:], key)
	copy(b.outer[:], key)
	for i := range b.inner {
		b.inner[i] ^= 0x36
		b.outer[i] ^= 0x5c
	}
	return &Fingerprinter{b.sum}, nil
}

// Sum returns the fingerprint of a code. The zero Code's is zero, which is the
// fingerprint of no code. It does not allocate.
func (f *Fingerprinter) Sum(c Code) [32]byte { return f.sum(c) }

// blocks are the two blocks that HMAC makes of a key: one begins what the inner
// hash is of, the other what the outer one is of. The hash.Hash of crypto/hmac
// would allocate, or could not be shared.
type blocks struct{ inner, outer [sha256.BlockSize]byte }

func (b *blocks) sum(c Code) [32]byte {
	if !c.IsValid() {
		return [32]byte{}
	}
	var room [sha256.BlockSize + max(MaxLen, sha256.Size)]byte
	inner := sha256.Sum256(c.AppendTo(append(room[:0], b.inner[:]...)))
	return sha256.Sum256(append(append(room[:0], b.outer[:]...), inner[:]...))
}

var (
	_ fmt.Formatter  = Fingerprinter{}
	_ slog.LogValuer = Fingerprinter{}
)

// Format implements [fmt.Formatter]: every verb prints a fixed word.
func (Fingerprinter) Format(s fmt.State, _ rune) { io.WriteString(s, redacted) }

// LogValue implements [slog.LogValuer] with the same word.
func (Fingerprinter) LogValue() slog.Value { return slog.StringValue(redacted) }
