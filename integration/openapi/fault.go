package openapi

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/redeemkit/redeem"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
)

// Fault is the reason why a request or a response was refused. It consists of
// words of the document and of this module, and contains nothing of the
// request, so it may be sent to a client and logged.
type Fault struct {
	At     string // "header X-Card" or "body /code", with "*" for a name that is not in the document; "" if unknown
	Rule   string // the keyword that was violated, such as "format" or "required"; "" if the fault is not about a schema
	Reason error  // a redeem.Error if a code or a region was refused, otherwise nil
}

// Error describes the fault.
func (f Fault) Error() string {
	parts := []string{"not as the document says"}
	for _, part := range []string{f.At, f.Rule} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if f.Reason != nil {
		parts = append(parts, f.Reason.Error())
	}
	return strings.Join(parts, ": ")
}

// Unwrap returns the reason.
func (f Fault) Unwrap() error { return f.Reason }

// Key returns the name of the reason that programs may rely on, such as "serial"
// ([redeem.Error.Key]); "" if there is none.
func (f Fault) Key() string {
	if known, ok := f.Reason.(redeem.Error); ok {
		return known.Key()
	}
	return ""
}

// LogValue returns what is known of the fault as attributes, of which reason is
// the key.
func (f Fault) LogValue() slog.Value {
	return slog.GroupValue(slog.String("at", f.At), slog.String("rule", f.Rule), slog.String("reason", f.Key()))
}

// FaultOf returns what may be told of an error of kin-openapi; of several that
// one error holds, the first.
func FaultOf(err error) Fault {
	var f Fault
	var broken *openapi3.SchemaError
	if errors.As(err, &broken) {
		f.Rule = broken.SchemaField
	}
	var request *openapi3filter.RequestError
	var response *openapi3filter.ResponseError
	switch {
	case errors.As(err, &request) && request.Parameter != nil:
		f.At = fmt.Sprint(request.Parameter.In, " ", request.Parameter.Name)
	case request != nil && request.RequestBody != nil:
		f.At = place(request, broken)
	case errors.As(err, &response):
		f.At = "response"
	}
	if errors.Is(err, openapi3filter.ErrInvalidRequired) {
		f.Rule = "required"
	}
	f.Reason = reason(err)
	return f
}

// reason finds the redeem.Error that the check of a format returned. Documents
// before OpenAPI 3.1 wrap it; later ones hide it in the error of another
// library.
func reason(err error) error {
	var known redeem.Error
	if errors.As(err, &known) {
		return known
	}
	var invalid *jsonschema.ValidationError
	if !errors.As(err, &invalid) {
		return nil
	}
	for len(invalid.Causes) > 0 {
		invalid = invalid.Causes[0]
	}
	if format, ok := invalid.ErrorKind.(*kind.Format); ok && errors.As(format.Err, &known) {
		return known
	}
	return nil
}

// place returns the position of the fault in a body, as far as the document has
// names for it. It leaves out other names, because a client may write a code in
// place of a name.
func place(request *openapi3filter.RequestError, broken *openapi3.SchemaError) string {
	text := "body "
	media := request.RequestBody.Content.Get(request.Input.Request.Header.Get("Content-Type"))
	if media == nil || broken == nil {
		return strings.TrimSpace(text)
	}
	schema := media.Schema
	for _, name := range broken.JSONPointer() {
		switch {
		case schema != nil && schema.Value != nil && schema.Value.Properties[name] != nil:
			schema = schema.Value.Properties[name]
		case schema != nil && schema.Value != nil && schema.Value.Items != nil:
			schema = schema.Value.Items // the name is an index
		default:
			return text + "/*"
		}
		text += "/" + name
	}
	return strings.TrimSpace(text)
}
