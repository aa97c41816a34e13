package redeem_test

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"

	"github.com/redeemkit/redeem"
)

func ExampleFormat_AppendTyped() {
	// The fifth symbol was typed; the caret is at the end.
	text, caret, progress := redeem.GiftCard().AppendTyped(nil, redeem.Change{Old: "X8KD", New: "X8KD4", Caret: len("X8KD4")})
	fmt.Printf("%s, caret at %d, %v\n", text, caret, progress)

	// A selection over the dash was deleted.
	text, caret, progress = redeem.GiftCard().AppendTyped(nil, redeem.Change{Old: "X8KD-49FJ", New: "X8KFJ", Caret: len("X8K")})
	fmt.Printf("%s, caret at %d, %v\n", text, caret, progress)

	// The dash was deleted: the symbol before it goes, too.
	text, caret, progress = redeem.GiftCard().AppendTyped(nil, redeem.Change{Old: "X8KD-49F", New: "X8KD49F", Caret: len("X8KD")})
	fmt.Printf("%s, caret at %d, %v\n", text, caret, progress)
	// Output:
	// X8KD-4, caret at 6, possible
	// X8KF-J, caret at 3, possible
	// X8K4-9F, caret at 3, possible
}

// One field takes gift cards and product keys.
func ExampleFormats_AppendTyped() {
	key := redeem.MustFormat(redeem.Spec{Length: 25, Groups: []int{5, 5, 5, 5, 5}})
	formats, err := redeem.NewFormats(redeem.GiftCard(), key)
	if err != nil {
		log.Fatal(err)
	}
	for _, field := range []string{"x8kd49", "x8kd49fj2mzq7wptr", "abc123"} {
		text, _, progress, f := formats.AppendTyped(nil, redeem.Change{New: field, Caret: len(field)})
		fmt.Printf("%s, %v, of %d symbols\n", text, progress, f.Len())
	}
	// Output:
	// X8KD-49, possible, of 16 symbols
	// X8KD4-9FJ2M-ZQ7WP-TR, possible, of 25 symbols
	// ABC12-3, possible, of 25 symbols
}

// The script of a form posts its field after each key and shows the answer.
func ExampleFormat_AppendTyped_form() {
	handler := func(w http.ResponseWriter, r *http.Request) {
		var caret int
		fmt.Sscan(r.PostFormValue("caret"), &caret)
		text, caret, progress := redeem.GiftCard().AppendTyped(nil, redeem.Change{
			Old:     r.PostFormValue("shown"),
			New:     r.PostFormValue("code"),
			Caret:   caret,
			Forward: r.PostFormValue("key") == "Delete",
		})
		json.NewEncoder(w).Encode(map[string]any{
			"code":     string(text), // back to the person who typed it, and nowhere else
			"caret":    caret,
			"progress": progress.String(),
		})
	}

	form := url.Values{"shown": {"X8KD"}, "code": {"X849fj2mKD"}, "caret": {"8"}}
	request := httptest.NewRequest("POST", "/typed", strings.NewReader(form.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer := httptest.NewRecorder()
	handler(answer, request)
	fmt.Print(answer.Body)
	// Output:
	// {"caret":9,"code":"X849-FJ2M-KD","progress":"possible"}
}
