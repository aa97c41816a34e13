package openapi_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/integration/openapi"
)

// documents returns the shop's document in two versions. kin-openapi validates
// them by different means if there is no reference in the document.
func documents() map[string]string {
	return map[string]string{
		"3.0": document,
		"3.1": strings.NewReplacer(
			"openapi: 3.0.3", "openapi: 3.1.0",
			`{$ref: "#/components/schemas/Card"}`, "{type: string, format: redeem-code, maxLength: 1024}",
		).Replace(document),
	}
}

const secret = "8KD49FJ2MZQ7WP" // a part of the code in every refused request below

// TestFaults tries every way in which a code gets into a request, and tests
// that no code gets into the answer or into the log.
func TestFaults(t *testing.T) {
	for version, text := range documents() {
		var log bytes.Buffer
		shop, err := newShop(text, &log, sell)
		if err != nil {
			t.Fatal(err)
		}
		for _, tt := range []struct {
			target, body string
			header       []string
			status       int
			at, rule     string
			reason       error
		}{
			{"/redeem", `{"card":"X8KD49FJ2MZQ7WP!"}`, nil, 400, "body /card", "format", redeem.ErrSymbol},
			{"/redeem", `{"card":"Y8KD49FJ2MZQ7WPT"}`, nil, 400, "body /card", "format", redeem.ErrPrefix},
			{"/redeem", `{"card":"X8KD49FJ2MZQ7WPT","more":["X8KD49FJ2MZQ7WPT","X8KD49FJ2MZQ7WP"]}`, nil, 400, "body /more/1", "format", redeem.ErrTooShort},
			{"/redeem", `{"card":["X8KD49FJ2MZQ7WPT"]}`, nil, 400, "body /card", "type", nil},
			{"/redeem", `{"card":"X8KD49FJ2MZQ7WPT","labels":{"X8KD49FJ2MZQ7WPT":"yes"}}`, nil, 400, "body /labels/*", "type", nil},
			{"/redeem", `{"card":"X8KD49FJ2MZQ7WPT","X8KD49FJ2MZQ7WPT":1}`, nil, 400, "body", unknownProperty[version], nil},
			{"/redeem", `X8KD49FJ2MZQ7WPT`, nil, 400, "body", "", nil},
			{"/redeem", ``, nil, 400, "body", "required", nil},
			{"/redeem", `{"card":"X8KD49FJ2MZQ7WPT"}`, []string{"Content-Type", "text/X8KD49FJ2MZQ7WPT"}, 400, "body", "", nil},
			{"/redeem", `{"card":"X8KD49FJ2MZQ7WPT"}`, []string{"X-Store", "X8KD49FJ2MZQ7WPT"}, 400, "header X-Store", "format", redeem.ErrRegion},
			{"/redeem?dry=X8KD49FJ2MZQ7WPT", `{"card":"X8KD49FJ2MZQ7WPT"}`, nil, 400, "query dry", "", nil},
			{"/X8KD49FJ2MZQ7WPT", `{}`, nil, 404, "", "", nil},
			{"/redeem", `{"card":"` + strings.Repeat("X8KD49FJ2MZQ7WPT", 5000) + `"}`, nil, 400, "body", "", nil}, // more than the handler reads
		} {
			w := post(shop, tt.target, tt.body, tt.header...)
			var got struct{ At, Rule, Reason string }
			err := json.Unmarshal(w.Body.Bytes(), &got)
			want := openapi.Fault{At: tt.at, Rule: tt.rule, Reason: tt.reason}
			if err != nil || w.Code != tt.status || got.At != want.At || got.Rule != want.Rule || got.Reason != want.Key() || strings.Contains(w.Body.String(), secret) {
				t.Errorf("%s: %.50s %.60q: %d %+v, want %d %v", version, tt.target, tt.body, w.Code, got, tt.status, want)
			}
		}
		if strings.Contains(log.String(), secret) || !strings.Contains(log.String(), `fault.at="body /more/1" fault.rule=format fault.reason=too-short`) {
			t.Errorf("%s: the log has a code in it, or no fault", version)
		}
	}
}

// unknownProperty is the keyword that a property without a schema violates.
var unknownProperty = map[string]string{"3.0": "properties", "3.1": "additionalProperties"}

