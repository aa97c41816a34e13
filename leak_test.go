package redeem_test

import (
	"bytes"
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/binary"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	htmltemplate "html/template"
	"io"
	"log"
	"log/slog"
	"math/rand"
	"net/url"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"testing/quick"
	"text/template"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/exhaustive"
	"github.com/redeemkit/redeem/internal/leak"
	"github.com/redeemkit/redeem/internal/testbin"
)

// A leakSecret is a code and the text of it that no output may hold.
type leakSecret struct {
	code redeem.Code
	text string
}

// leakSecrets are codes of two and of four machine words, without repetition
// and unlike anything that an output would hold by chance.
func leakSecrets() []leakSecret {
	long := redeem.MustFormat(redeem.Spec{Length: redeem.MaxLen})
	var secrets []leakSecret
	for _, text := range []string{"X8KD49FJ2MZQ7WPT", "X8KD49FJ2MZQ7WPTGVY3HB6NCR5SLE0A"} {
		f := redeem.GiftCard()
		if len(text) == redeem.MaxLen {
			f = long
		}
		code, err := f.Parse(text)
		if err != nil {
			panic(err)
		}
		secrets = append(secrets, leakSecret{code, text})
	}
	return secrets
}

// leak returns what of the secret is in the output, or "".
func (s leakSecret) leak(output string) string { return leak.Of(s.text, output) }

// check reports a leak in the output of a route.
func (s leakSecret) check(t *testing.T, route, output string) {
	t.Helper()
	if part := s.leak(output); part != "" {
		t.Errorf("%s shows %s of the code: %.200q", route, part, output)
	}
}

// checkError checks the text of an error that has to be there, and whether it
// is one of ours in the end.
func (s leakSecret) checkError(t *testing.T, route string, err error, want redeem.Error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: error %v, want one that is %v", route, err, want)
	}
	for _, format := range []string{"%v", "%+v", "%s", "%q", "%x"} {
		s.check(t, route+", its error", fmt.Sprintf(format, err))
	}
}

type (
	leakOrder struct {
		ID   int
		Code redeem.Code
	}
	leakNested struct {
		Orders []leakOrder
		ByName map[string]leakOrder
		Any    any
	}
	leakEmbedded struct{ redeem.Code }
	leakError    struct {
		Code redeem.Code
		Err  error
	}
	leakLogged struct{ Code redeem.Code }
)

func (e leakError) Error() string { return fmt.Sprint("order of ", e.Code, ": ", e.Err) }
func (e leakError) Unwrap() error { return e.Err }

func (l leakLogged) LogValue() slog.Value {
	return slog.GroupValue(slog.Any("code", l.Code), slog.Any("list", []redeem.Code{l.Code}))
}

type leakShape struct {
	name  string
	value any
}

// leakShapes are the ways in which a code is handed to something that prints.
func leakShapes(c redeem.Code) []leakShape {
	order := leakOrder{7, c}
	return []leakShape{
		{"value", c},
		{"pointer", &c},
		{"slice", []redeem.Code{c}},
		{"slice of pointers", []*redeem.Code{&c}},
		{"array", [2]redeem.Code{c, c}},
		{"map value", map[string]redeem.Code{"k": c}},
		{"map key", map[redeem.Code]string{c: "v"}},
		{"map key and value", map[redeem.Code]redeem.Code{c: c}},
		{"slice of any", []any{c, &c, order}},
		{"struct", order},
		{"pointer to struct", &order},
		{"slice of structs", []leakOrder{order}},
		{"nested", leakNested{[]leakOrder{order}, map[string]leakOrder{"k": order}, c}},
		{"nested in any", leakNested{Any: leakNested{Any: &c}}},
		{"embedded", leakEmbedded{c}},
		{"pointer to embedded", &leakEmbedded{c}},
		{"nullable", sql.Null[redeem.Code]{V: c, Valid: true}},
		{"report", redeem.Report{Code: c, Offset: -1}},
		{"candidate", redeem.Candidate{Code: c, Cost: 1, Edits: 1}},
		{"pointer to a candidate", &redeem.Candidate{Code: c}},
		{"slice of candidates", []redeem.Candidate{{Code: c}, {}}},
		{"resolution", redeem.Resolution{Verdict: redeem.VerdictUnique, Best: redeem.Candidate{Code: c}, Ties: 1, Margin: -1}},
		{"pointer to a resolution", &redeem.Resolution{Best: redeem.Candidate{Code: c}}},
		{"match", redeem.Match{Start: 3, End: 19, Code: c}},
		{"error with a code", leakError{c, redeem.ErrExpired}},
	}
}

