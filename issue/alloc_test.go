package issue

import (
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/srctest"
)

// allocFormats returns formats without a check character, with one that the
// alphabet contains, and with one that it does not contain.
func allocFormats(t testing.TB) []*redeem.Format {
	return []*redeem.Format{
		redeem.GiftCard(),
		redeem.MustFormat(redeem.Spec{Name: "checked", Length: redeem.MaxLen, Check: draw.SchemeNamed(t, "luhn-mod-36")}),
		redeem.MustFormat(redeem.Spec{Name: "other check characters", Length: 8, Prefix: "V", Check: draw.SchemeNamed(t, "iso7064-mod-37-2")}),
		redeem.MustFormat(redeem.Spec{Name: "codes left out", Length: 8, Check: draw.SchemeNamed(t, "rs-gf37-2")}),
		redeem.MustFormat(redeem.Spec{Name: "coupon", Length: 12, Alphabet: draw.SchemeNamed(t, "coupon-code-3x4").Alphabet(), Check: draw.SchemeNamed(t, "coupon-code-3x4")}),
	}
}

// allocState stands in for the fmt.State of a printer. Package fmt takes its
// own from a pool, which the race detector empties now and then.
type allocState struct{}

func (allocState) Write(b []byte) (int, error)       { return len(b), nil }
func (allocState) WriteString(s string) (int, error) { return len(s), nil }
func (allocState) Width() (int, bool)                { return 0, false }
func (allocState) Precision() (int, bool)            { return 0, false }
func (allocState) Flag(int) bool                     { return false }

// TestAllocs has a line for each exported function and method. A function that
// allocates on some inputs has two lines: one with the reason, one without.
func TestAllocs(t *testing.T) {
	var (
		sink struct {
			code   redeem.Code
			err    error
			bits   float64
			flag   bool
			sum    [32]byte
			screen *Screen
			prints *Fingerprinter
			words  []string
			value  slog.Value
		}
		formats = allocFormats(t)
		codes   = []redeem.Code{{}, codeOf(t, "X8KD49FJ2MZQ7WPT"), codeOf(t, strings.Repeat("7", redeem.MaxLen))}
		screen  = mustScreen(t, redeem.Tesseract(), OffensiveWords()...)
		prints  = mustFingerprinter(t, fingerprintKey)
		boxed   = fmt.Formatter(prints)
		raced   string
		random  = seeded("allocations")
	)
	if racing {
		raced = "the race detector"
	}
	lines := []struct {
		name string
		why  string
		run  func()
	}{
		{"New", raced, func() {
			for _, f := range formats {
				for _, random := range []io.Reader{nil, rand.Reader} {
					if sink.code, sink.err = New(f, random); sink.err != nil {
						panic(sink.err)
					}
				}
			}
		}},
		{"New", "", func() {
			sink.code, sink.err = New(nil, nil)
			sink.code, sink.err = New(&redeem.Format{}, nil)
		}},
		{"New", "what a reader fills in is out of the compiler's sight", func() { sink.code, sink.err = New(formats[0], random) }},
		{"Bits", "", func() {
			for _, f := range formats {
				sink.bits = Bits(f)
			}
			sink.bits = Bits(nil)
		}},
		{"NewScreen", "it builds tables, once for each list of words", func() { sink.screen, sink.err = NewScreen(nil, "word") }},
		{"Screen.Allows", "", func() {
			for _, c := range codes {
				sink.flag = screen.Allows(c)
				sink.flag = new(Screen).Allows(c)
			}
		}},
		{"OffensiveWords", "its result is a new slice", func() { sink.words = OffensiveWords() }},
		{"NewFingerprinter", "it keeps the key", func() { sink.prints, sink.err = NewFingerprinter(fingerprintKey) }},
		{"Fingerprinter.Sum", raced, func() {
			for range 10 { // for enough calls that the items that the race detector drops from the pool do not count
				for _, c := range codes {
					sink.sum = prints.Sum(c)
				}
			}
		}},
		{"Fingerprinter.Sum", "", func() { sink.sum = new(Fingerprinter).Sum(codes[1]) }},
		{"Fingerprinter.Format", "", func() { boxed.Format(allocState{}, 'v') }},
		{"Fingerprinter.LogValue", "", func() { sink.value = prints.LogValue() }},
	}
	measured := map[string]bool{}
	for _, line := range lines {
		measured[line.name] = true
		allocs := testing.AllocsPerRun(10, line.run)
		switch {
		case line.why == "" && allocs != 0:
			t.Errorf("%s allocates %v times", line.name, allocs)
		case line.why != "" && allocs == 0:
			t.Errorf("%s does not allocate any more (%s)", line.name, line.why)
		}
	}
	for _, name := range srctest.Exported(t, ".") {
		if !measured[name] {
			t.Errorf("%s has no line", name)
		}
	}
}

// TestNothingElseEscapes lists the functions that may put something on the
// heap. No other function may, on any of its paths.
func TestNothingElseEscapes(t *testing.T) {
	srctest.Escaping(t,
		"NewFingerprinter", "newKeyed", "NewScreen", // these build values that the caller keeps
		"(*symbolSource).read", // for any reader except crypto/rand's
		"specError",            // wraps ErrSpec; every other error is a byte
	)
}

// TestNothingElseIsKept lists the parameters that may outlive the call.
func TestNothingElseIsKept(t *testing.T) {
	srctest.Keeping(t, "Bits f", "New f", "New random", "Fingerprinter.Format s")
}
