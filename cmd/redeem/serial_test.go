package main

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestSerial(t *testing.T) {
	for _, test := range []struct{ input, row, object string }{
		{"GCA1234567890123", "ok\tGCA\tGCA1234567890123", `"result":"ok","kind":"GCA","serial":"GCA1234567890123"`},
		{"6012 3456 7890 1234", "ok\t60\t6012345678901234", `"result":"ok","kind":"60","serial":"6012345678901234"`},
		{"6012345678901234567", "ok\t60\t6012345678901234567", `"result":"ok","kind":"60","serial":"6012345678901234567"`},
		{"pbh-1234567890123456789", "ok\tPBH\tPBH1234567890123456789", `"result":"ok","kind":"PBH","serial":"PBH1234567890123456789"`},
		{"epy12345678901", "ok\tEPY\tEPY12345678901", `"result":"ok","kind":"EPY","serial":"EPY12345678901"`},
		{"", "empty\t\t", `"result":"empty"`},
		{"- -", "empty\t\t", `"result":"empty"`},
		{good, "wrong prefix\t\t", `"result":"wrong-prefix"`},
		{"GCA123", "too short\t\t", `"result":"too-short"`},
		{"EPY123456789012", "too long\t\t", `"result":"too-long"`},
		{"60123456789O1234", "invalid symbol\t\t", `"result":"wrong-symbol"`},
		{"GCA\xff", "invalid UTF-8\t\t", `"result":"encoding"`},
	} {
		want := exitOK
		if !strings.HasPrefix(test.row, "ok") {
			want = exitRefused
		}
		if got := runWith(test.input+"\r\n", "serial"); got != (result{want, "1\t" + test.row + "\n", ""}) {
			t.Errorf("%q: %+v, want %q", test.input, got, test.row)
		}
		got := runWith("", "serial", "-json", "--", test.input)
		if got != (result{want, `{"input":1,` + test.object + "}\n", ""}) {
			t.Errorf("%q: %+v, want %q", test.input, got, test.object)
		}
		if !json.Valid([]byte(got.stdout)) {
			t.Errorf("%q is not JSON", got.stdout)
		}
	}
}
