// Package models names the built-in look-alike models, for the command and the
// page.
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

// Names returns the names of the models; the default is first.
func Names() []string {
	names := make([]string, len(models))
	for i, m := range models {
		names[i] = m.name
	}
	return names
}

// Lookup returns the model with a name.
func Lookup(name string) (*redeem.Lookalikes, bool) {
	for _, m := range models {
		if m.name == name {
			return m.model(), true
		}
	}
	return nil, false
}
