//go:build !redeem_small

package redeem

import (
	"crypto/rand"
	"io"
)

// New draws a new code, all codes of the format being equally likely: the
// symbols after the prefix are drawn each by itself from the whole alphabet,
// and the check characters follow from them.
//
// The random bytes are those of crypto/rand if random is nil, and New then
// neither fails nor allocates. So it is with [crypto/rand.Reader]; any other
// reader costs one allocation, and its error makes New fail: with [io.EOF] if
// it had no byte left, [io.ErrUnexpectedEOF] if it ended before the code was
// complete, and any other error as it is. Of a byte that would make some
// symbols likelier nothing is used, and where a reader yields too many of them
// in a row, which one of random bytes never does, New fails with [ErrRandom].
// The code is zero if there is an error. How many bytes a code takes, and which
// code they make, may change.
//
// New does not know which codes there are. Among n new ones two are the same
// with a chance of about n²/2^(b+1), where b is what [Format.Bits] returns.
func (f *Format) New(random io.Reader) (Code, error) {
	var payload [MaxLen]byte
	n, fixed := f.payload(&payload)
	s := symbolSource{random: random}
	if err := s.draw(payload[fixed:n], f.spec.Alphabet); err != nil {
		return Code{}, err
	}
	if f.checks == nil {
		return codeOf(&payload), nil
	}
	// A scheme has check characters for every payload, and those that are in a
	// prefix are right, or NewFormat would not have found a code.
	var text [MaxLen]byte
	f.spec.Check.Append(text[:0], string(payload[:n]))
	return codeOf(&text), nil
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
			return ErrRandom
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
		s.room = make([]byte, MaxLen)
	}
	n, err := io.ReadFull(s.random, s.room[:len(b)])
	copy(b, s.room[:n])
	return err
}
