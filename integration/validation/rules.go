// Package validation adds rules for codes and regions to
// github.com/go-playground/validator:
//
//	type Order struct {
//		Card    string        `validate:"required,redeemcode"`
//		Voucher redeem.Code   `validate:"omitempty,redeemcode=voucher"`
//		Country redeem.Region `validate:"redeemregion"`
//		Store   string        `validate:"omitempty,redeemstorefront"`
//	}
//
// A field may be a string, a []byte, a type with one of these as its underlying
// type, a [redeem.Code], [redeem.Plain] or [redeem.Region], or a pointer to
// one. The last three are structs. For structs, the validator skips "required"
// unless it is made with [validator.WithRequiredStructEnabled], and its method
// Var skips every tag.
//
// An error of the validator prints the field and the tag, not the value, but it
// contains the value: never log the result of [validator.FieldError].Value, nor
// the error with %#v. It also prints the keys of a map: do not validate a map
// whose keys are codes.
package validation

import (
	"fmt"
	"reflect"

	"github.com/go-playground/validator/v10"
	"github.com/redeemkit/redeem"
)

// These are the tags that [Rules.Register] adds.
const (
	TagCode       = "redeemcode"       // a code of the format that the parameter names, or of a gift card without a parameter
	TagRegion     = "redeemregion"     // a region that redeem.ParseRegion accepts, or a known Region
	TagStorefront = "redeemstorefront" // a region that redeem.ParseStorefront accepts, or a known Region
)

// Rules holds the formats of codes. It is immutable.
type Rules struct {
	formats map[string]*redeem.Format
}

// New returns the rules for codes of the given formats, which tags select by
// name, and for gift cards, which need no name. A format without a name takes
// the place of gift cards.
func New(formats ...*redeem.Format) *Rules {
	r := &Rules{formats: map[string]*redeem.Format{"": redeem.GiftCard()}}
	for _, f := range formats {
		r.formats[f.String()] = f
	}
	return r
}

// Register adds the tags to a validator. A tag that makes no sense, because its
// format is unknown or its field is a number, panics when the validator first
// meets it, as the validator's own tags do.
func (r *Rules) Register(v *validator.Validate) error {
	for _, tag := range []string{TagCode, TagRegion, TagStorefront} {
		valid := func(fl validator.FieldLevel) bool {
			return r.check(tag, fl.Param(), fl.Field()) == nil
		}
		if err := v.RegisterValidation(tag, valid); err != nil {
			return err
		}
	}
	return nil
}

// Reason returns the reason why a field was refused, or nil if another tag
// refused it. The validator keeps no reason, so Reason checks the value once
// more.
func (r *Rules) Reason(field validator.FieldError) error {
	switch tag := field.ActualTag(); tag {
	case TagCode, TagRegion, TagStorefront:
		return r.check(tag, field.Param(), reflect.ValueOf(field.Value()))
	}
	return nil
}

func (r *Rules) check(tag, param string, field reflect.Value) error {
	text, code := textOf(field)
	var err error
	switch tag {
	case TagRegion:
		_, err = redeem.ParseRegion(text)
	case TagStorefront:
		_, err = redeem.ParseStorefront(text)
	default:
		var read redeem.Code
		read, err = r.format(param).Parse(text)
		if err == nil && code.IsValid() && code != read {
			err = redeem.ErrSymbol // a code of another format, in which letter case matters
		}
	}
	return err
}

func (r *Rules) format(name string) *redeem.Format {
	f, ok := r.formats[name]
	if !ok {
		panic(fmt.Sprintf("validation: no format %q for tag %s", name, TagCode))
	}
	return f
}

// textOf returns the text of a field, which is empty if the field has no value,
// and its code if it has one.
func textOf(field reflect.Value) (string, redeem.Code) {
	for field.Kind() == reflect.Pointer {
		field = field.Elem()
	}
	if !field.IsValid() { // a nil pointer
		return "", redeem.Code{}
	}
	switch value := field.Interface().(type) {
	case redeem.Code:
		return redeem.Plain(value).String(), value
	case redeem.Plain:
		return value.String(), redeem.Code(value)
	case redeem.Region:
		return string(value.AppendTo(nil)), redeem.Code{}
	}
	switch {
	case field.Kind() == reflect.String:
		return field.String(), redeem.Code{}
	case field.Kind() == reflect.Slice && field.Type().Elem().Kind() == reflect.Uint8:
		return string(field.Bytes()), redeem.Code{}
	}
	panic(fmt.Sprintf("validation: a field of type %s holds no code or region", field.Type()))
}
