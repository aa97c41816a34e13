package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/autofill"
	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/redeemkit/redeem"
)

// fields opens a page with an input element of redeem.js for each of the specs,
// "f0" and so on, and returns it. What the listener of one was told last is in
// told.f0.
func fields(t *testing.T, specs ...string) *tab {
	t.Helper()
	p := open(t, "form.html")
	p.addFields(specs...)
	return p
}

func (p *tab) addFields(specs ...string) {
	p.t.Helper()
	eval[any](p, `(async () => {
		const { load } = await import("./redeem.js");
		window.redeem = await load();
		window.told = {};
		window.attached = {};
		[%s].forEach((spec, i) => {
			const field = document.createElement("input");
			field.id = "f" + i;
			document.querySelector("main").append(field);
			const format = Array.isArray(spec) ? redeem.formats(...spec.map(redeem.format)) : redeem.format(spec);
			attached[field.id] = format.attach(field, (state) => { told[field.id] = state; });
		});
		// place sets a field to a text with its selection, as a page does.
		window.place = (id, text, from, to) => {
			const field = document.getElementById(id);
			field.value = text;
			field.dispatchEvent(new Event("input"));
			field.focus();
			field.setSelectionRange(from, to);
		};
		window.shown = (id) => {
			const { value, selectionStart, selectionEnd } = document.getElementById(id);
			const mark = selectionStart === selectionEnd ? "|" : "[" + value.slice(selectionStart, selectionEnd) + "]";
			return value.slice(0, selectionStart) + mark + value.slice(selectionEnd);
		};
	})()`, strings.Join(specs, ","))
}

const giftCard = `{length: 16, prefix: "X", groups: [4, 4, 4, 4]}`

// place sets a field of fields: a bar is the caret, brackets are around what is
// selected.
func (p *tab) place(id, field string) {
	p.t.Helper()
	from, to := strings.IndexAny(field, "|["), strings.IndexByte(field, ']')-1
	if to < 0 {
		to = from
	}
	eval[any](p, `place(%q, %q, %d, %d)`, id, strings.NewReplacer("|", "", "[", "", "]", "").Replace(field), from, to)
}

// wantShown checks a field of fields.
func (p *tab) wantShown(what, id, want string) {
	p.t.Helper()
	p.want("the field "+what, eval[string](p, `shown(%q)`, id), want)
}

// press presses a key with the modifiers of the protocol (2 is Ctrl, 8 Shift),
// and has the browser run its own editing commands.
func (p *tab) press(key, code string, keyCode, modifiers int64, commands ...string) {
	p.t.Helper()
	down := input.DispatchKeyEventParams{
		Type: input.DispatchKeyEventTypeRawKeyDown, Key: key, Code: code, WindowsVirtualKeyCode: keyCode, NativeVirtualKeyCode: keyCode,
		Modifiers: modifiers, Commands: commands,
	}
	up := down
	up.Type, up.Commands = input.DispatchKeyEventTypeKeyUp, nil
	call(p, input.DispatchKeyEvent, down)
	call(p, input.DispatchKeyEvent, up)
}

func (p *tab) backspace() { p.press("Backspace", "Backspace", 8, 0) }
func (p *tab) delete()    { p.press("Delete", "Delete", 46, 0) }
func (p *tab) undo()      { p.press("z", "KeyZ", 90, 2) }
func (p *tab) redo()      { p.press("Z", "KeyZ", 90, 2|8) }
func (p *tab) cut()       { p.press("Cut", "Cut", 0, 0, "cut") }

// paste pastes a text from the clipboard.
func (p *tab) paste(text string) {
	p.t.Helper()
	eval[any](p, `navigator.clipboard.writeText(%q)`, text)
	p.press("Paste", "Paste", 0, 0, "paste") // Chromium keeps Ctrl+V from a page that the protocol types in
}

