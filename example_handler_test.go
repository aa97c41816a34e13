package redeem_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"unicode/utf8"

	"github.com/redeemkit/redeem"
)

// ticketFormat is made once and shared by all requests.
var ticketFormat = redeem.MustFormat(redeem.Spec{
	Name:     "ticket",
	Length:   10,
	Prefix:   "T",
	Alphabet: "0123456789ABCDEFGHJKMNPQRSTVWXYZ", // no I, L, O, U
	Groups:   []int{5, 5},
})

// fieldError is what the client shows beside a field.
type fieldError struct {
	Field     string `json:"field"`
	Message   string `json:"message"`
	Character int    `json:"character"` // where the fault is, from 1
}

// ticketFault returns what to tell the person. Package advice has more to say,
// in several languages.
func ticketFault(err error) string {
	switch err {
	case redeem.ErrEmpty:
		return "enter the code of your ticket"
	case redeem.ErrTooShort, redeem.ErrTooLong:
		return "the code of a ticket has 10 characters"
	case redeem.ErrPrefix:
		return "the code of a ticket begins with T"
	}
	return "this character is in no code"
}

func redeemTicket(w http.ResponseWriter, r *http.Request) {
	var body struct{ Code string } // the text, so that Inspect can say where the fault is
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 4096)).Decode(&body); err != nil {
		http.Error(w, "invalid JSON", http.StatusBadRequest)
		return
	}
	report := ticketFormat.Inspect(body.Code)
	if report.Err != nil {
		w.WriteHeader(http.StatusUnprocessableEntity)
		json.NewEncoder(w).Encode(map[string][]fieldError{"errors": {{
			Field:     "code",
			Message:   ticketFault(report.Err),
			Character: utf8.RuneCountInString(body.Code[:report.Offset]) + 1,
		}}})
		return
	}
	// Redeem report.Code here. It prints as [redacted], also by mistake.
	json.NewEncoder(w).Encode(map[string]string{"redeemed": string(report.Code.AppendMasked(nil))})
}

// A handler for codes of your own format answers with field errors in JSON.
func ExampleFormat_Inspect_handler() {
	for _, body := range []string{
		`{"code": "t8kd4-9fj2m"}`,
		`{"code": "T8KD4-9FJ"}`,
		`{"code": "T8KD4-9€J2M"}`,
		`{"code": "X8KD4-9FJ2M"}`,
	} {
		w := httptest.NewRecorder()
		redeemTicket(w, httptest.NewRequest("POST", "/redemptions", strings.NewReader(body)))
		fmt.Print(w.Code, " ", w.Body)
	}
	// Output:
	// 200 {"redeemed":"********2M"}
	// 422 {"errors":[{"field":"code","message":"the code of a ticket has 10 characters","character":10}]}
	// 422 {"errors":[{"field":"code","message":"this character is in no code","character":8}]}
	// 422 {"errors":[{"field":"code","message":"the code of a ticket begins with T","character":1}]}
}
