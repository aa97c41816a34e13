package database_test

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/integration/database"
)

// models are what skeletons are made by, one of which knows symbols that SQL has
// to quote, and one no look-alikes at all.
func models(t *testing.T) map[string]*redeem.Lookalikes {
	t.Helper()
	odd, err := redeem.NewLookalikes(redeem.Pair{Read: '\'', Meant: '1', Cost: 1}, redeem.Pair{Read: '"', Meant: '\'', Cost: 1},
		redeem.Pair{Read: '\\', Meant: '$', Cost: 1}, redeem.Pair{Read: 'l', Meant: '1', Cost: 1}, redeem.Pair{Read: '*', Meant: '"', Cost: 1})
	if err != nil {
		t.Fatal(err)
	}
	none, err := redeem.NewLookalikes()
	if err != nil {
		t.Fatal(err)
	}
	return map[string]*redeem.Lookalikes{
		"article": redeem.SupportArticle(), "TS1292": redeem.SupportTS1292(), "Tesseract": redeem.Tesseract(), "odd": odd, "none": none,
	}
}

func formats(t *testing.T) map[string]*redeem.Format {
	t.Helper()
	scheme, ok := checkdigit.Lookup("iso7064-mod-37-2") // its check character may be a star
	if !ok {
		t.Fatal("no iso7064-mod-37-2")
	}
	return map[string]*redeem.Format{
		"gift card": redeem.GiftCard(),
		"checked":   redeem.MustFormat(redeem.Spec{Length: 10, Alphabet: scheme.Alphabet(), Check: scheme}),
		"odd":       redeem.MustFormat(redeem.Spec{Length: 32, Alphabet: `01lIX'"\$%;`}),
	}
}

// randomCodes returns n valid codes of a format.
func randomCodes(f *redeem.Format, n int) []redeem.Code {
	random := rand.New(rand.NewPCG(1, 2))
	spec := f.Spec()
	codes := make([]redeem.Code, 0, n)
	text := make([]byte, spec.Length)
	for len(codes) < n {
		for i := range text {
			text[i] = spec.Alphabet[random.IntN(len(spec.Alphabet))]
		}
		copy(text, spec.Prefix)
		var err error
		if spec.Check != nil {
			text, err = spec.Check.Append(nil, string(text[:spec.Length-spec.Check.Len()]))
		}
		code, parsed := f.ParseBytes(text)
		if err != nil || parsed != nil {
			continue
		}
		codes = append(codes, code)
	}
	return codes
}

// TestSkeletonsOfPostgreSQL compares a generated column with Lookalikes.Skeleton
// for 100,000 random codes of every format and model.
func TestSkeletonsOfPostgreSQL(t *testing.T) {
	db := open(t, "pgx", newSchema(t))
	for formatName, f := range formats(t) {
		codes := randomCodes(f, 100_000)
		texts := make([]string, len(codes))
		for i, code := range codes {
			texts[i] = redeem.Plain(code).String()
		}
		for modelName, model := range models(t) {
			from, to, err := database.Translation(f, model)
			if err != nil {
				t.Fatal(err)
			}
			exec(t, db, "DROP TABLE IF EXISTS codes")
			exec(t, db, "CREATE TABLE codes (n bigint, code text, skeleton text GENERATED ALWAYS AS ("+
				database.PostgreSQL.Expression("code", from, to)+") STORED)")
			exec(t, db, "INSERT INTO codes SELECT n, code FROM unnest($1::text[]) WITH ORDINALITY AS given(code, n)", texts)
			rows, err := db.Query("SELECT code, skeleton FROM codes ORDER BY n")
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			for ; rows.Next(); n++ {
				var code, skeleton string
				if err := rows.Scan(&code, &skeleton); err != nil {
					t.Fatal(err)
				}
				if want := redeem.Plain(model.Skeleton(codes[n])).String(); code != texts[n] || skeleton != want {
					t.Fatalf("%s, %s: the skeleton of %s is %s, want %s", formatName, modelName, code, skeleton, want)
				}
			}
			if err := rows.Err(); err != nil || n != len(codes) {
				t.Fatalf("%d rows, want %d: %v", n, len(codes), err)
			}
		}
	}
}

// TestSkeletonsOfSQLite is the same for replace in place of translate, and fewer.
func TestSkeletonsOfSQLite(t *testing.T) {
	db := open(t, "sqlite", "file::memory:")
	for formatName, f := range formats(t) {
		codes := randomCodes(f, 1000)
		texts := make([]redeem.Plain, len(codes))
		for i, code := range codes {
			texts[i] = redeem.Plain(code)
		}
		list, err := json.Marshal(texts)
		if err != nil {
			t.Fatal(err)
		}
		for modelName, model := range models(t) {
			from, to, err := database.Translation(f, model)
			if err != nil {
				t.Fatal(err)
			}
			var all string
			err = db.QueryRow("SELECT group_concat("+database.SQLite.Expression("value", from, to)+", char(10)) FROM json_each($1)", string(list)).Scan(&all)
			if err != nil {
				t.Fatal(err)
			}
			for i, got := range strings.Split(all, "\n") {
				if want := redeem.Plain(model.Skeleton(codes[i])).String(); got != want {
					t.Fatalf("%s, %s: the skeleton of %s is %s, want %s", formatName, modelName, texts[i], got, want)
				}
			}
		}
	}
}

// TestTranslationOfTesseract is the promise of a skeleton that is no key: all symbols
// look alike.
func TestTranslationOfTesseract(t *testing.T) {
	from, to, err := database.Translation(redeem.GiftCard(), redeem.Tesseract())
	if len(from) != 35 || to != strings.Repeat("0", 35) || err != nil {
		t.Errorf("Translation = %q, %q, %v", from, to, err)
	}
}
