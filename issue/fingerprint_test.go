package issue

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
)

// fingerprintKey has no substring that an output would contain by chance.
var fingerprintKey = []byte("wWq7\x80ZxR4pT2\xfe\xefkJ9dV3nB6mC5sL1hG0")

func mustFingerprinter(t rapid.TB, key []byte) *Fingerprinter {
	t.Helper()
	f, err := NewFingerprinter(key)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// wantSum computes the fingerprint as RFC 2104 defines it.
func wantSum(key []byte, c redeem.Code) [32]byte {
	if len(key) > sha256.BlockSize {
		short := sha256.Sum256(key)
		key = short[:]
	}
	inner, outer := make([]byte, sha256.BlockSize), make([]byte, sha256.BlockSize)
	for i := range inner {
		inner[i], outer[i] = 0x36, 0x5c
	}
	for i, b := range key {
		inner[i] ^= b
		outer[i] ^= b
	}
	sum := sha256.Sum256(c.AppendTo(inner))
	return sha256.Sum256(append(outer, sum[:]...))
}

// TestFingerprint compares fingerprints with RFC 2104, for codes of every
// length and for keys of every length around that of a block; HMAC hashes
// longer keys.
func TestFingerprint(t *testing.T) {
	const symbols = "X8KD49FJ2MZQ7WPTGVY3HB6NCR5SLE0A"
	var codes []redeem.Code
	for n := 1; n <= redeem.MaxLen; n++ {
		c, err := redeem.MustFormat(redeem.Spec{Length: n}).Parse(symbols[:n])
		if err != nil {
			t.Fatal(err)
		}
		codes = append(codes, c)
	}
	long := bytes.Repeat(fingerprintKey, 5)
	for n := 16; n <= len(long); n++ {
		key := bytes.Clone(long[:n])
		f := mustFingerprinter(t, key)
		clear(key) // the Fingerprinter keeps a copy
		for _, c := range codes {
			if got, want := f.Sum(c), wantSum(long[:n], c); got != want {
				t.Errorf("a key of %d bytes, a code of %d symbols: Sum = %x, want %x", n, c.Len(), got, want)
			}
		}
	}
}

// FuzzFingerprint compares fingerprints with RFC 2104 for any key and any code.
func FuzzFingerprint(f *testing.F) {
	for _, n := range []int{0, 15, 16, 63, 64, 65, 200} {
		f.Add(bytes.Repeat([]byte{byte(n)}, n), "X8KD49FJ2MZQ7WPT")
		f.Add(bytes.Repeat(fingerprintKey, 7)[:n], strings.Repeat("A", redeem.MaxLen))
	}
	f.Add(fingerprintKey, "")
	var formats []*redeem.Format
	for n := range redeem.MaxLen {
		formats = append(formats, redeem.MustFormat(redeem.Spec{Length: n + 1}))
	}
	f.Fuzz(func(t *testing.T, key []byte, text string) {
		fingerprinter, err := NewFingerprinter(key)
		if short := len(key) < 16; short != (err != nil) || short != (fingerprinter == nil) || short && !errors.Is(err, redeem.ErrSpec) {
			t.Fatalf("a key of %d bytes: %v", len(key), err)
		}
		symbols, _ := redeem.Normalize(text)
		if err != nil || symbols == "" || len(symbols) > len(formats) {
			return
		}
		c, err := formats[len(symbols)-1].Parse(symbols)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := fingerprinter.Sum(c), wantSum(key, c); got != want {
			t.Errorf("a key of %d bytes, a code of %d symbols: Sum = %x, want %x", len(key), c.Len(), got, want)
		}
		if got := fmt.Sprintf("%v %+v %#v %x", fingerprinter, fingerprinter, *fingerprinter, fingerprinter); got != "[redacted] [redacted] [redacted] [redacted]" {
			t.Errorf("prints as %q", got)
		}
	})
}

// TestFingerprintKept compares with a fingerprint that databases store. It was
// computed by openssl dgst -sha256 -mac HMAC.
func TestFingerprintKept(t *testing.T) {
	f := mustFingerprinter(t, []byte("0123456789abcdef0123456789abcdef"))
	const want = "bd4895c6f55e14a9abe69b0a31fdd4c32a33bd1c7bc2a4ceeeeaf016eb7c2f90"
	if got := f.Sum(redeem.MustParse("X8KD49FJ2MZQ7WPT")); hex.EncodeToString(got[:]) != want {
		t.Errorf("Sum = %x, want %s", got, want)
	}
}

// TestFingerprintOfNoCode tests the promise about the zero Code.
func TestFingerprintOfNoCode(t *testing.T) {
	if got := mustFingerprinter(t, fingerprintKey).Sum(redeem.Code{}); got != [32]byte{} {
		t.Errorf("Sum of the zero Code = %x", got)
	}
}

// TestFingerprintOfSkeleton finds a misread code by the fingerprint of its
// skeleton, and shows why skeletons need a key of their own.
func TestFingerprintOfSkeleton(t *testing.T) {
	model := redeem.SupportArticle()
	byCode, bySkeleton := mustFingerprinter(t, fingerprintKey), mustFingerprinter(t, []byte("another key, and a long one too"))
	issued, read := redeem.MustParse("X8KD49FJ2MZQ7WPT"), redeem.MustParse("XBKD49FJ2MZQ7WPT")
	if byCode.Sum(issued) == byCode.Sum(read) {
		t.Error("two codes have one fingerprint")
	}
	if bySkeleton.Sum(model.Skeleton(issued)) != bySkeleton.Sum(model.Skeleton(read)) {
		t.Error("two fingerprints of one skeleton")
	}
	own := redeem.MustParse("X000000000000000")
	if model.Skeleton(own) != own || byCode.Sum(own) != byCode.Sum(model.Skeleton(own)) || byCode.Sum(own) == bySkeleton.Sum(own) {
		t.Error("of a code that is its own skeleton, the key alone tells the fingerprints apart")
	}
}

func TestNewFingerprinterErrors(t *testing.T) {
	for n := range 16 {
		key := fingerprintKey[:n]
		f, err := NewFingerprinter(key)
		if f != nil || !errors.Is(err, redeem.ErrSpec) {
			t.Errorf("a key of %d bytes: %v, %v", n, f, err)
		}
		if part := keyLeak(keyForms(key), fmt.Sprintf("%v %+v %#v %q", err, err, err, err)); part != "" {
			t.Errorf("the error shows %q of the key", part)
		}
	}
}

// TestZeroFingerprinter tests that a Fingerprinter without a key returns zero,
// which is the fingerprint of no code.
func TestZeroFingerprinter(t *testing.T) {
	for _, c := range []redeem.Code{{}, redeem.MustParse("X8KD49FJ2MZQ7WPT")} {
		if got := new(Fingerprinter).Sum(c); got != [32]byte{} {
			t.Errorf("Sum of %v without a key = %x", c, got)
		}
	}
	if got := fmt.Sprint(Fingerprinter{}); got != "[redacted]" {
		t.Errorf("the zero Fingerprinter prints as %q", got)
	}
}

// TestFingerprintLeavesNothing tests that a hash that waits for the next code
// holds nothing of the last one, except the input of the outer hash, which is a
// fingerprint itself. The rest is as it was before.
func TestFingerprintLeavesNothing(t *testing.T) {
	all := cmp.Exporter(func(reflect.Type) bool { return true })
	but := cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".outer" }, cmp.Ignore())
	for n := range redeem.MaxLen + 1 {
		used := newKeyed(fingerprintKey)
		used.sum(codeOf(t, strings.Repeat("X8KD", 8)[:n]))
		if diff := cmp.Diff(newKeyed(fingerprintKey), used, all, but); diff != "" {
			t.Fatalf("after a code of %d symbols (-before +after):\n%s", n, diff)
		}
	}
}

