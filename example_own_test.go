package redeem_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"math"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/issue"
)

// Voucher is the brand of a shop's own vouchers.
type Voucher struct{}

var voucherFormat = redeem.MustFormat(redeem.Spec{
	Name:       "voucher",
	Length:     12,
	Alphabet:   "0123456789ABCDEFGHJKMNPQRSTVWXYZ", // Crockford's
	Groups:     []int{4, 4, 4},
	Check:      dammGF32,
	Lookalikes: redeem.Crockford(),
})

var dammGF32, _ = checkdigit.Lookup("damm-gf32")

func (Voucher) Format() *redeem.Format { return voucherFormat }

// The type determines the format: a code is read as a person typed it, and
// written in its canonical spelling.
func ExamplePlainOf() {
	var order struct {
		Voucher redeem.PlainOf[Voucher] `json:"voucher"`
	}
	err := json.Unmarshal([]byte(`{"voucher": "o1i2-34ab cdel"}`), &order)
	fmt.Println(order.Voucher, err)

	text, err := json.Marshal(order)
	fmt.Println(string(text), err)

	err = json.Unmarshal([]byte(`{"voucher": "0112-34AB-CDEF"}`), &order)
	fmt.Println(order.Voucher, err) // what was there stays
	// Output:
	// 011234ABCDE1 <nil>
	// {"voucher":"011234ABCDE1"} <nil>
	// 011234ABCDE1 redeem: wrong check character
}

// A column is read as a code of the format and written as its text. Nullable
// columns need no other type: NULL is the zero value.
func ExamplePlainOf_sql() {
	type row struct {
		ID      int64
		Voucher redeem.PlainOf[Voucher] `db:"voucher"`
	}
	var r row
	// rows.Scan(&r.ID, &r.Voucher) does this:
	fmt.Println(r.Voucher.Scan([]byte("011234ABCDE1")), r.Voucher)

	// db.Exec("INSERT INTO orders (voucher) VALUES ($1)", r.Voucher) does this:
	value, err := r.Voucher.Value()
	fmt.Println(value, err)

	fmt.Println(r.Voucher.Scan(nil), r.Voucher == redeem.PlainOf[Voucher]{})
	value, err = r.Voucher.Value()
	fmt.Println(value, err)

	fmt.Println(r.Voucher.GormDataType()) // the column that GORM makes
	// Output:
	// <nil> 011234ABCDE1
	// 011234ABCDE1 <nil>
	// <nil> true
	// <nil> <nil>
	// varchar(32)
}

// CodeOf is for a service that only takes in codes: it reads them, and nothing
// can print or encode them by mistake.
func ExampleCodeOf() {
	var order struct{ Voucher redeem.CodeOf[Voucher] }
	err := json.Unmarshal([]byte(`{"Voucher": "0112-34AB-CDE1"}`), &order)
	fmt.Printf("%+v %v\n", order, err)

	_, err = json.Marshal(order)
	fmt.Println(err != nil)

	voucher := order.Voucher.Code // as every function of the package takes it
	fmt.Println(string(voucher.AppendMasked(nil)))
	// Output:
	// {Voucher:[redacted]} <nil>
	// true
	// *********DE1
}

// A command takes a voucher as a flag.
func ExampleCodeOf_flag() {
	var voucher redeem.CodeOf[Voucher]
	flags := flag.NewFlagSet("refund", flag.ContinueOnError)
	flags.Var(&voucher, "voucher", "the voucher to refund")
	err := flags.Parse([]string{"-voucher", "0112-34ab-cde1"})
	fmt.Println(voucher, voucher.IsValid(), err)
	// Output: [redacted] true <nil>
}

// A device code of RFC 8628 (6.1) has eight of twenty consonants, which spell no
// words, in two groups. The RFC allows a guess to succeed with a chance of at most
// 2^-32 before the code expires, so a rate limit may allow five guesses for each
// code.
func ExampleNewFormat_deviceCode() {
	device := redeem.MustFormat(redeem.Spec{
		Name:     "device code",
		Length:   8,
		Alphabet: "BCDFGHJKLMNPQRSTVWXZ",
		Groups:   []int{4, 4},
	})
	bits := issue.Bits(device)
	fmt.Printf("%.1f bits, %.0f guesses\n", bits, math.Floor(math.Exp2(bits-32)))

	typed, err := device.Parse("wdjb mjht") // RFC 8628's example, as a person types it
	fmt.Println(string(device.AppendGrouped(nil, typed)), err)
	_, err = device.Parse("WDJB-MJH7")
	fmt.Println(err)
	// Output:
	// 34.6 bits, 5 guesses
	// WDJB-MJHT <nil>
	// redeem: invalid symbol
}

