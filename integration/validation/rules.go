// Package validation teaches github.com/go-playground/validator what a code
// and a region are:
//
//	type Order struct {
//		Card    string        `validate:"required,redeemcode"`
//		Voucher redeem.Code   `validate:"omitempty,redeemcode=voucher"`
//		Country redeem.Region `validate:"redeemregion"`
//		Store   string        `validate:"omitempty,redeemstorefront"`
//	}
//
// A field may be a string, a []byte, a type made of one of these, a
// [redeem.Code], [redeem.Plain] or [redeem.Region], or a pointer to one. The last
// three are structs, of which the validator skips "required" unless it is made
// with [validator.WithRequiredStructEnabled], and its method Var every tag.
//
// An error of the validator prints the field and the tag, not the value, but
// carries the value: never log what [validator.FieldError].Value returns, nor the
// error with %#v. And it prints the keys of a map: do not validate one that has
// codes for keys.
package validation

import (
	"fmt"
	"reflect"

	"github.com/go-playground/validator/v10"
	"github.com/redeemkit/redeem"
)

// The tags that [Rules.Register] adds.
const (
	TagCode       = "redeemcode"       // a code of the format that the parameter names, without one a gift card's
	TagRegion     = "redeemregion"     // what redeem.ParseRegion reads, or a region that is known
	TagStorefront = "redeemstorefront" // what redeem.ParseStorefront reads, or a region that is known
)

// Rules are what a code and a region have to fulfil. They are immutable.
type Rules struct {
	formats map[string]*redeem.Format
}

// New returns the rules for codes of these formats, which tags call by their
// names, and of gift cards, which need no name. A format that has none takes
// their place.
func New(formats ...*redeem.Format) *Rules {
	r := &Rules{formats: map[string]*redeem.Format{"": redeem.GiftCard()}}
	for _, f := range formats {
		r.formats[f.String()] = f
	}
	return r
}

// Register adds the tags to a validator. As with the validator's own tags, one
// that does not make sense (of a format nobody named, or of a number) panics
// when it is met for the first time.
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

// Reason returns why a field was refused, nil if it was by another tag. The
// validator keeps no reason, so the value is looked at once more.
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
			err = redeem.ErrSymbol // a code of another format, to which letter case means something
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

// textOf returns the text of a field, which is empty if it has no value, and
// the code if it is one.
func textOf(field reflect.Value) (string, redeem.Code) {
	for field.Kind() == reflect.Pointer {
		field = field.Elem()
	}
	if !field.IsValid() { // behind a nil pointer
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