func TestLeakIsDetected(t *testing.T) {
	for _, s := range leakSecrets() {
		plain := redeem.Plain(s.code)
		for _, output := range []string{
			plain.String(),
			strings.ToLower(plain.String()),
			fmt.Sprintf("%x", plain),
			fmt.Sprintf("%X", plain),
			fmt.Sprint([]byte(plain.String())),
			fmt.Sprintf("%#v", []byte(plain.String())),
			fmt.Sprintf("%o", []byte(plain.String())),
			string(s.code.AppendTo(nil)[5:9]),
			string(redeem.GiftCard().AppendGrouped(nil, s.code)),
			string(s.code.AppendMasked(nil)),
		} {
			if s.leak(output) == "" {
				t.Errorf("no leak seen in %q", output)
			}
		}
	}
}

// leakVerbs are all verbs but p and w, which are among the exceptions.
const leakVerbs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnoqrstuvxyz"

// TestLeakFmtVerbs prints a code alone, with all flags, widths and precisions of a verb.
func TestLeakFmtVerbs(t *testing.T) {
	for _, s := range append(leakSecrets(), leakSecret{}) {
		want := s.code.String()
		for flags := range 1 << 5 {
			start := []byte("%")
			for i, flag := range []byte("+-# 0") {
				if flags>>i&1 != 0 {
					start = append(start, flag)
				}
			}
			for _, width := range []string{"", "3", "40"} {
				for _, precision := range []string{"", ".", ".3"} {
					for _, verb := range leakVerbs + "!éß世\x00" {
						format := string(start) + width + precision + string(verb)
						value, pointer := fmt.Sprintf(format, s.code), fmt.Sprintf(format, &s.code)
						if verb == 'T' {
							s.check(t, format, value+pointer)
						} else if value != want || pointer != want {
							t.Fatalf("%q prints %q, and %q by pointer, want %q", format, value, pointer, want)
						}
					}
				}
			}
		}
		s.check(t, "%p of a pointer", fmt.Sprintf("%p", &s.code))
	}
}

func TestLeakFmtShapes(t *testing.T) {
	for _, s := range leakSecrets() {
		for _, shape := range leakShapes(s.code) {
			t.Run(shape.name, func(t *testing.T) {
				sizes := []string{"", "40.3", "40", ".3"}
				for i, flags := range []string{"", "+", "-", "#", " ", "0", "+#", "+-# 0"} {
					for j, size := range sizes[:exhaustive.Pick(2, 4)] {
						for k, verb := range leakVerbs {
							if size != "" && (i+j+k)%3 > 0 && !exhaustive.On() {
								continue
							}
							format := "%" + flags + size + string(verb)
							s.check(t, format, fmt.Sprintf(format, shape.value))
						}
						if t.Failed() {
							return
						}
					}
				}
				s.checkError(t, "Errorf", fmt.Errorf("%v: %w", shape.value, redeem.ErrCheck), redeem.ErrCheck)
				s.check(t, "Sprint", fmt.Sprint("a", shape.value, 1, shape.value))
				s.check(t, "Sprintln", fmt.Sprintln("a", shape.value, 1, shape.value))
				s.check(t, "Append", string(fmt.Append(nil, shape.value, shape.value)))
				s.check(t, "Appendf", string(fmt.Appendf(nil, "%v", shape.value)))
				s.check(t, "Appendln", string(fmt.Appendln(nil, shape.value)))
				var b strings.Builder
				fmt.Fprint(&b, shape.value)
				fmt.Fprintln(&b, shape.value)
				fmt.Fprintf(&b, "%[1]v %+[1]v %#[1]v", shape.value)
				s.check(t, "Fprint", b.String())
			})
		}
	}
}

// TestLeakWrapped wraps errors that hold a code.
func TestLeakWrapped(t *testing.T) {
	for _, s := range leakSecrets() {
		inner := leakError{s.code, redeem.ErrCheck}
		s.checkError(t, "a wrapped error", fmt.Errorf("order: %w", inner), redeem.ErrCheck)
		s.checkError(t, "a wrapped pointer", fmt.Errorf("order: %w", &inner), redeem.ErrCheck)
		s.checkError(t, "errors wrapped together", fmt.Errorf("%w, %w", inner, &inner), redeem.ErrCheck)
		s.checkError(t, "joined errors", errors.Join(inner, io.EOF, &inner), redeem.ErrCheck)
	}
}

// TestLeakFmtMistakes calls fmt with formats that do not fit the arguments,
// about which it complains by showing them.
func TestLeakFmtMistakes(t *testing.T) {
	for _, s := range leakSecrets() {
		for _, shape := range leakShapes(s.code) {
			for _, format := range []string{"", "none", "%", "%!", "%*d", "%.*d", "%[2]*d", "%[3]d", "%[x]d", "%[1]*[1]d", "%d %d %d"} {
				s.check(t, shape.name+" with "+format, fmt.Sprintf(format, shape.value, shape.value))
			}
		}
	}
}

