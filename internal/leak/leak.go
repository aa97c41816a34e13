// Package leak finds what tests must not find: a code in an output.
package leak

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// Of returns what of a code is in the output: four symbols in a row, in either
// case, in hexadecimal or as a list of bytes, or a machine word of the code as a
// number. It returns "" if nothing is. The code has 8, 16, 24 or 32 symbols, in
// capitals. Four symbols that are hexadecimal digits, as in D49F, are looked for in their
// other spellings only, because an address in memory may have them.
func Of(code, output string) string {
	output = strings.ToUpper(output)
	for i := range len(code) - 3 {
		part := code[i : i+4]
		ways := spellings(part)
		if isHex(part) {
			ways = ways[1:]
		}
		for _, way := range ways {
			if strings.Contains(output, way) {
				return part
			}
		}
	}
	for i := 0; i < len(code); i += 8 {
		word := binary.BigEndian.Uint64([]byte(code[i : i+8]))
		for _, base := range []int{2, 8, 10} {
			if number := strconv.FormatUint(word, base); strings.Contains(output, number) {
				return number
			}
		}
	}
	return ""
}

func isHex(symbols string) bool { return strings.Trim(symbols, "0123456789ABCDEF") == "" }

// spellings are the ways in which fmt prints symbols, in upper case.
func spellings(symbols string) []string {
	if spellings, ok := spelled.Load(symbols); ok {
		return spellings.([]string)
	}
	spellings := []string{symbols, strings.ToUpper(hex.EncodeToString([]byte(symbols)))}
	for _, verb := range []string{"%d ", "%o ", "%b ", "%U ", "%#x, "} {
		var list strings.Builder
		for _, x := range []byte(symbols) {
			fmt.Fprintf(&list, verb, x)
		}
		spellings = append(spellings, strings.ToUpper(strings.TrimRight(list.String(), ", ")))
	}
	spelled.Store(symbols, spellings)
	return spellings
}

var spelled sync.Map // by symbols
