package scan_test

import (
	"iter"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
)

// openSequence is a terminal sequence without its end.
var openSequence = regexp.MustCompile("(?:\x1b|\u009b)(\\[?[ -?]*)$")

// decode returns what an escaped text spells, without its terminal sequences. What
// may begin an escape becomes another sign, so that nothing is decoded twice; an ESC
// that begins no sequence stays, for what is behind it is no text.
func decode(text string) string {
	var out strings.Builder
	for i := 0; i < len(text); {
		k, ok := slowEscape(text, i)
		if ok && text[i] == '=' && i > 0 && text[i-1] >= '@' && text[i-1] < utf8.RuneSelf { // it may assign
			before, spells := slowEnding(text[:i])
			if ok = spells && before.r != slowUnseen && text[i-1] != '['; !ok {
				out.WriteRune('¤') // nor is it decoded later
				i++
				continue
			}
		}
		if !ok {

			r, size := utf8.DecodeRuneInString(text[i:])
			k = slowToken{i, i + size, r}
			if r == utf8.RuneError && size == 1 {
				out.WriteByte(text[i])
				i++
				continue
			}
		}
		plain := k.end == i+1
		i = k.end
		opens := strings.ContainsRune("\\%=&#^", k.r) && !openSequence.MatchString(out.String())
		if plain && !opens && i < len(text) && !strings.ContainsRune("\\%=&#^", rune(text[i])) {
			out.WriteRune(k.r)
			continue
		}
		switch {
		case k.r == slowUnseen:
			if s := out.String(); openSequence.MatchString(s) { // nor does what is in front of it begin one
				out.Reset()
				out.WriteString(openSequence.ReplaceAllString(s, "¤$1"))
			}
		case strings.ContainsRune("\\%=&#^]", k.r):
			out.WriteRune('¤')
		default:
			out.WriteRune(k.r)
		}
	}
	return out.String()
}

// checkDecoded checks that in what a Redactor writes there is no code, with its
// escapes decoded or not.
func checkDecoded(t rapid.TB, formats []*redeem.Format, text string) {
	t.Helper()
	fs, err := redeem.NewFormats(formats...)
	if err != nil {
		t.Fatal(err)
	}
	out := string(fs.AppendRedacted(nil, []byte(text)))
	if utf8.RuneCountInString(out) != utf8.RuneCountInString(text) {
		t.Errorf("%+q\nbecomes %+q, which has not as many characters", text, out)
	}
	for i, read := range []string{out, decode(out)} {
		if i == 1 && slowUUIDs.MatchString(out) {
			continue // which may be none if an escape ends in it
		}
		for _, found := range append([]iter.Seq[redeem.Match]{fs.Find(read)}, finds(formats, read)...) {
			for m := range found {
				if i == 1 && m.Format.Len() <= len("U0001f381") {
					continue // it may be the number of an escape that decode leaves alone
				}
				t.Errorf("%+q\nbecomes %+q,\nis read %+q,\nwhich has the code %q of %+v", text, out, read, read[m.Start:m.End], m.Format.Spec())
			}
		}
	}
	if again := string(fs.AppendRedacted(nil, []byte(out))); again != out {
		t.Errorf("%+q\nbecomes %+q,\nthen    %+q", text, out, again)
	}
}

func finds(formats []*redeem.Format, text string) (all []iter.Seq[redeem.Match]) {
	for _, f := range formats {
		all = append(all, f.Find(text))
	}
	return all
}

var slowUUIDs = regexp.MustCompile(slowUUID.String()[1:])

// TestRedactDecoded is the promise that nothing that was redacted holds a code.
func TestRedactDecoded(t *testing.T) {
	draw.Check(t, func(t *rapid.T) {
		var specs []redeem.Spec
		var formats []*redeem.Format
		for range rapid.IntRange(1, 5).Draw(t, "formats") {
			spec := drawSpec(t)
			f := redeem.MustFormat(spec)
			if slowOpens(f.Spec()) {
				t.Skip("its symbols are those of escapes")
			}
			specs, formats = append(specs, spec), append(formats, f)
		}
		for range 3 {
			checkDecoded(t, formats, drawText(t, specs...))
		}
	})
}

// FuzzRedactDecoded is TestRedactDecoded for any text.
func FuzzRedactDecoded(f *testing.F) {
	for _, text := range scanTexts(f) {
		f.Add(text)
	}
	formats := draw.Neighbours(f)
	f.Fuzz(func(t *testing.T, text string) {
		text = text[:min(len(text), 2*redeem.MaxInput)]
		checkDecoded(t, formats, text)
		checkDecoded(t, formats[:1], text)
	})
}