// allowClipboard lets the page put texts into the clipboard.
func (p *tab) allowClipboard() {
	p.t.Helper()
	call(p, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		call(p, browser.SetPermission, browser.SetPermissionParams{
			Permission: &browser.PermissionDescriptor{Name: name, AllowWithoutSanitization: true}, Setting: browser.PermissionSettingGranted,
		})
	}
}

// A stroke is a change of a field: keys pressed or a text pasted, with a
// selection.
type stroke struct {
	field    int
	text     string
	from, to int
	key      string // "Backspace", "Delete", or what is put in
	pastes   bool
}

// strokes returns all changes of the beginnings of a code: each selection is
// deleted with either key, one symbol is typed over it, several are pasted over
// it, without separators and with them.
func strokes(groupings [][]int) (all []stroke) {
	for field, groups := range groupings {
		f := redeem.MustFormat(redeem.Spec{Length: sum(groups), Groups: groups})
		for n := range f.Len() + 1 {
			b, _, _ := f.AppendTyped(nil, redeem.Change{New: "X8KD49FJ2MZQ7WPT"[:n]})
			text := string(b)
			for from := range len(text) + 1 {
				for to := from; to <= len(text); to++ {
					for _, key := range []string{"Backspace", "Delete", "A", "AB", "A-B", "ABC ABC"} {
						all = append(all, stroke{field, text, from, to, key, len(key) < 8 && len(key) > 1 && key != "Delete"})
					}
				}
			}
		}
	}
	return all
}

func sum(groups []int) (n int) {
	for _, size := range groups {
		n += size
	}
	return n
}

// change returns what the library is told of a stroke.
func (s *stroke) change() redeem.Change {
	c := redeem.Change{Old: s.text, Forward: s.key == "Delete"}
	from, to, put := s.from, s.to, s.key
	if s.key == "Backspace" || s.key == "Delete" {
		put = ""
		if from == to && s.key == "Backspace" {
			from = max(from-1, 0)
		} else if from == to {
			to = min(to+1, len(s.text))
		}
	}
	c.New, c.Caret = s.text[:from]+put+s.text[to:], from+len(put)
	if put != "" {
		c.Old = c.New
	}
	return c
}

// TestStrokes does a sample of all changes with real keys and pastes, to a field
// of redeem.js and to one of imask, and looks at symbols and caret.
func TestStrokes(t *testing.T) {
	groupings := [][]int{{4, 4, 4, 4}, {5, 5, 5}, {3, 3, 4}, {4, 4}}
	var specs []string
	var formats []*redeem.Format
	for _, groups := range groupings {
		b, _ := json.Marshal(groups)
		specs = append(specs, fmt.Sprintf(`{length: %d, groups: %s}`, sum(groups), b))
		formats = append(formats, redeem.MustFormat(redeem.Spec{Length: sum(groups), Groups: groups}))
	}
	p := fields(t, specs...)
	p.allowClipboard()
	script, err := os.ReadFile("node_modules/imask/dist/imask.min.js")
	if err != nil {
		t.Fatalf("this test needs imask: run ./ci, or npm ci (%v)", err)
	}
	eval[any](p, "(() => {"+string(script)+"\n})()")
	eval[any](p, `[%s].forEach(({ groups }, i) => {
		const field = document.createElement("input");
		field.id = "m" + i;
		document.querySelector("main").append(field);
		const mask = IMask(field, {
			mask: groups.map((n) => "#".repeat(n)).join("-"),
			definitions: { "#": /[0-9A-Z]/ },
			prepareChar: (char) => char.toUpperCase(),
		});
		window.place = ((place) => (id, text, from, to) => {
			if (id !== field.id) return place(id, text, from, to);
			mask.value = text;
			field.focus();
			field.setSelectionRange(from, to);
		})(window.place);
	})`, strings.Join(specs, ","))

	all := strokes(groupings)
	random := rand.New(rand.NewPCG(19, 500))
	random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	bare := func(s string) string { return strings.ReplaceAll(s, "-", "") }
	const sample = 500
	fit, masked := 0, 0
	for _, s := range all[:sample] {
		do := func(kind string) (text string, caret int) {
			id := fmt.Sprint(kind, s.field)
			eval[any](p, `place(%q, %q, %d, %d)`, id, s.text, s.from, s.to)
			switch {
			case s.key == "Backspace":
				p.backspace()
			case s.key == "Delete":
				p.delete()
			case s.pastes:
				p.paste(s.key)
			default:
				p.keys(s.key)
			}
			return p.value(id)
		}
		want, at, progress := formats[s.field].AppendTyped(nil, s.change())
		if text, caret := do("f"); text != string(want) || caret != at {
			t.Errorf("%q in place of %q at %d of %q: %q at %d, want %q at %d", s.key, s.text[s.from:s.to], s.from, s.text, text, caret, want, at)
		}
		if progress == redeem.ProgressImpossible {
			continue // a mask drops what is too much
		}
		fit++
		text, caret := do("m")
		if bare(text) == bare(string(want)) && len(bare(text[:caret])) == len(bare(string(want[:at]))) {
			masked++
		} else if c := s.change(); c.Old != c.New[:c.Caret]+"-"+c.New[c.Caret:] || bare(text) != bare(s.text) {
			t.Errorf("imask: %q in place of %q at %d of %q: %q at %d, want %q at %d", s.key, s.text[s.from:s.to], s.from, s.text, text, caret, want, at)
		}
	}
	t.Logf("redeem.js: %d changes; imask does the same in %d of the %d that fit, and steps over a dash in the others", sample, masked, fit)
}

