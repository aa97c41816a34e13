package service

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"errors"

	"github.com/redeemkit/redeem/issue"
)

// secretLen is the least number of random bytes of the secret from which all
// keys of the service follow.
const secretLen = 32

// errShort is the error for a secret that is too short, for example because
// somebody typed it.
var errShort = errors.New("service: the secret has less than 32 bytes")

// keys computes the fingerprints of everything that must not be stored as it
// is. Each column has a key of its own, so that equal texts in two columns
// cannot be recognized. All keys follow from one secret, so that only one has
// to be kept.
type keys struct {
	codes     *issue.Fingerprinter
	skeletons *issue.Fingerprinter
	requests  []byte
	orders    []byte
	check     [sha256.Size]byte // identifies the secret without revealing anything about it
}

func newKeys(secret []byte) (*keys, error) {
	if len(secret) < secretLen {
		return nil, errShort
	}
	var failed error
	derive := func(purpose string) []byte {
		key, err := hkdf.Key(sha256.New, secret, nil, "redeem vouchers: "+purpose, secretLen)
		failed = errors.Join(failed, err)
		return key
	}
	fingerprinter := func(purpose string) *issue.Fingerprinter {
		f, err := issue.NewFingerprinter(derive(purpose))
		failed = errors.Join(failed, err)
		return f
	}
	k := &keys{
		codes:     fingerprinter("codes"),
		skeletons: fingerprinter("skeletons"),
		requests:  derive("requests"),
		orders:    derive("orders"),
		check:     [sha256.Size]byte(derive("check")),
	}
	return k, failed
}

// request returns the fingerprint of the idempotency key of a redemption. A
// client may choose any text for it, even the code.
func (k *keys) request(key string) sum { return fingerprint(k.requests, key) }

// order returns the fingerprint of the idempotency key of an order.
func (k *keys) order(key string) sum { return fingerprint(k.orders, key) }

func fingerprint(key []byte, text string) (sum [sha256.Size]byte) {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(text))
	h.Sum(sum[:0])
	return sum
}
