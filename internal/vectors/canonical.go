package vectors

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// compact returns v in JSON. It escapes only characters that need it.
func compact(v any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(v)
	return bytes.TrimSpace(b.Bytes()), err
}

// fieldsOf returns the fields of an object in JSON, each as it should be written.
func fieldsOf(v any) (fields []string, err error) {
	text, err := compact(v)
	if err != nil {
		return nil, err
	}
	// A comma outside of strings, lists and inner objects ends a field.
	depth, from := 0, 1
	inside := false // a string
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case inside && c == '\\':
			i++
		case c == '"':
			inside = !inside
		case inside:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		}
		if !inside && (depth == 1 && text[i] == ',' || depth == 0) {
			fields = append(fields, legible(string(text[from:i])))
			from = i + 1
		}
	}
	return fields, nil
}

// legible returns JSON with a blank behind each comma and colon, and with
// escapes for the characters that nobody could see or tell apart.
func legible(text string) string {
	var b strings.Builder
	inside, escaped := false, false // a string; behind a backslash in it
	for _, r := range text {
		switch {
		case inside && r >= utf8.RuneSelf && !visible(r):
			for _, unit := range utf16.AppendRune(nil, r) {
				fmt.Fprintf(&b, `\u%04x`, unit)
			}
			continue
		case escaped:
			escaped = false
		case inside && r == '\\':
			escaped = true
		case r == '"':
			inside = !inside
		}
		b.WriteRune(r)
		if !inside && (r == ',' || r == ':') {
			b.WriteByte(' ')
		}
	}
	return strings.ReplaceAll(b.String(), "\x7f", `\u007f`)
}

// visible reports whether a reader sees the character by itself. A combining
// mark joins what is before it, and some letters are blank.
func visible(r rune) bool {
	return unicode.IsPrint(r) && !unicode.In(r, unicode.M, unicode.Other_Default_Ignorable_Code_Point)
}
