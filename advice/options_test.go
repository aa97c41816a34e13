package advice

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/card"
	"github.com/redeemkit/redeem/internal/exhaustive"
)

// portuguese reads the file of the tests.
func portuguese(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile("testdata/languages/pt.txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(text), "\r\n", "\n")
}

// folder makes a file system with one language.
func folder(name, text string) fs.FS { return fstest.MapFS{name: {Data: []byte(text)}} }

// withLanguage makes an Advisor that speaks one more.
func withLanguage(t *testing.T, name, text string) *Advisor {
	t.Helper()
	a, err := With(Options{Languages: folder(name, text)})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestNewIsWithoutOptions(t *testing.T) {
	made := New()
	a, err := With(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems() {
		for _, l := range builtIn {
			if diff := cmp.Diff(made.For(l, p), a.For(l, p)); diff != "" {
				t.Fatal(diff)
			}
		}
	}
}

// texts returns all that an advice says.
func (a Advice) texts() string {
	return strings.Join(slices.Concat([]string{a.Title, a.Explanation}, a.Steps, []string{a.Contact}, a.HaveReady), "\n")
}

// TestNothingIsAppleAboutAnotherFormat asks about formats that are not the
// issuer's, whatever else the problem says. The sample asks each question in a third
// of the languages: a text stands in the answers to many.
func TestNothingIsAppleAboutAnotherFormat(t *testing.T) {
	a := withLanguage(t, "pt.txt", portuguese(t))
	for _, format := range []*redeem.Format{voucher, digits, {}} {
		for s := StatusNone + 1; int(s) < len(statusNames); s++ {
			for kind := card.Unknown; kind <= card.Promo+1; kind++ {
				for fault := redeem.Error(0); fault <= redeem.ErrRandom; fault++ {
					p := Problem{
						Status: s, Fault: fault, Format: format, Candidates: 2, Card: expiring(kind, int(fault)-5), Now: noon,
						Holds: card.Holds(int(fault)*4 + int(kind)), CodeEnd: int(fault) % 2, Storefront: norway,
					}
					p.Card.Region = france
					for i, l := range append(builtIn[:], "pt") {
						if (int(s)+int(kind)+int(fault)+i)%3 > 0 && !exhaustive.On() {
							continue
						}
						said := strings.ToLower(a.For(l, p).texts())
						for _, name := range []string{"apple", "app store", "itunes", "アップル"} {
							if strings.Contains(said, name) {
								t.Fatalf("%s: %s: %s", l, describe(p), said)
							}
						}
					}
				}
			}
		}
	}
}

// TestAppleStoreCard asserts that nobody with a card for the Apple Store is sent to the
// App Store, and that everybody is told what the card is for.
func TestAppleStoreCard(t *testing.T) {
	a := New()
	for _, l := range a.translations {
		kind, step := l.texts[kindAppleStore][0], expand(l.texts[stepAppleStore][0], func(string) string { return l.texts[contactSupport][0] })
		for s := StatusNone + 1; int(s) < len(statusNames); s++ {
			if s == StatusRegionLocked {
				continue // it is about the account
			}
			p := Problem{Status: s, Fault: redeem.ErrTooShort, Card: card.Card{Kind: card.AppleStore, Region: france}, Storefront: norway}
			said := a.For(l.tag.String(), p)
			if !strings.Contains(said.Explanation, kind) || !slices.Contains(said.Steps, step) {
				t.Errorf("%v: %s: %+v", l.tag, describe(p), said)
			}
			if text := strings.ReplaceAll(said.texts(), kind, ""); strings.Contains(text, "App Store") {
				t.Errorf("%v: %s: the App Store is in %s", l.tag, describe(p), text)
			}
		}
	}
}

// TestPromoCode asserts what an answer does not say about a promotional code, which is on
// no card and bound to no country.
func TestPromoCode(t *testing.T) {
	a := New()
	refuted := []key{
		whyAlreadyRedeemed, whyNotActivated, whyUnreadable, whyBound, whyUnknownCard, whyNotValid, contactCare,
		stepSignOut, stepMembership, stepRetailer, stepRegion, stepFindRegion, stepFindCard, stepAppleStore, stepFront, stepType, stepEmail,
	}
	for _, l := range a.translations {
		for s := StatusNone + 1; int(s) < len(statusNames); s++ {
			for _, storefront := range []redeem.Region{{}, norway} {
				p := Problem{Status: s, Fault: redeem.ErrTooShort, Card: card.Card{Kind: card.Promo, Region: france}, Storefront: storefront}
				said := a.For(l.tag.String(), p)
				for _, k := range refuted {
					if strings.Contains(said.texts(), l.texts[k][0]) {
						t.Errorf("%v: %s: %s in %+v", l.tag, describe(p), k, said)
					}
				}
				if strings.Contains(said.texts(), l.regionName(france)) || len(said.HaveReady) > 0 {
					t.Errorf("%v: %s: %+v", l.tag, describe(p), said)
				}
			}
		}
	}
}

// TestUnknownRegionShowsNone: the region that is known is not the trouble.
func TestUnknownRegionShowsNone(t *testing.T) {
	a := New()
	for _, l := range a.translations {
		for _, p := range []Problem{
			{Card: card.Card{Region: france}},
			{Storefront: norway},
			{Card: card.Card{Region: france}, Storefront: norway},
		} {
			p.Status = StatusUnknownRegion
			said := a.For(l.tag.String(), p).texts()
			if strings.Contains(said, l.regionName(france)) || strings.Contains(said, l.regionName(norway)) {
				t.Errorf("%v: %s: %s", l.tag, describe(p), said)
			}
		}
	}
}

// TestManyCandidatesAreNotCounted: beyond twenty no number is told.
func TestManyCandidatesAreNotCounted(t *testing.T) {
	a := New()
	for _, l := range a.translations {
		for _, n := range []uint64{20, 21, 438, 1 << 40} {
			for _, s := range []Status{StatusNotRecognized, StatusMistyped, StatusNotValid} {
				said := a.For(l.tag.String(), Problem{Status: s, Candidates: n}).texts()
				if told := strings.Contains(said, fmt.Sprint(n)); told != (n == 20) {
					t.Errorf("%v: %d candidates: told: %v", l.tag, n, told)
				}
				if many := strings.Contains(said, l.texts[whyManyCandidates][0]); many != (n > 20) {
					t.Errorf("%v: %d candidates: %s", l.tag, n, said)
				}
			}
		}
	}
}

// TestIssuerAndContact asserts whom an answer names, by the issuer of the code.
func TestIssuerAndContact(t *testing.T) {
	promo := Problem{Status: StatusNotActivated, Card: card.Card{Kind: card.Promo}}
	gift, other := Problem{Status: StatusFailed}, Problem{Status: StatusFailed, Format: voucher}
	locked := Problem{Status: StatusRegionLocked}
	for _, test := range []struct {
		options Options
		p       Problem
		want    string
	}{
		{Options{}, gift, "ontact Apple Support. "},
		{Options{}, locked, "contact Apple Support."},
		{Options{}, Problem{Status: StatusRegionLocked, Card: promo.Card}, "contact Apple Support."},
		{Options{}, other, "Contact whoever issued the code."},
		{Options{}, promo, "Contact whoever issued the code."},
		{Options{Issuer: "Example Cards"}, gift, "ontact Example Cards. "},
		{Options{Issuer: "Example Cards"}, locked, "contact Example Cards."},
		{Options{Issuer: "Example Cards"}, other, "Contact Example Cards."},
		{Options{Issuer: "Example Cards"}, promo, "Contact whoever issued the code."},
		{Options{Contact: "help@example.com"}, gift, "ontact Apple Support. "},
		{Options{Contact: "help@example.com"}, other, "Contact help@example.com."},
		{Options{Contact: "help@example.com"}, promo, "Contact whoever issued the code."},
		{Options{Issuer: "Example Cards", Contact: "{n} {contact} %s"}, gift, "ontact Example Cards. "},
		{Options{Issuer: "Example Cards", Contact: "{n} {contact} %s"}, other, "Contact {n} {contact} %s."},
	} {
		a, err := With(test.options)
		if err != nil {
			t.Fatal(err)
		}
		if got := a.For("en", test.p).Contact; !strings.Contains(got, test.want) {
			t.Errorf("%+v, %s: %q, want %q", test.options, describe(test.p), got, test.want)
		}
		if test.options.Issuer != "" {
			for _, l := range builtIn {
				if said := a.For(l, test.p).Contact; strings.Contains(said, "Apple") {
					t.Errorf("%+v: %q", test.options, said)
				}
			}
		}
	}
}

// TestPortuguese reads a whole language and asks about everything.
func TestPortuguese(t *testing.T) {
	a := withLanguage(t, "pt.txt", portuguese(t))
	if diff := cmp.Diff(a.translations[0].keys, a.translations[len(a.translations)-1].keys); diff != "" {
		t.Errorf("the order of the keys (-English +Portuguese):\n%s", diff)
	}
	for _, p := range problems() {
		english, said := a.For("en", p), a.For("pt-BR,pt;q=0.9,en;q=0.5", p)
		if said.Language != "pt" || len(said.Steps) != len(english.Steps) || len(said.HaveReady) != len(english.HaveReady) {
			t.Errorf("%s: %+v", describe(p), said)
		}
		for text := range strings.SplitSeq(said.texts(), "\n") {
			if wrong := artefact(text); wrong != "" && text != said.Explanation {
				t.Errorf("%s: %q: %s", describe(p), text, wrong)
			}
		}
	}
	for tag, want := range map[string]string{"pt-PT": "pt", "gl": "es", "en": "en", "": "en", "ru, pt;q=0.5, en;q=0.4": "pt"} {
		if got := a.For(tag, Problem{Status: StatusEmpty}).Language; got != want {
			t.Errorf("%q gets %s, want %s", tag, got, want)
		}
	}
	for r := range redeem.AllRegions().All() {
		if a.translations[len(a.translations)-1].regions[r] == "" {
			t.Errorf("%v has no name", r)
		}
	}
}

// TestRegionNamesFallBack asserts the name of a region that the file lacks: it is that of
// the closest language of the package, else the English one.
func TestRegionNamesFallBack(t *testing.T) {
	text := strings.Join(slices.DeleteFunc(strings.Split(portuguese(t), "\n"), func(line string) bool {
		return strings.HasPrefix(line, regionPrefix) && !strings.HasPrefix(line, "region.NO")
	}), "\n")
	for name, want := range map[string]string{"pt.txt": "Germany", "de-AT.txt": "Deutschland", "es-419.txt": "Alemania", "fr.txt": "Allemagne"} {
		a := withLanguage(t, name, text)
		tag := strings.TrimSuffix(name, ".txt")
		germany, _ := redeem.ParseRegion("DE")
		got := a.For(tag, Problem{Status: StatusOtherRegion, Card: card.Card{Region: germany}, Storefront: norway})
		if !strings.Contains(got.Explanation, ": "+want+".") || !strings.Contains(got.Explanation, ": Noruega.") || got.Language != tag {
			t.Errorf("%s: %+v, want %s", name, got, want)
		}
	}
}

// TestFileReplacesLanguage: a file in a language of the package is said in its
// place, also in place of the language for those who read no other.
func TestFileReplacesLanguage(t *testing.T) {
	english, err := files.ReadFile("languages/en.txt")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(english), "titleEmpty = No code was entered", "titleEmpty = Please enter a code", 1)
	a := withLanguage(t, "en.txt", text)
	for _, tag := range []string{"en", "en-GB", "", "zh"} {
		if got := a.For(tag, Problem{Status: StatusEmpty}); got.Title != "Please enter a code" || got.Language != "en" {
			t.Errorf("%q: %+v", tag, got)
		}
	}
	if len(a.translations) != len(builtIn) {
		t.Errorf("%d languages", len(a.translations))
	}
}

// TestFormsOfAFile reads a language with more forms than English has.
func TestFormsOfAFile(t *testing.T) {
	text := portuguese(t)
	for _, k := range []string{"whyTooShort", "whyTooLong", "whyCandidates", "whyExpired", "whyExpires", "whyPromo", "formGiftCard", "formPrefix", "formLength"} {
		line := text[strings.Index(text, "\n"+k+" = ")+1:]
		line = line[:strings.IndexByte(line, '\n')+1]
		forms := strings.Replace(line, " = ", ".few = few ", 1) + strings.Replace(line, " = ", ".many = many ", 1)
		text = strings.Replace(text, line, line+forms, 1)
	}
	a := withLanguage(t, "pl.txt", text)
	for n, want := range map[int]string{0: "Faltam caracteres.", 1: "Falta 1 ", 2: "few Faltam 2 ", 5: "many Faltam 5 ", 22: "few Faltam 22 "} {
		got := a.For("pl", Problem{Status: StatusNotRecognized, Fault: redeem.ErrTooShort, Missing: n}).Explanation
		if !strings.HasPrefix(got, want) {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestFaultsOfFiles(t *testing.T) {
	good := portuguese(t)
	edit := func(from, to string) string {
		if !strings.Contains(good, from) {
			t.Fatalf("the file has no %q", from)
		}
		return strings.Replace(good, from, to, 1)
	}
	lines := fmt.Sprint(strings.Count(good, "\n") + 1)
	titleEmpty := "titleEmpty = Nenhum código foi digitado"
	for _, test := range []struct {
		why, name, text, want string
	}{
		{"a missing key", "pt.txt", edit(titleEmpty+"\n", ""), "pt.txt:" + fmt.Sprint(strings.Count(good, "\n")) + ": the file ends without titleEmpty"},
		{"missing forms", "pt.txt", edit("whyTooShort.one = Falta {n} caractere.\nwhyTooShort = Faltam {n} caracteres.", "#\n#"), "pt.txt:" + lines + ": the file ends without whyTooShort, whyTooShort.one"},
		{"a form that is missing in the language", "ru.txt", good, "ru.txt:" + lines + ": the file ends without whyTooShort.few, whyTooShort.many, "},
		{"no keys", "pt.txt", "", "pt.txt:1: the file ends without sentences, listTwo, "},
		{"an unknown key", "pt.txt", titleEmpty + "\ntitleEmtpy = x\n" + good, `pt.txt:2: unknown key "titleEmtpy"`},
		{"an unknown form", "pt.txt", "titleEmpty.other = x\n" + good, `pt.txt:1: unknown key "titleEmpty.other"`},
		{"no form", "pt.txt", "titleEmpty. = x\n" + good, `pt.txt:1: unknown key "titleEmpty."`},
		{"a form without a number", "pt.txt", "titleEmpty.one = x\n" + good, `pt.txt:1: "titleEmpty.one" is a form that the text has not`},
		{"a form that the language has not", "pt.txt", "whyTooShort.few = {n}\n" + good, `pt.txt:1: "whyTooShort.few" is a form that the text has not`},
		{"a form one in a language without", "zh.txt", good, `"whyTooShort.one" is a form that the text has not`},
		{"a form none that is not there", "pt.txt", "whyPromo.none = x\n" + good, `pt.txt:1: "whyPromo.none" is a form`},
		{"a key twice", "pt.txt", titleEmpty + "\n# again\n\n" + good, `"titleEmpty" is there twice`},
		{"a form twice", "pt.txt", "whyTooShort.one = {n}\n" + good, `"whyTooShort.one" is there twice`},
		{"no equals sign", "pt.txt", "titleEmpty: x\n" + good, "pt.txt:1: no equals sign"},
		{"no text", "pt.txt", "titleEmpty =  \n" + good, `pt.txt:1: "titleEmpty" has no text`},
		{"no key", "pt.txt", "= x\n" + good, `pt.txt:1: unknown key ""`},
		{"not UTF-8", "pt.txt", "titleEmpty = \xff\n" + good, `pt.txt:1: "titleEmpty" is not UTF-8`},
		{"UTF-16", "pt.txt", "\xff\xfet\x00i\x00", "pt.txt:1: no equals sign"},
		{"a control character", "pt.txt", "titleEmpty = a\x07b\n" + good, `pt.txt:1: "titleEmpty" has a control character`},
		{"a lone carriage return", "pt.txt", "titleEmpty = a\rb\n" + good, `pt.txt:1: "titleEmpty" has a control character`},
		{"an unknown placeholder", "pt.txt", "titleEmpty = {code}\n" + good, `pt.txt:1: "titleEmpty" should not have {code}`},
		{"a placeholder too much", "pt.txt", "whyPrefix = {prefix} {prefix}\n" + good, `pt.txt:1: "whyPrefix" should not have {prefix}, or has too many of them`},
		{"a placeholder too few", "pt.txt", "whyPrefix = x\n" + good, `pt.txt:1: "whyPrefix" lacks {prefix}`},
		{"a number in none", "pt.txt", "whyTooShort.none = {n}\n" + good, `pt.txt:1: "whyTooShort.none" should not have {n}`},
		{"an open brace", "pt.txt", "whyPrefix = {prefix\n" + good, `pt.txt:1: "whyPrefix" has a brace`},
		{"a brace that closes nothing", "pt.txt", "whyPrefix = {prefix}}\n" + good, `pt.txt:1: "whyPrefix" has a brace`},
		{"braces in braces", "pt.txt", "whyPrefix = {{prefix}}\n" + good, `pt.txt:1: "whyPrefix" has a brace`},
		{"an unknown region", "pt.txt", "region.XX = x\n" + good, `pt.txt:1: unknown key "region.XX"`},
		{"a region by another code", "pt.txt", "region.NOR = x\n" + good, `pt.txt:1: unknown key "region.NOR"`},
		{"a region in lower case", "pt.txt", "region.no = x\n" + good, `pt.txt:1: unknown key "region.no"`},
		{"a region twice", "pt.txt", "region.NO = x\n" + good, `"region.NO" is there twice`},
		{"a region with a brace", "pt.txt", "region.NO = {n}\n" + good, `pt.txt:1: "region.NO" has a brace`},
		{"a name of no language", "portuguese.txt", good, "portuguese.txt: the name is not that of a language"},
		{"no name", ".txt", good, ".txt: the name is not that of a language"},
		{"a name of an undetermined language", "und.txt", good, "und.txt: the name is not that of a language"},
		{"another extension", "pt.lang", good, "no file such as pt.txt"},
		{"another folder", "languages/pt.txt", good, "no file such as pt.txt"},
	} {
		a, err := With(Options{Languages: folder(test.name, test.text)})
		if a != nil || err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), "advice: ") {
			t.Errorf("%s: %v, want %s", test.why, err, test.want)
		}
	}

	twice := fstest.MapFS{"pt-BR.txt": {Data: []byte(good)}, "pt_BR.txt": {Data: []byte(good)}}
	if _, err := With(Options{Languages: twice}); err == nil || !strings.Contains(err.Error(), "pt_BR.txt: the language is that of pt-BR.txt") {
		t.Errorf("a language twice: %v", err)
	}
	if _, err := With(Options{Languages: os.DirFS("testdata/nowhere")}); err == nil {
		t.Error("a folder that is not there is no error")
	}
	for _, fine := range []string{"\ufeff" + good, strings.ReplaceAll(good, "\n", "\r\n"), "\n\n  # x = y\n" + good, strings.TrimSpace(good), strings.ReplaceAll(good, " = ", "=")} {
		if _, err := With(Options{Languages: folder("pt.txt", fine)}); err != nil {
			t.Error(err)
		}
	}
}

// FuzzLanguage reads any text as a language: it is refused by the name of its
// file, or has everything that is to be said.
func FuzzLanguage(f *testing.F) {
	good := portuguese(f)
	f.Add("pt", good)
	f.Add("pt", good[:len(good)/2])
	f.Add("ru", good)
	f.Add("ja", strings.ReplaceAll(good, "}", ""))
	f.Add("", "\ufeff# \r\ntitleEmpty.one = {n}\x00\nregion. = {\n.=.")
	for _, tag := range builtIn {
		text, err := files.ReadFile("languages/" + tag + ".txt")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(tag, string(text))
	}
	english := New().translations[0]
	f.Fuzz(func(t *testing.T, name, text string) {
		tag, err := language.Parse(name)
		if err != nil {
			return
		}
		spoken := newTranslation(tag, 0)
		if err := spoken.read("file.txt", text, english); err != nil {
			if !strings.HasPrefix(err.Error(), "advice: file.txt:") {
				t.Error(err)
			}
			return
		}
		w := newWriter(&Advisor{serials: serialPrefixes()}, spoken)
		for _, k := range english.keys {
			if strings.Contains(english.texts[k][0], "{list}") {
				continue // it joins what others say
			}
			for _, n := range numbers {
				if said := w.say(line{k, n}); said == "" || strings.ContainsAny(said, "{}\n") {
					t.Errorf("%d of %s: %q", n, k, said)
				}
			}
		}
	})
}
