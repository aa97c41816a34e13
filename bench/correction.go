package main

import (
	"cmp"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
)

const (
	misread = "XBKD49FJ2MZQ7WPH" // a misreading of X8KD49FJ2MZQ7WPH
	alike   = "X0O0B8S5Z2G6E3DK" // all but three characters look like another symbol
)

// correction asks which codes a reading may have been meant as. The codes are
// gift cards with a check character of Luhn mod 36, and the look-alikes are
// Apple's nine pairs.
var correction = question{
	name:  "Corrector: what did the card say?",
	tools: []tool{redeemCandidates, allProducts},
	inputs: []input{
		{"nothing looks alike", "X1J7K4TWRCN9PFA9", "0 X1J7K4TWRCN9PFA9"},
		{"one character misread", misread, "1 X8KD49FJ2MZQ7WPH, 3 X8KD49FJZM2Q7WPH"},
		{"13 characters look alike", alike, "911 candidates, 02415f3c"}, // both tools agree
		{"lower case, dashes", "x1j7-k4tw-rcn9-pfa9", "0 X1J7K4TWRCN9PFA9"},
		{"one unread", "X1J7K4TW?CN9PFA9", "0 X1J7K4TWRCN9PFA9"},
		{"misread as what looks different", "XIJ7K4TWRCN9PFA9", ""},
		{"full-width", "Ｘ１Ｊ７Ｋ４ＴＷＲＣＮ９ＰＦＡ９", "0 X1J7K4TWRCN9PFA9"},
	},
}

// These formats are gift cards with a check character, whose scheme has 36
// states, and with two, whose scheme has 1,271.
var (
	luhn36  = redeem.MustFormat(redeem.Spec{Length: 16, Prefix: "X", Check: scheme("luhn-mod-36")})
	mod1271 = redeem.MustFormat(redeem.Spec{Length: 16, Prefix: "X", Check: scheme("iso7064-mod-1271-36")})
)

// listing lists candidates, the cheapest first. If there are many, it returns
// their number and a checksum.
func listing(found []candidate) string {
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.code, b.code))
	})
	var b strings.Builder
	for _, f := range found {
		fmt.Fprintf(&b, "%d %s\n", f.cost, f.code)
	}
	text := strings.TrimSuffix(b.String(), "\n")
	if len(found) > 4 {
		return fmt.Sprintf("%d candidates, %08x", len(found), crc32.ChecksumIEEE([]byte(text)))
	}
	return strings.ReplaceAll(text, "\n", ", ")
}

type candidate struct {
	code string
	cost int
}

var redeemCandidates = tool{
	name: "redeem",
	answer: func(in string) string {
		var found []candidate
		for c := range (&redeem.Corrector{Format: luhn36}).Candidates(in) {
			found = append(found, candidate{redeem.Plain(c.Code).String(), c.Cost})
		}
		return listing(found)
	},
	bind: func(in string) func(n int) {
		corrector := &redeem.Corrector{Format: luhn36}
		return func(n int) {
			for range n {
				for c := range corrector.Candidates(in) {
					sink.candidate = c
				}
			}
		}
	},
}

// allProducts makes every combination of the symbols that the characters may
// have been meant as, keeps those with the right check character, and sorts
// them.
var allProducts = tool{
	name:   "all combinations, checked",
	answer: func(in string) string { return listing(luhnProducts(in)) },
	bind:   repeat(luhnProducts),
}

func luhnProducts(in string) []candidate { return products(scheme("luhn-mod-36"), in) }

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// meant lists the symbols that each character may have been meant as; the
// character itself is first.
var meant = func() map[byte]string {
	m := map[byte]string{'?': alphabet}
	for _, c := range []byte(alphabet) {
		m[c] = string(c)
	}
	for pair := range strings.FieldsSeq("B8 DO E3 G6 OQ O0 S5 UV Z2") {
		m[pair[0]] += pair[1:]
		m[pair[1]] += pair[:1]
	}
	return m
}()

func products(check *checkdigit.Scheme, in string) []candidate {
	read := strings.Map(simplify, in)
	if len(read) != 16 || read[0] != 'X' {
		return nil
	}
	var (
		found []candidate
		code  = make([]byte, len(read))
		place func(i, cost int)
	)
	place = func(i, cost int) {
		if i == len(read) {
			if s := string(code); check.Valid(s) {
				found = append(found, candidate{s, cost})
			}
			return
		}
		for j, c := range []byte(meant[read[i]]) {
			code[i] = c
			if j == 0 || read[i] == '?' {
				place(i+1, cost)
			} else {
				place(i+1, cost+1)
			}
		}
	}
	place(0, 0)
	slices.SortFunc(found, func(a, b candidate) int { return cmp.Compare(a.cost, b.cost) })
	return found
}

// correctorTask prepares a Corrector for a reading and takes only the best
// candidate. It must not be inlined: in a copy of its closure, the compiler no
// longer sees that the closure of the iterator stays on the stack.
//
//go:noinline
func correctorTask(name string, c *redeem.Corrector) task {
	return task{name: name, contenders: []contender{{"redeem", func(n int) {
		for range n {
			for found := range c.Candidates(alike) {
				sink.candidate = found
				break
			}
		}
	}}}}
}

// eachCandidateTask counts each candidate as one call. See correctorTask.
//
//go:noinline
func eachCandidateTask(name string, c *redeem.Corrector) task {
	return task{name: name, contenders: []contender{{"redeem", func(n int) {
		for n > 0 {
			for found := range c.Candidates(alike) {
				sink.candidate = found
				if n--; n == 0 {
					break
				}
			}
		}
	}}}}
}