// TestLeakTarget prints a place that holds a code.
func TestLeakTarget(t *testing.T) {
	for _, s := range leakSecrets() {
		target := redeem.GiftCard().Into(&s.code)
		for _, verb := range leakVerbs {
			s.check(t, "Target with %"+string(verb), fmt.Sprintf("%"+string(verb), target))
			if t.Failed() {
				break
			}
		}
	}
}

// TestLeakCorrector prints all that a Corrector hands out, and what Accept is
// asked.
func TestLeakCorrector(t *testing.T) {
	s := leakSecrets()[0]
	var printed strings.Builder
	c := redeem.Corrector{MaxTries: 3, Accept: func(code redeem.Code) bool {
		fmt.Fprintf(&printed, "%v %+v %#v %q %x", code, code, code, code, code)
		return false
	}}
	resolution := c.Resolve(s.text)
	for candidate := range c.Candidates(s.text) {
		for _, verb := range leakVerbs {
			for _, flag := range []string{"", "+", "#"} {
				fmt.Fprintf(&printed, "%"+flag+string(verb), candidate)
				fmt.Fprintf(&printed, "%"+flag+string(verb), resolution)
			}
		}
		resolution.Best = candidate
	}
	fmt.Fprintf(&printed, "%v %+v %#v", &c, &c, resolution)
	s.check(t, "a Corrector", printed.String())
}

// TestLeakReading is the promise that a Reading prints nothing that it holds: by
// fmt with any verb, in whatever it is, by slog and by encoders; and that Reset
// leaves nothing behind.
func TestLeakReading(t *testing.T) {
	for _, s := range leakSecrets() {
		var r, with redeem.Reading
		r.AddString(s.text)
		for _, char := range s.text {
			with.Add(redeem.Alternative{Char: char, Prob: 0.9}, redeem.Alternative{Char: '!', Prob: 0.1})
		}
		for _, r := range []redeem.Reading{r, with} {
			type hidden struct{ r redeem.Reading }
			for _, value := range []any{
				r, &r, []redeem.Reading{r}, []*redeem.Reading{&r}, map[string]redeem.Reading{"": r}, struct{ R redeem.Reading }{r},
				hidden{r}, &hidden{r}, []hidden{{r}}, fmt.Errorf("%v", r),
			} {
				for _, verb := range leakVerbs {
					for _, flag := range []string{"", "+", "#"} {
						s.check(t, "a Reading with %"+string(verb), fmt.Sprintf("%"+flag+string(verb), value))
					}
				}
				var b bytes.Buffer
				slog.New(slog.NewTextHandler(&b, nil)).Info("", "r", value)
				slog.New(slog.NewJSONHandler(&b, nil)).Info("", "r", value)
				text, err := json.Marshal(value)
				fmt.Fprint(&b, string(text), err)
				text, err = xml.Marshal(value)
				fmt.Fprint(&b, string(text), err, gob.NewEncoder(&b).Encode(value))
				s.check(t, "a Reading encoded", b.String())
			}
			if _, err := json.Marshal(r); !errors.Is(err, redeem.ErrSecret) {
				t.Errorf("json.Marshal of a Reading: %v, want ErrSecret", err)
			}
		}
	}
}

func TestLeakContext(t *testing.T) {
	for _, s := range leakSecrets() {
		ctx := context.WithValue(context.Background(), s.code, s.code)
		s.check(t, "context", fmt.Sprint(ctx))
	}
}

// TestLeakExceptions tests the leaks that no type can prevent, as the documentation of
// Code says. If a new version of Go closes one of them, the documentation can be shorter.
func TestLeakExceptions(t *testing.T) {
	type hidden struct{ code redeem.Code }
	type pointer struct{ Order *leakOrder }
	type derived redeem.Code
	for _, s := range leakSecrets() {
		order := leakOrder{1, s.code}
		for _, tt := range []struct {
			name, format string
			value        any
		}{
			{"an unexported field of another struct", "%v", hidden{s.code}},
			{"an unexported field of another struct", "%+v", &hidden{s.code}},
			{"an unexported field of another struct", "%#v", []hidden{{s.code}}},
			{"an unexported field of another struct", "%#v", fmt.Errorf("order: %w", leakError{s.code, redeem.ErrCheck})},
			{"%p", "%p", s.code},
			{"%p", "%p", order},
			{"%w of what is no error", "%w", s.code},
			{"%w of what is no error", "%w", []redeem.Code{s.code}},
			{"a verb that does not fit a pointer", "%s", pointer{&order}},
			{"a verb that does not fit a pointer", "%q", []*leakOrder{&order}},
			{"a type made of Code", "%v", derived(s.code)},
		} {
			if output := fmt.Sprintf(tt.format, tt.value); s.leak(output) == "" {
				t.Errorf("%s: %q of %T prints %q, which no longer shows the code", tt.name, tt.format, tt.value, output)
			}
		}
		output, err := binary.Append(nil, binary.BigEndian, s.code)
		if err != nil || s.leak(string(output)) == "" {
			t.Errorf("encoding/binary writes %q, %v, which no longer shows the code", output, err)
		}
	}
}

