package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"github.com/redeemkit/redeem/advice"
)

// code is of the form of one, and nobody's.
const code = "X8KD49FJ2MZQ7WPT"

// advised is the title of the advice in a language.
func advised(language string, status string) string {
	var p advice.Problem
	if err := p.Status.UnmarshalText([]byte(status)); err != nil {
		panic(err)
	}
	return advice.New().For(language, p).Title
}

// choose chooses in a select element.
func (p *tab) choose(id, value string) {
	p.t.Helper()
	eval[any](p, `(select => { select.value = %q; select.dispatchEvent(new Event("change")) })(document.getElementById(%[2]q))`, value, id)
}

// settled waits until what waits for the keys to rest has been shown.
func (p *tab) settled() {
	p.t.Helper()
	eval[any](p, `new Promise(done => setTimeout(done, 900))`)
}

// fresh focuses the field, empty.
func (p *tab) fresh() {
	p.t.Helper()
	p.run(chromedp.Click(chromedp.CSS("#clear")))
}

func (p *tab) want(what, got, want string) {
	p.t.Helper()
	if got != want {
		p.t.Errorf("%s is %q, want %q", what, got, want)
	}
}

// theme returns "light" or "dark", as the page is shown.
func (p *tab) theme() string {
	p.t.Helper()
	return eval[string](p, `getComputedStyle(document.documentElement).colorScheme`)
}

// wantField checks the field: the bar is the caret.
func (p *tab) wantField(want string) {
	p.t.Helper()
	text, caret := p.value("code")
	p.want("the field with its caret", text[:caret]+"|"+text[caret:], want)
}

func TestTyping(t *testing.T) {
	p := open(t, "index.html")
	for _, test := range []struct {
		keys, field, status string
	}{
		{"x8kd4", "X8KD-4|", "Eleven symbols to go."},
		{"x8kd49fj2mzq7wpt", "X8KD-49FJ-2MZQ-7WPT|", "It has the form of a code."},
		{"x8kd-49fj 2mzq_7wpt", "X8KD-49FJ-2MZQ-7WPT|", "It has the form of a code."},
		{"x8kd49fj2mzq7wpt5", "X8KD-49FJ-2MZQ-7WPT5|", "One symbol too many."},
		{"a", "A|", "A code begins with X."},
		{"x8kd4#", "X8KD-4#|", "This character stands for no symbol."},
		{"x8kd4#\b9", "X8KD-49|", "Ten symbols to go."},
		{"x8kd4\b\b", "X8K|", "13 symbols to go."},
		{"GCA4567890123456", "GCA4-5678-9012-3456|", "This is the serial number of a card. Its code is another one, and begins with X."},
	} {
		p.fresh()
		p.keys(test.keys)
		p.wantField(test.field)
		p.want("the status after "+test.keys, p.text("status-text"), test.status)
	}
}

// The page begins with an example, which the first key or paste replaces.
func TestExample(t *testing.T) {
	p := open(t, "index.html")
	p.wantField("X8KD-49FJ-2MZQ-7WPT|")
	p.want("the status", p.text("status-text"), "It has the form of a code.")
	p.settled()
	p.want("the verdict", p.text("verdict"), "Unique")
	p.run(chromedp.Click(chromedp.CSS("#code")))
	p.keys("x8")
	p.wantField("X8|")
	p.run(chromedp.Click(chromedp.CSS("#code")))
	p.keys("k")
	p.wantField("X8K|")
}

func TestDeletingInTheMiddle(t *testing.T) {
	p := open(t, "index.html")
	for _, test := range []struct {
		caret       int
		keys, field string
	}{
		{7, "\b", "X8KD-4|FJ2-MZQ7-WPT"},   // a symbol
		{5, "\b", "X8K|4-9FJ2-MZQ7-WPT"},   // the dash, and with it the symbol before it
		{7, "\b9", "X8KD-49|FJ-2MZQ-7WPT"}, // and typed again
	} {
		p.fresh()
		p.insert(code)
		eval[any](p, `document.getElementById("code").setSelectionRange(%d, %[1]d)`, test.caret)
		p.keys(test.keys)
		p.wantField(test.field)
	}
}

