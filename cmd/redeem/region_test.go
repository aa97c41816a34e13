package main

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestRegion(t *testing.T) {
	const unknown, other = "unknown country or region", "card of another country or region"
	for _, test := range []struct{ storefront, input, row, object string }{
		{"", "NO", "ok\tNO\tNOR\t143457", `"result":"ok","alpha2":"NO","alpha3":"NOR","storefront":143457`},
		{"", "nor", "ok\tNO\tNOR\t143457", `"result":"ok","alpha2":"NO","alpha3":"NOR","storefront":143457`},
		{"", "578", "ok\tNO\tNOR\t143457", `"result":"ok","alpha2":"NO","alpha3":"NOR","storefront":143457`},
		{"", "143457-2,29", "ok\tNO\tNOR\t143457", `"result":"ok","alpha2":"NO","alpha3":"NOR","storefront":143457`},
		{"", "UK", "ok\tGB\tGBR\t143444", `"result":"ok","alpha2":"GB","alpha3":"GBR","storefront":143444`},
		{"", "AQ", "ok\tAQ\tATA\t", `"result":"ok","alpha2":"AQ","alpha3":"ATA"`},
		{"", "", "empty\t\t\t", `"result":"empty"`},
		{"", "Q1", unknown + "\t\t\t", `"result":"unknown-region"`},
		{"", "N\xff", unknown + "\t\t\t", `"result":"unknown-region"`},
		{"143457-2,29", "NO", "ok\tNO\tNOR\t143457", `"result":"ok","alpha2":"NO","alpha3":"NOR","storefront":143457`},
		{"NOR", "FR", other + "\t\t\t", `"result":"region-mismatch"`},
		{"NO", "Q1", unknown + "\t\t\t", `"result":"unknown-region"`},
		{"NO", "", "empty\t\t\t", `"result":"empty"`},
	} {
		want := exitOK
		if !strings.HasPrefix(test.row, "ok") {
			want = exitRefused
		}
		args := []string{"region"}
		if test.storefront != "" {
			args = append(args, "-storefront", test.storefront)
		}
		for _, line := range []string{test.input + "\n", test.input + "\r\n", " \t" + test.input + "\u00a0 \n"} {
			if got := runWith(line, args...); got != (result{want, "1\t" + test.row + "\n", ""}) {
				t.Errorf("%q, %q: %+v, want %q", args, line, got, test.row)
			}
		}
		got := runWith("", append(args, "-json", "--", test.input)...)
		if got != (result{want, `{"input":1,` + test.object + "}\n", ""}) {
			t.Errorf("%q, %q: %+v, want %q", args, test.input, got, test.object)
		}
		if !json.Valid([]byte(got.stdout)) {
			t.Errorf("%q is not JSON", got.stdout)
		}
	}
}