// What was typed over is not taken for a dash that was deleted, nor is what was
// cut: the text is the same, the keys tell them apart.
func TestDashes(t *testing.T) {
	p := fields(t, giftCard)
	p.allowClipboard()
	for _, test := range []struct {
		field string
		do    func()
		want  string
	}{
		{"X8K[D-]49FJ", func() { p.keys("D") }, "X8KD|-49FJ"},
		{"X8[KD-]49FJ", func() { p.paste("KD") }, "X8KD|-49FJ"},
		{"X8KD[-]49FJ", p.cut, "X8KD|-49FJ"},
		{"X8KD[-]49FJ", p.backspace, "X8K|4-9FJ"},
		{"X8KD[-]49FJ", p.delete, "X8KD|-9FJ"},
		{"X8KD|-49FJ", p.delete, "X8KD|-9FJ"},
		{"X8KD-|49FJ", p.backspace, "X8K|4-9FJ"},
		{"X8KD[-49FJ-]2MZQ", p.cut, "X8KD|-2MZQ"},
		{"X8KD|-49FJ", func() { p.keys("-") }, "X8KD-|49FJ"},
		{"X8KD|-49FJ", func() { p.press("Delete", "Delete", 46, 0, "deleteWordForward") }, "X8KD|-9FJ"},
	} {
		p.place("f0", test.field)
		test.do()
		p.wantShown("after "+test.field, "f0", test.want)
	}
}

