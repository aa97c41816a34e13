package ocr_test

import (
	"errors"
	"fmt"
	"image"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/redeemkit/redeem/ocr"
)

// readers are the functions of this package that read a form.
var readers = []struct {
	name string
	read func(io.Reader) (*ocr.Page, error)
}{
	{"hocr", ocr.ReadHOCR},
	{"alto", ocr.ReadALTO},
	{"tsv", ocr.ReadTSV},
	{"vision", ocr.ReadVision},
	{"text", ocr.ReadText},
}

func read(t testing.TB, form, text string) *ocr.Page {
	t.Helper()
	for _, r := range readers {
		if r.name == form {
			p, err := r.read(strings.NewReader(text))
			if err != nil {
				t.Fatalf("%s: %v", form, err)
			}
			return p
		}
	}
	t.Fatalf("no form %s", form)
	return nil
}

func open(t testing.TB, form, name string) *ocr.Page {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return read(t, form, string(b))
}

func texts(p *ocr.Page) string {
	var b strings.Builder
	for _, l := range p.Lines {
		fmt.Fprintf(&b, "%s\n", l.Text)
	}
	return b.String()
}

// TestTesseract reads one picture as Tesseract 5.3 writes it in all its forms
// and modes.
func TestTesseract(t *testing.T) {
	const want = "Scratch to reveal\nCode: X8KD 40F) 2MZQ 710T\nSAN GCA0123456 789016\n"
	boxes := []image.Rectangle{image.Rect(31, 38, 241, 62), image.Rect(29, 88, 459, 117), image.Rect(30, 141, 303, 163)}
	for _, c := range []struct {
		form, file string
		boxes      bool
	}{
		{"text", "text.txt", false},
		{"tsv", "words.tsv", true},
		{"alto", "words.alto.xml", true},
		{"hocr", "words.hocr", true},
		{"hocr", "boxes.hocr", true},
		{"hocr", "steps.hocr", true},
		{"hocr", "steps-boxes.hocr", true},
		{"hocr", "choices.hocr", true},
		{"hocr", "choices-boxes.hocr", true},
	} {
		p := open(t, c.form, "tesseract/"+c.file)
		if got := texts(p); got != want {
			t.Errorf("%s: lines %q, want %q", c.file, got, want)
			continue
		}
		for i, l := range p.Lines {
			want := image.Rectangle{}
			if c.boxes {
				want = boxes[i]
			}
			if l.Box != want {
				t.Errorf("%s: Box of line %d is %v, want %v", c.file, i, l.Box, want)
			}
		}
	}
}

const (
	hocrHead = `<!DOCTYPE html><html><head><title>X000</title><meta charset=utf-8></head><body><div class='ocr_page'>`
	hocrFoot = `</div></body></html>`
)

