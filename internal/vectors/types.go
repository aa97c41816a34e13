package vectors

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/models"
)

// Inputs that are not a text.
type (
	Card struct {
		Card       Text `json:"card"`
		Storefront Text `json:"storefront"`
	}
	Change struct {
		Old     Text `json:"old,omitempty"`
		New     Text `json:"new"`
		Caret   int  `json:"caret"`
		Forward bool `json:"forward,omitempty"`
	}
)

// Options.
type (
	None     struct{}
	OfFormat struct {
		Format *Format `json:"format,omitempty"`
	}
	OfFormats struct {
		Formats []*Format `json:"formats"`
	}
	OfEither struct {
		Format  *Format   `json:"format,omitempty"`
		Formats []*Format `json:"formats,omitempty"`
	}
	OfScheme struct {
		Scheme string `json:"scheme"`
	}
	OfParser struct {
		Parser string `json:"parser,omitempty"` // "region", "storefront" or "" for both
	}
	Question struct {
		Format     *Format     `json:"format,omitempty"`
		Lookalikes *Lookalikes `json:"lookalikes,omitempty"`
		MaxCost    int         `json:"maxCost,omitempty"`
		MaxEdits   int         `json:"maxEdits,omitempty"`
		MaxIndels  int         `json:"maxIndels,omitempty"`
	}
)

// Answers.
type (
	Report struct {
		Code   string   `json:"code,omitempty"`
		Error  string   `json:"error,omitempty"`
		Offset *int     `json:"offset,omitempty"`
		Edits  []string `json:"edits,omitempty"`
		Kind   string   `json:"kind"`
	}
	Normalized struct {
		Text  Text   `json:"text,omitempty"`
		Error string `json:"error,omitempty"`
	}
	SerialNumber struct {
		Serial string `json:"serial,omitempty"`
		Kind   string `json:"kind,omitempty"`
		Error  string `json:"error,omitempty"`
	}
	Country struct {
		Region string `json:"region,omitempty"`
		Error  string `json:"error,omitempty"`
	}
	Compatible struct {
		Error string `json:"error,omitempty"`
	}
	Protected struct {
		Valid   bool   `json:"valid"`
		Payload string `json:"payload,omitempty"`
	}
	Found struct {
		Found []Text `json:"found"`
	}
	Redacted struct {
		Redacted Text `json:"redacted"`
	}
	Searched struct {
		Found    []Text `json:"found"`
		Redacted Text   `json:"redacted,omitempty"` // "" if it is unchanged
	}
	Field struct {
		Text     Text   `json:"text"`
		Caret    int    `json:"caret"`
		Progress string `json:"progress"`
		Format   *int   `json:"format,omitempty"` // its place in the list; nil if it is none of several
	}
	Meant struct {
		Candidates []Candidate `json:"candidates"`
		Count      *int        `json:"count,omitempty"` // nil if the number is an upper bound
		Verdict    string      `json:"verdict"`
		Ties       int         `json:"ties"`
		Margin     int         `json:"margin"`
		Capped     bool        `json:"capped,omitempty"`
	}
	Candidate struct {
		Code  string `json:"code"`
		Cost  int    `json:"cost"`
		Edits int    `json:"edits"`
	}
)

// Format describes a format. nil is the gift card's.
type Format struct {
	Length     int         `json:"length"`
	Prefix     string      `json:"prefix,omitempty"`
	Alphabet   string      `json:"alphabet,omitempty"`
	Groups     []int       `json:"groups,omitempty"`
	Check      string      `json:"check,omitempty"`
	Lookalikes *Lookalikes `json:"lookalikes,omitempty"`
}

// Make returns the format that f describes.
func (f *Format) Make(t testing.TB) *redeem.Format {
	t.Helper()
	if f == nil {
		return redeem.GiftCard()
	}
	spec := redeem.Spec{Length: f.Length, Prefix: f.Prefix, Alphabet: f.Alphabet, Groups: f.Groups, Lookalikes: f.Lookalikes.Make(t)}
	if f.Check != "" {
		spec.Check = OfScheme{f.Check}.Make(t)
	}
	made, err := redeem.NewFormat(spec)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// Make returns the scheme with that name.
func (o OfScheme) Make(t testing.TB) *checkdigit.Scheme {
	t.Helper()
	scheme, ok := checkdigit.Lookup(o.Scheme)
	if !ok {
		t.Fatalf("no check scheme %q", o.Scheme)
	}
	return scheme
}

// Lookalikes names or describes a look-alike model. nil stands for the default of
// the function that has this option.
type Lookalikes struct {
	Model  string  `json:"model,omitempty"` // the name of a built-in one
	Pairs  []Pair  `json:"pairs,omitempty"`
	Indels *Indels `json:"indels,omitempty"`
}

// Indels has the costs of characters that a reader dropped or added.
type Indels struct {
	Dropped uint8 `json:"dropped"`
	Added   uint8 `json:"added"`
	Doubled uint8 `json:"doubled"`
}

// Make returns the model that l names or describes, nil for nil.
func (l *Lookalikes) Make(t testing.TB) *redeem.Lookalikes {
	t.Helper()
	if l == nil {
		return nil
	}
	if l.Model != "" {
		model, ok := models.Lookup(l.Model)
		if !ok {
			t.Fatalf("no look-alike model %q", l.Model)
		}
		return model
	}
	pairs := make([]redeem.Pair, len(l.Pairs))
	for i, p := range l.Pairs {
		pairs[i] = redeem.Pair(p)
	}
	model, err := redeem.NewLookalikes(pairs...)
	if err != nil {
		t.Fatal(err)
	}
	if l.Indels != nil {
		model = model.WithIndels(redeem.Indels{Dropped: l.Indels.Dropped, Added: l.Indels.Added, Doubled: l.Indels.Doubled})
	}
	return model
}

// Pair is written as a list: what was read, what was meant, and the cost.
type Pair redeem.Pair

func (p Pair) MarshalJSON() ([]byte, error) {
	return json.Marshal([]any{string(rune(p.Read)), string(rune(p.Meant)), p.Cost})
}

func (p *Pair) UnmarshalJSON(text []byte) error {
	var read, meant string
	if err := json.Unmarshal(text, &[]any{&read, &meant, &p.Cost}); err != nil {
		return err
	}
	if len(read) != 1 || len(meant) != 1 {
		return fmt.Errorf("the pair %s is not of one character and another", text)
	}
	p.Read, p.Meant = read[0], meant[0]
	return nil
}

// Key returns the key of an error, "" for nil.
func Key(err error) string {
	if e, ok := err.(redeem.Error); ok {
		return e.Key()
	}
	return ""
}

// Edits returns the names of the edits.
func Edits(e redeem.Edits) []string {
	if e == 0 {
		return nil
	}
	return strings.Split(e.String(), "|")
}
