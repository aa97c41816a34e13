// Package openapi validates HTTP requests that contain codes against an OpenAPI
// document, with github.com/getkin/kin-openapi.
//
// A document describes a string by its format. [Code] registers a format for
// codes with the validator, and [Storefront] one for regions. [Typed] is the
// schema of a code as a person types it. [Canonical] is the schema of a code in
// a service's answer; its pattern describes the code even to readers that do
// not know the format.
//
// An error of kin-openapi quotes the value or the name that it refuses, and its
// middleware logs the error and the address. DisableSchemaErrorDetails leaves
// out only the value, and does not work with documents of OpenAPI 3.1. So never
// print such an error: [FaultOf] returns the same information without quoting
// anything, and [NewValidator] is a middleware that uses it.
package openapi

import (
	"github.com/getkin/kin-openapi/openapi3"
	"github.com/redeemkit/redeem"
)

// Code makes the validator check strings with the document's format name, such
// as redeem-code. They must be codes of f, in any spelling.
func Code(name string, f *redeem.Format) openapi3.SchemaValidationOption {
	return check(name, func(s string) error {
		_, err := f.Parse(s)
		return err
	})
}

// Storefront makes the validator check strings with the document's format name,
// such as redeem-storefront. [redeem.ParseStorefront] must accept them.
func Storefront(name string) openapi3.SchemaValidationOption {
	return check(name, func(s string) error {
		_, err := redeem.ParseStorefront(s)
		return err
	})
}

func check(name string, valid func(string) error) openapi3.SchemaValidationOption {
	return openapi3.WithStringFormatValidator(name, openapi3.NewCallbackValidator(valid))
}

// Typed returns the schema of a code as a person types it. It has a format and
// a maximum length. It has no pattern, because a pattern would refuse the
// spellings that [redeem.Parse] accepts.
func Typed(name string) *openapi3.Schema {
	return openapi3.NewStringSchema().WithFormat(name).WithMaxLength(redeem.MaxInput)
}

// Canonical returns the schema of a code in canonical spelling.
func Canonical(name string, f *redeem.Format) *openapi3.Schema {
	return openapi3.NewStringSchema().WithFormat(name).WithPattern(f.Pattern())
}
