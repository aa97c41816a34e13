package advice

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/card"
)

var update = flag.Bool("update", false, "write testdata again")

// numbers are of all plural forms, and of the ones that other languages have.
var numbers = []uint64{0, 1, 2, 5, 11, 21, 100}

// golden compares what is said with the file in testdata.
func golden(t *testing.T, file, got string) {
	t.Helper()
	file = "testdata/" + file
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(strings.ReplaceAll(string(want), "\r", ""), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s differs (-want +got): after a look at it, go test ./advice -update\n%s", file, diff)
	}
}

// TestKeys lists the keys. Files of languages that others have written are
// complete as long as the list does not change: name a change in CHANGELOG.md.
func TestKeys(t *testing.T) {
	want := strings.Fields(`
		sentences listTwo listMore listLast

		titleEmpty titleNotRecognized titleMistyped titleNotValid titleAlreadyRedeemed titleNotActivated
		titleUnreadable titleOtherRegion titleOtherRegionCode titleUnknownRegion titleExpired titleWrongStore
		titleSerialNumber titleRegionLocked titleFailed

		whyEmpty whyHoldsCode whyEncoding whySymbol whyTooShort whyTooLong whyPrefix whyMistyped whyNotValid
		whyCandidates whyManyCandidates whyAlreadyRedeemed whyNotActivated whyUnreadable whyUnknownRegion
		whyUnknownCard whyUnknownAccount whyCardRegion whyAccountRegion whyBound whyMembership whyKinds
		whyExpired whyExpires whyPromo whyWrongStore whySerialNumber whyRegionLocked whyFailed

		formGiftCard formPrefix formLength formOther

		kindAppStore kindAppleMusic kindAppleGift kindAppleStore kindTopUpChina kindContent kindPromo

		stepBack stepType stepOnlyCode stepFront stepLookalikes stepExpiry stepExpiryContent stepEmail stepSignOut
		stepMembership stepRetailer stepRegion stepRegionNamed stepFindRegion stepFindCard stepFindAccount stepAppleStore

		holdMembership holdMembershipOther holdBalance holdSubscription holdPreorder holdRental holdRefund

		contactCare contactMore contactNow contactMoreIssuer contactNowIssuer contactSupport contactIssuer

		readyPicture readyReceipt readySerial`)
	for _, l := range New().translations {
		var got []string
		for _, k := range l.keys {
			got = append(got, string(k))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%v: the keys and their order (-want +got):\n%s", l.tag, diff)
		}
	}
}

// TestForms asserts that a text has the forms that its language needs, and that a text
// with a number in English has the number in all languages.
func TestForms(t *testing.T) {
	all := New().translations
	for _, l := range all {
		for k, m := range l.texts {
			for form, text := range m {
				if want := l.has(plural.Form(form), all[0].texts[k]); (text != "") != want {
					t.Errorf("%v: %s has the form %q: %v, want %v", l.tag, k, formNames[form], text != "", want)
				}
				if text == "" {
					continue
				}
				if err := checkPlaceholders(string(k), text, all[0].texts[k][plural.Other], plural.Form(form)); err != nil {
					t.Errorf("%v: %v", l.tag, err)
				}
			}
		}
	}
}

// TestPlaceholders asserts that every placeholder is filled in.
func TestPlaceholders(t *testing.T) {
	known := []string{"n", "prefix", "pairs", "serials", "card", "account", "contact", "list", "item"}
	for k, m := range New().translations[0].texts {
		names, ok := placeholders(m[plural.Other])
		if !ok {
			t.Errorf("%s: braces are not paired", k)
		}
		for _, name := range names {
			if !slices.Contains(known, name) {
				t.Errorf("%s: nothing fills {%s}", k, name)
			}
			if isList := name == "list" || name == "item"; isList != (k == sentences || strings.HasPrefix(string(k), "list")) {
				t.Errorf("%s: nothing fills {%s} here", k, name)
			}
		}
	}
}

// TestFormsOfLanguages asks for forms of numbers in languages with few and with
// many of them.
func TestFormsOfLanguages(t *testing.T) {
	for tag, want := range map[string]string{
		"en": "one", "ja": "", "fr": "one", "pt": "one", "ru": "one few many", "pl": "one few many",
		"ar": "zero one two few many", "br": "one two few many", "sl": "one two few",
	} {
		l := newTranslation(language.MustParse(tag), 0)
		var got []string
		for form, name := range formNames {
			if name != "" && l.forms[form] {
				got = append(got, name)
			}
		}
		if got := strings.Join(got, " "); got != want {
			t.Errorf("%s has the forms %s, want %s", tag, got, want)
		}
	}
	pl := newTranslation(language.MustParse("pl"), 0)
	for n, want := range map[uint64]plural.Form{
		1: plural.One, 2: plural.Few, 5: plural.Many, 12: plural.Many, 22: plural.Few,
		9_999_999_999_922: plural.Few, 9_999_999_999_912: plural.Many, 1<<64 - 1: plural.Many,
	} {
		if got := pl.form(n); got != want {
			t.Errorf("%d has the form %v in Polish, want %v", n, got, want)
		}
	}
}

// TestFrenchSpaces: before a colon or a semicolon no line may break.
func TestFrenchSpaces(t *testing.T) {
	for k, m := range New().translations[5].texts {
		for _, text := range m {
			for i, r := range text {
				if (r == ':' || r == ';') && !strings.HasSuffix(text[:i], "\u00a0") {
					t.Errorf("%s: no space that does not break before %q", k, text[i:])
				}
			}
		}
	}
}