// TestForms reads what other engines write, and what their formats allow.
func TestForms(t *testing.T) {
	for _, c := range []struct{ name, form, text, want string }{
		{"a line without words", "hocr", hocrHead + `<span class="ocr_line" title="bbox 1 2 3 4">X8KD <b>49FJ</b></span>` + hocrFoot, "X8KD 49FJ\n"},
		{"words in markup", "hocr", hocrHead + `<span class=ocr_line><span class=ocrx_word><strong><em>X8</em>KD</strong></span><span class=ocrx_word>49FJ</span></span>` + hocrFoot, "X8KD 49FJ\n"},
		{"other kinds of line", "hocr", hocrHead + `<span class='ocr_header'><span class='ocrx_word'>A</span></span><span class='ocr_caption'><span class='ocrx_word'>B</span></span><span class='ocr_textfloat'><span class='ocrx_word'>C</span></span>` + hocrFoot, "A\nB\nC\n"},
		{"no end tags", "hocr", hocrHead + `<p class=ocr_par><span class=ocr_line><span class=ocrx_word>A</span><br><span class=ocrx_word>B</span></span>` + hocrFoot, "A B\n"},
		{"entities", "hocr", hocrHead + `<span class=ocr_line><span class=ocrx_word>A&amp;B&nbsp;&#67;&#x44;&eacute;</span></span>` + hocrFoot, "A&BCDé\n"},
		{"no page text", "hocr", hocrHead + `said in passing<script>var X = 1</script>` + hocrFoot, ""},
		{"alternatives of words", "hocr", hocrHead + `<span class=ocr_line><span class=ocrx_word><span class=alternatives><ins class=alt>hello</ins><del class=alt>hallo</del></span></span></span>` + hocrFoot, "hello\n"},
		{"byte order mark", "hocr", "\uFEFF" + hocrHead + `<span class=ocr_line>A</span>` + hocrFoot, "A\n"},

		{"strings and spaces", "alto", `<alto><Layout><TextLine><String CONTENT="X8KD"/><SP/><String CONTENT="49FJ"/></TextLine><TextLine><String CONTENT="A"/></TextLine></Layout></alto>`, "X8KD 49FJ\nA\n"},
		{"hyphen at the end", "alto", `<alto><TextLine><String CONTENT="X8KD"/><HYP CONTENT="-"/></TextLine></alto>`, "X8KD-\n"},
		{"glyphs", "alto", `<alto><TextLine><String CONTENT="A1"><Glyph CONTENT="A" GC="0.9"/><Glyph CONTENT="1" GC="0.6"><Variant CONTENT="I" VC="0.4"/></Glyph></String></TextLine></alto>`, "A1\n"},
		{"glyphs alone", "alto", `<alto><TextLine><String><Glyph CONTENT="A"/><Glyph CONTENT="fi"/></String></TextLine></alto>`, "Afi\n"},
		{"glyphs of another text", "alto", `<alto><TextLine><String CONTENT="AB"><Glyph CONTENT="A"/></String></TextLine></alto>`, "AB\n"},
		{"with a prefix", "alto", `<?xml version="1.0" encoding="utf-8"?><a:alto xmlns:a="http://www.loc.gov/standards/alto/ns-v4#"><a:TextLine><a:String CONTENT="A"/></a:TextLine></a:alto>`, "A\n"},

		{"several pages", "tsv", tsvHead + "5\t1\t1\t1\t1\t1\t0\t0\t5\t5\t90\tA\n5\t1\t1\t1\t1\t2\t6\t0\t5\t5\t90\tB\n5\t2\t1\t1\t1\t1\t0\t0\t5\t5\t90\tC\n", "A B\nC\n"},
		{"a quotation mark", "tsv", tsvHead + "5\t1\t1\t1\t1\t1\t0\t0\t5\t5\t90\t\"A\r\n", "\"A\n"},
		{"an empty word", "tsv", tsvHead + "5\t1\t1\t1\t1\t1\t0\t0\t5\t5\t95\n5\t1\t1\t1\t1\t2\t0\t0\t5\t5\t95\tA\n\n", "A\n"},

		{"breaks", "vision", `{"responses":[{"textAnnotations":[{"description":"no"}],"fullTextAnnotation":{"pages":[{"blocks":[{"paragraphs":[` +
			`{"words":[{"symbols":[{"text":"A","confidence":0.9},{"text":"B","property":{"detectedBreak":{"type":"SPACE"}}}]},` +
			`{"symbols":[{"text":"C","property":{"detectedBreak":{"type":"EOL_SURE_SPACE"}}}]},{"symbols":[{"text":"D"}]}]},` +
			`{"words":[{"symbols":[{"text":"E","property":{"detectedBreak":{"type":"HYPHEN"}}}]},{"symbols":[{"text":"F"}]}]}]}]}]}}]}`, "AB C\nD\nE-\nF\n"},
		{"as clients write it", "vision", `{"full_text_annotation":{"pages":[{"blocks":[{"paragraphs":[{"words":[{"symbols":[{"text":"A","property":{"detected_break":{"type":1}}},{"property":{"detected_break":{"is_prefix":true,"type":5}},"text":"B"}]}]}]}]}]}}`, "A\nB\n"},
		{"nothing read", "vision", `{"responses":[{}]}`, ""},

		{"ends of lines", "text", "A\r\nB\rC\fD\n\n  E \u00a0 F\u3000G  ", "A\nB\nC\nD\nE F G\n"},
		{"nothing", "text", "", ""},
	} {
		p := read(t, c.form, c.text)
		if got := texts(p); got != c.want {
			t.Errorf("%s, %s: lines %q, want %q", c.form, c.name, got, c.want)
		}
	}
}

