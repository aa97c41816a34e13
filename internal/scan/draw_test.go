package scan_test

import (
	"fmt"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/draw"
	"github.com/redeemkit/redeem/internal/spell"
)

// drawSpec draws the format of the codes in a text: often the gift card's
// or one that has surprises for its neighbours.
func drawSpec(t *rapid.T) redeem.Spec {
	switch rapid.IntRange(0, 5).Draw(t, "format") {
	case 0, 1:
		return redeem.GiftCard().Spec()
	case 2:
		return redeem.Spec{Length: 6, Alphabet: "XA1", Prefix: "X", Groups: []int{2, 2, 2}}
	case 3:
		return redeem.Spec{Length: 4, Alphabet: "XA!*", Groups: rapid.SampledFrom([][]int{nil, {2, 2}, {1, 3}, {1, 1, 1, 1}}).Draw(t, "groups")}
	case 4:
		return redeem.Spec{Length: rapid.IntRange(1, 8).Draw(t, "length"), Alphabet: "0123456789"}
	}
	return draw.Spec(t)
}

// drawText draws a text of codes, of what is almost one, and of what may
// stand between them.
func drawText(t *rapid.T, specs ...redeem.Spec) string {
	var b strings.Builder
	piece := rapid.IntRange(0, 11)
	between := rapid.SampledFrom([]string{
		" ", "-", ",", "\n", "\r\n", "\"", "'", "=", "&", "/", "_", "*", ".", "!", "(", ")", "?code=", "\t", "\u00A0", "\u2013", "\u2014",
		"\u00B7", "\u2028", "\u0085", "\u3000", "\u30FB", "\u200B", "\u00AD", "\u200B\u2060", strings.Repeat("\u00AD", 31), strings.Repeat("\u00AD", 32),
		strings.Repeat("\u00AD", 33), strings.Repeat("\u200B", 21), strings.Repeat("\u200B", 22), strings.Repeat("\u200B", 330), "\u0301", "é", "ß", "ж",
		"の", "한", "ع", "中", "\u0660", "\uFF58", "\u0425", "\u0445", "\xff", "\xD0", "\xE2\x80", "\xED\xA0\x80", "x", "X", "A", "1", "XX", "Xbox gift card ",
		"\\", "%", "\\n", "\\t", "\\r\\n", "%20", "%2", "%0A", "\\u00ab", "\\xAB", "\\x", "\\N", "u00ab",
		"=", "=3D", "=20", "=\n", "=\r\n", "=58", "=7A", "=4", "%253D", "%25", "%41", "%2541", "%EF%BC%B8", "%E2%80%91", "%C2%A0", "%A0", "%u0041", "%D7",
		"&nbsp;", "&shy;", "&#65;", "&#x58;", "&amp;", "&amp;nbsp;", "&#92;n", "&", "#", "#011", "#302#240", "\\302\\240", "\\0", "\\012", "\\101", "\\\\n",
		"\\U0001f381", "\\u{58}", "\\ud835\\udfcf", "\\x58", "\\u0058", "\\e", "+", " + ", "]C1", "]d2", "^[",
		"\x1b[0m", "\x1b[38;5;201m", "\x1b[1 q", "\x1b[", "\x1b", "\x1b(B", "\x1bc", "\u009b0m", "\\x1b[0m", "\\033[0m", "\\e[1;36m", "^[[0m", "#033[0m", "\\u001b[0m", "\\u009b1m",
		"\x1b]0;title\a", "\x1b]8;;x\x1b\\", "\\x1b]0;t\\a", "\x1b[" + strings.Repeat("0", 300) + "m", "\x1b[" + strings.Repeat("1;", 60) + "m",
		"3f2a9c1e-77bd-4c7e-9a10-5d0e8b7c6a41", "11111111-1111-1111-1111-", "00000000-0000-0000-0000-000000000000",
	})
	for range rapid.IntRange(0, 8).Draw(t, "pieces") {
		spec := rapid.SampledFrom(specs).Draw(t, "spec")
		switch k := piece.Draw(t, "piece"); {
		case k < 5:
			b.WriteString(drawGrouped(t, spec))
		case k < 6:
			b.WriteString(draw.Spelling(t, draw.Code(t, spec), spell.FoldOf(spec.Alphabet) != spell.FoldNone))
		case k < 7:
			code := drawGrouped(t, spec)
			i := rapid.IntRange(0, len(code)).Draw(t, "cut")
			if rapid.Bool().Draw(t, "front") {
				code = code[i:]
			} else {
				code = code[:i]
			}
			b.WriteString(code)
		case k < 8:
			b.WriteString(draw.Garbage(t))
		default:
			b.WriteString(between.Draw(t, "between"))
		}
		if rapid.IntRange(0, 2).Draw(t, "apart") > 0 {
			b.WriteString(between.Draw(t, "after"))
		}
	}
	return b.String()
}

// drawGrouped spells a code as it may stand in a text.
func drawGrouped(t *rapid.T, spec redeem.Spec) string {
	code, groups := draw.Code(t, spec), slices.Clone(spec.Groups)
	joint := rapid.SampledFrom([]string{"", "-", " ", "\u2013", "\u00A0", "\u200B-", " \u200B", "_", "\n", "--", " - ", "  ", "----", "    ", "   \t", "+", "%20", "\\u00a0", "&nbsp;", "%E2%80%91", "-=\n", "\x1b[0m ", "\\t", "=A0", "%2520"}).Draw(t, "joint")
	escaped := rapid.IntRange(0, 2).Draw(t, "escaped") == 0
	form, folds := rapid.IntRange(0, 19), spell.FoldOf(spec.Alphabet) != spell.FoldNone
	var b strings.Builder
	for i, x := range []byte(code) {
		if len(groups) > 0 && i == groups[0] {
			b.WriteString(joint)
			if groups = groups[1:]; len(groups) > 0 {
				groups[0] += i
			}
		}
		if escaped && form.Draw(t, "spelled") > 13 {
			b.WriteString(fmt.Sprintf(rapid.SampledFrom([]string{"%%%02X", "=%02x", `\x%02x`, `\u%04X`, "&#%d;", "&#x%x;", `\%03o`, "%%25%02x", `\\u%04x`, `\u{%x}`, "%%u%04x"}).Draw(t, "as"), x))
			continue
		}
		if forms := draw.Spelled()[x]; len(forms) > 0 && form.Draw(t, "form") == 19 {
			b.WriteString(rapid.SampledFrom(forms).Draw(t, "other"))
			continue
		}
		if folds && (x|0x20 >= 'a' && x|0x20 <= 'z') && form.Draw(t, "case") > 15 {
			x ^= 0x20
		}
		b.WriteByte(x)
		if form.Draw(t, "invisible") == 19 {
			b.WriteString("\u2060")
		}
	}
	return b.String()
}