// TestFaultOfResponse tests faults that the shop makes itself.
func TestFaultOfResponse(t *testing.T) {
	for version, text := range documents() {
		var log bytes.Buffer
		shop, err := newShop(text, &log, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprintf(w, `{"voucher":%q}`, secret)
		})
		if err != nil {
			t.Fatal(err)
		}
		post(shop, "/redeem", `{"card":"X8KD49FJ2MZQ7WPT"}`)
		if got := log.String(); !strings.Contains(got, "fault.at=response fault.rule=") || strings.Contains(got, secret) {
			t.Errorf("%s: the log has a code in it, or no fault: %s", version, strings.ReplaceAll(got, secret, "[code]"))
		}
	}
}

// TestFaultUnwrap tests the reason that a service switches on.
func TestFaultUnwrap(t *testing.T) {
	if err := fmt.Errorf("order: %w", openapi.Fault{Reason: redeem.ErrSerial}); !errors.Is(err, redeem.ErrSerial) {
		t.Error("a Fault does not unwrap to its reason")
	}
	if openapi.FaultOf(errors.New(secret)) != (openapi.Fault{}) || openapi.FaultOf(nil) != (openapi.Fault{}) {
		t.Error("something is known of an error that is not kin-openapi's")
	}
}

// TestWhatIsKeptOut fails when kin-openapi no longer quotes the values that it
// refuses, or can be configured not to. This package is not needed any longer
// then.
func TestWhatIsKeptOut(t *testing.T) {
	brief := slices.Concat(formats, []openapi3.SchemaValidationOption{openapi3.DisableSchemaErrorDetails()})
	for _, tt := range []struct {
		version, body string
		options       []openapi3.SchemaValidationOption
		quotes        bool
	}{
		{"3.0", `{"card":["X%sT"]}`, formats, true},
		{"3.1", `{"card":["X%sT"]}`, formats, true},
		{"3.0", `{"card":["X%sT"]}`, brief, false},
		{"3.0", `{"card":"X8KD49FJ2MZQ7WPT","X%sT":1}`, brief, true},
		{"3.1", `{"card":"X%sT"}`, brief, false}, // valid, and refused nevertheless
	} {
		router, err := newRouter(documents()[tt.version])
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequest("POST", "/redeem", strings.NewReader(fmt.Sprintf(tt.body, secret)))
		r.Header.Set("Content-Type", "application/json")
		route, params, err := router.FindRoute(r)
		if err != nil {
			t.Fatal(err)
		}
		err = openapi3filter.ValidateRequest(t.Context(), &openapi3filter.RequestValidationInput{
			Request: r, Route: route, PathParams: params,
			Options: &openapi3filter.Options{SchemaValidationOptions: tt.options},
		})
		if err == nil || strings.Contains(err.Error(), secret) != tt.quotes {
			t.Errorf("%s %s: kin-openapi quotes it: %t, want %t", tt.version, tt.body, !tt.quotes, tt.quotes)
		}
		if strings.Contains(openapi.FaultOf(err).Error(), secret) {
			t.Errorf("%s %s: a Fault quotes it", tt.version, tt.body)
		}
	}
}

// TestSchemas compares the schemas made in Go with the formats.
func TestSchemas(t *testing.T) {
	const canonical, typed = "8KD49FJ2MZQ7", " 8kd4-9fj2-mzq7"
	for _, tt := range []struct {
		name   string
		schema *openapi3.Schema
		value  string
		ok     bool
	}{
		{"typed", openapi.Typed("shop-voucher"), canonical, true},
		{"typed", openapi.Typed("shop-voucher"), typed, true},
		{"typed", openapi.Typed("shop-voucher"), canonical[1:], false},
		{"typed", openapi.Typed("shop-voucher"), strings.Repeat(" ", redeem.MaxInput) + canonical, false},
		{"canonical", openapi.Canonical("shop-voucher", vouchers), canonical, true},
		{"canonical", openapi.Canonical("shop-voucher", vouchers), typed, false},
	} {
		if err := tt.schema.VisitJSONString(tt.value); tt.name == "canonical" && (err == nil) != tt.ok {
			t.Errorf("%s, without the format: %t, want %t", tt.name, err == nil, tt.ok)
		}
		if err := tt.schema.VisitJSON(tt.value, formats...); (err == nil) != tt.ok {
			t.Errorf("%s, with the format: %t, want %t", tt.name, err == nil, tt.ok)
		}
	}
}
