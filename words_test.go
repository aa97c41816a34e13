package redeem

import "testing"

// TestWords puts every byte into every place of a word whose other bytes are
// on one side or the other of what the sums of words.go tell apart.
func TestWords(t *testing.T) {
	spread := func(mark func(b byte) bool, text [8]byte) (w uint64) {
		for i, b := range text {
			if mark(b) {
				w |= 0x80 << (8 * i)
			}
		}
		return w
	}
	isDigit := func(b byte) bool { return '0' <= b && b <= '9' }
	isAlnum := func(b byte) bool { return isDigit(b) || isUpper(b) }
	isOther := func(b byte) bool { return !isAlnum(b) }
	for _, fill := range []byte("\x00/09:@AZ[`az{\x7F") {
		for place := range 8 {
			for x := range 256 {
				text := [8]byte{fill, fill, fill, fill, fill, fill, fill, fill}
				text[place] = byte(x)
				w := word(text[:])

				above := uint64(0) // whose answer a byte beyond ASCII may spoil
				if x < 0x80 {
					upper := text
					for i, b := range upper {
						upper[i] = foldUpper.apply(b)
					}
					if got, want := upper8(w), word(upper[:]); got != want {
						t.Errorf("upper8(%q) = %#x, want %#x", text, got, want)
					}
					if got, want := alnum8(w)&high, spread(isAlnum, text); got != want {
						t.Errorf("alnum8(%q) = %#x, want %#x", text, got, want)
					}
					if got, want := digits8(w)&high, spread(isDigit, text); got != want {
						t.Errorf("digits8(%q) = %#x, want %#x", text, got, want)
					}
				} else {
					above = 0x80 << (8 * place) << 8
					if got := upper8(w) & high; got == 0 {
						t.Errorf("upper8(%q) has no byte beyond ASCII", text)
					}
				}
				if got, want := other8(w), spread(isOther, text); got|above != want|above {
					t.Errorf("other8(%q) = %#x, want %#x", text, got, want)
				}

				const fine = 'A' * each
				all := isAlnum(byte(x)) && isAlnum(fill)
				if alnum16(w, fine) != all || alnum16(fine, w) != all {
					t.Errorf("alnum16 of %q is %t, %t, want %t", text, alnum16(w, fine), alnum16(fine, w), all)
				}
				for i, c := range []Code{{w, fine, fine, fine}, {fine, w, fine, fine}, {fine, fine, w, fine}, {fine, fine, fine, w}} {
					if c.isAlnum() != all {
						t.Errorf("isAlnum of %q in word %d is %t", text, i, c.isAlnum())
					}
				}
			}
		}
	}
}

// TestPack has texts of all lengths, each symbol another.
func TestPack(t *testing.T) {
	for n := range MaxLen + 1 {
		text := alnumAlphabet[:n]
		if got, want := pack([]byte(text)), slowPack(text); got != want {
			t.Errorf("pack(%q) = %q, want %q", text, Plain(got), Plain(want))
		}
		if n >= 16 && pack16([]byte(text)) != slowPack(text[:16]) {
			t.Errorf("pack16(%q) = %q", text, Plain(pack16([]byte(text))))
		}
	}
}
