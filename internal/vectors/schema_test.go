package vectors

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
)

// validator checks values against a JSON schema, as far as vectors/schema.json
// goes: it fails at a keyword that it does not know.
type validator struct{ root map[string]any }

func (v validator) check(schema map[string]any, value any, at string) error {
	for _, keyword := range slices.Sorted(maps.Keys(schema)) {
		if err := v.keyword(schema, keyword, value, at); err != nil {
			return err
		}
	}
	return nil
}

func (v validator) keyword(schema map[string]any, keyword string, value any, at string) error {
	fail := func(format string, args ...any) error {
		return fmt.Errorf("%s: %s: %s", at, keyword, fmt.Sprintf(format, args...))
	}
	object, _ := value.(map[string]any)
	list, _ := value.([]any)
	text, isText := value.(string)
	number, isNumber := value.(float64)
	switch want := schema[keyword]; keyword {
	case "$schema", "$defs", "title", "description":
	case "$ref":
		name, ok := strings.CutPrefix(want.(string), "#/$defs/")
		def, found := v.root["$defs"].(map[string]any)[name].(map[string]any)
		if !ok || !found {
			return fail("no %v", want)
		}
		return v.check(def, value, at)
	case "type":
		is := map[string]bool{
			"object": object != nil, "array": list != nil || reflect.DeepEqual(value, []any{}),
			"string": isText, "integer": isNumber && number == float64(int64(number)),
		}
		if match, known := is[want.(string)]; !known || !match {
			return fail("%v is no %v", value, want)
		}
	case "const":
		if !reflect.DeepEqual(value, want) {
			return fail("%v is not %v", value, want)
		}
	case "enum":
		if !slices.Contains(want.([]any), value) {
			return fail("%v is none of %v", value, want)
		}
	case "minimum":
		if isNumber && number < want.(float64) {
			return fail("%v is below %v", value, want)
		}
	case "maximum":
		if isNumber && number > want.(float64) {
			return fail("%v is above %v", value, want)
		}
	case "minLength":
		if isText && len([]rune(text)) < int(want.(float64)) {
			return fail("%q is too short", text)
		}
	case "pattern":
		if isText && !regexp.MustCompile(want.(string)).MatchString(text) {
			return fail("%q does not match %v", text, want)
		}
	case "minItems":
		if list != nil && len(list) < int(want.(float64)) {
			return fail("%d items", len(list))
		}
	case "maxItems":
		if len(list) > int(want.(float64)) {
			return fail("%d items", len(list))
		}
	case "items":
		for i, item := range list {
			if err := v.check(want.(map[string]any), item, fmt.Sprintf("%s/%d", at, i)); err != nil {
				return err
			}
		}
	case "prefixItems":
		for i, s := range want.([]any) {
			if i < len(list) {
				if err := v.check(s.(map[string]any), list[i], fmt.Sprintf("%s/%d", at, i)); err != nil {
					return err
				}
			}
		}
	case "required":
		for _, name := range want.([]any) {
			if _, ok := object[name.(string)]; object != nil && !ok {
				return fail("no %v", name)
			}
		}
	case "properties":
		for name, s := range want.(map[string]any) {
			if field, ok := object[name]; ok {
				if err := v.check(s.(map[string]any), field, at+"/"+name); err != nil {
					return err
				}
			}
		}
	case "additionalProperties":
		known, _ := schema["properties"].(map[string]any)
		for name := range object {
			if _, ok := known[name]; !ok {
				return fail("%s", name)
			}
		}
	case "oneOf", "anyOf":
		var errs []error
		matches := 0
		for _, s := range want.([]any) {
			err := v.check(s.(map[string]any), value, at)
			if err == nil {
				matches++
			}
			errs = append(errs, err)
		}
		if matches == 0 || matches > 1 && keyword == "oneOf" {
			return fail("%d match: %v", matches, errors.Join(errs...))
		}
	default:
		return fail("not known")
	}
	return nil
}
