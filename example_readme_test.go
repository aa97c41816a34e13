package redeem_test

import (
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"os"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/advice"
	"github.com/redeemkit/redeem/issue"
)

// The Go blocks of README.md stand in this file, line for line: a test compares
// them, and the examples run them.

func handle(w http.ResponseWriter, r *http.Request) {
	report := redeem.GiftCard().Inspect(r.FormValue("code"))
	switch report.Err {
	case nil:
		fmt.Fprintln(w, "thank you for", report.Code) // a Code prints as [redacted]
	case redeem.ErrSerial:
		http.Error(w, "That is the serial number. The code starts with X.", http.StatusUnprocessableEntity)
	default:
		http.Error(w, fmt.Sprintf("%v, at byte %d", report.Err, report.Offset), http.StatusUnprocessableEntity)
	}
}

// A handler takes in a gift card code, and says what is wrong and where.
func Example_handler() {
	for _, code := range []string{"+x8kd-49fj-2mzq-7wpt%0A", "GCA4567890123456", "X8KD49FJ!MZQ7WPT"} {
		w := httptest.NewRecorder()
		handle(w, httptest.NewRequest("POST", "/redeem?code="+code, nil))
		fmt.Print(w.Code, " ", w.Body)
	}
	// Output:
	// 200 thank you for [redacted]
	// 422 That is the serial number. The code starts with X.
	// 422 redeem: invalid symbol, at byte 8
}

var vouchers = redeem.MustFormat(redeem.Spec{
	Name:       "voucher",
	Length:     12,
	Alphabet:   "0123456789ABCDEFGHJKMNPQRSTVWXYZ", // no I, L, O, U
	Lookalikes: redeem.Crockford(),                 // a typed O becomes 0, I and L become 1
	Groups:     []int{4, 4, 4},
})

// table is a table of vouchers with two indexes. It holds no code.
type table struct {
	byCode, byLook map[[32]byte]int
}

func (t *table) insert(code, look [32]byte) {
	t.byCode[code], t.byLook[look] = len(t.byCode), len(t.byCode)
}

func (t *table) find(code, look [32]byte) (row int, err error) {
	if row, ok := t.byCode[code]; ok {
		return row, nil
	}
	if row, ok := t.byLook[look]; ok {
		return row, nil
	}
	return 0, errors.New("no such voucher")
}

// A service issues vouchers of its own, stores only their fingerprints, and
// redeems one although the person misread it.
func Example_ownVouchers() {
	db := &table{map[[32]byte]int{}, map[[32]byte]int{}}
	key1, key2 := []byte("32 random bytes, kept in a vault"), []byte("32 others, for the second column")

	codes, _ := issue.NewFingerprinter(key1) // 32 random bytes, kept apart from the table
	looks, _ := issue.NewFingerprinter(key2)
	alike := redeem.SupportArticle() // people confuse B and 8, O and 0, …

	// Issue: the table gets two fingerprints, and the person the code.
	code, _ := issue.New(vouchers, nil) // from crypto/rand
	db.insert(codes.Sum(code), looks.Sum(alike.Skeleton(code)))
	mail := vouchers.AppendGrouped(nil, code) // 8KD4-9FJ2-MZQ7: reveals the code

	// Redeem: a misread voucher has another fingerprint, but looks the same.
	redeemed := func(input string) (row int, err error) {
		code, err := vouchers.Parse(input)
		if err != nil {
			return 0, err
		}
		return db.find(codes.Sum(code), looks.Sum(alike.Skeleton(code))) // by the first, else by the second
	}
	row, err := redeemed(misread(mail))
	fmt.Println(row, err)

	// Tell the person.
	input := "8KD4-9FJ2-MZ"
	problem := advice.OfReport(vouchers, vouchers.Inspect(input), input)
	said := advice.New().For("de-AT, en;q=0.5", problem)
	fmt.Println(said.Title)
	// Output:
	// 0 <nil>
	// Der Code wurde nicht erkannt
}

// misread reads B as 8, 8 as B, and so on.
func misread(code []byte) string {
	for i, c := range code {
		for meant := range redeem.SupportArticle().Of(c) {
			if meant != c && vouchers.Valid("00000000000"+string(meant)) {
				code[i] = meant
				break
			}
		}
	}
	return string(code)
}

// A Redactor masks the codes in a log.
func Example_logging() {
	logger := log.New(redeem.NewRedactor(os.Stdout, vouchers), "", 0)
	logger.Print("refused: 8KD4-9FJ2-MZQ7") // refused: ****-****-*ZQ7
	// Output: refused: ****-****-*ZQ7
}

// A Corrector finds the voucher that an OCR engine has misread.
func Example_misreadCard() {
	corrector := redeem.Corrector{Format: vouchers, Lookalikes: redeem.Tesseract()}
	found := corrector.Resolve("8KD4 9FJ2 MZO7") // or several reads of it
	if found.Verdict == redeem.VerdictUnique && found.Margin >= 4 {
		fmt.Println("probably", found.Best.Code) // probably [redacted]
	}
	// Output: probably [redacted]
}
