package redeem_test

import (
	"fmt"
	"log"
	"log/slog"
	"os"
	"strings"

	"github.com/redeemkit/redeem"
)

func ExampleFormat_Find() {
	mail := "Hello, my code “x8kd-49fj-2mzq-7wpt” does not work,\nnor does https://example.com/?code=X000000000000000."
	for m := range redeem.GiftCard().Find(mail) {
		fmt.Println(m.Start, m.End, m.Code, string(m.Code.AppendMasked(nil)))
	}
	// Output:
	// 18 37 [redacted] ************7WPT
	// 91 107 [redacted] ************0000
}

func ExampleFormat_AppendRedacted() {
	line := []byte(`POST /redeem {"code":"X8KD-49FJ-2MZQ-7WPT","order":4711}`)
	fmt.Printf("%s\n", redeem.GiftCard().AppendRedacted(nil, line))
	// Output: POST /redeem {"code":"****-****-****-7WPT","order":4711}
}

func ExampleFindSerials() {
	for m := range redeem.FindSerials("the card says GCA4567890123456, whatever I scratch") {
		fmt.Println(m.Start, m.End, m.Serial, m.Serial.Kind())
	}
	// Output: 14 30 GCA4567890123456 GCA
}

// Three lines keep codes out of the log of a service.
func ExampleNewRedactor() {
	safe := redeem.NewRedactor(os.Stdout) // instead of os.Stderr here
	defer safe.Close()
	log.SetOutput(safe)

	log.SetFlags(0)
	defer log.SetOutput(os.Stderr)
	log.Printf("bad request: code=%s", "X8KD-49FJ-2MZQ-7WPT")
	// Output: bad request: code=****-****-****-7WPT
}

// The same for log/slog, and for two formats at once.
func ExampleNewRedactor_slog() {
	vouchers := redeem.MustFormat(redeem.Spec{Length: 12, Alphabet: "0123456789ABCDEFGHJKMNPQRSTVWXYZ", Groups: []int{4, 4, 4}})

	safe := redeem.NewRedactor(os.Stdout, redeem.GiftCard(), vouchers)
	defer safe.Close()
	logger := slog.New(slog.NewTextHandler(safe, &slog.HandlerOptions{ReplaceAttr: exampleWithoutTime}))

	logger.Info("redeem", "query", "code=x8kd49fj2mzq7wpt&voucher="+strings.ToLower("7K2P-9D4M-XWQ3"))
	// Output: level=INFO msg=redeem query="code=************7wpt&voucher=****-****-*wq3"
}

func exampleWithoutTime(_ []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return a
}

// The whole text of a card holds its code and its serial number.
func ExampleFormat_Find_card() {
	const card = `App Store & iTunes
$25 Gift Card
Enter the code below to redeem:
X8KD 49FJ 2MZQ 7WPT
Serial number GCA4 5678 9012 3456
Terms: apple.com/legal/giftcards`

	for found := range redeem.GiftCard().Find(card) {
		fmt.Println("code", found.Code, "at byte", found.Start) // found.Code is ready to be redeemed
	}
	for found := range redeem.FindSerials(card) {
		fmt.Println("serial number", found.Serial, "of the family", found.Serial.Kind())
	}

	// Output:
	// code [redacted] at byte 65
	// serial number GCA4567890123456 of the family GCA
}
