package issue

import (
	"bytes"
	"crypto/rand"
	"io"
	"strings"

	"github.com/redeemkit/redeem"
)

// New draws a uniformly random code of the format. It draws each symbol after
// the prefix independently from the whole alphabet, and computes the check
// characters from them.
//
// Of a Reed-Solomon code over 36 symbols, which writes a 37th one as *, New
// draws only codes without it, because nobody expects a * in a code: it discards
// one draw in 19 with two check symbols, one in ten with four. If no symbol is
// free, there is a single code, which New returns as it is.
//
// If random is nil or [crypto/rand.Reader], New reads from crypto/rand and
// neither fails nor allocates. Any other reader costs one allocation, and New
// returns its error: [io.EOF] if the reader returned no byte,
// [io.ErrUnexpectedEOF] if it ended before the code was complete, and any other
// error unchanged. New discards random bytes that would make some symbols more
// likely than others. If the reader returns too many such bytes in a row, New
// fails with [redeem.ErrRandom]; random bytes never do that, unless the format
// has a handful of codes and all of them have a *. New fails with
// [redeem.ErrSpec] if the Format is nil or zero. The code is zero if the error
// is not nil. The number of bytes that New reads for a code, and the code that
// it makes from them, may change between versions.
//
// New does not know which codes already exist. Among n new codes, the
// probability that two are equal is about n²/2^(b+1), where b is the result of
// [Bits].
func New(f *redeem.Format, random io.Reader) (redeem.Code, error) {
	if !usable(f) {
		return redeem.Code{}, redeem.ErrSpec
	}
	var payload, room [redeem.MaxLen]byte
	n, fixed := drawn(f, &payload)
	s := symbolSource{random: random}
	extra, avoid := extraSymbol(f)
	for tries := range maxTries {
		if err := s.draw(payload[fixed:n], f.Alphabet()); err == io.EOF && tries > 0 {
			return redeem.Code{}, io.ErrUnexpectedEOF
		} else if err != nil {
			return redeem.Code{}, err
		}
		text := payload[:n]
		if scheme := f.Scheme(); scheme != nil {
			// A scheme has check characters for every payload. Check characters in
			// the prefix are right, because otherwise NewFormat would have failed.
			text, _ = scheme.Append(room[:0], string(text))
		}
		if !avoid || fixed == n || bytes.IndexByte(text, extra) < 0 {
			return f.ParseBytes(text)
		}
	}
	return redeem.Code{}, redeem.ErrRandom
}

// maxTries is the number of codes that New draws to find one without the extra
// symbol of the scheme. Nine of ten codes have none.
const maxTries = 1000

// extraSymbol returns the symbol that only the check characters of a
// Reed-Solomon code have, and reports whether there is one. The check characters
// of other schemes are what their standards say.
func extraSymbol(f *redeem.Format) (symbol byte, ok bool) {
	scheme := f.Scheme()
	if scheme == nil || !strings.HasPrefix(scheme.Name(), "rs-") || len(scheme.CheckAlphabet()) == len(scheme.Alphabet()) {
		return 0, false
	}
	return scheme.CheckAlphabet()[len(scheme.Alphabet())], true
}

// usable reports whether f is neither nil nor the zero Format.
func usable(f *redeem.Format) bool { return f != nil && f.Len() > 0 }

// drawn returns the number of places of a code that are not check characters,
// and how many of them the prefix fixes. It writes the symbols of these to
// payload.
func drawn(f *redeem.Format, payload *[redeem.MaxLen]byte) (n, fixed int) {
	scheme, prefix := f.Scheme(), f.Prefix()
	for place := range f.Len() {
		if scheme != nil && scheme.IsCheck(place, f.Len()) {
			continue
		}
		if place < len(prefix) {
			payload[n] = prefix[place]
			fixed++
		}
		n++
	}
	return n, fixed
}

// symbolSource yields random symbols.
type symbolSource struct {
	random io.Reader
	room   []byte
}

// maxDraws is the number of random bytes that New tries for a symbol. Whatever
// the alphabet is, at least half of all bytes are usable.
const maxDraws = 100

// draw fills symbols with independent, uniformly random symbols of the
// alphabet.
func (s *symbolSource) draw(symbols []byte, alphabet string) error {
	even := 256 / len(alphabet) * len(alphabet) // each symbol has equally many of the bytes below even
	for draws := 0; len(symbols) > 0; draws++ {
		if draws == maxDraws {
			return redeem.ErrRandom
		}
		err := s.read(symbols)
		switch {
		case err == io.EOF && draws > 0:
			return io.ErrUnexpectedEOF
		case err != nil:
			return err
		}
		n := 0
		for _, b := range symbols {
			if int(b) < even {
				symbols[n] = alphabet[int(b)%len(alphabet)]
				n++
			}
		}
		symbols = symbols[n:]
	}
	return nil
}

// read fills b. The compiler allocates what it passes to a reader that it does
// not know, so read calls crypto/rand by name, and any other reader fills a
// buffer of its own.
func (s *symbolSource) read(b []byte) error {
	if s.random == nil || s.random == rand.Reader {
		rand.Read(b) // never fails
		return nil
	}
	if s.room == nil {
		s.room = make([]byte, redeem.MaxLen)
	}
	n, err := io.ReadFull(s.random, s.room[:len(b)])
	copy(b, s.room[:n])
	return err
}
