package advice

import (
	"fmt"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message/catalog"

	"github.com/redeemkit/redeem"
)

// Advice is what to tell a person, in plain text. It may be encoded as JSON.
type Advice struct {
	Status      Status   `json:"status"`               // for programs
	Language    string   `json:"language"`             // of the texts, as BCP 47 has it: en nb sv da de fr es ja
	Title       string   `json:"title"`                // what is wrong, without a full stop
	Explanation string   `json:"explanation"`          // some sentences; may be empty
	Steps       []string `json:"steps,omitempty"`      // what to do, a sentence or two each, in this order
	Contact     string   `json:"contact"`              // whom to ask, and that the list follows if there is one
	HaveReady   []string `json:"have_ready,omitempty"` // what they will ask for: items of a list
}

// Advisor says what to tell a person. Make one with [New]; it is immutable and
// safe for concurrent use.
type Advisor struct {
	catalog *catalog.Builder // nobody writes to it after New
	matcher language.Matcher
	tags    [len(translations)]language.Tag
	serials string
}

// New makes an Advisor for all the languages. It compiles their texts, so make
// one and keep it.
func New() *Advisor {
	a := &Advisor{catalog: catalog.NewBuilder()}
	for i := range translations {
		t := &translations[i]
		if err := t.add(a.catalog); err != nil {
			panic(fmt.Sprintf("advice: the texts of this package in %q: %v", t.tag, err))
		}
		a.tags[i] = language.Make(t.tag)
	}
	a.matcher = language.NewMatcher(a.tags[:])
	var serials []string
	for kind := redeem.SerialGCA; kind <= redeem.SerialEPY; kind++ {
		serials = append(serials, kind.String())
	}
	a.serials = strings.Join(serials, ", ")
	return a
}

// For returns what to tell a person who prefers the languages: a BCP 47 tag
// ("nb-NO"), several after commas, or the Accept-Language header of a request.
// Of a longer list the first 1,024 bytes count, and what is malformed or no
// language is passed over. "" is English, and so is what is not spoken here.
//
// The zero Problem gives the zero Advice; a Status that is none of the
// constants is taken for StatusFailed. For does nothing but build texts: it
// may be called for every request. It allocates.
func (a *Advisor) For(languages string, p Problem) Advice {
	if p.Status == StatusNone {
		return Advice{}
	}
	if int(p.Status) >= len(statusNames) {
		p.Status = StatusFailed
	}
	i := a.match(languages)
	t := &translations[i]
	spec := p.format().Spec()
	w := &writer{
		column:  i,
		prefix:  spec.Prefix,
		pairs:   lookalikes(spec.Alphabet),
		serials: a.serials,
		card:    p.cardRegion(),
		account: p.Storefront,
	}
	w.context = a.catalog.Context(a.tags[i], w)

	said := Advice{Status: p.Status, Language: t.tag, Title: w.write(line{key: p.title()})}
	for _, l := range p.explanation() {
		if said.Explanation != "" {
			said.Explanation += t.space
		}
		said.Explanation += w.write(l)
	}
	for _, k := range p.steps(w.pairs) {
		said.Steps = append(said.Steps, w.write(line{key: k}))
	}
	contact, ready := p.contact(len(said.Steps) > 0)
	said.Contact = w.write(line{key: contact})
	for _, k := range ready {
		said.HaveReady = append(said.HaveReady, w.write(line{key: k}))
	}
	return said
}

// maxLanguages is how much of a list of languages is looked at: what a browser
// sends is shorter, what an attacker sends need not be.
const maxLanguages = 1024

// match returns the index of the translation that serves the languages best.
func (a *Advisor) match(languages string) int {
	if len(languages) > maxLanguages {
		languages = languages[:max(0, strings.LastIndexByte(languages[:maxLanguages], ','))]
	}
	// One language that x/text does not know would hide all others.
	var known []string
	for one := range strings.SplitSeq(languages, ",") {
		if _, _, err := language.ParseAcceptLanguage(one); err == nil {
			known = append(known, one)
		}
	}
	_, i := language.MatchStrings(a.matcher, strings.Join(known, ","))
	return i
}
