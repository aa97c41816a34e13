package openapi_test

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/integration/openapi"
)

//go:embed shop.yaml
var document string

var vouchers = redeem.MustFormat(redeem.Spec{
	Name:     "voucher",
	Length:   12,
	Alphabet: "0123456789ABCDEFGHJKMNPQRSTVWXYZ",
	Groups:   []int{4, 4, 4},
})

// formats registers the formats that the document names.
var formats = []openapi3.SchemaValidationOption{
	openapi.Code("redeem-code", redeem.GiftCard()),
	openapi.Code("shop-voucher", vouchers),
	openapi.Storefront("redeem-storefront"),
}

func newRouter(text string) (routers.Router, error) {
	loader := openapi3.NewLoader()
	doc, err := loader.LoadFromData([]byte(text))
	if err != nil {
		return nil, err
	}
	if err := doc.Validate(loader.Context); err != nil {
		return nil, err
	}
	return gorillamux.NewRouter(doc)
}

// newShop returns a handler behind the middleware.
func newShop(text string, log io.Writer, next http.HandlerFunc) (http.Handler, error) {
	router, err := newRouter(text)
	if err != nil {
		return nil, err
	}
	refuse := func(w http.ResponseWriter, status int, fault openapi.Fault) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		json.NewEncoder(w).Encode(struct { // names that do not change, unlike texts
			At     string `json:"at,omitempty"`
			Rule   string `json:"rule,omitempty"`
			Reason string `json:"reason,omitempty"`
		}{fault.At, fault.Rule, fault.Key()})
	}
	validator := openapi.NewValidator(router, slog.New(slog.NewTextHandler(log, nil)), refuse, formats...)
	return http.MaxBytesHandler(validator.Middleware(next), 64<<10), nil
}

func sell(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	io.WriteString(w, `{"voucher":"8KD49FJ2MZQ7"}`)
}

func post(shop http.Handler, target, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", target, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	shop.ServeHTTP(w, r)
	return w
}

func Example() {
	shop, err := newShop(document, io.Discard, sell)
	if err != nil {
		panic(err)
	}
	for _, body := range []string{
		`{"card":" x8kd-49fj-2mzq-7wpt\n"}`,
		`{"card":"GCA4567890123456"}`,
		`{"card":"X8KD49FJ2MZQ7WPT","more":["X8KD49FJ2MZQ7WP"]}`,
		`{}`,
	} {
		w := post(shop, "/redeem", body)
		fmt.Println(w.Code, strings.TrimSpace(w.Body.String()))
	}
	// Output:
	// 200 {"voucher":"8KD49FJ2MZQ7"}
	// 400 {"at":"body /card","rule":"format","reason":"serial"}
	// 400 {"at":"body /more/0","rule":"format","reason":"too-short"}
	// 400 {"at":"body /card","rule":"required"}
}

// A service that writes its document in Go need not copy the pattern.
func ExampleCanonical() {
	text, err := json.Marshal(openapi.Canonical("shop-voucher", vouchers))
	fmt.Println(string(text), err)
	// Output:
	// {"format":"shop-voucher","pattern":"^[0-9A-HJKMNP-TV-Z]{12}$","type":"string"} <nil>
}

func ExampleTyped() {
	text, err := json.Marshal(openapi.Typed("redeem-code"))
	fmt.Println(string(text), err)
	// Output:
	// {"format":"redeem-code","maxLength":1024,"type":"string"} <nil>
}