func TestPasting(t *testing.T) {
	p := open(t, "index.html")
	for _, pasted := range []string{
		" x8kd-49fj_2mzq 7wpt\n", "x8kd49fj2mzq7wpt", "Ｘ８ＫＤ４９ＦＪ２ＭＺＱ７ＷＰＴ",
		"\u200bX8KD\u00ad49FJ\u20602MZQ7WPT", "Х8KD49FJ2МZQ7WРТ", "X8KD\u06f4\u0669FJ2MZQ7WPT",
	} {
		p.fresh()
		p.insert(pasted)
		p.wantField("X8KD-49FJ-2MZQ-7WPT|")
	}
	// Into the middle of what is there.
	p.fresh()
	p.insert("x8kd7wpt")
	eval[any](p, `document.getElementById("code").setSelectionRange(4, 4)`)
	p.insert("49fj 2mzq")
	p.wantField("X8KD-49FJ-2MZQ|-7WPT")
}

// What is typed stays under its symbol while the field shows canonical ones.
func TestWhatWasTyped(t *testing.T) {
	p := open(t, "index.html")
	strip := func() string {
		return eval[string](p, `[...document.querySelectorAll("#strip .char")].map(c => c.innerText.trim().replace(/\s+/g, " ")).join("; ")`)
	}
	p.fresh()
	p.keys("x8")
	p.insert("К") // Cyrillic
	p.insert("４")
	p.keys("9")
	p.wantField("X8K4-9|")
	p.want("what was typed", strip(), "x case; 8; К look-alike letter; ４ width; 9")
	p.keys("\b\b\b")
	p.keys("k")
	p.wantField("X8K|")
	p.want("what was typed", strip(), "x case; 8; k case")
	p.insert(" ü")
	p.want("what was typed", strip(), "x case; 8; k case; ␣ left out; ü fault")
	p.want("the faulty cell", eval[string](p, `document.querySelector(".cell.fault").getAttribute("aria-label")`), "place 4: unread; a fault")
	p.keys("\b")
	p.keys("d49fj2mzq7wp")
	p.insert("\u0661")
	p.want("the field", eval[string](p, `document.getElementById("code").value`), "X8KD-49FJ-2MZQ-7WP1")
	if got := strip(); !strings.HasSuffix(got, "p case; \u0661 digit") {
		t.Errorf("what was typed is %q", got)
	}
}

// An input method is not interrupted, and a phone's keyboard, which composes
// Latin letters, does not stop the field from grouping.
func TestComposing(t *testing.T) {
	p := open(t, "index.html")
	p.fresh()
	compose := func(text string) {
		call(p, input.ImeSetComposition, input.ImeSetCompositionParams{Text: text, SelectionStart: int64(len([]rune(text))), SelectionEnd: int64(len([]rune(text)))})
	}
	compose("ｘ")
	p.want("the field while composing", eval[string](p, `document.getElementById("code").value`), "ｘ")
	compose("ｘ８")
	p.want("the field while composing", eval[string](p, `document.getElementById("code").value`), "ｘ８")
	p.insert("ｘ８")
	p.wantField("X8|")
	p.fresh()
	compose("x8kd4")
	p.want("the field while a phone composes", eval[string](p, `document.getElementById("code").value`), "X8KD-4")
}

func TestLookalikes(t *testing.T) {
	p := open(t, "index.html")
	p.fresh()
	p.keys("x8kd4")
	// The cells are the next stop after the examples, and arrows go through them.
	eval[any](p, `document.querySelector("[data-example=check]").focus()`)
	p.keys("\t")
	p.want("the focus", eval[string](p, `document.activeElement.getAttribute("aria-label")`), "place 1: X; case")
	eval[any](p, `document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowRight", bubbles: true}))`)
	p.want("the focus", eval[string](p, `document.activeElement.getAttribute("aria-label")`), "place 2: 8; looks like B")
	p.want("what is said of it", strings.Join(strings.Fields(p.text("about")), " "), "Place 2: 8. The card may say instead: B cost 1")
	p.choose("model", "ocr")
	eval[any](p, `document.querySelectorAll(".cell")[1].focus()`)
	if got := p.text("about"); !strings.Contains(got, "B cost ") || strings.HasSuffix(got, "B cost 1") {
		t.Errorf("of another model it says %q", got)
	}
}

