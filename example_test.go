package redeem_test

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
)

// A service takes in a code, or answers what is wrong and at which character.
func Example() {
	handler := func(w http.ResponseWriter, r *http.Request) {
		input := r.PostFormValue("code")
		report := redeem.GiftCard().Inspect(input)
		if report.Err != nil {
			w.WriteHeader(http.StatusUnprocessableEntity)
			json.NewEncoder(w).Encode(map[string]any{
				"reason":    report.Err.Error(),
				"character": utf8.RuneCountInString(input[:report.Offset]) + 1,
			})
			return
		}
		// Redeem report.Code here.
		json.NewEncoder(w).Encode(map[string]any{"redeemed": string(report.Code.AppendMasked(nil))})
	}

	for _, input := range []string{" x8kd-49fj-2mzq-7wpt\n", "Х8КD–49FJ–2M?Q–7WPT", "GCA4567890123456"} {
		form := url.Values{"code": {input}}.Encode()
		r := httptest.NewRequest("POST", "/redeem", strings.NewReader(form))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		handler(w, r)
		fmt.Print(w.Code, " ", w.Body)
	}
	// Output:
	// 200 {"redeemed":"************7WPT"}
	// 422 {"character":13,"reason":"redeem: invalid symbol"}
	// 422 {"character":1,"reason":"redeem: serial number instead of a code"}
}

func ExampleParse() {
	canonical, err := redeem.Parse("X8KD49FJ2MZQ7WPT")
	if err != nil {
		fmt.Println(err)
		return
	}
	typed, err := redeem.Parse(" x8kd-49fj-2mzq-7wpt\n")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(typed == canonical)
	fmt.Println(typed) // a code is secret,
	fmt.Println(redeem.Plain(typed))
	// Output:
	// true
	// [redacted]
	// X8KD49FJ2MZQ7WPT
}

// Each error has its own message for the person.
func ExampleParse_error() {
	for _, s := range []string{"X8KD-49FJ-2MZQ-7WP", "8KD4-9FJ2-MZQ7-WPTX", "GCA4 5678 9012 3456", ""} {
		switch _, err := redeem.Parse(s); err {
		case nil:
			fmt.Println("thank you")
		case redeem.ErrEmpty:
			fmt.Println("please enter the code")
		case redeem.ErrTooShort, redeem.ErrTooLong:
			fmt.Println("a code has 16 characters")
		case redeem.ErrPrefix:
			fmt.Println("a code begins with X")
		case redeem.ErrSerial:
			fmt.Println("that is the serial number: the code begins with X")
		default:
			fmt.Println("please check:", err)
		}
	}
	// Output:
	// a code has 16 characters
	// a code begins with X
	// that is the serial number: the code begins with X
	// please enter the code
}

func ExampleMustParse() {
	// For codes in tests, which were never on a card.
	code := redeem.MustParse("X000-0000-0000-0000")
	fmt.Println(code.IsValid(), code.Len())
	// Output: true 16
}

func ExampleValid() {
	fmt.Println(redeem.Valid("X8KD49FJ2MZQ7WPT"))
	fmt.Println(redeem.Valid("x8kd-49fj-2mzq-7wpt")) // Parse would take it
	// Output:
	// true
	// false
}

func ExampleFormat_Inspect() {
	format := redeem.GiftCard()
	for _, s := range []string{"X8KD49FJ2MZQ7WPT", "x8kd-49fj-2mzq-7wpt", "x8kd-49fj-2m!q-7wpt", "X8KD-49FJ"} {
		report := format.Inspect(s)
		if report.Err != nil {
			fmt.Printf("%s (byte %d of %d)\n", report.Err, report.Offset, len(s))
			continue
		}
		fmt.Println("a code, changed:", report.Edits)
	}
	// Output:
	// a code, changed: none
	// a code, changed: case|separator
	// redeem: invalid symbol (byte 12 of 19)
	// redeem: too short (byte 9 of 9)
}

