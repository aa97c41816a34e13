package ocrdata

import "github.com/redeemkit/redeem/checkdigit"

// Rechecked returns the lines of the right length with a check character of
// another scheme, read right. With their own scheme, too, that makes schemes
// comparable: no picture was made of the other character.
func Rechecked(lines []Line, scheme string) []Line {
	check, _ := checkdigit.Lookup(scheme)
	var rechecked []Line
	for _, l := range lines {
		last := len(l.Truth) - 1
		read := l.Typed()
		if len(read) != len(l.Truth) {
			continue
		}
		truth, err := check.Append(nil, l.Truth[:last])
		if err != nil || len(truth) != len(l.Truth) {
			continue
		}
		l.Truth, l.Read = string(truth), read[:last]+string(truth[last:])
		rechecked = append(rechecked, l)
	}
	return rechecked
}