func TestUndo(t *testing.T) {
	p := fields(t, giftCard)
	p.allowClipboard()
	shown := func(what, want string) {
		t.Helper()
		p.wantShown(what, "f0", want)
		text := strings.NewReplacer("|", "", "[", "", "]", "").Replace(want)
		p.want("what the listener is told "+what, eval[string](p, `told.f0.text`), text)
	}
	eval[any](p, `place("f0", "", 0, 0)`)
	p.keys("x8kd4")
	p.paste("9fj 2mzq")
	shown("after a paste", "X8KD-49FJ-2MZQ|")
	eval[any](p, `document.getElementById("f0").setSelectionRange(3, 10)`)
	p.delete()
	shown("after a selection was deleted", "X8K|2-MZQ")
	p.undo()
	shown("undone", "X8K[D-49FJ-]2MZQ")
	p.undo()
	shown("undone twice", "X8KD-4|")
	p.undo()
	shown("undone three times", "X8KD|")
	p.redo()
	shown("and done again", "X8KD-4|")
	p.press("y", "KeyY", 89, 2)
	shown("with Ctrl+Y", "X8KD-49FJ-2MZQ|")
	p.press("z", "KeyZ", 90, 4)
	shown("undone with Cmd", "X8KD-4|")
	p.press("я", "KeyZ", 90, 2)
	shown("undone on a keyboard of other letters", "X8KD|")
	p.keys("7")
	p.redo()
	shown("with nothing to do again", "X8KD-7|")
	for range 9 {
		p.undo()
	}
	shown("with nothing left to undo", "|")
	for range 9 {
		p.redo()
	}
	shown("all done again", "X8KD-7|")

	// The browser's own commands, from its menu, where it believes that it knows something.
	eval[any](p, `place("f0", "", 0, 0)`)
	p.keys("X8")
	p.press("Undo", "Undo", 0, 0, "undo")
	shown("undone from the menu", "X|")
	p.redo()
	shown("and done again", "X8|")

	// A hundred changes and no more.
	eval[any](p, `place("f0", "", 0, 0)`)
	p.keys("X" + strings.Repeat("8\b", 60))
	for range 130 {
		p.undo()
	}
	shown("after the hundredth change", "X|")

	// What the page sets cannot be undone, and what was there before is gone.
	p.keys("KD")
	eval[any](p, `document.getElementById("f0").value = ""`)
	p.undo()
	p.wantShown("emptied by the page", "f0", "|")
	p.keys("x")
	p.undo()
	p.wantShown("typed in since", "f0", "|")
	p.undo()
	p.wantShown("with nothing to undo", "f0", "|")
	p.keys("x8")
	eval[any](p, `attached.f0.clear()`)
	p.undo()
	p.wantShown("cleared", "f0", "|")
	p.keys("x8")
	eval[any](p, `attached.f0.detach()`)
	p.keys("kd4")
	p.wantShown("detached", "f0", "X8kd4|")
}

// A value that the page sets is grouped with the next change, and no symbol of
// it is lost.
func TestValueSetByThePage(t *testing.T) {
	p := fields(t, giftCard)
	eval[any](p, `place("f0", "X8KD-49", 7, 7)`)
	eval[any](p, `(field => { field.value = "x8kd49fj2m"; field.setSelectionRange(4, 4); })(document.getElementById("f0"))`)
	p.keys("7")
	p.wantShown("that the page had set", "f0", "X8KD-7|49F-J2M")
	p.undo()
	p.wantShown("undone", "f0", "X8KD|-49FJ-2M")
	eval[any](p, `(field => { field.value = "X8KD49FJ"; field.setSelectionRange(5, 5); })(document.getElementById("f0"))`)
	p.backspace()
	p.wantShown("that the page had set", "f0", "X8KD|-9FJ")
	eval[any](p, `(field => { field.value = "X8KD-49FJ"; field.dispatchEvent(new Event("input")); field.value = "X8KD49FJ";
		field.setSelectionRange(4, 4); field.dispatchEvent(new Event("input")); })(document.getElementById("f0"))`)
	p.wantShown("that the page has told of", "f0", "X8KD|-49FJ")
	eval[any](p, `(field => {
		const form = document.createElement("form");
		field.after(form);
		form.append(field);
		form.reset();
		field.focus();
	})(document.getElementById("f0"))`)
	p.undo()
	p.wantShown("of a form that was reset", "f0", "|")
	p.keys("x8kd4")
	p.wantShown("typed in after that", "f0", "X8KD-4|")
}