func TestLeakSlog(t *testing.T) {
	handlers := map[string]func(io.Writer, *slog.HandlerOptions) slog.Handler{
		"text": func(w io.Writer, o *slog.HandlerOptions) slog.Handler { return slog.NewTextHandler(w, o) },
		"JSON": func(w io.Writer, o *slog.HandlerOptions) slog.Handler { return slog.NewJSONHandler(w, o) },
	}
	for _, s := range leakSecrets() {
		replacing := &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			s.check(t, "ReplaceAttr", fmt.Sprint(a.Value.Any()))
			return slog.Any("replaced_"+a.Key, a.Value)
		}}
		for name, newHandler := range handlers {
			for _, options := range []*slog.HandlerOptions{nil, replacing} {
				for _, shape := range append(leakShapes(s.code), leakShape{"LogValuer", leakLogged{s.code}}) {
					var b bytes.Buffer
					logger := slog.New(newHandler(&b, options))
					logger.Info("message", "key", shape.value)
					logger.Info("message", slog.Any("key", shape.value), slog.Group("group", "key", shape.value))
					logger.With("key", shape.value).WithGroup("group").Info("message", "key", shape.value)
					logger.Info(fmt.Sprint(shape.value), "err", fmt.Errorf("%v: %w", shape.value, redeem.ErrCheck))
					if n := strings.Count(b.String(), "\n"); n != 4 {
						t.Errorf("%s in the %s handler: %d lines, want 4", shape.name, name, n)
					}
					s.check(t, shape.name+" in the "+name+" handler", b.String())
				}
			}
		}
		if got, want := s.code.LogValue().String(), s.code.String(); got != want {
			t.Errorf("LogValue() = %q, want %q", got, want)
		}
	}
}

// TestLeakChange prints and logs what is being typed.
func TestLeakChange(t *testing.T) {
	for _, s := range leakSecrets() {
		c := redeem.Change{Old: s.text, New: s.text, Caret: 4}
		for _, verb := range leakVerbs {
			for _, value := range []any{c, &c, []redeem.Change{c}, struct{ C redeem.Change }{c}} {
				format := "%+#" + string(verb)
				s.check(t, format, fmt.Sprintf(format, value))
			}
		}
		var b bytes.Buffer
		for _, h := range []slog.Handler{slog.NewTextHandler(&b, nil), slog.NewJSONHandler(&b, nil)} {
			slog.New(h).Info("typed", "change", c)
		}
		log.New(&b, "", 0).Print(c)
		s.check(t, "log", b.String())
		if !strings.Contains(b.String(), "[redacted]") {
			t.Errorf("the log is %q", b.String())
		}
	}
}

func TestLeakLog(t *testing.T) {
	for _, s := range leakSecrets() {
		for _, shape := range leakShapes(s.code) {
			var b bytes.Buffer
			logger := log.New(&b, "", log.LstdFlags)
			logger.Print(shape.value)
			logger.Println(shape.value)
			logger.Printf("%v %+v", shape.value, shape.value)
			func() {
				defer func() { s.check(t, shape.name+" in a log panic", fmt.Sprint(recover())) }()
				logger.Panic(shape.value)
			}()
			s.check(t, shape.name+" in a log", b.String())
		}
	}
}

// TestLeakRedactor logs codes in plain text where a Redactor is in between. It
// shows four symbols, as AppendMasked does.
func TestLeakRedactor(t *testing.T) {
	for _, s := range leakSecrets() {
		f := redeem.GiftCard()
		if len(s.text) == redeem.MaxLen {
			f = redeem.MustFormat(redeem.Spec{Length: redeem.MaxLen, Groups: []int{8, 8, 8, 8}})
		}
		check := func(route, output string) {
			t.Helper()
			s.check(t, route, strings.ReplaceAll(strings.ToUpper(output), s.text[len(s.text)-4:], ""))
			if !strings.Contains(output, "****") {
				t.Errorf("%s masks nothing: %.200q", route, output)
			}
		}
		for _, text := range []string{
			s.text, strings.ToLower(s.text), string(f.AppendGrouped(nil, s.code)), "code=" + s.text + "&x=1", s.text + " " + s.text, "«" + s.text + "»",
			leakJoined(f, s.code, "\u00A0"), leakJoined(f, s.code, "\t"), leakJoined(f, s.code, "\u2011"), leakJoined(f, s.code, "  "),
			leakJoined(f, s.code, " - "), "\x1b[36mcode=\x1b[0m" + s.text, "a\n" + s.text + "\tb", url.QueryEscape(leakJoined(f, s.code, " ")),
			url.PathEscape(leakJoined(f, s.code, "\u2011")), html.EscapeString("é" + "<" + s.text + ">"),
		} {
			var b bytes.Buffer
			safe := redeem.NewRedactor(&b, f)
			logger := log.New(safe, "", log.LstdFlags)
			logger.Print(text)
			logger.Printf("%q %v", text, []string{text})
			check("log", b.String())
			b.Reset()
			for _, h := range []slog.Handler{slog.NewTextHandler(safe, nil), slog.NewJSONHandler(safe, nil)} {
				slog.New(h).With("key", text).WithGroup("group").Info(text, "key", []string{text}, "err", errors.New(text))
			}
			check("slog", b.String())
			fmt.Fprintf(safe, "%s %s", text, redeem.Plain(s.code))
			if err := safe.Close(); err != nil {
				t.Error(err)
			}
			check("fmt", b.String())
		}
	}
}