// Each person gets ten backup codes for a second factor, and each code works once.
// The service stores only fingerprints, and deletes that of a used code.
func ExampleNewFormat_backupCodes() {
	backup := redeem.MustFormat(redeem.Spec{
		Name:       "backup code",
		Length:     10,
		Alphabet:   "0123456789ABCDEFGHJKMNPQRSTVWXYZ",
		Groups:     []int{5, 5},
		Lookalikes: redeem.Crockford(),
	})
	fmt.Println(issue.Bits(backup), "bits")

	fingerprints, err := issue.NewFingerprinter([]byte("key of 32 random bytes, from a vault"))
	if err != nil {
		fmt.Println(err)
		return
	}
	stored := make(map[[32]byte]bool) // a table with the person's id beside it
	var printed string                // shown to the person once
	for len(stored) < 10 {
		code, err := issue.New(backup, nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		stored[fingerprints.Sum(code)] = true
		printed = string(backup.AppendGrouped(nil, code))
	}

	use := func(typed string) bool {
		code, err := backup.Parse(typed)
		if err != nil {
			return false
		}
		sum := fingerprints.Sum(code)
		ok := stored[sum]
		delete(stored, sum) // in the same transaction
		return ok
	}
	fmt.Println(use(printed), use(printed), use("00000-0000U"), len(stored))
	// Output:
	// 50 bits
	// true false false 9
}

// A service that stores only fingerprints also redeems a misread code: the
// Corrector asks the table about each candidate, the likeliest first. The service
// counts each candidate as a guess of the client.
func ExampleCorrector_Resolve_fingerprints() {
	fingerprints, err := issue.NewFingerprinter([]byte("key of 32 random bytes, from a vault"))
	if err != nil {
		fmt.Println(err)
		return
	}
	issued, _ := voucherFormat.Parse("0112-34AB-CDE1")
	redeemed := map[[32]byte]bool{fingerprints.Sum(issued): false} // the table, and whether a row is redeemed

	corrector := redeem.Corrector{
		Format:   voucherFormat,
		MaxEdits: 2,
		Accept: func(code redeem.Code) bool {
			_, ok := redeemed[fingerprints.Sum(code)] // SELECT 1 FROM vouchers WHERE code = $1
			return ok
		},
	}
	for _, typed := range []string{"o112-34ab-cde1", "0112-34A8-CDE1", "0112-34AB-CDEH"} {
		guesses, _ := corrector.Count(typed)
		found := corrector.Resolve(typed)
		if found.Verdict != redeem.VerdictUnique || found.Capped {
			fmt.Println(typed, guesses, "guesses:", found.Verdict)
			continue
		}
		sum := fingerprints.Sum(found.Best.Code)
		fmt.Println(typed, guesses, "guesses:", found.Verdict, "redeemed before:", redeemed[sum])
		redeemed[sum] = true
	}
	// Output:
	// o112-34ab-cde1 1 guesses: unique redeemed before: false
	// 0112-34A8-CDE1 2 guesses: unique redeemed before: true
	// 0112-34AB-CDEH 0 guesses: none
}

// A product key has five groups of five symbols. The alphabet leaves out vowels,
// so that keys spell no words, and 0, 1 and 5.
func ExampleNewFormat_productKey() {
	key, err := redeem.NewFormat(redeem.Spec{
		Name:     "product key",
		Length:   25,
		Alphabet: "BCDFGHJKMPQRTVWXY2346789",
		Groups:   []int{5, 5, 5, 5, 5},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, input := range []string{
		"bcdfg hjkmp qrtvw xy234 6789b",
		"BCDFG-HJKMP-QRTVW-XY234-6789",
		"BCDFG-HJKMP-QRTVW-XY234-6789A",
	} {
		report := key.Inspect(input)
		if report.Err != nil {
			fmt.Printf("%v at byte %d of %d\n", report.Err, report.Offset, len(input))
			continue
		}
		fmt.Printf("%s\n", key.AppendGrouped(nil, report.Code)) // reveals the key
	}
	// Output:
	// BCDFG-HJKMP-QRTVW-XY234-6789B
	// redeem: too short at byte 28 of 28
	// redeem: invalid symbol at byte 28 of 29
}
