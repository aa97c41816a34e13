package issue

import (
	"crypto/rand"
	"io"

	"github.com/redeemkit/redeem"
)

// New draws a new code of the format, all being equally likely: the symbols
// after the prefix are drawn each by itself from the whole alphabet, and the
// check characters follow from them.
//
// The random bytes are those of crypto/rand if random is nil, and New then
// neither fails nor allocates. So it is with [crypto/rand.Reader]; any other
// reader costs one allocation, and its error makes New fail: with [io.EOF] if
// it had no byte left, [io.ErrUnexpectedEOF] if it ended before the code was
// complete, and any other error as it is. Of a byte that would make some
// symbols likelier nothing is used, and where a reader yields too many of them
// in a row, which one of random bytes never does, New fails with
// [redeem.ErrRandom]. A nil Format and the zero Format give [redeem.ErrSpec].
// The code is zero if there is an error. How many bytes a code takes, and which
// code they make, may change.
//
// New does not know which codes there are. Among n new ones two are the same
// with a chance of about n²/2^(b+1), where b is what [Bits] returns.
func New(f *redeem.Format, random io.Reader) (redeem.Code, error) {
	if !usable(f) {
		return redeem.Code{}, redeem.ErrSpec
	}
	var payload, room [redeem.MaxLen]byte
	n, fixed := drawn(f, &payload)
	s := symbolSource{random: random}
	if err := s.draw(payload[fixed:n], f.Alphabet()); err != nil {
		return redeem.Code{}, err
	}
	text := payload[:n]
	if scheme := f.Scheme(); scheme != nil {
		// A scheme has check characters for every payload, and those that are in
		// a prefix are right, or NewFormat would not have found a code.
		text, _ = scheme.Append(room[:0], string(text))
	}
	return f.ParseBytes(text)
}

// usable reports whether f is a format, that is, neither nil nor zero.
func usable(f *redeem.Format) bool { return f != nil && f.Len() > 0 }

// drawn returns how many symbols of a code are no check characters, and how
// many of these the prefix fixes, which it writes to payload.
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

// maxDraws is how many random bytes a symbol is given. At least half of them
// are of use, whatever the alphabet.
const maxDraws = 100

// draw fills in symbols of an alphabet, all equally likely.
func (s *symbolSource) draw(symbols []byte, alphabet string) error {
	even := 256 / len(alphabet) * len(alphabet) // of the bytes up to here each symbol has as many
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

// read fills b. What is given to a reader that the compiler does not know is
// allocated, so crypto/rand is called by its name, and any other reads into a
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
