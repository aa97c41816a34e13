package spell

import "testing"

// TestWords puts every byte into every place of a word. The other bytes are
// just below and just above the characters that the sums of ascii.go
// distinguish.
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
	isNoDigit := func(b byte) bool { return !isDigit(b) }
	for _, fill := range []byte("\x00/09:@AZ[`az{\x7F") {
		for place := range 8 {
			for x := range 256 {
				text := [8]byte{fill, fill, fill, fill, fill, fill, fill, fill}
				text[place] = byte(x)
				w := Word(text[:])

				above := uint64(0) // bytes above one that is not ASCII, which may be wrong
				if x < 0x80 {
					upper := text
					for i, b := range upper {
						upper[i] = FoldUpper.Apply(b)
					}
					if got, want := Upper8(w), Word(upper[:]); got != want {
						t.Errorf("Upper8(%q) = %#x, want %#x", text, got, want)
					}
					if got, want := alnum8(w)&HighBits, spread(isAlnum, text); got != want {
						t.Errorf("alnum8(%q) = %#x, want %#x", text, got, want)
					}
					if got, want := digits8(w)&HighBits, spread(isDigit, text); got != want {
						t.Errorf("digits8(%q) = %#x, want %#x", text, got, want)
					}
				} else {
					above = 0x80 << (8 * place) << 8
					if got := Upper8(w) & HighBits; got == 0 {
						t.Errorf("Upper8(%q) has no byte beyond ASCII", text)
					}
				}
				if got, want := Other8(w), spread(isOther, text); got|above != want|above {
					t.Errorf("Other8(%q) = %#x, want %#x", text, got, want)
				}
				if got, want := NotDigits8(w), spread(isNoDigit, text); got|above != want|above {
					t.Errorf("NotDigits8(%q) = %#x, want %#x", text, got, want)
				}

				const fine, digits = 'A' * LowBits, '0' * LowBits
				all, allDigits := isAlnum(byte(x)) && isAlnum(fill), isDigit(byte(x)) && isDigit(fill)
				if Alnum16(w, fine) != all || Alnum16(fine, w) != all {
					t.Errorf("Alnum16 of %q is %t, %t, want %t", text, Alnum16(w, fine), Alnum16(fine, w), all)
				}
				for i, c := range []Symbols{{w, fine, fine, fine}, {fine, w, fine, fine}, {fine, fine, w, fine}, {fine, fine, fine, w}} {
					if c.IsAlnum() != all {
						t.Errorf("IsAlnum of %q in word %d is %t", text, i, c.IsAlnum())
					}
				}
				for i, c := range []Symbols{{w, digits, digits, digits}, {digits, w, digits, digits}, {digits, digits, w, digits}, {digits, digits, digits, w}} {
					if c.IsDigits() != allDigits {
						t.Errorf("IsDigits of %q in word %d is %t", text, i, c.IsDigits())
					}
					if all && c.HasLetter() == allDigits {
						t.Errorf("HasLetter of %q in word %d is %t", text, i, c.HasLetter())
					}
				}
			}
		}
	}
}