// Voice input and an emoji keyboard insert texts at once, with blanks and with
// characters that stand for none.
func TestVoiceInput(t *testing.T) {
	p := fields(t, giftCard)
	eval[any](p, `place("f0", "", 0, 0)`)
	p.insert("x 8 k d")
	p.insert(" 4 9 f")
	p.wantShown("spoken", "f0", "X8KD-49F|")
	p.insert(" j 2 m z q 7 w p t")
	p.wantShown("spoken to the end", "f0", "X8KD-49FJ-2MZQ-7WPT|")
	p.want("the progress", eval[string](p, `told.f0.progress`), "complete")
	p.place("f0", "X8[KD-]49FJ")
	p.insert("l m")
	p.wantShown("corrected", "f0", "X8LM|-49FJ")
	p.undo()
	p.wantShown("undone", "f0", "X8[KD-]49FJ")
}

// What an input method composes is left alone until it is there, and is one
// change then.
func TestComposingInTheMiddle(t *testing.T) {
	p := fields(t, giftCard)
	compose := func(text string) {
		n := int64(len([]rune(text)))
		call(p, input.ImeSetComposition, input.ImeSetCompositionParams{Text: text, SelectionStart: n, SelectionEnd: n})
	}
	p.place("f0", "X8KD|-49FJ")
	told := eval[string](p, `told.f0.text`)
	compose("ｚ")
	p.wantShown("while composing", "f0", "X8KDｚ|-49FJ")
	compose("ｚ７")
	p.wantShown("while composing", "f0", "X8KDｚ７|-49FJ")
	p.want("what the listener was told last", eval[string](p, `told.f0.text`), told)
	p.insert("ｚ７")
	p.wantShown("composed", "f0", "X8KD-Z7|49-FJ")
	p.undo()
	p.wantShown("undone", "f0", "X8KD|-49FJ")
	compose("ｚ")
	compose("")
	p.wantShown("given up", "f0", "X8KD|-49FJ")
	p.keys("2")
	p.wantShown("typed in after that", "f0", "X8KD-2|49F-J")
}

// drag drags what is selected in a field, by its character at an index, to
// before the character of a field at an index.
func (p *tab) drag(id string, index int, to string, before int) {
	p.t.Helper()
	at := func(id string, index float64) (x, y float64) {
		point := eval[[2]float64](p, `((field, index) => {
			const { font } = getComputedStyle(field);
			const context = document.createElement("canvas").getContext("2d");
			context.font = font;
			const { left, top, height } = field.getBoundingClientRect();
			return [left + index * context.measureText("0").width, top + height / 2];
		})(document.getElementById(%q), %f)`, id, index)
		return point[0], point[1]
	}
	drags := make(chan *input.DragData, 1)
	ctx, cancel := context.WithCancel(p.ctx)
	defer cancel()
	p.check(chromedp.Listen(ctx, func(event any) {
		if event, ok := event.(*input.EventDragIntercepted); ok {
			drags <- event.Data
		}
	}))
	call(p, input.SetInterceptDrags, input.SetInterceptDragsParams{Enabled: true})
	mouse := func(kind input.DispatchMouseEventType, x, y float64, buttons int64) {
		call(p, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: x, Y: y, Button: input.MouseButtonLeft, Buttons: buttons, ClickCount: 1})
	}
	x, y := at(id, float64(index)+0.5)
	mouse(input.DispatchMouseEventTypeMouseMoved, x, y, 0)
	mouse(input.DispatchMouseEventTypeMousePressed, x, y, 1)
	mouse(input.DispatchMouseEventTypeMouseMoved, x+20, y, 1)
	var data *input.DragData
	select {
	case data = <-drags:
	case <-time.After(10 * time.Second):
		p.t.Fatal("nothing is dragged")
	}
	x, y = at(to, float64(before))
	for _, kind := range []input.DispatchDragEventType{input.DispatchDragEventTypeDragEnter, input.DispatchDragEventTypeDragOver, input.DispatchDragEventTypeDrop} {
		call(p, input.DispatchDragEvent, input.DispatchDragEventParams{Type: kind, X: x, Y: y, Data: data})
	}
	mouse(input.DispatchMouseEventTypeMouseReleased, x, y, 0)
	eval[any](p, `new Promise((done) => setTimeout(done, 50))`)
}

