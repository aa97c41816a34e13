package issue_test

import (
	"errors"
	"fmt"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/issue"
)

var (
	errUnknown = errors.New("no such voucher")
	errUsed    = errors.New("redeemed already")
)

// voucherRow is a row of a table that holds no code.
type voucherRow struct {
	Fingerprint [32]byte // BINARY(32) PRIMARY KEY
	Cents       int
	Redeemed    bool
}

// A table holds fingerprints in place of codes. An attacker who steals it, but
// not the key, cannot redeem anything. A voucher is redeemed by the fingerprint
// of the code that was typed.
func ExampleFingerprinter_redeem() {
	fingerprints, err := issue.NewFingerprinter([]byte("key of 32 random bytes, from a vault"))
	if err != nil {
		fmt.Println(err)
		return
	}
	voucher := voucherFormat()
	table := map[[32]byte]*voucherRow{}

	code, err := issue.New(voucher, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	table[fingerprints.Sum(code)] = &voucherRow{Fingerprint: fingerprints.Sum(code), Cents: 2500}
	printed := string(voucher.AppendGrouped(nil, code)) // for the customer, and stored nowhere

	redeemVoucher := func(input string) (cents int, err error) {
		code, err := voucher.Parse(input)
		if err != nil {
			return 0, err // says what is wrong with the input, and was no guess
		}
		// UPDATE vouchers SET redeemed = true WHERE fingerprint = ? AND NOT redeemed
		row := table[fingerprints.Sum(code)]
		switch {
		case row == nil:
			return 0, errUnknown
		case row.Redeemed:
			return 0, errUsed
		}
		row.Redeemed = true
		return row.Cents, nil
	}

	fmt.Println(redeemVoucher(printed))
	fmt.Println(redeemVoucher(printed))
	fmt.Println(redeemVoucher("8KD4-9FJ2-MZQ4")) // nobody issued it
	_, err = redeemVoucher(printed[:10])
	fmt.Println(err == redeem.ErrTooShort)
	// Output:
	// 2500 <nil>
	// 0 redeemed already
	// 0 no such voucher
	// true
}
