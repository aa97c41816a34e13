package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/issue"
	"github.com/redeemkit/redeem/playground/internal/door"
)

// answers is what redeem.js says of one input.
type answers struct {
	Parse struct {
		Code  string
		Error *string
	}
	Inspect struct {
		Code   string
		Error  *string
		Offset int
		Edits  []string
		Kind   string
	}
	Typed struct {
		Text     string
		Caret    int
		Progress string
	}
	Resolve struct {
		Verdict    string
		Best       *candidate
		Ties       int
		Margin     int
		Capped     bool
		Count      string
		Exact      bool
		Candidates []candidate
	}
	Region *string
}

type candidate struct {
	Code        string
	Cost, Edits int
}

// ask is what it is asked: the texts as bytes, since some are not UTF-8.
type ask struct {
	Format           int // 0 is the gift card's, others are made of formats
	Text, Other      []byte
	Caret            int // in the text as JavaScript counts
	Old              string
	Forward          bool
	Bytes            bool
	Indels, Edits    int
	Card, Storefront string
}

// formats are those that the inputs are tried on, besides the gift card's.
var formats = []string{
	`{"length": 12, "alphabet": "0123456789ABCDEFGHJKMNPQRSTVWXYZ", "groups": [4, 4, 4], "check": "damm-gf32", "lookalikes": "ocr"}`,
	`{"length": 10, "check": "iso7064-mod-37-2", "groups": [5, 5], "lookalikes": "ts1292"}`,
	`{"length": 8, "prefix": "ab", "alphabet": "abcdefghijkl"}`,
}

// format makes one of them in Go.
func format(t *testing.T, i int) *redeem.Format {
	t.Helper()
	if i == 0 {
		return redeem.GiftCard()
	}
	var spec struct {
		Length                              int
		Prefix, Alphabet, Check, Lookalikes string
		Groups                              []int
	}
	if err := json.Unmarshal([]byte(formats[i-1]), &spec); err != nil {
		t.Fatal(err)
	}
	scheme, _ := checkdigit.Lookup(spec.Check)
	lookalikes := map[string]*redeem.Lookalikes{"ocr": redeem.Tesseract(), "ts1292": redeem.SupportTS1292()}[spec.Lookalikes]
	return redeem.MustFormat(redeem.Spec{
		Length: spec.Length, Prefix: spec.Prefix, Alphabet: spec.Alphabet, Groups: spec.Groups, Check: scheme, Lookalikes: lookalikes,
	})
}

