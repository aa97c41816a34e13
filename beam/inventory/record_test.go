package inventory

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/audit"
)

// revealed lets cmp compare codes.
var revealed = cmp.Transformer("Plain", func(c redeem.Code) string { return string(c.AppendTo(nil)) })

func formats(t *testing.T) map[string]*redeem.Format {
	t.Helper()
	check, ok := checkdigit.Lookup("iso7064-mod-37-2")
	if !ok {
		t.Fatal("no such scheme")
	}
	return map[string]*redeem.Format{
		"gift card":       redeem.GiftCard(),
		"short":           redeem.MustFormat(redeem.Spec{Length: 1, Alphabet: "0OQD"}),
		"long":            redeem.MustFormat(redeem.Spec{Length: 32, Prefix: "QO", Alphabet: "0DOQ1", Groups: []int{16, 16}}),
		"both cases":      redeem.MustFormat(redeem.Spec{Length: 4, Alphabet: "abcABC<"}),
		"check character": redeem.MustFormat(redeem.Spec{Name: "voucher", Length: 6, Check: check}),
	}
}

func aCode(t *rapid.T, f *redeem.Format) redeem.Code {
	spec := f.Spec()
	text := []byte(spec.Prefix)
	for len(text) < spec.Length {
		text = append(text, rapid.SampledFrom([]byte(spec.Alphabet)).Draw(t, "symbol"))
	}
	last := spec.Alphabet[:1]
	if spec.Check != nil {
		last = spec.Check.CheckAlphabet()
	}
	for i := 0; !f.Valid(string(text)); i++ {
		text[len(text)-1] = last[i]
	}
	c, err := f.ParseBytes(text)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func aPlace(t *rapid.T) place {
	return placeOf(rapid.IntRange(0, maxBlocks-1).Draw(t, "block"), rapid.Int64Range(1, maxBlockSize).Draw(t, "line"))
}

func TestRecords(t *testing.T) {
	for name, f := range formats(t) {
		t.Run(name, func(t *testing.T) {
			r := newRecords(f)
			rapid.Check(t, func(t *rapid.T) {
				var entries, gotEntries []entry
				var findings, gotFindings []audit.Finding
				var batch, found []byte
				for range rapid.IntRange(0, 3).Draw(t, "n") {
					e := entry{aCode(t, f), aPlace(t), rapid.Bool().Draw(t, "again")}
					entries = append(entries, e)
					batch = r.appendEntry(batch, e)
					x := audit.Finding{Kind: audit.Invalid, Place: aPlace(t).audit(), Reason: redeem.ErrCheck, Offset: redeem.MaxInput}
					if rapid.Bool().Draw(t, "lookalike") {
						x = audit.Finding{Kind: audit.Lookalike, Place: x.Place, Code: aCode(t, f), First: aPlace(t).audit(), Other: aCode(t, f)}
					}
					findings = append(findings, x)
					found = r.appendFinding(found, x)
				}
				if len(batch) != len(entries)*r.entryWidth() || len(found) != len(findings)*r.findingWidth() {
					t.Fatal("not of fixed width")
				}
				if err := r.entries(batch, func(e entry) { gotEntries = append(gotEntries, e) }); err != nil {
					t.Fatal(err)
				}
				if err := r.findings(found, func(x audit.Finding) { gotFindings = append(gotFindings, x) }); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(entries, gotEntries, cmp.AllowUnexported(entry{}), revealed); diff != "" {
					t.Fatal(diff)
				}
				if diff := cmp.Diff(findings, gotFindings, revealed); diff != "" {
					t.Fatal(diff)
				}
			})
		})
	}
}

// TestRecordError damages records and tests that the errors contain no code.
func TestRecordError(t *testing.T) {
	r := newRecords(redeem.GiftCard())
	e := r.appendEntry(nil, entry{code: redeem.MustParse(good), first: placeOf(1, 2)})
	f := r.appendFinding(nil, audit.Finding{Kind: audit.Duplicate, Code: redeem.MustParse(good)})
	for _, b := range [][]byte{e[1:], e[:len(e)-1], append(e, '!'), f[1:], f[:len(f)-1], append(f, '!')} {
		err := r.entries(b, func(entry) {})
		if len(b) > 2*r.entryWidth() {
			err = r.findings(b, func(audit.Finding) {})
		}
		if err != errRecord || strings.Contains(err.Error(), good[12:]) {
			t.Errorf("%d bytes: %v", len(b), err)
		}
	}
}

func TestPlaceOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, q := aPlace(t), aPlace(t)
		want := audit.Place{File: 1 + p.block(), Line: p.line()}.Compare(audit.Place{File: 1 + q.block(), Line: q.line()})
		if got := p.audit().Compare(q.audit()); got != want || placeFrom(p.audit()) != p {
			t.Fatalf("%v, want %v", got, want)
		}
	})
}