// leakJoined spells a code with a separator between its groups.
func leakJoined(f *redeem.Format, c redeem.Code, joint string) string {
	return strings.ReplaceAll(string(f.AppendGrouped(nil, c)), "-", joint)
}

// TestLeakHeldBack prints Redactors that hold back what may be the beginning of
// a code.
func TestLeakHeldBack(t *testing.T) {
	for _, s := range leakSecrets() {
		f := redeem.MustFormat(redeem.Spec{Length: len(s.text) + 1 - len(s.text)/redeem.MaxLen})
		var out bytes.Buffer
		r := redeem.NewRedactor(&out, f)
		held := s.text[:len(s.text)-1]
		io.WriteString(r, held)
		if out.Len() > 0 {
			t.Fatalf("%d bytes are not held back", out.Len())
		}
		for _, value := range []any{
			r, *r, &r, []*redeem.Redactor{r}, []redeem.Redactor{*r}, map[int]redeem.Redactor{1: *r},
			struct{ W io.Writer }{r}, struct{ r redeem.Redactor }{*r}, log.New(r, "", 0), slog.NewTextHandler(r, nil),
		} {
			route := fmt.Sprintf("%T", value)
			for _, flags := range []string{"", "+", "#", "+#", "0", "40"} {
				for _, verb := range leakVerbs + "pw" {
					s.check(t, route, fmt.Sprintf("%"+flags+string(verb), value))
				}
			}
			var b bytes.Buffer
			for _, h := range []slog.Handler{slog.NewTextHandler(&b, nil), slog.NewJSONHandler(&b, nil)} {
				slog.New(h).Info("message", "key", value)
			}
			s.check(t, route+" in slog", b.String())
			for _, marshal := range []func(any) ([]byte, error){json.Marshal, xml.Marshal} {
				text, err := marshal(value)
				s.check(t, route+" encoded", fmt.Sprint(string(text), err))
			}
		}
	}
}

func TestLeakJSON(t *testing.T) {
	for _, s := range leakSecrets() {
		for _, shape := range leakShapes(s.code) {
			output, err := json.Marshal(shape.value)
			if err == nil {
				t.Errorf("json.Marshal of %s: no error", shape.name)
			}
			// For the key of a map the package keeps the text of our error only.
			if !strings.Contains(fmt.Sprint(err), redeem.ErrSecret.Error()) {
				t.Errorf("json.Marshal of %s: error %v, want ErrSecret", shape.name, err)
			}
			s.check(t, "json.Marshal of "+shape.name, string(output)+fmt.Sprintf("%v %+v", err, err))

			output, err = json.MarshalIndent(shape.value, "", "\t")
			s.check(t, "json.MarshalIndent of "+shape.name, string(output)+fmt.Sprint(err))

			var b bytes.Buffer
			err = json.NewEncoder(&b).Encode(shape.value)
			s.check(t, "json.Encoder of "+shape.name, b.String()+fmt.Sprint(err))
			if err == nil || b.Len() > 0 {
				t.Errorf("json.Encoder of %s: error %v after %d bytes, want an error and none", shape.name, err, b.Len())
			}
		}
		_, err := json.Marshal(leakOrder{1, s.code})
		s.checkError(t, "json.Marshal", err, redeem.ErrSecret)
	}
	if _, err := json.Marshal(redeem.Code{}); !errors.Is(err, redeem.ErrSecret) {
		t.Errorf("json.Marshal of the zero Code: %v, want ErrSecret", err)
	}
}

func TestLeakXML(t *testing.T) {
	type attribute struct {
		Code redeem.Code `xml:"code,attr"`
	}
	type text struct {
		Code redeem.Code `xml:",chardata"`
	}
	for _, s := range leakSecrets() {
		for _, value := range []any{s.code, &s.code, []redeem.Code{s.code}, leakOrder{1, s.code}, leakEmbedded{s.code}, attribute{s.code}, text{s.code}} {
			var b bytes.Buffer
			err := xml.NewEncoder(&b).Encode(value)
			s.checkError(t, fmt.Sprintf("xml of %T", value), err, redeem.ErrSecret)
			s.check(t, fmt.Sprintf("xml of %T", value), b.String())
		}
	}
}

