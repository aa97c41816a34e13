package service_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"

	"github.com/redeemkit/redeem/integration/service"
)

func Example() {
	dir, err := os.MkdirTemp("", "vouchers")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	secret := make([]byte, 32)
	rand.Read(secret)
	vouchers, err := service.Open(context.Background(), service.Config{
		Database: filepath.Join(dir, "vouchers.db"),
		Secret:   secret,
		Token:    "only the shop knows",
	}, io.Discard)
	if err != nil {
		panic(err)
	}
	defer vouchers.Close()
	server := httptest.NewServer(vouchers)
	defer server.Close()

	post := func(path, body, key string) (answer map[string]any) {
		r, err := http.NewRequest("POST", server.URL+path, strings.NewReader(body))
		if err != nil {
			panic(err)
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", "Bearer only the shop knows") // only orders need it
		r.Header.Set("Idempotency-Key", key)
		r.Header.Set("Accept-Language", "de")
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			panic(err)
		}
		defer response.Body.Close()
		if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
			panic(err)
		}
		return answer
	}

	issued := post("/vouchers", `{"value": 2500, "count": 1}`, "the first order of the day")
	code := issued["codes"].([]any)[0].(string)
	typed := fmt.Sprintf(`{"code": %q}`, strings.ToLower(code))
	for _, key := range []string{"a key of this person", "a key of this person", "somebody else's key"} {
		answer := post("/redemptions", typed, key)
		fmt.Println(answer["value"], answer["title"])
	}
	// Output:
	// 2500 <nil>
	// 2500 <nil>
	// <nil> Die Karte oder der Code wurde bereits eingelöst
}