// Text is dragged within a field, and into another one.
func TestDragging(t *testing.T) {
	p := fields(t, giftCard, giftCard)
	eval[any](p, `for (const id of ["f0", "f1"]) document.getElementById(id).style = "font: 20px monospace; padding: 0; border: 0; width: 20em"`)
	p.place("f0", "X8KD-[49FJ-]2MZQ")
	p.drag("f0", 6, "f0", 2)
	text, _ := p.value("f0")
	p.want("the field with a group dragged to the left", text, "X849-FJKD-2MZQ")
	p.undo()
	p.wantShown("undone", "f0", "X8KD-[49FJ-]2MZQ")
	p.redo()
	text, _ = p.value("f0")
	p.want("the field done again", text, "X849-FJKD-2MZQ")
	p.place("f0", "X8[KD-]49FJ-2MZQ")
	p.drag("f0", 3, "f0", 12)
	text, _ = p.value("f0")
	p.want("the field with symbols dragged to the right", text, "X849-FJ2M-KDZQ")

	p.place("f1", "X|")
	p.place("f0", "X8KD[-49FJ]-2MZQ")
	p.drag("f0", 6, "f1", 1)
	text, _ = p.value("f0")
	p.want("the field that a group was dragged from", text, "X8KD-2MZQ")
	text, _ = p.value("f1")
	p.want("the field that it was dragged to", text, "X49F-J")
	p.place("f0", "X8KD[-]49FJ")
	p.drag("f0", 4, "f1", 0)
	text, _ = p.value("f0")
	p.want("the field that a dash was dragged from", text, "X8KD-49FJ")
}

// Autofill sets a text without a key, and the browser tells of it.
func TestAutofill(t *testing.T) {
	p := fields(t, `{length: 16, alphabet: "0123456789", groups: [4, 4, 4, 4]}`)
	eval[any](p, `(field => {
		const form = document.createElement("form");
		form.innerHTML = '<input autocomplete="cc-name" id="name"><input autocomplete="cc-exp" id="expires">';
		field.after(form);
		field.autocomplete = "cc-number";
		field.name = "cardnumber";
		form.prepend(field);
		field.value = "4";
		field.dispatchEvent(new Event("input"));
		field.focus();
		window.events = [];
		for (const name of ["beforeinput", "input", "change"]) field.addEventListener(name, (e) => events.push(name + " " + e.inputType + " " + e.isTrusted));
	})(document.getElementById("f0"))`)
	doc := call(p, dom.GetDocument, dom.GetDocumentParams{})
	node := call(p, dom.QuerySelector, dom.QuerySelectorParams{NodeID: doc.Root.NodeID, Selector: "#f0"})
	about := call(p, dom.DescribeNode, dom.DescribeNodeParams{NodeID: node.NodeID})
	call(p, autofill.Trigger, autofill.TriggerParams{
		FieldID: about.Node.BackendNodeID,
		Card:    &autofill.CreditCard{Number: "4111111111111111", Name: "A B", ExpiryMonth: "12", ExpiryYear: "2030", Cvc: "123"},
	})
	p.settled()
	p.wantShown("filled in", "f0", "4111-1111-1111-1111|")
	p.want("the progress", eval[string](p, `told.f0.progress`), "complete")
}