// asks makes inputs such as people make: codes and serial numbers in many
// spellings, with faults, unread characters, and what is neither.
func asks(t *testing.T, n int) []ask {
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(list ...string) string { return list[random.IntN(len(list))] }
	spell := func(symbols string) []byte {
		var text []byte
		for _, x := range symbols {
			switch random.IntN(24) {
			case 0:
				text = append(text, strings.ToLower(string(x))...)
			case 1:
				text = append(text, pick("-", " ", "_", ".", "\u00b7", "\t", "\u3000")...)
				text = utf8.AppendRune(text, x)
			case 2:
				text = append(text, pick("\u200b", "\u00ad", "\ufeff", "\u2066", "\U000e0041")...)
				text = utf8.AppendRune(text, x)
			case 3:
				text = utf8.AppendRune(text, x+0xFEE0) // full width, of a letter or digit
			case 4:
				text = append(text, pick("Х", "О", "І", "ſ", "К", "𝐗", "𝟗", "٥", "०", "É", "漢", "€", "?", "🂡")...)
			default:
				text = utf8.AppendRune(text, x)
			}
		}
		return text
	}
	symbols := func(n int, alphabet string) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = alphabet[random.IntN(len(alphabet))]
		}
		return string(b)
	}
	list := make([]ask, n)
	for i := range list {
		a := &list[i]
		a.Format = random.IntN(len(formats) + 1)
		f := format(t, a.Format)
		spec := f.Spec()
		var text string
		switch random.IntN(8) {
		case 0:
			text = pick("GCA", "60", "PBH", "EPY") + symbols(11+random.IntN(9), "0123456789")
		case 1:
			text = symbols(random.IntN(40), spec.Alphabet)
		case 2:
			text = strings.Repeat(pick("X", " ", "é", "-"), random.IntN(1200))
		default:
			code, err := issue.New(f, seeded{random})
			if err != nil {
				t.Fatal(err)
			}
			text = string(code.AppendTo(nil))
			if random.IntN(3) == 0 { // one symbol is another
				at := random.IntN(len(text))
				text = text[:at] + symbols(1, spec.Alphabet) + text[at+1:]
			}
			if random.IntN(10) == 0 { // so many are unread that there are more codes than 32 bits can count
				text = text[:len(text)-8] + "????????"
			}
		}
		a.Text = []byte(text)
		if random.IntN(4) > 0 {
			a.Text = spell(text)
		}
		if random.IntN(20) == 0 {
			a.Bytes = true
			a.Text = append(a.Text, 0xFF)
		}
		chars := []rune(string(a.Text))
		a.Caret = len(utf16.Encode(chars[:random.IntN(len(chars)+1)]))
		if random.IntN(4) == 0 {
			a.Other = spell(text)
		}
		if random.IntN(2) == 0 { // one dash was deleted at the caret
			at := len(string(utf16.Decode(utf16.Encode(chars)[:a.Caret])))
			a.Old = string(chars)[:at] + "-" + string(chars)[at:]
			a.Forward = random.IntN(2) == 0
		}
		a.Indels, a.Edits = random.IntN(2), random.IntN(4)
		a.Card = pick("NO", "nor", "578", "FR", "XKX", "ZZ", "", " no", "UK")
		a.Storefront = pick("NO", "143457", "143457-2,29", "143442", "GB", "1434", "", "ＮＯ")
	}
	return list
}

type seeded struct{ *rand.Rand }

func (s seeded) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(s.Uint32())
	}
	return len(b), nil
}

// want is what the library says in this process.
func (a *ask) want(t *testing.T) (want answers) {
	f, text := format(t, a.Format), string(a.Text)
	name := func(err error) *string {
		if err == nil {
			return nil
		}
		s := door.ErrorName(err)
		return &s
	}
	plain := func(c redeem.Code) string { return string(c.AppendTo(nil)) }

	code, err := f.Parse(text)
	want.Parse.Code, want.Parse.Error = plain(code), name(err)

	r := f.Inspect(text)
	want.Inspect.Code, want.Inspect.Error, want.Inspect.Kind = plain(r.Code), name(r.Err), r.Kind.String()
	want.Inspect.Offset = a.index(r.Offset)
	if r.Edits != 0 {
		want.Inspect.Edits = strings.Split(r.Edits.String(), "|")
	}

	field := string([]rune(text)) // a field's text is a string, whatever came
	caret := len(string(utf16.Decode(utf16.Encode([]rune(field))[:a.Caret])))
	out, at, progress := f.AppendTyped(nil, redeem.Change{Old: a.Old, New: field, Caret: caret, Forward: a.Forward})
	shown := ask{Text: out}
	want.Typed.Text, want.Typed.Caret, want.Typed.Progress = string(out), shown.index(at), progress.String()

	reads := []string{text}
	if a.Other != nil {
		reads = append(reads, string(a.Other))
	}
	c := redeem.Corrector{Format: f, MaxIndels: a.Indels, MaxEdits: a.Edits}
	found := c.Resolve(reads...)
	n, exact := c.Count(reads...)
	w := &want.Resolve
	w.Verdict, w.Ties, w.Margin, w.Capped = found.Verdict.String(), found.Ties, found.Margin, found.Capped
	w.Count, w.Exact = fmt.Sprint(n), exact
	if found.Verdict != redeem.VerdictNone {
		w.Best = &candidate{plain(found.Best.Code), found.Best.Cost, found.Best.Edits}
	}
	for one := range c.Candidates(reads...) {
		if len(w.Candidates) == 5 {
			break
		}
		w.Candidates = append(w.Candidates, candidate{plain(one.Code), one.Cost, one.Edits})
	}

	card, _ := redeem.ParseRegion(a.Card)
	storefront, _ := redeem.ParseStorefront(a.Storefront)
	want.Region = name(redeem.CheckRegion(card, storefront))
	return want
}

