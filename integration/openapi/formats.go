// Package openapi validates HTTP requests that carry codes against an OpenAPI
// document, with github.com/getkin/kin-openapi.
//
// A document says what a string is by its format: [Code] makes the validator
// check a format of codes, [Storefront] one of regions. What a person types is
// [Typed], what a service answers is [Canonical], of which a pattern tells even
// readers that know nothing of formats.
//
// An error of kin-openapi quotes what it refuses, value or name, and its
// middleware logs the error and the address. DisableSchemaErrorDetails leaves out
// the value only, and documents of OpenAPI 3.1 do not go with it. So never print
// such an error: [FaultOf] says the same and quotes nothing, and [NewValidator] is
// a middleware that uses it.
package openapi

import (
	"github.com/getkin/kin-openapi/openapi3"
	"github.com/redeemkit/redeem"
)

// Code makes the validator check that strings of the document's format name
// (such as redeem-code) are codes of f, in any spelling.
func Code(name string, f *redeem.Format) openapi3.SchemaValidationOption {
	return check(name, func(s string) error {
		_, err := f.Parse(s)
		return err
	})
}

// Storefront makes the validator check that strings of the document's format
// name (such as redeem-storefront) are what [redeem.ParseStorefront] reads.
func Storefront(name string) openapi3.SchemaValidationOption {
	return check(name, func(s string) error {
		_, err := redeem.ParseStorefront(s)
		return err
	})
}

func check(name string, valid func(string) error) openapi3.SchemaValidationOption {
	return openapi3.WithStringFormatValidator(name, openapi3.NewCallbackValidator(valid))
}

// Typed returns the schema of a code as a person types it: a format and a
// bound, but no pattern, which would refuse all that [redeem.Parse] forgives.
func Typed(name string) *openapi3.Schema {
	return openapi3.NewStringSchema().WithFormat(name).WithMaxLength(redeem.MaxInput)
}

// Canonical returns the schema of a code in canonical spelling.
func Canonical(name string, f *redeem.Format) *openapi3.Schema {
	return openapi3.NewStringSchema().WithFormat(name).WithPattern(f.Pattern())
}
