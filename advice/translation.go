package advice

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"github.com/redeemkit/redeem"
)

// translation is the texts in one language, as its file has them.
type translation struct {
	tag     language.Tag
	name    string         // of the tag
	forms   [numForms]bool // those that whole numbers have in the language
	keys    []key          // in the order of the file
	texts   map[key]*message
	regions map[redeem.Region]string // the names that the file has
	column  int                      // of regionNames, for the other names
}

// message is a text in the forms that a number asks for. Most messages have
// one, plural.Other.
type message [numForms]string

// The forms are those of package plural, and one more for exactly 0.
const (
	formNone = plural.Many + 1
	numForms = formNone + 1
)

var formNames = [numForms]string{
	plural.Other: "",
	plural.Zero:  "zero",
	plural.One:   "one",
	plural.Two:   "two",
	plural.Few:   "few",
	plural.Many:  "many",
	formNone:     "none",
}

// regionPrefix begins the keys that name regions; the rest is the alpha-2 code.
const regionPrefix = "region."

func newTranslation(tag language.Tag, column int) *translation {
	t := &translation{tag: tag, name: tag.String(), texts: map[key]*message{}, regions: map[redeem.Region]string{}, column: column}
	for n := range uint64(200) { // the rules for whole numbers look at the last two digits
		t.forms[t.form(n)] = true
	}
	t.forms[t.form(1_000_000)] = true // and at millions
	return t
}

// form returns the form that n asks for in the language.
func (t *translation) form(n uint64) plural.Form {
	const million = 1_000_000
	if n > million {
		n = million + n%million // as many as package plural wants
	}
	return plural.Cardinal.MatchPlural(t.tag, int(n), 0, 0, 0, 0)
}

// read reads a file of texts. The model has the keys, the placeholders and the
// forms that the file must have; without one, all are taken as they come.
func (t *translation) read(file, text string, model *translation) error {
	number := 0
	for line := range strings.SplitSeq(strings.TrimPrefix(text, "\ufeff"), "\n") {
		number++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if err := t.readLine(line, model); err != nil {
			return fmt.Errorf("advice: %s:%d: %w", file, number, err)
		}
	}
	if model == nil {
		return nil
	}
	if missing := t.missing(model); len(missing) > 0 {
		return fmt.Errorf("advice: %s:%d: the file ends without %s", file, number, strings.Join(missing, ", "))
	}
	return nil
}

func (t *translation) readLine(line string, model *translation) error {
	name, text, found := strings.Cut(line, "=")
	name, text = strings.TrimSpace(name), strings.TrimSpace(text)
	switch {
	case !found:
		return fmt.Errorf("no equals sign behind a key")
	case text == "":
		return fmt.Errorf("%q has no text", name)
	case !utf8.ValidString(line):
		return fmt.Errorf("%q is not UTF-8", name)
	case strings.ContainsFunc(text, unicode.IsControl):
		return fmt.Errorf("%q has a control character in it", name)
	}
	if code, isRegion := strings.CutPrefix(name, regionPrefix); isRegion {
		return t.readRegion(code, text)
	}

	base, suffix, isForm := strings.Cut(name, ".")
	k, form := key(base), plural.Other
	if isForm {
		form = plural.Form(slices.Index(formNames[1:], suffix) + 1)
		if form == plural.Other {
			return fmt.Errorf("unknown key %q", name)
		}
	}
	if model != nil {
		like := model.texts[k]
		switch {
		case like == nil:
			return fmt.Errorf("unknown key %q", name)
		case !t.has(form, like):
			return fmt.Errorf("%q is a form that the text has not in this language", name)
		}
		if err := checkPlaceholders(name, text, like[plural.Other], form); err != nil {
			return err
		}
	}
	m := t.texts[k]
	if m == nil {
		m = new(message)
		t.texts[k] = m
		t.keys = append(t.keys, k)
	}
	if m[form] != "" {
		return fmt.Errorf("%q is there twice", name)
	}
	m[form] = text
	return nil
}