func TestLeakGob(t *testing.T) {
	for _, s := range leakSecrets() {
		for _, value := range []any{s.code, &s.code, []redeem.Code{s.code}, leakOrder{1, s.code}, leakEmbedded{s.code}, map[redeem.Code]int{s.code: 1}} {
			var b bytes.Buffer
			err := gob.NewEncoder(&b).Encode(value)
			if err == nil {
				t.Errorf("gob of %T: no error", value)
			}
			s.check(t, fmt.Sprintf("gob of %T", value), b.String()+fmt.Sprint(err))
		}
	}
}

func TestLeakTemplate(t *testing.T) {
	const source = `{{.Code}} {{.}} {{printf "%s %d %x %#v" .Code .Code .Code .}} {{print .Code}} {{println .}}
		<a title="{{.Code}}" title={{.Code}} href="/?c={{.Code}}" onclick="f({{.Code}})" style="color: {{.Code}}">{{html .Code}}</a>
		<script>let a = {{.Code}}, b = "{{.Code}}", c = {{js .Code}}, d = {{.}}</script>{{urlquery .Code}}`
	for _, s := range leakSecrets() {
		for _, data := range []any{leakOrder{1, s.code}, map[string]any{"Code": s.code}, map[string]any{"Code": &s.code}, map[string][]redeem.Code{"Code": {s.code}}} {
			var b strings.Builder
			if err := template.Must(template.New("").Parse(source)).Execute(&b, data); err != nil {
				t.Error(err)
			}
			err := htmltemplate.Must(htmltemplate.New("").Parse(source)).Execute(&b, data)
			s.check(t, fmt.Sprintf("template with %T", data), b.String()+fmt.Sprint(err))
		}
	}
}

// TestLeakTesting looks at what failing tests print.
func TestLeakTesting(t *testing.T) {
	for _, s := range leakSecrets() {
		fails := func(redeem.Code, leakOrder) bool { return false }
		err := quick.Check(fails, &quick.Config{Values: func(args []reflect.Value, _ *rand.Rand) {
			args[0], args[1] = reflect.ValueOf(s.code), reflect.ValueOf(leakOrder{1, s.code})
		}})
		s.check(t, "testing/quick", fmt.Sprintf("%v %+v", err, err))
		t.Run(fmt.Sprint(s.code), func(t *testing.T) { s.check(t, "the name of a test", t.Name()) })
	}
}

// TestLeakPanic panics with a code, here and in a process of its own.
func TestLeakPanic(t *testing.T) {
	for i, s := range leakSecrets() {
		if os.Getenv("REDEEM_TEST_PANIC") == strconv.Itoa(i) {
			t.Log(s.code)
			panic(s.code)
		}
	}
	for i, s := range leakSecrets() {
		func() {
			defer func() { s.check(t, "recover", fmt.Sprint("recovered: ", recover())) }()
			panic(s.code)
		}()

		cmd := testbin.Command(t, os.Args[0], "-test.run=^TestLeakPanic$", "-test.v")
		cmd.Env = append(os.Environ(), "REDEEM_TEST_PANIC="+strconv.Itoa(i))
		output, err := cmd.CombinedOutput()
		// The traceback shows arguments, as the documentation says.
		message, _, ok := strings.Cut(string(output), "\ngoroutine ")
		if err == nil || !ok || !strings.Contains(message, "panic: "+s.code.String()) {
			t.Errorf("a process that panics: %v, %s", err, message)
		}
		s.check(t, "a process that panics", message)
	}
}

// A leakDB is a database of one row, and keeps the arguments of the last
// statement.
type leakDB struct {
	args []driver.Value
	row  []driver.Value
	read bool
}

func (db *leakDB) open(t *testing.T) *sql.DB {
	pool := sql.OpenDB(db)
	t.Cleanup(func() { pool.Close() })
	return pool
}

func (db *leakDB) Connect(context.Context) (driver.Conn, error) { return db, nil }
func (db *leakDB) Driver() driver.Driver                        { return nil }
func (db *leakDB) Prepare(string) (driver.Stmt, error)          { return nil, errors.ErrUnsupported }
func (db *leakDB) Begin() (driver.Tx, error)                    { return nil, errors.ErrUnsupported }
func (db *leakDB) Close() error                                 { return nil }

func (db *leakDB) ExecContext(_ context.Context, _ string, args []driver.NamedValue) (driver.Result, error) {
	db.args = nil
	for _, arg := range args {
		db.args = append(db.args, arg.Value)
	}
	return driver.ResultNoRows, nil
}

func (db *leakDB) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	db.read = false
	_, err := db.ExecContext(ctx, query, args)
	return leakRows{db}, err
}

type leakRows struct{ db *leakDB }

func (r leakRows) Columns() []string { return make([]string, len(r.db.row)) }
func (r leakRows) Close() error      { return nil }

