package redeem_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"

	"github.com/redeemkit/redeem"
)

func ExampleFormat_AppendTyped() {
	// The person typed the fifth symbol; the caret is at the end.
	text, caret, progress := redeem.GiftCard().AppendTyped(nil, "x8kd4", len("x8kd4"))
	fmt.Printf("%s, caret at %d, %v\n", text, caret, progress)

	// The dash was deleted: the symbol before it goes, too.
	text, caret, progress = redeem.GiftCard().AppendTyped(nil, "X8KD49F", len("X8KD"))
	fmt.Printf("%s, caret at %d, %v\n", text, caret, progress)
	// Output:
	// X8KD-4, caret at 6, possible
	// X8K4-9F, caret at 3, possible
}

// A form's script posts its field after each key and shows what comes back.
func ExampleFormat_AppendTyped_form() {
	handler := func(w http.ResponseWriter, r *http.Request) {
		var caret int
		fmt.Sscan(r.PostFormValue("caret"), &caret)
		text, caret, progress := redeem.GiftCard().AppendTyped(nil, r.PostFormValue("code"), caret)
		json.NewEncoder(w).Encode(map[string]any{
			"code":     string(text), // back to the person who typed it, and nowhere else
			"caret":    caret,
			"progress": progress.String(),
		})
	}

	form := url.Values{"code": {"X849fj2m-KD"}, "caret": {"8"}}
	request := httptest.NewRequest("POST", "/typed", strings.NewReader(form.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer := httptest.NewRecorder()
	handler(answer, request)
	fmt.Print(answer.Body)
	// Output:
	// {"caret":9,"code":"X849-FJ2M-KD","progress":"possible"}
}