// One field for two formats groups as what is still possible.
func TestSeveralFormats(t *testing.T) {
	p := fields(t, `[`+giftCard+`, {length: 25, groups: [5, 5, 5, 5, 5]}]`)
	length := func() int {
		return eval[int](p, `redeem.inspect(told.f0.text) && (told.f0.format?.inspect("X8KD49FJ2MZQ7WPT").error === null ? 16 : 25)`)
	}
	eval[any](p, `place("f0", "", 0, 0)`)
	p.keys("x8kd49")
	p.wantShown("that may be either", "f0", "X8KD-49|")
	if got := length(); got != 16 {
		t.Errorf("the format has %d symbols", got)
	}
	p.keys("fj2mzq7wptr")
	p.wantShown("with a symbol more than the first has", "f0", "X8KD4-9FJ2M-ZQ7WP-TR|")
	if got := length(); got != 25 {
		t.Errorf("the format has %d symbols", got)
	}
	p.backspace()
	p.wantShown("with one symbol less", "f0", "X8KD-49FJ-2MZQ-7WPT|")
	p.want("the progress", eval[string](p, `told.f0.progress`), "complete")
	p.insert("!")
	p.wantShown("that nobody can read", "f0", "X8KD-49FJ-2MZQ-7WPT!|")
	if !eval[bool](p, `told.f0.format === null`) {
		t.Error("and it has a format")
	}
	if said := eval[string](p, `(() => { try { redeem.formats() } catch (error) { return error.message } })()`); said != "redeem: no formats" {
		t.Errorf("without formats it says %q", said)
	}
}

// recipe returns the first JavaScript below a heading of README.md, as a script
// that imports nothing.
func recipe(t *testing.T, heading string) string {
	t.Helper()
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, below, ok := strings.Cut(string(text), "\n"+heading+"\n")
	_, script, found := strings.Cut(below, "```js\n")
	script, _, closed := strings.Cut(script, "```")
	if !ok || !found || !closed {
		t.Fatalf("README.md has no recipe %q", heading)
	}
	script = regexp.MustCompile(`(?m)^import .*\n`).ReplaceAllString(script, "")
	return strings.ReplaceAll(script, "export ", "")
}

// library loads a library of node_modules: what it exports is the global of the
// name.
func (p *tab) library(name, file string) {
	p.t.Helper()
	script, err := os.ReadFile("node_modules/" + file)
	if err != nil {
		p.t.Fatalf("this test needs %s: run ./ci, or npm ci (%v)", name, err)
	}
	eval[any](p, `(() => {
		window.process = { env: { NODE_ENV: "development" } };
		const modules = window.modules ??= {};
		const module = { exports: {} };
		((module, exports, require) => {`+string(script)+`
		})(module, module.exports, (name) => modules[name]);
		modules["`+name+`"] = window["`+strings.ReplaceAll(name, "-", "")+`"] = module.exports;
	})()`)
}

// wantRecipe types, deletes, pastes and undoes in the field #own, and looks at
// what the page has made of it in #seen.
func (p *tab) wantRecipe() {
	p.t.Helper()
	want := func(field, seen string) {
		p.t.Helper()
		eval[any](p, `new Promise((done) => setTimeout(done, 20))`) // a framework draws later
		p.wantShown("of the recipe", "own", field)
		p.want("what the page has", eval[string](p, `document.getElementById("seen").textContent`), seen)
	}
	p.allowClipboard()
	eval[any](p, `document.getElementById("own").focus()`)
	p.keys("x8kd4")
	want("X8KD-4|", "X8KD-4 possible")
	p.paste("9fj 2mzq")
	want("X8KD-49FJ-2MZQ|", "X8KD-49FJ-2MZQ possible")
	eval[any](p, `document.getElementById("own").setSelectionRange(4, 10)`)
	p.backspace()
	want("X8KD|-2MZQ", "X8KD-2MZQ possible")
	p.delete()
	want("X8KD|-MZQ", "X8KD-MZQ possible")
	p.undo()
	want("X8KD|-2MZQ", "X8KD-2MZQ possible")
	p.undo()
	want("X8KD[-49FJ-]2MZQ", "X8KD-49FJ-2MZQ possible")
	p.redo()
	want("X8KD|-2MZQ", "X8KD-2MZQ possible")
	p.keys("49fj")
	want("X8KD-49FJ|-2MZQ", "X8KD-49FJ-2MZQ possible")
	eval[any](p, `document.getElementById("own").setSelectionRange(14, 14)`)
	p.insert("7 w p t")
	want("X8KD-49FJ-2MZQ-7WPT|", "X8KD-49FJ-2MZQ-7WPT complete")
}

