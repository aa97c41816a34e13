package main

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/go-playground/validator/v10"
	"golang.org/x/text/unicode/norm"

	"github.com/redeemkit/redeem"
)

const code = "X8KD49FJ2MZQ7WPT"

// canonical asks whether a text is a gift card code in canonical spelling.
var canonical = question{
	name:  "Valid: a gift card code in canonical spelling?",
	tools: []tool{redeemValid, regexpValid, validatorValid},
	inputs: []input{
		{"canonical", code, "yes"},
		{"lower case", "x8kd49fj2mzq7wpt", ""},
		{"dashes", "X8KD-49FJ-2MZQ-7WPT", ""},
		{"newline at the end", code + "\n", ""},
		{"another prefix", "Y8KD49FJ2MZQ7WPT", ""},
		{"too short", "X8KD49FJ2MZQ7WP", ""},
		{"too long", code + "0", ""},
		{"wrong symbol", "X8KD49FJ!MZQ7WPT", ""},
		{"serial number", "GCA4567890123456", ""},
		{"Cyrillic", "\u0425\u0410KD49FJ2MZQ7WPT", ""},
		{"full-width", "Ｘ８ＫＤ４９ＦＪ２ＭＺＱ７ＷＰＴ", ""},
		{"empty", "", ""},
	},
}

func yes(ok bool) string {
	if ok {
		return "yes"
	}
	return ""
}

var redeemValid = tool{
	name:   "redeem",
	answer: func(in string) string { return yes(redeem.Valid(in)) },
	bind: func(in string) func(n int) {
		return func(n int) {
			for range n {
				sink.ok = redeem.Valid(in)
			}
		}
	},
}

var codePattern = regexp.MustCompile(`^X[A-Z0-9]{15}$`)

var regexpValid = tool{
	name:   "regexp",
	answer: func(in string) string { return yes(codePattern.MatchString(in)) },
	bind:   repeat(codePattern.MatchString),
}

var validate = validator.New()

// validatorValid has the tags that people write. With tags for the prefix and
// for upper case it would be right, and slower.
var validatorValid = validatorTool("len=16,alphanum")

func validatorTool(tags string) tool {
	check := func(in string) error { return validate.Var(in, tags) }
	return tool{
		name:   "validator " + tags,
		answer: func(in string) string { return yes(check(in) == nil) },
		bind:   repeat(check),
	}
}

// typed asks which code a person meant, however it was typed.
var typed = question{
	name:  "Parse: which gift card code was typed?",
	tools: []tool{redeemParse, mapTool(codePattern), nfkcTool(codePattern)},
	inputs: []input{
		{"canonical", code, code},
		{"lower case", "x8kd49fj2mzq7wpt", code},
		{"dashes, blanks, newline", " x8kd-49fj-2mzq-7wpt\n", code},
		{"no-break spaces", "X8KD\u00A049FJ\u00A02MZQ\u00A07WPT", code},
		{"en dashes", "X8KD–49FJ–2MZQ–7WPT", code},
		{"zero width space", "X8KD\u200B49FJ2MZQ7WPT", code},
		{"full-width", "Ｘ８ＫＤ４９ＦＪ２ＭＺＱ７ＷＰＴ", code},
		{"mathematical", "𝐗𝟖𝐊𝐃𝟒𝟗𝐅𝐉𝟐𝐌𝐙𝐐𝟕𝐖𝐏𝐓", code},
		{"Arabic digits", "X٨KD٤٩FJ٢MZQ٧WPT", code},
		{"Cyrillic", "\u0425\u0410KD49FJ2MZQ7WPT", "XAKD49FJ2MZQ7WPT"},
		{"Greek", "\u03A78KD49FJ2\u039C\u0396Q7WPT", code},
		{"long s for an S", "X8KD49FJ2MZQ7WPſ", ""},
		{"wrong symbol", "X8KD49FJ!MZQ7WPT", ""},
		{"cut off", code + "…", ""},
		{"another prefix", "Y8KD49FJ2MZQ7WPT", ""},
		{"too short", "X8KD49FJ2MZQ7WP", ""},
		{"too long", code + "0", ""},
		{"serial number", "GCA4567890123456", ""},
		{"invalid UTF-8", "X8KD\xFF49FJ2MZQ7WPT", ""},
		{"separators only", "- -", ""},
	},
}

var redeemParse = tool{
	name: "redeem",
	answer: func(in string) string {
		c, _ := redeem.Parse(in)
		return redeem.Plain(c).String()
	},
	bind: func(in string) func(n int) {
		return func(n int) {
			for range n {
				sink.code, sink.err = redeem.Parse(in)
			}
		}
	},
}

// simplify drops separators and invisible characters, and converts the rest to
// upper case.
func simplify(r rune) rune {
	if unicode.IsSpace(r) || unicode.In(r, unicode.Pd, unicode.Cf) || strings.ContainsRune("_./·", r) {
		return -1
	}
	return unicode.ToUpper(r)
}

func mapTool(pattern *regexp.Regexp) tool {
	return pipeline("strings.Map, regexp", pattern, func(in string) string { return strings.Map(simplify, in) })
}

func nfkcTool(pattern *regexp.Regexp) tool {
	return pipeline("NFKC, strings.Map, regexp", pattern, func(in string) string {
		return strings.Map(simplify, norm.NFKC.String(in))
	})
}

func pipeline(name string, pattern *regexp.Regexp, normalize func(in string) string) tool {
	parse := func(in string) string {
		if s := normalize(in); pattern.MatchString(s) {
			return s
		}
		return ""
	}
	return tool{name: name, answer: parse, bind: repeat(parse)}
}
