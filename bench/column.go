package main

import (
	"bytes"
	"strings"

	"github.com/redeemkit/redeem"
)

// These columns have 1,000 codes, one a line.
var (
	canonicalColumn = []byte(strings.Repeat("X8KD49FJ2MZQ7WPT\n", 1000))
	typedColumn     = []byte(strings.Repeat(strings.Repeat("X8KD49FJ2MZQ7WPT\n", 9)+"x8kd-49fj-2mzq-7wpt\n", 100))
)

// columnTask measures ParseLines beside the loop that it replaces.
func columnTask(name string, column []byte) task {
	codes := make([]redeem.Code, 0, 1000)
	return task{name: name, contenders: []contender{
		{"redeem", func(n int) {
			for range n {
				codes, sink.n, sink.err = redeem.GiftCard().ParseLines(codes[:0], column, true)
			}
		}},
		{"a loop of ParseBytes", func(n int) {
			for range n {
				codes = codes[:0]
				for rest := column; len(rest) > 0; {
					end := bytes.IndexByte(rest, '\n')
					sink.code, sink.err = redeem.ParseBytes(rest[:end])
					codes = append(codes, sink.code)
					rest = rest[end+1:]
				}
			}
		}},
	}}
}
