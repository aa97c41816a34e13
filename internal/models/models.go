// Package models has the built-in look-alike models under the names by which
// the command and the page offer them.
package models

import "github.com/redeemkit/redeem"

var models = [...]struct {
	name  string
	model func() *redeem.Lookalikes
}{
	{"article", redeem.SupportArticle},
	{"ts1292", redeem.SupportTS1292},
	{"crockford", redeem.Crockford},
	{"ocr", redeem.Tesseract},
	{"paddle", redeem.PaddleOCR},
}

// Names returns the names, the default first.
func Names() []string {
	names := make([]string, len(models))
	for i, m := range models {
		names[i] = m.name
	}
	return names
}

// Lookup returns the model of that name.
func Lookup(name string) (*redeem.Lookalikes, bool) {
	for _, m := range models {
		if m.name == name {
			return m.model(), true
		}
	}
	return nil, false
}
