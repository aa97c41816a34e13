package validation

import (
	"errors"
	"reflect"

	ut "github.com/go-playground/universal-translator"
	"github.com/go-playground/validator/v10"
	"github.com/redeemkit/redeem/advice"
)

// Problem returns the problem with a field, for an [advice.Advisor]. It is the
// zero Problem if another tag refused the field. It contains no part of the
// value.
func (r *Rules) Problem(field validator.FieldError) advice.Problem {
	reason := r.Reason(field)
	if reason == nil {
		return advice.Problem{}
	}
	if field.ActualTag() != TagCode {
		return advice.Problem{Status: advice.StatusUnknownRegion}
	}
	f := r.format(field.Param())
	text, _ := textOf(reflect.ValueOf(field.Value()))
	problem := advice.OfReport(f, f.Inspect(text), text)
	if problem.Status == advice.StatusNone { // a code of another format
		problem = advice.Of(reason)
		problem.Format = f
	}
	return problem
}

// RegisterTexts makes FieldError.Translate explain what is wrong with a code or
// a region. The text is in the translator's language, or in English if the
// advisor does not have that language. It contains the name of the field, never
// its value.
func (r *Rules) RegisterTexts(v *validator.Validate, trans ut.Translator, advisor *advice.Advisor) error {
	nothing := func(ut.Translator) error { return nil } // the advisor has the texts
	text := func(trans ut.Translator, field validator.FieldError) string {
		said := advisor.For(trans.Locale(), r.Problem(field))
		text := field.Field() + ": " + said.Title
		if said.Explanation != "" {
			text += " – " + said.Explanation
		}
		return text
	}
	return errors.Join(
		v.RegisterTranslation(TagCode, trans, nothing, text),
		v.RegisterTranslation(TagRegion, trans, nothing, text),
		v.RegisterTranslation(TagStorefront, trans, nothing, text),
	)
}