// keyForms returns the forms in which parts of a key may be printed: as text,
// as the numbers of a slice of bytes, and both for the blocks that HMAC makes
// of the key.
func keyForms(key []byte) (forms []string) {
	for _, pad := range []byte{0, 0x36, 0x5c} {
		block := bytes.Clone(key)
		for i := range block {
			block[i] ^= pad
		}
		for i := 0; i+4 <= len(block); i++ {
			part := block[i : i+4]
			forms = append(forms,
				string(part), fmt.Sprintf("%x", part), fmt.Sprintf("%X", part), fmt.Sprintf("% x", part),
				strings.Trim(fmt.Sprint(part), "[]"), strings.Trim(fmt.Sprintf("%#v", part), "[]byte{}"),
				strings.ReplaceAll(strings.Trim(fmt.Sprint(part), "[]"), " ", ","),
				strings.Trim(fmt.Sprintf("%o", part), "[]"), strings.Trim(fmt.Sprintf("%b", part), "[]"))
			if text := base64.StdEncoding.EncodeToString(block[i:min(i+6, len(block))]); len(text) == 8 {
				forms = append(forms, text)
			}
		}
	}
	return forms
}

// keyLeak returns the first form that is in the output, or "" if there is none.
func keyLeak(forms []string, output string) string {
	for _, form := range forms {
		if strings.Contains(output, form) {
			return form
		}
	}
	return ""
}