func (r leakRows) Next(dest []driver.Value) error {
	if r.db.read {
		return io.EOF
	}
	r.db.read = true
	copy(dest, r.db.row)
	return nil
}

// TestLeakSQL gives codes to a database, which gets no Code.
func TestLeakSQL(t *testing.T) {
	for _, s := range leakSecrets() {
		db := new(leakDB)
		pool := db.open(t)
		for _, arg := range []any{
			s.code, &s.code, redeem.Code{},
			sql.Named("code", s.code),
			sql.Null[redeem.Code]{V: s.code, Valid: true},
			leakOrder{1, s.code}, []redeem.Code{s.code},
		} {
			_, err := pool.Exec("insert", arg)
			_, queryErr := pool.Query("select", 1, arg)
			_, rowErr := pool.Exec("update", 1, arg)
			for _, err := range []error{err, queryErr, rowErr} {
				if err == nil {
					t.Errorf("%T as an argument: no error", arg)
				}
				s.check(t, fmt.Sprintf("%T as an argument", arg), fmt.Sprintf("%v %+v", err, err))
			}
			if db.args != nil {
				t.Fatalf("the driver got %v of %T", db.args, arg)
			}
		}
		_, err := pool.Exec("insert", s.code)
		s.checkError(t, "an argument", err, redeem.ErrSecret)

		if _, err := pool.Exec("insert", redeem.Plain(s.code), redeem.Plain{}); err != nil {
			t.Fatal(err)
		}
		if want := []driver.Value{s.text, nil}; !reflect.DeepEqual(db.args, want) {
			t.Errorf("of two Plains the driver got %v, want %v", db.args, want)
		}
	}
}

// leakLoggingDB is a driver that looks at every argument before database/sql
// converts it, and logs it.
type leakLoggingDB struct {
	leakDB
	log strings.Builder
}

func (db *leakLoggingDB) Connect(context.Context) (driver.Conn, error) { return db, nil }

func (db *leakLoggingDB) CheckNamedValue(arg *driver.NamedValue) (err error) {
	for _, format := range []string{"%v", "%+v", "%#v", "%q", "%x"} {
		fmt.Fprintf(&db.log, format+"\n", arg.Value)
	}
	slog.New(slog.NewJSONHandler(&db.log, nil)).Info("argument", "value", arg.Value)
	if arg.Value, err = driver.DefaultParameterConverter.ConvertValue(arg.Value); err != nil {
		fmt.Fprintf(&db.log, "%v %#v\n", err, err)
	}
	return err
}

// TestLeakSQLLog gives codes to a driver that logs its arguments.
func TestLeakSQLLog(t *testing.T) {
	for _, s := range leakSecrets() {
		db := new(leakLoggingDB)
		pool := sql.OpenDB(db)
		defer pool.Close()
		shapes := append(leakShapes(s.code), leakShape{"named", sql.Named("code", s.code)}, leakShape{"target", redeem.GiftCard().Into(&s.code)})
		for _, shape := range shapes {
			if _, err := pool.Exec("insert", shape.value); err == nil {
				t.Errorf("%s as an argument: no error", shape.name)
			} else {
				s.check(t, shape.name+" as an argument", fmt.Sprintf("%v %+v %#v", err, err, err))
			}
		}
		if lines := strings.Count(db.log.String(), "\n"); lines < 7*len(shapes) {
			t.Errorf("%d lines of log", lines)
		}
		s.check(t, "a log of arguments", db.log.String())
	}
}