// A file has one code on each line. codes[i] is the code of line i+1, or the zero
// Code if the line is refused.
func ExampleFormat_ParseLines() {
	src := []byte("X8KD49FJ2MZQ7WPT\nX8KD49FJ\r\nx8kd-49fj-2mzq-7wpt\nX000000000000000")
	var codes []redeem.Code
	for len(src) > 0 {
		var n int
		var err error
		codes, n, err = redeem.GiftCard().ParseLines(codes, src, true)
		if err != nil {
			fmt.Printf("line %d: %v\n", len(codes), err)
		}
		src = src[n:]
	}
	fmt.Println(len(codes), codes[0] == codes[2], codes[1].IsValid())
	// Output:
	// line 2: redeem: too short
	// 4 true false
}

// Lines come from a connection. The memory does not grow with their number.
func ExampleFormat_ParseLines_stream() {
	r := strings.NewReader("X8KD49FJ2MZQ7WPT\nX8KD49FJ\r\nx8kd-49fj-2mzq-7wpt\nX000000000000000")
	buf := make([]byte, 0, 40) // longer than a line
	codes := make([]redeem.Code, 0, 3)
	accepted, refused := 0, 0
	for atEOF := false; !atEOF && len(buf) < cap(buf); {
		n, err := r.Read(buf[len(buf):cap(buf)])
		if err != nil && err != io.EOF {
			fmt.Println(err)
			return
		}
		buf, atEOF = buf[:len(buf)+n], err == io.EOF
		src := buf
		for {
			codes, n, err = redeem.GiftCard().ParseLines(codes[:0], src, atEOF)
			src = src[n:]
			if accepted += len(codes); err == nil {
				break
			}
			accepted, refused = accepted-1, refused+1
		}
		buf = buf[:copy(buf, src)] // how a line begins
	}
	fmt.Println(accepted, refused)
	// Output: 3 1
}

func ExampleNormalize() {
	// Of no particular format, and so of any length.
	s, err := redeem.Normalize("ａｂｃ－١٢٣")
	fmt.Println(s, err)
	_, err = redeem.Normalize("abc*123")
	fmt.Println(err == redeem.ErrSymbol)
	// Output:
	// ABC123 <nil>
	// true
}

func ExampleAppendNormalized() {
	var line []byte
	for _, s := range []string{"ab-12", "ab?12", "cd-34"} {
		line, _ = redeem.AppendNormalized(line, s) // adds nothing if it fails
	}
	fmt.Printf("%s\n", line)
	// Output: AB12CD34
}

func ExampleParseSerial() {
	serial, err := redeem.ParseSerial("gca 4567 8901 2345 6")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(serial, serial.Kind() == redeem.SerialGCA)
	// Output: GCA4567890123456 true
}

func ExampleClassifySerial() {
	fmt.Println(redeem.ClassifySerial("60 1234 5678 9012 34"))
	fmt.Println(redeem.ClassifySerial("X8KD49FJ2MZQ7WPT"))
	// Output:
	// 60
	// unknown
}

func ExampleFormat_AppendGrouped() {
	code := redeem.MustParse("X8KD49FJ2MZQ7WPT")
	fmt.Printf("%s\n", redeem.GiftCard().AppendGrouped(nil, code))
	// Output: X8KD-49FJ-2MZQ-7WPT
}

func ExampleCode_AppendMasked() {
	code := redeem.MustParse("X8KD49FJ2MZQ7WPT")
	fmt.Printf("%s\n", code.AppendMasked(nil))
	// Output: ************7WPT
}

