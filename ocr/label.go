package ocr

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A label is known by how it ends, in any language: a colon, an equals sign or
// a number sign. Without one it is known by these parts of words.
var (
	codeWords = []string{
		"cod", "cód", "kod", "kód", "kood", "κωδ", "код", "կոդ", "קוד", "كود", "رمز", "کد", "कोड", "কোড",
		"รหัส", "mã", "コード", "代码", "代碼", "兑换码", "序號", "코드", "pin", "voucher", "gutschein", "claim", "redeem",
	}
	serialWords = []string{
		"serial", "serien", "seria", "série", "serie", "sériov", "seri ", "s/n", "sarja", "sorozat", "σειρ",
		"серий", "серій", "סידורי", "تسلسلي", "सीरियल", "序列", "シリアル", "일련",
	}
)

// label is what the text before a place says that it is.
type label uint8

const (
	labelNone  label = iota
	labelOther       // of something, by its colon
	labelCode
	labelSerial
)

// maxLabel is how much of a text before a place is looked at, in bytes. A label
// has few words.
const maxLabel = 48

// labelIn returns the label that a text ends with.
func labelIn(before string) label {
	before = strings.TrimRightFunc(before, func(char rune) bool {
		// What the frame around a code is read as.
		return isBlank(char) || strings.ContainsRune("|[({<\"'`_-–—", char)
	})
	if before == "" {
		return labelNone
	}
	if len(before) > maxLabel {
		before = before[len(before)-maxLabel:]
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	marked := isLabelMark(last)
	if marked {
		before = before[:len(before)-utf8.RuneLen(last)]
	}
	// The last three words, without the text before them.
	words := strings.FieldsFunc(strings.ToLower(before), func(char rune) bool {
		return isBlank(char) || isLabelMark(char)
	})
	words = words[max(0, len(words)-3):]
	text := strings.Join(words, " ") + " "
	contained := func(part string) bool { return strings.Contains(text, part) }
	switch {
	case slices.ContainsFunc(serialWords, contained):
		return labelSerial
	case slices.ContainsFunc(codeWords, contained):
		return labelCode
	case marked:
		return labelOther
	}
	return labelNone
}

// isLabelMark reports whether a character ends a label.
func isLabelMark(char rune) bool {
	switch char {
	case ':', '：', '﹕', '︓', '=', '＝', '#', '＃', '№', '։', '؛':
		return true
	}
	return false
}

// gluedLabel returns how many bytes of a word are a label that the engine read
// without a blank behind it.
func gluedLabel(word string) int {
	for i, char := range word {
		if isLabelMark(char) {
			return i + utf8.RuneLen(char)
		}
	}
	for _, glued := range []string{"code", "kode", "kod", "código", "codice", "pin"} {
		if len(word) > len(glued) && strings.EqualFold(word[:len(glued)], glued) {
			return len(glued)
		}
	}
	return 0
}

// isSymbolLike reports whether a character can be part of a code, unless it is
// misread.
func isSymbolLike(char rune) bool {
	return unicode.IsLetter(char) || unicode.IsDigit(char) || char == '?' || char == utf8.RuneError
}

// isLabel reports whether a word is a label and cannot be a group of a code: it
// has a small letter, and nothing but letters before a mark at its end.
func isLabel(word string) bool {
	word = strings.TrimRightFunc(word, isLabelMark)
	small := false
	for _, char := range word {
		if !unicode.IsLetter(char) {
			return false
		}
		small = small || unicode.IsLower(char)
	}
	l := labelIn(word)
	return small && (l == labelCode || l == labelSerial)
}
