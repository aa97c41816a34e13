package redeemtest

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"math"
	"math/big"
	"reflect"
	"sync"

	"github.com/redeemkit/redeem"
)

var (
	codeType    = reflect.TypeFor[redeem.Code]()
	serialType  = reflect.TypeFor[redeem.Serial]()
	readingType = reflect.TypeFor[redeem.Reading]()
	changeType  = reflect.TypeFor[redeem.Change]()
)

// isSecret reports whether a value of the type is replaced as a whole. A serial
// number has the form of a code, but is none.
func isSecret(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t != serialType &&
		(t.ConvertibleTo(codeType) || t.ConvertibleTo(readingType) || t.ConvertibleTo(changeType))
}

// standIn returns what is shown in place of v: text that depends on all that v
// holds, and on a key that nobody knows.
func standIn(v reflect.Value) reflect.Value {
	h := hmac.New(sha256.New, key())
	digest(h, v)
	// Digits, because letters may spell something.
	n := new(big.Int).SetBytes(h.Sum(nil))
	text := []byte("REDACTED000000000000000000000000")
	for i := len("REDACTED"); i < len(text); i++ {
		var digit big.Int
		n.DivMod(n, big.NewInt(10), &digit)
		text[i] += byte(digit.Int64())
	}
	var shown any
	switch t := v.Type(); {
	case t.ConvertibleTo(codeType):
		code, err := format().ParseBytes(text)
		if err != nil {
			panic("redeemtest: the stand-in is no code")
		}
		shown = code
	case t.ConvertibleTo(readingType):
		var r redeem.Reading
		r.AddString(string(text))
		shown = r
	default:
		shown = redeem.Change{New: string(text)}
	}
	return reflect.ValueOf(shown).Convert(v.Type())
}

// format is that of stand-ins.
var format = sync.OnceValue(func() *redeem.Format {
	return redeem.MustFormat(redeem.Spec{Length: redeem.MaxLen, Alphabet: "0123456789ACDERT"})
})

// key returns the key of this run, so that a stand-in in a log cannot be compared
// with those of all codes.
var key = sync.OnceValue(func() []byte {
	b := make([]byte, sha256.Size)
	rand.Read(b)
	return b
})

// digest writes what v holds.
func digest(h hash.Hash, v reflect.Value) {
	number := func(x uint64) { h.Write(binary.BigEndian.AppendUint64(nil, x)) }
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			digest(h, v.Field(i))
		}
	case reflect.Slice:
		number(uint64(v.Len()))
		for i := range v.Len() {
			digest(h, v.Index(i))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			digest(h, v.Elem())
		}
	case reflect.String:
		number(uint64(v.Len()))
		h.Write([]byte(v.String()))
	case reflect.Bool:
		if v.Bool() {
			number(1)
		} else {
			number(0)
		}
	case reflect.Float64:
		number(math.Float64bits(v.Float()))
	case reflect.Int:
		number(uint64(v.Int()))
	default: // all other fields are unsigned
		number(v.Uint())
	}
}
