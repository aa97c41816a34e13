package vectors

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Text is a text as a person sends it, which need not be UTF-8 and may be long.
// In a file it is a string, or a list of parts: strings, bytes in hexadecimal,
// and strings that are repeated.
type Text string

// part is a part of a Text that is not written as it is.
type part struct {
	Hex    string `json:"hex,omitempty"`
	Repeat string `json:"repeat,omitempty"`
	Times  int    `json:"times,omitempty"`
}

// fewest is how often a character must come in a row to be written as repeated.
const fewest = 64

func (x Text) MarshalJSON() ([]byte, error) {
	var parts []any
	plain := ""
	add := func(p part) {
		if plain != "" {
			parts = append(parts, plain)
		}
		parts, plain = append(parts, p), ""
	}
	for rest := string(x); rest != ""; {
		r, size := utf8.DecodeRuneInString(rest)
		char, n := rest[:size], 0
		for strings.HasPrefix(rest[n*size:], char) {
			n++
		}
		switch {
		case r == utf8.RuneError && size == 1:
			for n = 1; n < len(rest); n++ {
				if r, size := utf8.DecodeRuneInString(rest[n:]); r != utf8.RuneError || size != 1 {
					break
				}
			}
			add(part{Hex: strings.ToUpper(hex.EncodeToString([]byte(rest[:n])))})
		case n >= fewest:
			add(part{Repeat: char, Times: n})
		default:
			plain += rest[:n*size]
		}
		rest = rest[n*size:]
	}
	if parts == nil {
		return compact(plain)
	}
	if plain != "" {
		parts = append(parts, plain)
	}
	return compact(parts)
}

func (x *Text) UnmarshalJSON(text []byte) error {
	if bytes.HasPrefix(text, []byte{'"'}) {
		return json.Unmarshal(text, (*string)(x))
	}
	var list []json.RawMessage
	if err := json.Unmarshal(text, &list); err != nil {
		return err
	}
	var b strings.Builder
	for _, item := range list {
		var plain string
		if json.Unmarshal(item, &plain) == nil {
			b.WriteString(plain)
			continue
		}
		var p part
		decoder := json.NewDecoder(bytes.NewReader(item))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&p); err != nil {
			return err
		}
		raw, err := hex.DecodeString(p.Hex)
		if err != nil || (p.Hex == "") == (p.Repeat == "") {
			return errors.Join(err, fmt.Errorf("no part of a text: %s", item))
		}
		b.Write(raw)
		b.WriteString(strings.Repeat(p.Repeat, p.Times))
	}
	*x = Text(b.String())
	return nil
}
