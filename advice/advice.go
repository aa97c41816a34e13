package advice

import (
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"github.com/redeemkit/redeem"
)

// Advice is a message for a person, in plain text. It may be encoded as JSON.
type Advice struct {
	Status      Status   `json:"status"`               // for programs
	Language    string   `json:"language"`             // BCP 47 tag of the texts: en nb sv da de fr es ja, or that of a file
	Title       string   `json:"title"`                // what is wrong, without a full stop
	Explanation string   `json:"explanation"`          // some sentences; may be empty
	Steps       []string `json:"steps,omitempty"`      // what to do, a sentence or two each, in this order
	Contact     string   `json:"contact"`              // whom to contact; introduces HaveReady if there is one
	HaveReady   []string `json:"have_ready,omitempty"` // what the contact will ask for: items of a list
}

// Advisor turns a Problem into Advice. [New] and [With] make one. It is
// immutable and safe for concurrent use.
type Advisor struct {
	issuer, contact string
	translations    []*translation // the first is for those who read none of them
	matcher         language.Matcher
	serials         []string
}

// For returns the message for a person who prefers the given languages: a BCP
// 47 tag ("nb-NO"), several tags separated by commas, or the Accept-Language
// header of a request. It reads the first 1,024 bytes of a longer list and
// ignores entries that are malformed or not a language. If languages is empty
// or has none of the Advisor's languages, the message is in English.
//
// The zero Problem gives the zero Advice. A Status that is not one of the
// constants counts as StatusFailed. For only builds texts, so it may be called
// for every request. It allocates.
func (a *Advisor) For(languages string, p Problem) Advice {
	if p.Status == StatusNone {
		return Advice{}
	}
	if int(p.Status) >= len(statusNames) {
		p.Status = StatusFailed
	}
	t := a.translations[a.match(languages)]
	w := writer{translation: t, advisor: a, problem: &p, pairs: lookalikes(p.format().Spec().Alphabet)}

	said := Advice{Status: p.Status, Language: t.name, Title: w.say(line{key: p.title()})}
	for _, l := range p.explanation() {
		said.Explanation = t.paragraph(said.Explanation, w.say(l))
	}
	for _, k := range p.steps(w.pairs) {
		said.Steps = append(said.Steps, w.say(line{key: k}))
	}
	contact, ready := p.contact(len(said.Steps) > 0)
	for _, k := range contact {
		said.Contact = t.paragraph(said.Contact, w.say(line{key: k}))
	}
	for _, k := range ready {
		said.HaveReady = append(said.HaveReady, w.say(line{key: k}))
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

// line is a message that is to be said, with its number if it has one.
type line struct {
	key key
	n   uint64
}

// writer fills messages in.
type writer struct {
	translation *translation
	advisor     *Advisor
	problem     *Problem
	pairs       []string
}

func (w *writer) say(l line) string {
	return expand(w.translation.text(l.key, l.n), func(name string) string { return w.fill(name, l.n) })
}

func (w *writer) fill(name string, n uint64) string {
	t := w.translation
	switch name {
	case "n":
		return strconv.FormatUint(n, 10)
	case "prefix":
		return w.problem.format().Spec().Prefix
	case "pairs":
		return t.join(w.pairs)
	case "serials":
		return t.join(w.advisor.serials)
	case "card":
		return t.regionName(w.problem.cardRegion())
	case "account":
		return t.regionName(w.problem.Storefront)
	case "contact":
		return w.contact()
	}
	return ""
}

// contact returns whom to ask: whom the service has named, else the issuer of
// the gift cards, or whoever issued the code.
func (w *writer) contact() string {
	name, otherwise := w.advisor.issuer, contactSupport
	switch {
	case w.problem.promo() && w.problem.Status != StatusRegionLocked:
		name, otherwise = "", contactIssuer // the maker of an app
	case !w.problem.issuer():
		otherwise = contactIssuer
		if w.advisor.contact != "" {
			name = w.advisor.contact
		}
	}
	if name != "" {
		return name
	}
	return w.translation.text(otherwise, 1)
}

// serialPrefixes returns how the serial numbers of the issuer's cards begin.
func serialPrefixes() (list []string) {
	for kind := redeem.SerialGCA; kind <= redeem.SerialEPY; kind++ {
		list = append(list, kind.String())
	}
	return list
}