// TestLeakKey prints and encodes a Fingerprinter in every way.
func TestLeakKey(t *testing.T) {
	f := mustFingerprinter(t, fingerprintKey)
	forms := keyForms(fingerprintKey)
	for _, output := range []string{fmt.Sprint(fingerprintKey), fmt.Sprintf("%#v", fingerprintKey), fmt.Sprintf("%x", fingerprintKey)} {
		if keyLeak(forms, output) == "" {
			t.Errorf("no leak seen in %q", output)
		}
	}
	type service struct {
		Name string
		Keys *Fingerprinter
		Copy Fingerprinter
	}
	type hidden struct {
		keys *Fingerprinter
		copy Fingerprinter
	}
	for name, value := range map[string]any{
		"pointer":                      f,
		"value":                        *f,
		"slice":                        []Fingerprinter{*f},
		"map":                          map[string]*Fingerprinter{"k": f},
		"struct":                       service{"shop", f, *f},
		"pointer to struct":            &service{"shop", f, *f},
		"unexported fields":            hidden{f, *f},
		"pointer to unexported fields": &hidden{f, *f},
	} {
		check := func(route, output string) {
			t.Helper()
			if part := keyLeak(forms, output); part != "" {
				t.Errorf("%s with %s shows %q of the key: %.200q", name, route, part, output)
			}
		}
		for _, verb := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvxyz!é" {
			for _, flags := range []string{"", "+", "#", "-", " ", "0", "40", ".3", "+#"} {
				format := "%" + flags + string(verb)
				check(format, fmt.Sprintf(format, value))
			}
		}
		for _, mistake := range []string{"", "%", "%!", "%*d", "%.*d", "%[2]*d", "%[3]d", "%d %d"} {
			check("a mistake", fmt.Sprintf(mistake, value))
		}
		for _, handler := range []func(b *bytes.Buffer) slog.Handler{
			func(b *bytes.Buffer) slog.Handler { return slog.NewTextHandler(b, nil) },
			func(b *bytes.Buffer) slog.Handler { return slog.NewJSONHandler(b, nil) },
		} {
			var b bytes.Buffer
			slog.New(handler(&b)).Info("message", "key", value)
			check("log/slog", b.String())
		}
		encoded, err := json.Marshal(value)
		check("encoding/json", fmt.Sprintf("%s %v", encoded, err))
		encoded, err = xml.Marshal(value)
		check("encoding/xml", fmt.Sprintf("%s %v", encoded, err))
		var b bytes.Buffer
		err = gob.NewEncoder(&b).Encode(value)
		check("encoding/gob", b.String()+fmt.Sprint(err))
	}
	if got := fmt.Sprint(f, *f); got != "[redacted] [redacted]" {
		t.Errorf("a Fingerprinter prints as %q", got)
	}
	if got := f.LogValue().String(); got != "[redacted]" {
		t.Errorf("a Fingerprinter is logged as %q", got)
	}
}
