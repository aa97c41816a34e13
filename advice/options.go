package advice

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"golang.org/x/text/language"
)

// Options adds names and languages to an Advisor. The zero Options adds
// nothing.
type Options struct {
	// Issuer is whom to contact about a gift card in place of Apple's support,
	// such as "our service desk" or "Example Cards". It is inserted unchanged in
	// sentences such as "Contact NAME." The names of the cards and of Apple's
	// stores stay, and so does the rest of the message, so leave Issuer empty
	// unless somebody else takes care of the cards.
	Issuer string

	// Contact is whom to contact about a code of any other format, such as
	// "help@example.com". If it is empty, it is Issuer; if that is empty too, it
	// is "whoever issued the code" in the language of the message.
	Contact string

	// Languages has a file TAG.txt in its root folder for each additional
	// language, where TAG is a BCP 47 tag (pt.txt, pt-BR.txt). Other files and
	// folders are ignored. Each line is a key, an equals sign and a text. Copy
	// languages/en.txt from the folder of this package; its comments explain
	// each text.
	//
	// A file in a built-in language replaces the built-in texts. A country or
	// region that a file does not name has its name in the closest built-in
	// language, or in English if none is close.
	Languages fs.FS
}

// files holds the texts of this package, in the form of Options.Languages.
//
//go:embed languages/*.txt
var files embed.FS

// builtIn are the languages of this package, in the order of the columns of
// regionNames. The first is for those who read none of them.
var builtIn = [...]string{"en", "nb", "sv", "da", "de", "fr", "es", "ja"}

// New returns an Advisor for the languages of this package. It reads their
// texts, so call it once and keep the result. It equals With(Options{}).
func New() *Advisor {
	a, _ := With(Options{}) // the texts of this package have no fault: a test reads them
	return a
}

// With returns an Advisor with options. It reads all texts, so call it once and
// keep the result.
//
// If a file of Options.Languages has a fault, the error names the file, the
// line and the fault:
//
//   - a key is unknown, missing or repeated;
//   - a number form does not exist in the language;
//   - a placeholder is missing, or the English text does not have it;
//   - a text is empty, not UTF-8, or contains a control character;
//   - the name of the file is not a language, or is the same language as
//     another's.
//
// With also fails if there is no file TAG.txt at all.
func With(o Options) (*Advisor, error) {
	a := &Advisor{issuer: o.Issuer, contact: o.Contact, serials: serialPrefixes()}
	var english *translation
	for column, tag := range builtIn {
		t := newTranslation(language.Make(tag), column)
		if err := t.readFile(files, "languages/"+tag+".txt", english); err != nil {
			return nil, err
		}
		if english == nil {
			english = t
		}
		a.translations = append(a.translations, t)
	}
	a.matcher = a.newMatcher()
	if o.Languages != nil {
		if err := a.add(o.Languages, english); err != nil {
			return nil, err
		}
		a.matcher = a.newMatcher()
	}
	return a, nil
}

func (a *Advisor) newMatcher() language.Matcher {
	var tags []language.Tag
	for _, t := range a.translations {
		tags = append(tags, t.tag)
	}
	return language.NewMatcher(tags)
}

// add adds the languages of a file system.
func (a *Advisor) add(languages fs.FS, english *translation) error {
	entries, err := fs.ReadDir(languages, ".")
	if err != nil {
		return fmt.Errorf("advice: %w", err)
	}
	read := map[string]string{}
	for _, entry := range entries {
		file := entry.Name()
		if entry.IsDir() || path.Ext(file) != ".txt" {
			continue
		}
		tag, err := language.Parse(strings.TrimSuffix(file, ".txt"))
		if err != nil || tag == language.Und {
			return fmt.Errorf("advice: %s: the name is not that of a language", file)
		}
		_, column, confidence := a.matcher.Match(tag) // so far, it has the languages of this package
		if confidence < language.High {
			column = 0
		}
		t := newTranslation(tag, column)
		if first := read[t.name]; first != "" {
			return fmt.Errorf("advice: %s: the language is that of %s", file, first)
		}
		read[t.name] = file
		if err := t.readFile(languages, file, english); err != nil {
			return err
		}
		if a.translations[column].name == t.name {
			a.translations[column] = t
		} else {
			a.translations = append(a.translations, t)
		}
	}
	if len(read) == 0 {
		return fmt.Errorf("advice: Options.Languages has no file such as pt.txt in its root folder")
	}
	return nil
}

func (t *translation) readFile(files fs.FS, name string, model *translation) error {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return fmt.Errorf("advice: %w", err)
	}
	return t.read(name, string(text), model)
}