func TestUnderstanding(t *testing.T) {
	p := open(t, "index.html")
	first := func() string {
		return eval[string](p, `document.querySelector("#candidates td").innerText`)
	}
	p.fresh()
	p.insert(code)
	p.settled()
	p.want("the verdict", p.text("verdict"), "Unique")
	p.want("the count", p.text("stands"), "32 codes")
	p.want("the bits", p.text("bits"), "5.0 bits")
	p.want("the margin", p.text("margin"), "1")
	p.want("the best candidate", first(), "X8KD 49FJ 2MZQ 7WPT")

	p.fresh()
	p.insert("X8KD49?J2MZQ7WPT")
	p.settled()
	p.want("the verdict", p.text("verdict"), "Ambiguous")
	p.want("why", p.text("verdict-why"), "36 codes are as likely as each other. Ask; do not guess.")
	eval[any](p, `(read => { read.value = "x8kd 49fj 2mz0 7wpt"; read.dispatchEvent(new Event("input")) })(document.getElementById("read-2"))`)
	p.want("the verdict of two reads", p.text("verdict"), "Unique")
	p.want("the reads", eval[string](p, `[...document.querySelectorAll("#lineup tr")].map(r => r.innerText.replace(/\s+/g, "")).join(" ")`),
		"Read1X8KD49?J2MZQ7WPT Read2X8KD49FJ2MZ07WPT Meant"+strings.ReplaceAll(first(), " ", ""))
	p.want("where they differ", eval[string](p, `[...document.querySelectorAll("#lineup td.differs")].map(d => d.innerText).join("")`), "?QF0")

	p.run(chromedp.Click(chromedp.CSS("[data-example=check]")))
	p.settled()
	eval[any](p, `(read => { read.value = ""; read.dispatchEvent(new Event("input")) })(document.getElementById("read-2"))`)
	p.want("the verdict with a check character", p.text("verdict"), "Unique")
	p.want("the best candidate", first(), "X8KD 49FJ 2MZQ 7WPZ")
	p.want("the margin", p.text("margin"), "4")

	p.choose("scheme", "")
	p.fresh()
	p.insert(code[:15])
	p.settled()
	p.want("the verdict", p.text("verdict"), "No candidate")
	p.choose("indels", "1")
	p.want("the verdict with a dropped character", p.text("verdict"), "Ambiguous")
	p.fresh()
	p.insert("????????????????")
	p.choose("indels", "0")
	p.settled()
	p.want("the count", p.text("stands"), "too many codes to count")
	p.want("the bits", p.text("bits"), "more than 64 bits")
	p.want("why", p.text("verdict-why"), "Too many codes to count are as likely as each other. Ask; do not guess.")
	p.fresh()
	p.insert("X8KD49FJ2M??????")
	p.settled()
	p.want("why", p.text("verdict-why"), "2.18 billion codes are as likely as each other. Ask; do not guess.")
}

func TestCard(t *testing.T) {
	p := open(t, "index.html")
	title := func() string {
		p.settled()
		return eval[string](p, `document.querySelector("#advice h3").innerText`)
	}
	p.fresh()
	p.keys("gca4567890123456")
	p.want("the advice for a serial number", title(), advised("en", "serial-number"))
	p.fresh()
	p.insert(code)
	p.want("the advice for a code", title(), "Nothing to tell")
	p.choose("bought", "FR")
	p.choose("storefront", "NO")
	p.want("the advice for a wrong country", title(), advised("en", "other-region"))
	p.choose("language", "ja")
	p.want("the same in Japanese", title(), advised("ja", "other-region"))
	p.want("the language of the advice", eval[string](p, `document.getElementById("advice").lang`), "ja")
	p.want("a country in Japanese", eval[string](p, `document.querySelector("#bought option[value=FR]").innerText`), "フランス (FR)")
	if got := p.text("advice"); !strings.Contains(got, "フランス") || !strings.Contains(got, "ノルウェー") {
		t.Errorf("the countries are not in the Japanese advice: %q", got)
	}
	p.choose("language", "en")
	p.choose("storefront", "FR")
	p.choose("answered", "already-redeemed")
	p.want("the issuer's answer", title(), advised("en", "already-redeemed"))
	p.choose("answered", "")
	p.choose("kind", "6")
	p.choose("expires", "2020-02-29")
	p.want("the advice for an old content code", title(), advised("en", "expired"))
	p.choose("kind", "4")
	p.want("the advice for a card of the hardware store", title(), advised("en", "wrong-store"))
}