// index returns what JavaScript calls the place of a byte: of a string it
// counts UTF-16 units, up to the character that the byte is in or before.
func (a *ask) index(byteOffset int) int {
	if a.Bytes || byteOffset < 0 {
		return byteOffset
	}
	units := 0
	for i, r := range string(a.Text) {
		if i >= byteOffset {
			break
		}
		units += utf16.RuneLen(r)
	}
	return units
}

// The door says what the library says, field by field.
func TestDoorEqualsLibrary(t *testing.T) {
	p := open(t, "form.html")
	const n, batch = 5000, 500
	eval[any](p, `(async () => {
		const { load } = await import("./redeem.js");
		const redeem = await load();
		const formats = [redeem, ...[%s].map((spec) => redeem.format(spec))];
		const bytes = (text) => Uint8Array.from(atob(text ?? ""), (char) => char.charCodeAt(0));
		window.answer = (asks) => JSON.stringify(asks.map((ask) => {
			const format = formats[ask.Format];
			const string = (text) => new TextDecoder("utf-8", {ignoreBOM: true}).decode(bytes(text));
			const read = ask.Bytes ? bytes : string;
			const text = read(ask.Text);
			const reads = ask.Other ? [text, read(ask.Other)] : ask.Indels ? text : [text];
			const options = {maxIndels: ask.Indels, maxEdits: ask.Edits, candidates: 5};
			return {
				Parse: format.parse(text),
				Inspect: format.inspect(text),
				Typed: format.typed(string(ask.Text), ask.Caret, {old: ask.Old, forward: ask.Forward}),
				Resolve: format.resolve(reads, options),
				Region: redeem.checkRegion(ask.Card, ask.Storefront),
			};
		}), (_, value) => typeof value === "bigint" ? String(value) : value);
	})()`, strings.Join(formats, ", "))
	list := asks(t, n)
	seen := map[string]int{}
	for len(list) > 0 {
		part := list[:batch]
		list = list[batch:]
		question, err := json.Marshal(part)
		if err != nil {
			t.Fatal(err)
		}
		var got []answers
		packed := base64.StdEncoding.EncodeToString(question)
		text := eval[string](p, `answer(JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(%q), (char) => char.charCodeAt(0)))))`, packed)
		if err := json.Unmarshal([]byte(text), &got); err != nil || len(got) != batch {
			t.Fatalf("%d answers: %v", len(got), err)
		}
		for i := range part {
			if len(got[i].Inspect.Edits) == 0 {
				got[i].Inspect.Edits = nil
			}
			if len(got[i].Resolve.Candidates) == 0 {
				got[i].Resolve.Candidates = nil
			}
			want := part[i].want(t)
			if diff := cmp.Diff(want, got[i]); diff != "" {
				t.Fatalf("format %d, %+q, %+q: %s", part[i].Format, part[i].Text, part[i].Other, diff)
			}
			fault := "none"
			if want.Inspect.Error != nil {
				fault = *want.Inspect.Error
			}
			seen[fault]++
			seen[want.Resolve.Verdict]++
			seen[want.Typed.Progress]++
		}
	}
	t.Log(seen)
	for _, what := range []string{
		"none", "empty", "encoding", "wrong-symbol", "too-short", "too-long", "wrong-prefix", "check", "serial",
		"unique", "ambiguous", "complete", "possible", "impossible",
	} {
		if seen[what] < 10 {
			t.Errorf("only %d of the inputs are %q", seen[what], what)
		}
	}
}