func (t *translation) readRegion(code, name string) error {
	r, err := redeem.ParseRegion(code)
	switch {
	case err != nil || r.String() != code:
		return fmt.Errorf("unknown key %q: no alpha-2 code of ISO 3166-1 in capitals", regionPrefix+code)
	case t.regions[r] != "":
		return fmt.Errorf("%q is there twice", regionPrefix+code)
	case strings.ContainsAny(name, "{}"):
		return fmt.Errorf("%q has a brace in it", regionPrefix+code)
	}
	t.regions[r] = name
	return nil
}

// has reports whether the translation of a message has the form. In English a
// message that counts something has the form one.
func (t *translation) has(form plural.Form, english *message) bool {
	switch form {
	case plural.Other:
		return true
	case formNone:
		return english[formNone] != ""
	}
	return english[plural.One] != "" && t.forms[form]
}

// missing returns the names of the texts that the model has and t has not.
func (t *translation) missing(model *translation) (names []string) {
	for _, k := range model.keys {
		m := t.texts[k]
		for form := range numForms {
			if !t.has(form, model.texts[k]) || m != nil && m[form] != "" {
				continue
			}
			name := string(k)
			if form != plural.Other {
				name += "." + formNames[form]
			}
			names = append(names, name)
		}
	}
	return names
}

// checkPlaceholders reports a text that has not the placeholders of the English
// one, each as often. The form none has none of them: it says no number.
func checkPlaceholders(name, text, english string, form plural.Form) error {
	got, ok := placeholders(text)
	if !ok {
		return fmt.Errorf("%q has a brace without its other one", name)
	}
	var want []string
	if form != formNone {
		want, _ = placeholders(english)
	}
	for _, one := range got {
		i := slices.Index(want, one)
		if i < 0 {
			return fmt.Errorf("%q should not have {%s}, or has too many of them", name, one)
		}
		want = slices.Delete(want, i, i+1)
	}
	if len(want) > 0 {
		return fmt.Errorf("%q lacks {%s}", name, want[0])
	}
	return nil
}

// placeholders returns what stands in braces in a text, and whether the braces
// are paired.
func placeholders(text string) (names []string, ok bool) {
	for {
		before, after, found := strings.Cut(text, "{")
		if strings.Contains(before, "}") {
			return nil, false
		}
		if !found {
			return names, true
		}
		name, rest, found := strings.Cut(after, "}")
		if !found || strings.Contains(name, "{") {
			return nil, false
		}
		names, text = append(names, name), rest
	}
}

// text returns a message in the form that n asks for.
func (t *translation) text(k key, n uint64) string {
	m := t.texts[k]
	if m == nil {
		return "" // no file lacks a key: read looks
	}
	if n == 0 && m[formNone] != "" {
		return m[formNone]
	}
	if text := m[t.form(n)]; text != "" {
		return text
	}
	return m[plural.Other]
}

// join makes a list as the language does.
func (t *translation) join(items []string) string {
	var list string
	for i, item := range items {
		switch {
		case i == 0:
			list = item
		case len(items) == 2:
			list = t.add(listTwo, list, item)
		case i == len(items)-1:
			list = t.add(listLast, list, item)
		default:
			list = t.add(listMore, list, item)
		}
	}
	return list
}

// paragraph appends a sentence to what stands so far.
func (t *translation) paragraph(text, sentence string) string {
	if text == "" {
		return sentence
	}
	return t.add(sentences, text, sentence)
}

func (t *translation) add(k key, list, item string) string {
	return expand(t.text(k, 1), func(name string) string {
		if name == "list" {
			return list
		}
		return item
	})
}

// expand returns a text with what fill returns in place of each placeholder.
func expand(text string, fill func(name string) string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		var name string
		name, text, _ = strings.Cut(after, "}")
		b.WriteString(fill(name))
	}
}

// regionName returns the name of a region, and its code if that is newer than
// the table.
func (t *translation) regionName(r redeem.Region) string {
	if name := t.regions[r]; name != "" {
		return name
	}
	_, row, ok := strings.Cut(regionNames, "\n"+r.String()+"\t")
	if !ok {
		return r.String()
	}
	for range t.column {
		_, row, _ = strings.Cut(row, "\t")
	}
	return row[:strings.IndexAny(row, "\t\n")]
}
