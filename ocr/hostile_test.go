package ocr_test

import (
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/redeemkit/redeem/internal/exhaustive"
	"github.com/redeemkit/redeem/ocr"
)

// endless repeats a text for ever.
type endless struct {
	text string
	at   int
}

func (e *endless) Read(b []byte) (int, error) {
	n := copy(b, e.text[e.at:])
	e.at = (e.at + n) % len(e.text)
	return n, nil
}

// TestHostile reads files without end, and ones that no engine writes. Each ends
// in an error of this package, in bounded time and memory.
func TestHostile(t *testing.T) {
	// Each of these takes longer to reach the limit of a file than all others.
	slow := map[string]bool{"many choices": true, "many variants": true, "many strings": true, "numbers": true}
	const vision = `{"pages":[{"blocks":[{"paragraphs":[{"words":[{"symbols":[`
	for _, c := range []struct {
		name, form, begin, forever string
		want                       ocr.Error
	}{
		{"nesting", "hocr", hocrHead, "<div class='ocr_carea'>", ocr.ErrSize},
		{"nesting", "alto", "", "<alto>", ocr.ErrSize},
		{"nesting", "vision", "", "[", ocr.ErrSize},
		{"nesting", "vision", `{"a":`, `{"a":`, ocr.ErrSize},
		{"attributes", "hocr", hocrHead + "<span ", "a='b' ", ocr.ErrSize},
		{"one attribute", "alto", "<alto x='", "A", ocr.ErrSize},
		{"one name", "alto", "<alto><", "A", ocr.ErrSize},
		{"one text", "hocr", hocrHead + "<span class=ocr_line>", "A", ocr.ErrSize},
		{"one comment", "hocr", hocrHead + "<!--", "A ", ocr.ErrSize},
		{"one directive", "alto", "<!DOCTYPE ", "A<!---->", ocr.ErrSize},
		{"many comments", "alto", "<alto>", "<!---->", ocr.ErrSize},
		{"many words", "hocr", hocrHead, "<span class=ocr_line><span class=ocrx_word>A</span></span>", ocr.ErrSize},
		{"one word", "hocr", hocrHead + "<span class=ocr_line><span class=ocrx_word>", "A<b>B</b>", ocr.ErrSize},
		{"many choices", "hocr", hocrHead + "<span class=ocr_line><span class=ocrx_word>A<span class=ocrx_cinfo>", "<span class=ocrx_cinfo title='x_confs 9'>A</span>", ocr.ErrSize},
		{"many places", "hocr", hocrHead + "<span class=ocr_line><span class=ocrx_word>A", "<span class=ocrx_cinfo></span>", ocr.ErrSize},
		{"many glyphs", "alto", "<alto><TextLine><String>", "<Glyph CONTENT='A'/>", ocr.ErrSize},
		{"many variants", "alto", "<alto><TextLine><String><Glyph CONTENT='A'>", "<Variant CONTENT='B' VC='0.1'/>", ocr.ErrSize},
		{"many strings", "alto", "<alto>", "<TextLine><String CONTENT='A'/></TextLine>", ocr.ErrSize},
		{"one line", "tsv", tsvHead + "5\t", "1", ocr.ErrSize},
		{"many lines", "tsv", tsvHead, "5\t1\t1\t1\t1\t1\t0\t0\t5\t5\t90\tA\n", ocr.ErrSize},
		{"empty lines", "tsv", tsvHead, "\n", ocr.ErrSize},
		{"one line", "text", "", "A", ocr.ErrSize},
		{"many lines", "text", "", "A\n", ocr.ErrSize},
		{"empty lines", "text", "", "\n", ocr.ErrSize},
		{"many symbols", "vision", vision, `{"text":"A"},{"text":"B"},`, ocr.ErrSize},
		{"one string", "vision", `{"`, "A", ocr.ErrSize},
		{"blanks", "vision", "", " ", ocr.ErrSize},
		{"numbers", "vision", "[", "1,", ocr.ErrSize},

		{"entities", "hocr", `<!DOCTYPE html [<!ENTITY a "X8KD"><!ENTITY b "&a;&a;">]><html class=ocr>&b;`, "", ocr.ErrSyntax},
		{"entities", "alto", `<!DOCTYPE alto [<!ENTITY a SYSTEM "file:///etc/passwd">]><alto>&a;</alto>`, "", ocr.ErrSyntax},
		{"an unknown entity", "alto", `<alto><String CONTENT="&a;"/></alto>`, "", ocr.ErrSyntax},
		{"another encoding", "alto", `<?xml version="1.0" encoding="ISO-8859-1"?><alto></alto>`, "", ocr.ErrEncoding},
		{"another encoding", "hocr", `<?xml version="1.0" encoding="UTF-16"?><html class="ocr"></html>`, "", ocr.ErrEncoding},
		{"UTF-16", "text", "\xFF\xFEA\x00", "", ocr.ErrEncoding},
		{"UTF-16", "alto", "\xFE\xFF\x00<\x00a", "", ocr.ErrEncoding},
		{"Latin-1", "text", "caf\xE9", "", ocr.ErrEncoding},
		{"Latin-1", "tsv", tsvHead + "5\t1\t1\t1\t1\t1\t0\t0\t5\t5\t90\tcaf\xE9\n", "", ocr.ErrEncoding},
		{"Latin-1", "hocr", hocrHead + "<span class=ocr_line>caf\xE9</span>", "", ocr.ErrEncoding},
		{"Latin-1", "vision", "{\"pages\":[\"\xE9\"]}", "", ocr.ErrEncoding},
		{"broken off", "alto", "<alto><TextLine>", "", ocr.ErrSyntax},
		{"broken off", "vision", `{"pages":[{"blocks":[`, "", ocr.ErrSyntax},
		{"ends crossed", "alto", "<alto><TextLine></alto></TextLine>", "", ocr.ErrSyntax},
		{"two values", "vision", `{"pages":[]} {}`, "", ocr.ErrSyntax},
		{"no such form", "hocr", "<html><body>X8KD</body></html>", "", ocr.ErrSyntax},
		{"no such form", "hocr", "X8KD-49FJ", "", ocr.ErrSyntax},
		{"no such form", "alto", "<html></html>", "", ocr.ErrSyntax},
		{"no such form", "tsv", "X8KD\t49FJ\n", "", ocr.ErrSyntax},
		{"no such form", "vision", `{"code":"X8KD"}`, "", ocr.ErrSyntax},
		{"no such form", "vision", `X8KD`, "", ocr.ErrSyntax},
		{"nothing", "hocr", "", "", ocr.ErrSyntax},
		{"nothing", "alto", "", "", ocr.ErrSyntax},
		{"nothing", "tsv", "", "", ocr.ErrSyntax},
		{"nothing", "vision", "", "", ocr.ErrSyntax},
		{"columns missing", "tsv", tsvHead + "5\t1\t1\n", "", ocr.ErrSyntax},
		{"words for numbers", "tsv", tsvHead + "5\t1\t1\t1\t1\tX8KD\t0\t0\t5\t5\t90\tA\n", "", ocr.ErrSyntax},
	} {
		if !exhaustive.On() && slow[c.name] {
			continue
		}
		t.Run(c.form+"/"+c.name, func(t *testing.T) {
			file := io.Reader(strings.NewReader(c.begin))
			if c.forever == "" {
				if p, err := readerOf(c.form)(file); err != c.want || p != nil {
					t.Errorf("%v, %v, want %v", p, err, c.want)
				}
				return
			}
			file = io.MultiReader(file, &endless{text: c.forever})
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			began := time.Now()
			p, err := readerOf(c.form)(file)
			took := time.Since(began)
			runtime.GC()
			runtime.ReadMemStats(&after)
			if err != c.want || p != nil {
				t.Errorf("%v, %v, want %v", p, err, c.want)
			}
			if took > 20*time.Second {
				t.Errorf("took %v", took)
			}
			// What was alive at once is at most what the heap was let grow to.
			if grown := int64(after.HeapSys) - int64(before.HeapSys); grown > 64<<20 {
				t.Errorf("the heap grew by %d MiB", grown>>20)
			}
		})
	}
}
