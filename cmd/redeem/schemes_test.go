package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/redeemkit/redeem/checkdigit"
)

func TestSchemes(t *testing.T) {
	for _, test := range []struct{ args, row, object string }{
		{
			"luhn", "luhn\t1\t0123456789\t100\t97.777\t0\t93.333\t88.888\t\t\t2",
			`{"name":"luhn","check":1,"alphabet":"0123456789","single":100,"adjacent":97.777,"jump":0,"twin":93.333,"jumpTwin":88.888,"distance":2}`,
		},
		{
			"damm", "damm\t1\t0123456789\t100\t100\t89.653\t91.2\t88.25\t\t\t2",
			`{"name":"damm","check":1,"alphabet":"0123456789","single":100,"adjacent":100,"jump":89.653,"twin":91.2,"jumpTwin":88.25,"distance":2}`,
		},
		{
			"iso7064-mod-661-26", "iso7064-mod-661-26\t2\tABCDEFGHIJKLMNOPQRSTUVWXYZ\t100\t100\t100\t100\t100\t100\t100\t2",
			`{"name":"iso7064-mod-661-26","check":2,"alphabet":"ABCDEFGHIJKLMNOPQRSTUVWXYZ","single":100,"adjacent":100,"jump":100,"twin":100,"jumpTwin":100,"lookalike":100,"twoLookalikes":100,"distance":2}`,
		},
		{
			"crockford-mod-37", "crockford-mod-37\t1\t0123456789ABCDEFGHJKMNPQRSTVWXYZ\t100\t100\t100\t94.181\t100\t100\t97.584\t2",
			`{"name":"crockford-mod-37","check":1,"alphabet":"0123456789ABCDEFGHJKMNPQRSTVWXYZ","single":100,"adjacent":100,"jump":100,"twin":94.181,"jumpTwin":100,"lookalike":100,"twoLookalikes":97.584,"distance":2}`,
		},
		{
			"coupon-code-3x4", "coupon-code-3x4\t3\t0123456789ABCDEFGHJKLMNPQRTUVWXY\t\t\t\t\t\t\t\t1",
			`{"name":"coupon-code-3x4","check":3,"alphabet":"0123456789ABCDEFGHJKLMNPQRTUVWXY","distance":1}`,
		},
		{
			"rs-gf37-3", "rs-gf37-3\t3\t0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ\t100\t100\t100\t100\t100\t100\t100\t4",
			`{"name":"rs-gf37-3","check":3,"alphabet":"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ","single":100,"adjacent":100,"jump":100,"twin":100,"jumpTwin":100,"lookalike":100,"twoLookalikes":100,"distance":4}`,
		},
	} {
		if got := runWith("unread", "schemes", test.args); got != (result{exitOK, test.row + "\n", ""}) {
			t.Errorf("%s: got %+v, want %q", test.args, got, test.row)
		}
		if got := runWith("unread", "schemes", "-json", test.args); got != (result{exitOK, test.object + "\n", ""}) {
			t.Errorf("%s: got %+v, want %q", test.args, got, test.object)
		}
	}
	both := runWith("", "schemes", "verhoeff").stdout + runWith("", "schemes", "luhn").stdout
	if got := runWith("", "schemes", "verhoeff", "luhn").stdout; got != both {
		t.Errorf("two names: got %q, want %q", got, both)
	}
}

// TestAllSchemes compares the list with the package: every scheme, and 100
// only for all errors.
func TestAllSchemes(t *testing.T) {
	rows := strings.Split(strings.TrimSuffix(runWith("", "schemes").stdout, "\n"), "\n")
	objects := strings.Split(strings.TrimSuffix(runWith("", "schemes", "-json").stdout, "\n"), "\n")
	schemes := slices.Collect(checkdigit.All())
	if len(rows) != len(schemes) || len(objects) != len(schemes) {
		t.Fatalf("%d rows and %d objects for %d schemes", len(rows), len(objects), len(schemes))
	}
	for i, s := range schemes {
		var object struct {
			Name, Alphabet                         string
			Check, Distance                        int
			Single, Adjacent, Jump, Twin, JumpTwin float64
			Lookalike, TwoLookalikes               *float64
		}
		decoder := json.NewDecoder(strings.NewReader(objects[i]))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&object); err != nil {
			t.Errorf("%q: %v", objects[i], err)
			continue
		}
		if object.Name != s.Name() || object.Check != s.Len() || object.Distance != s.Distance() || object.Alphabet != s.Alphabet() {
			t.Errorf("%s: %s", s.Name(), objects[i])
		}
		d, _ := s.Detects()
		shares := []float64{d.Substitution, d.Transposition, d.Jump, d.Twin, d.JumpTwin}
		got := []float64{object.Single, object.Adjacent, object.Jump, object.Twin, object.JumpTwin}
		if letters := strings.Contains(s.Alphabet(), "D"); letters != (object.Lookalike != nil) || letters != (object.TwoLookalikes != nil) {
			t.Errorf("%s: look-alikes in %s", s.Name(), objects[i])
		} else if letters {
			shares = append(shares, d.Lookalike, d.LookalikePair)
			got = append(got, *object.Lookalike, *object.TwoLookalikes)
		}
		columns := strings.Split(rows[i], "\t")
		if len(columns) != 11 || columns[10] != fmt.Sprint(s.Distance()) {
			t.Errorf("%s: %d columns", s.Name(), len(columns))
			continue
		}
		for j, share := range shares {
			if difference := share*100 - got[j]; difference < -1e-9 || difference > 0.001 || (share == 1) != (got[j] == 100) {
				t.Errorf("%s: %v per cent for %v", s.Name(), got[j], share)
			}
			if columns[3+j] != fmt.Sprint(got[j]) {
				t.Errorf("%s: column %q for %v", s.Name(), columns[3+j], got[j])
			}
		}
		if row := strings.Join([]string{s.Name(), fmt.Sprint(s.Len()), s.Alphabet()}, "\t"); !strings.HasPrefix(rows[i], row+"\t") {
			t.Errorf("%s: row %q", s.Name(), rows[i])
		}
	}
}

// TestShareIsCut has shares that are near the next.
func TestShareIsCut(t *testing.T) {
	for _, test := range []struct {
		share float64
		want  string
	}{
		{0, "0"}, {1, "100"}, {0.99999, "99.999"}, {0.999999, "99.999"}, {0.9999999, "99.999"}, {0.5, "50"},
		{0.97777, "97.777"}, {0.57, "57"}, {0.29, "29"}, {0.07, "7"}, {0.00001, "0.001"}, {0.000009, "0"}, {0.912, "91.2"},
	} {
		r := newRow(nil, false)
		r.share("", test.share)
		if string(r.b) != test.want {
			t.Errorf("%v: %s, want %s", test.share, r.b, test.want)
		}
	}
	for n := range 100_001 {
		r := newRow(nil, false)
		r.share("", float64(n)/100_000)
		if want := fmt.Sprint(float64(n) / 1000); string(r.b) != want {
			t.Errorf("%d: %s, want %s", n, r.b, want)
		}
	}
}