// Vouchers of your own have an alphabet without I, L, O and U.
func ExampleNewFormat() {
	scheme, ok := checkdigit.Lookup("damm-gf32")
	if !ok {
		fmt.Println("no such scheme")
		return
	}
	model, err := redeem.NewLookalikes(
		redeem.Pair{Read: 'O', Meant: '0', Cost: 1},
		redeem.Pair{Read: 'I', Meant: '1', Cost: 1},
		redeem.Pair{Read: 'L', Meant: '1', Cost: 1},
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	voucher, err := redeem.NewFormat(redeem.Spec{
		Name:       "voucher",
		Length:     8,
		Prefix:     "V",
		Alphabet:   scheme.Alphabet(),
		Groups:     []int{4, 4},
		Check:      scheme,
		Lookalikes: model,
	})
	if err != nil {
		fmt.Println(err)
		return
	}

	printed, _ := scheme.Append(nil, "V10K9P7")
	for _, s := range []string{string(printed), "vlok-9p73", "V10K-P973"} {
		report := voucher.Inspect(s)
		fmt.Println(redeem.Plain(report.Code), report.Edits, report.Err)
	}
	// Output:
	// V10K9P73 none <nil>
	// V10K9P73 case|separator|substitute <nil>
	//  separator redeem: wrong check character
}

func ExampleFormat_Pattern() {
	// For the pattern attribute of an HTML form, or a JSON Schema.
	fmt.Println(redeem.GiftCard().Pattern())
	// Output: ^X[0-9A-Z]{15}$
}

// A Code does not print.
func ExampleCode() {
	order := struct {
		ID   int
		Code redeem.Code
	}{7, redeem.MustParse("X8KD49FJ2MZQ7WPT")}

	fmt.Printf("%+v\n", order)
	_, err := json.Marshal(order)
	fmt.Println(errors.Is(err, redeem.ErrSecret))
	// Output:
	// {ID:7 Code:[redacted]}
	// true
}

func ExampleCode_LogValue() {
	logger := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{
		ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == slog.TimeKey {
				return slog.Attr{}
			}
			return a
		},
	}))
	logger.Info("redeemed", "order", 7, "code", redeem.MustParse("X8KD49FJ2MZQ7WPT"))
	// Output: level=INFO msg=redeemed order=7 code=[redacted]
}

// A Code can be the key of a map.
func ExampleCode_key() {
	seen := map[redeem.Code]bool{}
	for _, s := range []string{"X8KD49FJ2MZQ7WPT", "x8kd-49fj-2mzq-7wpt", "X000000000000000"} {
		code, err := redeem.Parse(s)
		if err != nil {
			fmt.Println(err)
			continue
		}
		if seen[code] {
			fmt.Println("entered twice")
		}
		seen[code] = true
	}
	fmt.Println(len(seen), "codes")
	// Output:
	// entered twice
	// 2 codes
}

func ExampleCode_Compare() {
	codes := []redeem.Code{
		redeem.MustParse("XZ00000000000000"),
		redeem.MustParse("X000000000000000"),
		redeem.MustParse("XA00000000000000"),
	}
	slices.SortFunc(codes, redeem.Code.Compare)
	for _, code := range codes {
		fmt.Println(redeem.Plain(code))
	}
	// Output:
	// X000000000000000
	// XA00000000000000
	// XZ00000000000000
}

// Plain is for the one place that has to write the code.
func ExamplePlain() {
	type mail struct {
		To   string       `json:"to"`
		Code redeem.Plain `json:"code"`
	}
	code := redeem.MustParse("X8KD49FJ2MZQ7WPT")
	b, err := json.Marshal(mail{"kari@example.com", redeem.Plain(code)})
	fmt.Println(string(b), err)

	var m mail
	err = json.Unmarshal([]byte(`{"code":"x8kd-49fj-2mzq-7wpt"}`), &m)
	fmt.Println(redeem.Code(m.Code) == code, err)
	// Output:
	// {"to":"kari@example.com","code":"X8KD49FJ2MZQ7WPT"} <nil>
	// true <nil>
}

// A Code scans a column of gift card codes.
func ExampleCode_Scan() {
	var code redeem.Code
	fmt.Println(code.Scan([]byte("X8KD49FJ2MZQ7WPT")), code.IsValid())
	fmt.Println(code.Scan(nil), code.IsValid()) // NULL
	// Output:
	// <nil> true
	// <nil> false
}

