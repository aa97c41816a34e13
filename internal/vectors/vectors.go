// Package vectors reads the files of the folder vectors for the tests that run
// them. vectors/README.md says what they hold, and ports to other languages read
// them without this package.
package vectors

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Vector is one case: what a function is asked, and the right answer.
type Vector[Input, Options, Answer any] struct {
	Name    string  `json:"name"` // unique in its file
	Why     string  `json:"why"`
	Input   Input   `json:"input"`
	Options Options `json:"options,omitzero"`
	Answer  Answer  `json:"answer"`
}

// File is the vectors of one function. The type parameters say what they are
// made of.
type File[Input, Options, Answer any] string

// The files, without the ending of their names.
const (
	Parse       File[Text, OfFormat, Report]      = "parse"
	Normalize   File[Text, None, Normalized]      = "normalize"
	Serial      File[Text, None, SerialNumber]    = "serial"
	Region      File[Text, OfParser, Country]     = "region"
	CheckRegion File[Card, None, Compatible]      = "check-region"
	CheckDigit  File[string, OfScheme, Protected] = "checkdigit"
	Find        File[Text, OfFormat, Searched]    = "find"
	FindSerials File[Text, None, Found]           = "find-serials"
	Redact      File[Text, OfFormats, Redacted]   = "redact"
	Typing      File[Change, OfEither, Field]     = "typing"
	Correction  File[[]Text, Question, Meant]     = "correction"
)

// document is the whole of a file.
type document[Input, Options, Answer any] struct {
	Schema   string                           `json:"$schema"`
	Function string                           `json:"function"`
	Vectors  []Vector[Input, Options, Answer] `json:"vectors"`
}

// Load returns the vectors of the file.
func (f File[Input, Options, Answer]) Load(t testing.TB) []Vector[Input, Options, Answer] {
	t.Helper()
	d, err := f.decode(read(t, string(f)+".json"))
	if err != nil {
		t.Fatalf("vectors/%s.json: %v", f, err)
	}
	return d.Vectors
}

func (f File[Input, Options, Answer]) decode(text []byte) (d document[Input, Options, Answer], err error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&d); err != nil {
		return d, err
	}
	if d.Function != string(f) || len(d.Vectors) == 0 {
		return d, fmt.Errorf("%d vectors of %q", len(d.Vectors), d.Function)
	}
	return d, nil
}

// canonical returns the file as it should be written: its vectors in the order
// of their names, each field on a line of its own.
func (f File[Input, Options, Answer]) canonical(text []byte) (string, error) {
	d, err := f.decode(text)
	if err != nil {
		return "", err
	}
	slices.SortStableFunc(d.Vectors, func(x, y Vector[Input, Options, Answer]) int { return strings.Compare(x.Name, y.Name) })
	var b strings.Builder
	fmt.Fprintf(&b, "{\n  \"$schema\": \"schema.json\",\n  \"function\": %q,\n  \"vectors\": [", f)
	for i, v := range d.Vectors {
		if i > 0 {
			b.WriteByte(',')
		}
		fields, err := fieldsOf(v)
		if err != nil {
			return "", err
		}
		b.WriteString("\n    {\n      " + strings.Join(fields, ",\n      ") + "\n    }")
	}
	b.WriteString("\n  ]\n}\n")
	return b.String(), nil
}

// folder returns the folder of the vectors, which is in that of the test or in
// one of those around it.
func folder(t testing.TB) string {
	t.Helper()
	dir := "."
	for range 8 {
		path := filepath.Join(dir, "vectors")
		if _, err := os.Stat(filepath.Join(path, "schema.json")); err == nil {
			return path
		}
		dir = filepath.Join(dir, "..")
	}
	t.Fatal("the folder vectors is in no folder around this test")
	return ""
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder(t), name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}