func TestPlainRecipe(t *testing.T) {
	p := fields(t)
	script := recipe(t, "## In a form of your own")
	script = strings.NewReplacer(`const redeem = await load();`, "", `"#code"`, `"#own"`, `"#redeem"`, `"#go"`).Replace(script)
	eval[any](p, `document.body.innerHTML = '<input id="own"><button id="go" disabled>Redeem</button><p id="seen"></p>'`)
	eval[any](p, `(() => {`+script+`
		// After redeem.js: what other listeners find.
		field.addEventListener("input", () => {
			document.getElementById("seen").textContent = field.value + (button.disabled ? " possible" : " complete");
		}, true);
	})()`)
	p.wantRecipe()
}

func TestReactRecipe(t *testing.T) {
	for _, controlled := range []bool{false, true} {
		t.Run(fmt.Sprintf("controlled %v", controlled), func(t *testing.T) {
			p := fields(t)
			p.library("react", "react/cjs/react.development.js")
			p.library("scheduler", "scheduler/cjs/scheduler.development.js")
			p.library("react-dom", "react-dom/cjs/react-dom.development.js")
			p.library("react-dom-client", "react-dom/cjs/react-dom-client.development.js")
			eval[any](p, `(() => {
				const { createElement, useEffect, useRef, useState, StrictMode } = react;
				`+recipe(t, "### React")+`
				const Form = () => {
					const [code, setCode] = useState("");
					const [state, setState] = useState({ text: "", progress: "possible" });
					const props = { id: "own", ref: useCode(redeem, setState) };
					if (%v) Object.assign(props, { value: code, onChange: (event) => setCode(event.target.value) });
					const seen = %[1]v ? code : state.text;
					return createElement("div", null, createElement("input", props), createElement("p", { id: "seen" }, seen + " " + state.progress));
				};
				document.body.innerHTML = "<div id=root></div>";
				const root = reactdomclient.createRoot(document.getElementById("root"));
				root.render(createElement(StrictMode, null, createElement(Form)));
				return new Promise((done) => setTimeout(done, 100));
			})()`, controlled)
			p.wantRecipe()
			_, spoken := p.heard()
			for _, said := range spoken {
				if strings.Contains(said, "rror") || strings.Contains(said, "arning") {
					t.Errorf("on the console: %q", said)
				}
			}
		})
	}
}

func TestVueRecipe(t *testing.T) {
	p := fields(t)
	call(p, cdppage.SetBypassCSP, cdppage.SetBypassCSPParams{Enabled: true}) // Vue compiles the template in the page
	p.run(chromedp.Navigate(p.url+"form.html"), chromedp.WaitReady(chromedp.CSS("[data-ready]")))
	p.addFields()
	script, err := os.ReadFile("node_modules/vue/dist/vue.global.js")
	if err != nil {
		t.Fatalf("this test needs vue: run ./ci, or npm ci (%v)", err)
	}
	eval[any](p, `void (window.Vue = (() => {`+string(script)+`
		return Vue;
	})())`)
	eval[any](p, `(() => {
		`+recipe(t, "### Vue")+`
		document.body.innerHTML = "<div id=root></div>";
		window.app = Vue.createApp({
			data: () => ({ code: "", redeem: Vue.markRaw(redeem) }),
			directives: { code: vCode },
			template: '<input id="own" v-code="redeem" v-model="code"><p id="seen">{{ code }} {{ redeem.parse(code).error ? "possible" : "complete" }}</p>',
		});
		app.mount("#root");
	})()`)
	p.wantRecipe()
	eval[any](p, `app.unmount()`)
}
