package advice

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"golang.org/x/text/language"
)

// Options says what an [Advisor] tells beside the texts of this package. The
// zero Options is that of [New].
type Options struct {
	// Issuer is whom to ask about a gift card, in place of the support of the
	// cards' issuer, as in "our service desk" or "Example Cards": the name
	// stands in sentences such as "Contact NAME." as it is. The names of the
	// cards and of the issuer's stores stay, and so does the advice: leave
	// Issuer empty unless somebody else takes care of the cards.
	Issuer string

	// Contact is whom to ask about a code of any other format, as in
	// "help@example.com". "" is Issuer, and if that is empty too, "whoever
	// issued the code" in the language of the advice.
	Contact string

	// Languages holds more languages. Every file TAG.txt in its root folder is
	// one, where TAG is a BCP 47 tag (pt.txt, pt-BR.txt); other files and
	// folders are not looked at. languages/en.txt in the folder of this package
	// is the model to copy, and says in comments what each text is for: a line
	// is a key, an equals sign and a text.
	//
	// A file in a language of this package takes the place of its texts. A
	// country or region that a file does not name is called as in the closest
	// language of this package, which is English if none is close.
	Languages fs.FS
}

// files holds the texts of this package, in the form of Options.Languages.
//
//go:embed languages/*.txt
var files embed.FS

// builtIn are the languages of this package, in the order of the columns of
// regionNames. The first is for those who read none of them.
var builtIn = [...]string{"en", "nb", "sv", "da", "de", "fr", "es", "ja"}

// New makes an Advisor for the languages of this package. It reads their texts,
// so make one and keep it. It equals With(Options{}).
func New() *Advisor {
	a, _ := With(Options{}) // the texts of this package have no fault: a test reads them
	return a
}

// With makes an Advisor with options. It reads all texts, so make one and keep
// it.
//
// An error names the file of Options.Languages that is at fault, the line, and
// what is wrong there: a key that is unknown, missing or there twice, a form
// that numbers do not have in the language, a placeholder that the English text
// does not have, or lacks, a text that is empty, not UTF-8 or has a control
// character in it. The file's name may be no language, or the same language as
// another's. If there is no file TAG.txt at all, With fails too.
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