// TestLists joins lists as the language does.
func TestLists(t *testing.T) {
	for i, want := range []string{
		"A|A and B|A, B, and C|A, B, C, and D",
		"A|A og B|A, B og C|A, B, C og D",
		"A|A och B|A, B och C|A, B, C och D",
		"A|A og B|A, B og C|A, B, C og D",
		"A|A und B|A, B und C|A, B, C und D",
		"A|A et B|A, B et C|A, B, C et D",
		"A|A y B|A, B y C|A, B, C y D",
		"A|A、B|A、B、C|A、B、C、D",
	} {
		l := New().translations[i]
		var got []string
		for n := 1; n <= 4; n++ {
			got = append(got, l.join([]string{"A", "B", "C", "D"}[:n]))
		}
		if got := strings.Join(got, "|"); got != want || l.join(nil) != "" {
			t.Errorf("%v: %s, want %s", l.tag, got, want)
		}
	}
}

// newWriter returns a writer with every placeholder filled.
func newWriter(a *Advisor, l *translation) *writer {
	p := &Problem{Card: card.Card{Region: kosovo}, Storefront: norway}
	return &writer{translation: l, advisor: a, problem: p, pairs: []string{"B/8", "D/O", "E/3"}}
}

func TestTextsAreWhole(t *testing.T) {
	a := New()
	for _, l := range a.translations {
		w := newWriter(a, l)
		for _, k := range l.keys {
			if strings.Contains(l.texts[k][plural.Other], "{list}") {
				continue
			}
			for _, n := range numbers {
				text := w.say(line{k, n})
				if wrong := artefact(text); wrong != "" {
					t.Errorf("%v: %d of %q: %s", l.tag, n, text, wrong)
				}
				m := l.texts[k]
				if m[formNone] != "" && n == 0 {
					continue
				}
				if strings.Contains(m[plural.Other], "{n}") && !strings.Contains(text, fmt.Sprint(n)) {
					t.Errorf("%v: %q does not say %d", l.tag, text, n)
				}
			}
		}
	}
}

// artefact returns what is wrong with a text that a person is to read.
func artefact(text string) string {
	for _, wrong := range []string{"%", "{", "}", "$", "(MISSING", "  ", "..", " .", "unknown", "\t", "\n"} {
		if strings.Contains(text, wrong) {
			return fmt.Sprintf("%q in it", wrong)
		}
	}
	switch {
	case text == "":
		return "empty"
	case strings.TrimSpace(text) != text:
		return "space around it"
	}
	return ""
}

// TestTexts shows every message in all languages, side by side.
func TestTexts(t *testing.T) {
	a := New()
	var b strings.Builder
	for _, k := range a.translations[0].keys {
		m := a.translations[0].texts[k]
		if strings.Contains(m[plural.Other], "{list}") {
			continue
		}
		show := []uint64{0}
		if strings.Contains(m[plural.Other], "{n}") {
			show = []uint64{0, 1, 2, 21}
			if m[formNone] == "" {
				show = show[1:]
			}
			if m[plural.One] == "" { // the number is no amount
				show = []uint64{0, 21}
			}
		}
		fmt.Fprintf(&b, "%s\n", k)
		for _, n := range show {
			for _, l := range a.translations {
				fmt.Fprintf(&b, "%v  %s\n", l.tag, newWriter(a, l).say(line{k, n}))
			}
			b.WriteString("\n")
		}
	}
	golden(t, "texts.txt", b.String())
}

func TestEveryRegionHasAName(t *testing.T) {
	all := New().translations
	for r := range redeem.AllRegions().All() {
		for _, l := range all {
			if name := l.regionName(r); name == r.String() || artefact(name) != "" {
				t.Errorf("%v in %v is %q", r, l.tag, name)
			}
		}
	}
}

// TestRegionNames tests a region whose name differs in most of the languages, one without
// a code of ISO 3166-1, and those whose name is not the CLDR's.
func TestRegionNames(t *testing.T) {
	for code, want := range map[string]string{
		"AT": "Austria|Østerrike|Österrike|Østrig|Österreich|Autriche|Austria|オーストリア",
		"FR": "France|Frankrike|Frankrike|Frankrig|Frankreich|France|Francia|フランス",
		"XK": "Kosovo|Kosovo|Kosovo|Kosovo|Kosovo|Kosovo|Kosovo|コソボ",
		"SZ": "Eswatini|Eswatini|Eswatini|Eswatini|Eswatini|Eswatini|Esuatini|エスワティニ",
		"AD": "Andorra|Andorra|Andorra|Andorra|Andorra|Andorre|Andorra|アンドラ",
		"ZW": "Zimbabwe|Zimbabwe|Zimbabwe|Zimbabwe|Simbabwe|Zimbabwe|Zimbabue|ジンバブエ",
		"HK": "Hong Kong|Hongkong|Hongkong|Hongkong|Hongkong|Hong Kong|Hong Kong|香港",
		"MO": "Macao|Macao|Macao|Macao|Macau|Macao|Macao|マカオ",
		"BY": "Belarus|Belarus|Belarus|Belarus|Belarus|Biélorussie|Bielorrusia|ベラルーシ",
		"TR": "Türkiye|Tyrkia|Turkiet|Tyrkiet|Türkei|Turquie|Turquía|トルコ",
		"NL": "Netherlands|Nederland|Nederländerna|Nederlandene|Niederlande|Pays-Bas|Países Bajos|オランダ",
		"VN": "Vietnam|Vietnam|Vietnam|Vietnam|Vietnam|Viêt Nam|Vietnam|ベトナム",
	} {
		r, err := redeem.ParseRegion(code)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, l := range New().translations {
			names = append(names, l.regionName(r))
		}
		if got := strings.Join(names, "|"); got != want {
			t.Errorf("%s: %s, want %s", code, got, want)
		}
	}
}
