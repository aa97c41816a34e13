package formats

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/models"
)

// fieldNames are the fields of a description, those of redeem.Spec.
const fieldNames = "name, length, prefix, alphabet, groups, check and lookalikes"

// most is the largest size of a file of descriptions.
const most = 1 << 20

// A fault is a fault of a file of descriptions. It contains no part of the file,
// which may be a file of codes.
type fault struct {
	at     int64 // offset in the file
	reason string
}

func (f *fault) Error() string { return f.reason }

// Read reads descriptions of formats in JSON: an array of objects, or one object
// after the other. An object has the fields of [redeem.Spec]; check is the name
// of a scheme, and lookalikes the name of a model. With a check scheme, the
// alphabet may be left out. Names must be unique. If the file has a fault, the
// error names the line.
func Read(r io.Reader) ([]*redeem.Format, error) {
	text, err := io.ReadAll(io.LimitReader(r, most+1))
	switch {
	case err != nil:
		return nil, err
	case len(text) > most:
		return nil, errors.New("too large for descriptions of formats")
	}
	formats, err := parse(text)
	var f *fault
	if errors.As(err, &f) {
		at := min(int(f.at), len(text))
		return nil, fmt.Errorf("line %d: %s", 1+bytes.Count(text[:at], []byte{'\n'}), f.reason)
	}
	return formats, err
}

// reader reads one file.
type reader struct {
	*json.Decoder
	text []byte
}

// next returns the offset of the next token.
func (r *reader) next() int64 {
	at := r.InputOffset()
	for int(at) < len(r.text) && strings.IndexByte(" \t\r\n,:", r.text[at]) >= 0 {
		at++
	}
	return at
}

func (r *reader) fault(at int64, reason string) error { return &fault{at, reason} }

// read reads a token or, if value is not nil, a value.
func (r *reader) read(value any) (token json.Token, err error) {
	at := r.next()
	if value == nil {
		token, err = r.Token()
	} else {
		err = r.Decode(value)
	}
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case err == nil:
		return token, nil
	case errors.As(err, &syntax):
		return nil, r.fault(at, "not JSON")
	case errors.As(err, &wrong):
		return nil, r.fault(at, "not a "+map[string]string{"string": "text", "int": "whole number", "[]int": "list of whole numbers"}[wrong.Type.String()])
	}
	return nil, r.fault(int64(len(r.text)), "the file ends too soon")
}

func parse(text []byte) (formats []*redeem.Format, err error) {
	r := &reader{json.NewDecoder(bytes.NewReader(text)), text}
	names := make(map[string]bool)
	array := false
	for {
		at := r.next()
		if int(at) >= len(text) && !array {
			if len(formats) == 0 {
				return nil, r.fault(at, "no format in it")
			}
			return formats, nil
		}
		token, err := r.read(nil)
		switch {
		case err != nil:
			return nil, err
		case token == json.Delim('[') && len(formats) == 0 && !array:
			array = true
			continue
		case token == json.Delim(']') && array && len(formats) > 0:
			if behind := r.next(); int(behind) < len(text) {
				return nil, r.fault(behind, "more behind the array")
			}
			return formats, nil
		case token != json.Delim('{'):
			return nil, r.fault(at, "not an object that describes a format")
		}
		f, nameAt, err := r.format(at)
		if err != nil {
			return nil, err
		}
		if name := f.Name(); name != "" {
			if names[name] {
				return nil, r.fault(nameAt, "a name that another format has")
			}
			names[name] = true
		}
		formats = append(formats, f)
	}
}

// format reads the fields of an object that begins at an offset. It returns the
// offset of the name.
func (r *reader) format(at int64) (f *redeem.Format, nameAt int64, err error) {
	var spec redeem.Spec
	offsets := make(map[string]int64) // of the fields that are there
	for r.More() {
		fieldAt := r.next()
		token, err := r.read(nil)
		if err != nil {
			return nil, 0, err
		}
		name := strings.ToLower(token.(string))
		if _, twice := offsets[name]; twice {
			return nil, 0, r.fault(fieldAt, "a field that is there twice")
		}
		offsets[name] = fieldAt
		var text string
		switch name {
		case "name":
			_, err = r.read(&spec.Name)
		case "length":
			_, err = r.read(&spec.Length)
		case "prefix":
			_, err = r.read(&spec.Prefix)
		case "alphabet":
			_, err = r.read(&spec.Alphabet)
		case "groups":
			_, err = r.read(&spec.Groups)
		case "check":
			if _, err = r.read(&text); err == nil && text != "" {
				var ok bool
				if spec.Check, ok = checkdigit.Lookup(text); !ok {
					err = r.fault(fieldAt, "check: no such scheme")
				}
			}
		case "lookalikes":
			if _, err = r.read(&text); err == nil && text != "" {
				var ok bool
				if spec.Lookalikes, ok = models.Lookup(text); !ok {
					err = r.fault(fieldAt, "lookalikes: no such model, but "+strings.Join(models.Names(), ", "))
				}
			}
		default:
			err = r.fault(fieldAt, "unknown field: there are "+fieldNames)
		}
		if err != nil {
			return nil, 0, err
		}
	}
	if _, err := r.read(nil); err != nil { // the end of the object
		return nil, 0, err
	}
	if strings.ContainsFunc(spec.Name, unicode.IsControl) || !utf8.ValidString(spec.Name) {
		return nil, 0, r.fault(offsets["name"], "a name with a control character")
	}
	if spec.Alphabet == "" && spec.Check != nil {
		spec.Alphabet = spec.Check.Alphabet()
	}
	if f, err = redeem.NewFormat(spec); err != nil {
		reason := strings.TrimPrefix(err.Error(), redeem.ErrSpec.Error()+": ")
		for _, field := range []string{"length", "prefix", "alphabet", "group", "check"} { // the one that the reason begins with
			for name, fieldAt := range offsets {
				if strings.HasPrefix(name, field) && strings.HasPrefix(reason, field) {
					at = fieldAt
				}
			}
		}
		return nil, 0, r.fault(at, reason)
	}
	return f, offsets["name"], nil
}
