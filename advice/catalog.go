package advice

import (
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message/catalog"

	"github.com/redeemkit/redeem"
)

// message is a text in the forms that a number asks for; most messages have
// one, other.
type message struct {
	key   key
	none  string // for exactly 0, "" if 0 does not come or is like any number
	one   string // for the numbers that are singular in the language
	other string
}

// translation is the texts in a language. The languages are in the order of
// the columns of regionNames; the first is for those who read none of them.
type translation struct {
	tag      string // BCP 47
	space    string // between sentences
	messages []message
}

var translations = [...]translation{
	{"en", " ", english},
	{"nb", " ", norwegian},
	{"sv", " ", swedish},
	{"da", " ", danish},
	{"de", " ", german},
	{"fr", " ", french},
	{"es", " ", spanish},
	{"ja", "", japanese},
}

func (k key) id() string { return strconv.Itoa(int(k)) }

// add puts the translation into a catalog.
func (t *translation) add(b *catalog.Builder) error {
	tag, err := language.Parse(t.tag)
	for i := 0; i < len(t.messages) && err == nil; i++ {
		m := &t.messages[i]
		if m.none == "" && m.one == "" {
			err = b.SetString(tag, m.key.id(), m.other)
			continue
		}
		var cases []any
		if m.none != "" {
			cases = append(cases, "=0", m.none)
		}
		if m.one != "" {
			cases = append(cases, plural.One, m.one)
		}
		err = b.Set(tag, m.key.id(), plural.Selectf(1, "%d", append(cases, plural.Other, m.other)...))
	}
	return err
}

// line is a message that is to be said, with its number if it has one.
type line struct {
	key key
	n   uint64
}

// writer renders lines in the language of a column of translations. It is the
// renderer that package catalog asks for.
type writer struct {
	context                *catalog.Context
	column                 int
	n                      uint64
	prefix, pairs, serials string
	card, account          redeem.Region
	text                   []byte
}

// write returns the text of a line.
func (w *writer) write(l line) string {
	w.n, w.text = l.n, w.text[:0]
	if err := w.context.Execute(l.key.id()); err != nil {
		return "" // it has every key: a test looks at all of them
	}
	return string(w.text)
}

// Arg is the number by which catalog chooses the form.
func (w *writer) Arg(int) any { return w.n }

// Render fills a form in.
func (w *writer) Render(form string) {
	for {
		before, after, found := strings.Cut(form, "{")
		w.text = append(w.text, before...)
		if !found {
			return
		}
		var name string
		name, form, _ = strings.Cut(after, "}")
		switch name {
		case "n":
			w.text = strconv.AppendUint(w.text, w.n, 10)
		case "prefix":
			w.text = append(w.text, w.prefix...)
		case "pairs":
			w.text = append(w.text, w.pairs...)
		case "serials":
			w.text = append(w.text, w.serials...)
		case "card":
			w.text = append(w.text, regionName(w.card, w.column)...)
		case "account":
			w.text = append(w.text, regionName(w.account, w.column)...)
		}
	}
}

// regionName returns the name of a region in the language of the column, and
// its code if that is newer than the table.
func regionName(r redeem.Region, column int) string {
	_, row, ok := strings.Cut(regionNames, "\n"+r.String()+"\t")
	if !ok {
		return r.String()
	}
	for range column {
		_, row, _ = strings.Cut(row, "\t")
	}
	return row[:strings.IndexAny(row, "\t\n")]
}