// Into reads a column or a flag as a code of another format.
func ExampleFormat_Into() {
	voucher := redeem.MustFormat(redeem.Spec{Name: "voucher", Length: 6, Alphabet: "bcdfghBCDFGH"})

	var fromRow, fromFlag redeem.Code
	err := voucher.Into(&fromRow).Scan("bcdBCD") // as in row.Scan(voucher.Into(&code))
	fmt.Println(redeem.Plain(fromRow), err)

	flags := flag.NewFlagSet("shop", flag.ContinueOnError)
	flags.Var(voucher.Into(&fromFlag), "voucher", "the voucher's `code`")
	err = flags.Parse([]string{"-voucher", "bcd-BCD"})
	fmt.Println(redeem.Plain(fromFlag), err)
	// Output:
	// bcdBCD <nil>
	// bcdBCD <nil>
}

func ExampleLookalikes_Cost() {
	model := redeem.SupportArticle()
	fmt.Println(model.Cost('O', '0'))
	fmt.Println(model.Cost('O', 'X'))
	fmt.Println(model.Cost('X', 'X'))
	// Output:
	// 1 true
	// 0 false
	// 0 true
}

func ExampleLookalikes_Of() {
	for meant, cost := range redeem.SupportArticle().Of('O') {
		fmt.Printf("%c costs %d\n", meant, cost)
	}
	// Output:
	// O costs 0
	// 0 costs 1
	// D costs 1
	// Q costs 1
}

// Codes that look alike are found under one key, their skeleton.
func ExampleLookalikes_Skeleton() {
	model := redeem.SupportArticle()
	issued := map[redeem.Code][]redeem.Code{}
	for _, s := range []string{"X0S0000000000000", "XDS0000000000000", "X123456789123456"} {
		code := redeem.MustParse(s)
		key := model.Skeleton(code)
		issued[key] = append(issued[key], code)
	}

	read := redeem.MustParse("XO50000000000000")
	for _, code := range issued[model.Skeleton(read)] {
		fmt.Println(redeem.Plain(code), model.Confusable(read, code))
	}
	// Output:
	// X0S0000000000000 true
	// XDS0000000000000 true
}

func ExampleLookalikes_Confusable() {
	model := redeem.SupportArticle()
	o, zero, d := redeem.MustParse("XO00000000000000"), redeem.MustParse("X000000000000000"), redeem.MustParse("XD00000000000000")
	// D looks like O and O like 0, but that does not make D look like 0.
	fmt.Println(model.Confusable(d, o), model.Confusable(o, zero), model.Confusable(d, zero))
	fmt.Println(model.Skeleton(d) == model.Skeleton(zero))
	// Output:
	// true true false
	// true
}

// An import of a CSV file reports the line and the column of each fault, and skips
// codes that it has seen.
func ExampleFormat_Inspect_csv() {
	const file = `order,code
1001,X8KD-49FJ-2MZQ-7WPT
1002,X8KD-49FJ-2M!Q-7WPT
1003,x8kd49fj2mzq7wpt
1004,X8KD-49FJ-2MZQ
`
	rows := csv.NewReader(strings.NewReader(file))
	rows.ReuseRecord = true
	seen := map[redeem.Code]int{} // the line in which a code was first
	for header := true; ; header = false {
		row, err := rows.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			fmt.Println(err)
			return
		}
		if header {
			continue
		}
		report := redeem.GiftCard().Inspect(row[1])
		line, column := rows.FieldPos(1)
		if report.Err != nil {
			fmt.Printf("line %d, column %d: %v\n", line, column+report.Offset, report.Err)
			continue
		}
		if first, ok := seen[report.Code]; ok {
			fmt.Printf("line %d, column %d: the code of line %d\n", line, column, first)
			continue
		}
		seen[report.Code] = line
	}
	fmt.Println(len(seen), "imported")
	// Output:
	// line 3, column 18: redeem: invalid symbol
	// line 4, column 6: the code of line 2
	// line 5, column 20: redeem: too short
	// 1 imported
}
