package main

import (
	"bytes"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/redeemkit/redeem"
)

// These texts are a log of 64 KiB without a code, a log in which every third
// line has one, and Cyrillic text of the same size.
var (
	logLine  = `2025-07-22T09:14:07.113Z INFO  api-7f9c6d5b84-x2xkq request method=POST path=/v1/carts/8841/items status=201 bytes=1843 dur=12.4ms trace=4bf92f3577b34da6a3ce929d0e0e4736 ua="Mozilla/5.0 (X11; Linux x86_64)"` + "\n"
	codeLine = `2025-07-22T09:14:07.113Z INFO  api-7f9c6d5b84-x2xkq redeem code=X8KD-49FJ-2MZQ-7WPT user=1184 dur=12.4ms` + "\n"

	logText   = strings.Repeat(logLine, 64<<10/len(logLine))
	codeLines = 64 << 10 / len(logLine+logLine+codeLine)
	codeText  = strings.Repeat(logLine+logLine+codeLine, codeLines)

	cyrillicLine = "Съешь же ещё этих мягких французских булок, да выпей чаю. Хорошо, код не подходит.\n"
	cyrillicText = strings.Repeat(cyrillicLine, 64<<10/len(cyrillicLine))
)

// wordPattern matches the ASCII spellings.
var wordPattern = regexp.MustCompile(`(?i)\bX[0-9A-Z]{3}(?:[ -]?[0-9A-Z]{4}){3}\b`)

// finding asks for the codes in a text.
var finding = question{
	name:  "Format.Find: which codes are in the text?",
	tools: []tool{redeemFind, regexpFind},
	inputs: []input{
		{"log without a code", logText, ""},
		{"code in every third line", codeText, strings.Repeat("X8KD-49FJ-2MZQ-7WPT|", codeLines)},
		{"query of a URL", "/redeem?code=x8kd49fj2mzq7wpt&user=1184", "x8kd49fj2mzq7wpt|"},
		{"blanks", "Your code is X8KD 49FJ 2MZQ 7WPT.", "X8KD 49FJ 2MZQ 7WPT|"},
		{"no-break spaces", "Your code is X8KD\u00A049FJ\u00A02MZQ\u00A07WPT.", "X8KD\u00A049FJ\u00A02MZQ\u00A07WPT|"},
		{"en dashes", "Your code is X8KD–49FJ–2MZQ–7WPT.", "X8KD–49FJ–2MZQ–7WPT|"},
		{"zero width space", "Your code is X8KD\u200B49FJ2MZQ7WPT.", "X8KD\u200B49FJ2MZQ7WPT|"},
		{"full-width", "コードはＸ８ＫＤ４９ＦＪ２ＭＺＱ７ＷＰＴです", "Ｘ８ＫＤ４９ＦＪ２ＭＺＱ７ＷＰＴ|"},
		{"Cyrillic", "\u0425\u0410KD49FJ2MZQ7WPT", "\u0425\u0410KD49FJ2MZQ7WPT|"},
		{"between underscores", "_X8KD49FJ2MZQ7WPT_", "X8KD49FJ2MZQ7WPT|"},
		{"part of a longer word", "X8KD49FJ2MZQ7WPTA", ""},
		{"after an accented letter", "éX8KD49FJ2MZQ7WPT", ""},
		{"other groups", "X8KD-49FJ2MZQ-7WPT", ""},
	},
}

var redeemFind = tool{
	name: "redeem",
	answer: func(in string) string {
		var found strings.Builder
		for m := range redeem.GiftCard().Find(in) {
			found.WriteString(in[m.Start:m.End] + "|")
		}
		return found.String()
	},
	bind: func(in string) func(n int) {
		return func(n int) {
			for range n {
				for m := range redeem.GiftCard().Find(in) {
					sink.n = m.Start
				}
			}
		}
	},
}

var regexpFind = tool{
	name: "regexp",
	answer: func(in string) string {
		var found strings.Builder
		for _, m := range wordPattern.FindAllStringIndex(in, -1) {
			found.WriteString(in[m[0]:m[1]] + "|")
		}
		return found.String()
	},
	bind: repeat(func(in string) [][]int { return wordPattern.FindAllStringIndex(in, -1) }),
}

// redaction asks for the text with its codes masked.
var redaction = question{
	name:  "AppendRedacted, Redactor: the text without its codes?",
	tools: []tool{redeemRedact, redeemRedactor, regexpRedact},
	inputs: []input{
		{"log without a code", logText, logText},
		{"code in every third line", codeText, strings.ReplaceAll(codeText, "X8KD-49FJ-2MZQ-7WPT", "****-****-****-7WPT")},
		{"Cyrillic text without a code", cyrillicText, cyrillicText},
		{"query of a URL", "/redeem?code=x8kd49fj2mzq7wpt&user=1184", "/redeem?code=************7wpt&user=1184"},
		{"en dashes", "Your code is X8KD–49FJ–2MZQ–7WPT.", "Your code is ****–****–****–7WPT."},
		{"Cyrillic", "\u0425\u0410KD49FJ2MZQ7WPT", "************7WPT"},
		{"between underscores", "_X8KD49FJ2MZQ7WPT_", "_************7WPT_"},
		{"after words like a code", "Xbox Gift Card X8KD 49FJ 2MZQ 7WPT", "**** **** **** **** **** **** 7WPT"},
		{"part of a longer word", "X8KD49FJ2MZQ7WPTA", "X8KD49FJ2MZQ7WPTA"},
	},
}

// redeemRedact appends to a buffer, as a service would.
var redeemRedact = tool{
	name:   "redeem",
	answer: func(in string) string { return string(redeem.GiftCard().AppendRedacted(nil, []byte(in))) },
	bind: func(in string) func(n int) {
		text, buf := []byte(in), make([]byte, 0, len(in))
		return func(n int) {
			for range n {
				sink.bytes = redeem.GiftCard().AppendRedacted(buf, text)
			}
		}
	},
}

var redeemRedactor = redactorOf()

// redactorOf returns a Redactor of formats, or of gift cards if there are none.
func redactorOf(formats ...*redeem.Format) tool {
	return tool{
		name: "redeem's Redactor",
		answer: func(in string) string {
			var out bytes.Buffer
			r := redeem.NewRedactor(&out, formats...)
			io.WriteString(r, in)
			r.Close()
			return out.String()
		},
		bind: func(in string) func(n int) {
			text, r := []byte(in), redeem.NewRedactor(io.Discard, formats...)
			return func(n int) {
				for range n {
					sink.n, sink.err = r.Write(text)
				}
			}
		},
	}
}

var regexpRedact = tool{
	name:   "regexp.ReplaceAllFunc",
	answer: func(in string) string { return string(wordPattern.ReplaceAllFunc([]byte(in), mask)) },
	bind: func(in string) func(n int) {
		text := []byte(in)
		return func(n int) {
			for range n {
				sink.bytes = wordPattern.ReplaceAllFunc(text, mask)
			}
		}
	},
}

// mask replaces all symbols of a match but the last four by stars.
func mask(match []byte) []byte {
	out := slices.Clone(match)
	seen := 0
	for i := len(out) - 1; i >= 0; i-- {
		if out[i] == ' ' || out[i] == '-' {
			continue
		}
		if seen++; seen > 4 {
			out[i] = '*'
		}
	}
	return out
}