func TestIssuing(t *testing.T) {
	p := open(t, "index.html")
	p.run(chromedp.WaitReady(chromedp.CSS(`#designed[aria-busy="false"]`)))
	p.want("the bits of eleven symbols and a check character", p.text("design-bits"), "55.0")
	if got := eval[int](p, `document.querySelectorAll("#chart-apart .bar").length`); got != 11 {
		t.Errorf("%d bars, want 11", got)
	}
	set := func(id, value string) {
		eval[any](p, `(field => { field.value = %q; field.dispatchEvent(new Event("input")) })(document.getElementById(%[2]q))`, value, id)
		p.run(chromedp.WaitReady(chromedp.CSS(`#designed[aria-busy="false"]`)))
	}
	set("length", "4")
	p.want("the bits of three", p.text("design-bits"), "15.0")
	p.want("the chance of a guess", p.text("design-chance"), "one time in one")
	set("length", "99")
	p.want("what is wrong", p.text("design-note"), "That is no format: length outside 1 to 32.")
	p.choose("ending", "iso7064-mod-1271-36")
	set("length", "12")
	p.want("the look-alikes of a large scheme", p.text("blind"), "Not counted here.")
}

// The system decides on the theme until the switch does.
func TestTheme(t *testing.T) {
	p := open(t, "index.html")
	pressed := func() string { return eval[string](p, `document.getElementById("theme").ariaPressed`) }
	want := func(when, theme string) {
		t.Helper()
		p.want("the theme "+when, p.theme(), theme)
		p.want("the switch "+when, pressed(), map[string]string{"light": "false", "dark": "true"}[theme])
	}
	system := func(theme string) {
		call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}},
		})
	}
	want("at first", "light")
	system("dark")
	want("of the system", "dark")
	p.run(chromedp.Click(chromedp.CSS("#theme")))
	want("chosen", "light")
	system("light")
	system("dark")
	want("chosen, whatever the system does", "light")
	p.run(chromedp.Click(chromedp.CSS("#theme")))
	want("chosen again", "dark")
	system("light")
	want("chosen again, whatever the system does", "dark")
}

func TestOffline(t *testing.T) {
	p := open(t, "index.html")
	p.run(chromedp.WaitReady(chromedp.CSS(`#designed[aria-busy="false"]`)))
	call(p, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Offline: true, DownloadThroughput: -1, UploadThroughput: -1}},
	})
	if eval[bool](p, `new Promise(done => {
		const image = new Image();
		image.onload = () => done(true);
		image.onerror = () => done(false);
		image.src = "icon.svg?again";
	})`) {
		t.Error("the browser is not offline")
	}
	before, said := p.heard()
	p.fresh()
	p.keys("x8kd49fj2mzq7wpt")
	p.choose("model", "ocr")
	p.choose("scheme", "damm-gf32")
	p.choose("language", "ja")
	p.choose("bought", "FR")
	p.choose("storefront", "NO")
	p.choose("scheme", "")
	p.settled()
	p.want("the verdict", p.text("verdict"), "Unique")
	p.want("the advice", eval[string](p, `document.querySelector("#advice h3").innerText`), advised("ja", "other-region"))
	p.choose("ending", "luhn")
	p.run(chromedp.WaitReady(chromedp.CSS(`#designed[aria-busy="false"]`)))
	p.want("the bits", p.text("design-bits"), "36.5")
	after, spoken := p.heard()
	after = slices.DeleteFunc(after[len(before):], func(url string) bool { return strings.HasPrefix(url, "data:") }) // icons of the browser's own
	if len(after) > 0 || len(spoken) > len(said) {
		t.Errorf("requested while typing: %q; on the console: %q", after, spoken[len(said):])
	}
}