const tsvHead = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"

// TestBox reads boxes that are none, or beyond what an int may have.
func TestBox(t *testing.T) {
	for _, c := range []struct {
		form, text string
		want       image.Rectangle
	}{
		{"hocr", hocrHead + `<span class=ocr_line title="x_size 3; bbox 1 2 30 40; baseline 0 0">A</span>` + hocrFoot, image.Rect(1, 2, 30, 40)},
		{"hocr", hocrHead + `<span class=ocr_line title="bbox -5 -6 7 8">A</span>` + hocrFoot, image.Rect(-5, -6, 7, 8)},
		{"hocr", hocrHead + `<span class=ocr_line title="bbox 9 9 1 1">A</span>` + hocrFoot, image.Rectangle{}},
		{"hocr", hocrHead + `<span class=ocr_line title="bbox 1 2 3">A</span>` + hocrFoot, image.Rectangle{}},
		{"hocr", hocrHead + `<span class=ocr_line title="bbox 1 2 NaN 1e300">A</span>` + hocrFoot, image.Rectangle{}},
		{"alto", `<alto><TextLine HPOS="1.4" VPOS="2" WIDTH="10" HEIGHT="20"><String CONTENT="A"/></TextLine></alto>`, image.Rect(1, 2, 11, 22)},
		{"alto", `<alto><TextLine HPOS="1" VPOS="2" WIDTH="-10" HEIGHT="20"><String CONTENT="A"/></TextLine></alto>`, image.Rectangle{}},
		{"alto", `<alto><TextLine><String CONTENT="A"/></TextLine></alto>`, image.Rectangle{}},
		{"tsv", tsvHead + "5\t1\t1\t1\t1\t1\t10\t20\t30\t40\t90\tA\n5\t1\t1\t1\t1\t2\t50\t20\t30\t50\t90\tB\n", image.Rect(10, 20, 80, 70)},
		{"tsv", tsvHead + "5\t1\t1\t1\t1\t1\t-10\t20\t1e999\t40\t90\tA\n", image.Rectangle{}},
		{"vision", `{"pages":[{"blocks":[{"paragraphs":[{"words":[{"boundingBox":{"vertices":[{"x":5},{"x":50,"y":1},{"x":49,"y":20},{"x":4,"y":19}]},"symbols":[{"text":"A"}]}]}]}]}]}`, image.Rect(4, 0, 50, 20)},
	} {
		p, err := readerOf(c.form)(strings.NewReader(c.text))
		if err != nil {
			if strings.Contains(c.text, "1e999") && err == ocr.ErrSyntax {
				continue // a number that is none
			}
			t.Errorf("%s: %v", c.form, err)
			continue
		}
		if len(p.Lines) != 1 || p.Lines[0].Box != c.want {
			t.Errorf("%s: %q has %v, want the box %v", c.form, c.text, p.Lines, c.want)
		}
	}
}

func readerOf(form string) func(io.Reader) (*ocr.Page, error) {
	for _, r := range readers {
		if r.name == form {
			return r.read
		}
	}
	return nil
}

// TestReaderError returns the error of the file's reader as it is.
func TestReaderError(t *testing.T) {
	broken := errors.New("broken")
	beginnings := map[string]string{
		"hocr": hocrHead + "<span class=ocr_line>A", "alto": "<alto><TextLine>", "tsv": tsvHead, "vision": `{"responses":[`, "text": "A",
	}
	for _, r := range readers {
		for _, begin := range []string{"", beginnings[r.name]} {
			if p, err := r.read(io.MultiReader(strings.NewReader(begin), iotest.ErrReader(broken))); err != broken || p != nil {
				t.Errorf("%s after %q: %v, %v, want the reader's error", r.name, begin, p, err)
			}
			if begin == "" {
				continue
			}
			whole, err := r.read(strings.NewReader(begin))
			slow, slowErr := r.read(iotest.OneByteReader(strings.NewReader(begin)))
			if err != slowErr || (whole == nil) != (slow == nil) {
				t.Errorf("%s: read slowly, %v, want %v", r.name, slowErr, err)
			}
		}
	}
}