// TestSQLRoundTrip writes codes into a row and reads them back.
func TestSQLRoundTrip(t *testing.T) {
	db := new(leakDB)
	pool := db.open(t)
	code := redeem.MustParse("X8KD49FJ2MZQ7WPT")
	voucher := redeem.MustFormat(redeem.Spec{Length: 6, Alphabet: "abcdefXYZ"})
	other, err := voucher.Parse("abXYZc")
	if err != nil {
		t.Fatal(err)
	}

	for _, written := range []struct{ code, other redeem.Code }{{code, other}, {}} {
		plain := redeem.Plain(written.code)
		nullable := sql.Null[redeem.Plain]{V: plain, Valid: plain != redeem.Plain{}}
		if _, err := pool.Exec("insert", plain, &plain, nullable, plain, redeem.Plain(written.other)); err != nil {
			t.Fatal(err)
		}
		stored := db.args
		for _, column := range []func(any) any{
			func(v any) any { return v },
			func(v any) any { // what other drivers make of a string
				if s, ok := v.(string); ok {
					return []byte(s)
				}
				return v
			},
		} {
			db.row = nil
			for _, v := range stored {
				db.row = append(db.row, column(v))
			}
			// What was there before must not survive a NULL.
			gotPlain, gotCode, gotOther := redeem.Plain(code), code, other
			gotPointer := &gotPlain
			gotNullable := sql.Null[redeem.Plain]{V: redeem.Plain(code), Valid: true}
			err := pool.QueryRow("select").Scan(&gotPlain, &gotPointer, &gotNullable, &gotCode, voucher.Into(&gotOther))
			if err != nil {
				t.Fatal(err)
			}
			if gotPlain != plain || gotNullable != nullable || gotCode != written.code || gotOther != written.other {
				t.Errorf("of %v, %v the database gave back %v, %v, %v, %v", plain, redeem.Plain(written.other),
					gotPlain, gotNullable, redeem.Plain(gotCode), redeem.Plain(gotOther))
			}
			if gotPointer == nil != !nullable.Valid || gotPointer != nil && *gotPointer != plain {
				t.Errorf("of %v the database gave back a pointer to %v", plain, gotPointer)
			}
		}
	}

	// A column that holds no code.
	for _, value := range []driver.Value{"X8KD49FJ2MZQ7WP!", []byte("X8KD49FJ2MZQ7WP!"), int64(1)} {
		db.row = []driver.Value{value}
		want := redeem.ErrSymbol
		if _, ok := value.(int64); ok {
			want = redeem.ErrType
		}
		got := code
		s := leakSecret{code, "X8KD49FJ2MZQ7WPT"}
		s.checkError(t, "a column", pool.QueryRow("select").Scan(&got), want)
		if got != code {
			t.Errorf("a column of %T that holds no code changed the variable", value)
		}
	}
}

// TestLeakErrors gives codes with a fault to everything that parses.
func TestLeakErrors(t *testing.T) {
	for _, s := range leakSecrets() {
		check := func(route string, err error) {
			t.Helper()
			if err == nil {
				t.Errorf("%s: no error", route)
			}
			for _, format := range []string{"%v", "%+v", "%#v", "%q", "%x"} {
				s.check(t, route, fmt.Sprintf(format, err))
			}
		}
		recovered := func(f func()) (err error) {
			defer func() { err, _ = recover().(error) }()
			f()
			return nil
		}
		short := s.text[:len(s.text)-1]
		for _, input := range []string{
			short, s.text + s.text, short + "!", "!" + short, short + "\xff", short[1:], strings.ToLower(short) + "é",
			strings.Repeat(s.text, 1+redeem.MaxInput/len(s.text)), "GCA" + short[:12] + "!", "6" + s.text, "60" + s.text,
		} {
			_, err := redeem.Parse(input)
			check("Parse", err)
			_, err = redeem.ParseBytes([]byte(input))
			check("ParseBytes", err)
			check("MustParse", recovered(func() { redeem.MustParse(input) }))
			check("Inspect", redeem.GiftCard().Inspect(input).Err)
			s.check(t, "Inspect", fmt.Sprintf("%+v %#v", redeem.GiftCard().Inspect(input), redeem.GiftCard().Inspect(input)))
			_, err = redeem.AppendNormalized(nil, input+"!")
			check("AppendNormalized", err)
			_, err = redeem.Normalize("\xff" + input)
			check("Normalize", err)
			_, err = redeem.ParseSerial(input)
			check("ParseSerial", err)
			_, err = redeem.ParseRegion(input)
			check("ParseRegion", err)
			_, err = redeem.ParseStorefront(input)
			check("ParseStorefront", err)

			var code redeem.Code
			var serial redeem.Serial
			var region redeem.Region
			for _, target := range []interface {
				UnmarshalText([]byte) error
				Scan(any) error
			}{&code, (*redeem.Plain)(&code), redeem.GiftCard().Into(&code), &serial, &region} {
				check(fmt.Sprintf("UnmarshalText of %T", target), target.UnmarshalText([]byte(input)))
				check(fmt.Sprintf("Scan of %T", target), target.Scan(input))
				check(fmt.Sprintf("Scan of %T", target), target.Scan(s.code))
				if input, err := json.Marshal(input); err == nil {
					check(fmt.Sprintf("json.Unmarshal of %T", target), json.Unmarshal(input, target))
				}
			}
		}

		for _, spec := range []redeem.Spec{
			{Name: s.text},
			{Length: 33, Name: s.text},
			{Length: 2, Prefix: s.text},
			{Length: 40, Prefix: s.text},
			{Length: len(s.text) + 2, Prefix: s.text + "!"},
			{Length: 16, Alphabet: s.text + s.text},
			{Length: 16, Alphabet: s.text + "é"},
		} {
			_, err := redeem.NewFormat(spec)
			check("NewFormat", err)
			check("MustFormat", recovered(func() { redeem.MustFormat(spec) }))
		}
		var pairs []redeem.Pair
		for i := range len(s.text) {
			pairs = append(pairs, redeem.Pair{Read: s.text[i], Meant: s.text[0]})
		}
		_, err := redeem.NewLookalikes(append(pairs, pairs...)...)
		check("NewLookalikes", err)
	}
}
