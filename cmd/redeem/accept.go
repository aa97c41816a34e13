package main

import "github.com/redeemkit/redeem"

// loadIssued returns the codes in a file. Blank lines are none.
func loadIssued(file string, f *redeem.Format) (map[redeem.Code]struct{}, error) {
	issued := make(map[redeem.Code]struct{})
	err := eachLine(file, func(line []byte) error {
		code, err := f.ParseBytes(line)
		if err == nil {
			issued[code] = struct{}{}
		}
		if err == redeem.ErrEmpty {
			return nil
		}
		return err
	})
	return issued, err
}
