package logging_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/integration/logging"
	"go.opentelemetry.io/contrib/bridges/otelslog"
	"go.opentelemetry.io/otel/attribute"
	sdklog "go.opentelemetry.io/otel/sdk/log"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.uber.org/zap/zaptest/observer"
)

type marshaler struct{ s string }

func (m marshaler) String() string               { return "marshaler" }
func (m marshaler) MarshalJSON() ([]byte, error) { return json.Marshal("_" + m.s) }
func (m marshaler) MarshalLogObject(enc zapcore.ObjectEncoder) error {
	enc.AddString(m.s, m.s)
	enc.AddInt(m.s, 1)
	enc.OpenNamespace(m.s)
	return enc.AddReflected("list", []string{m.s})
}

type panicking struct{ Code string }

func (p panicking) MarshalJSON() ([]byte, error) { panic(p.Code) }

type hidden struct{ err error }

func (h hidden) Error() string { return "hidden" }
func (h hidden) Unwrap() error { return h.err }

type node struct {
	Next *node
	Code string
}

// structured returns what a Redactor cannot see into, besides values.
func structured(text string) map[string]any {
	all := values(text)
	maps.Copy(all, map[string]any{
		"bytes": []byte(text), "bytes in a struct": struct{ Body []byte }{[]byte(text)}, "bytes in a map": map[string][]byte{"a": []byte(text)},
		"array":    struct{ B [64]byte }{[64]byte(fmt.Appendf(nil, "%-64s", text))},
		"raw JSON": json.RawMessage(`{"code":` + fmt.Sprintf("%q", secret) + `}`), "marshaler": marshaler{text},
		"hidden": hidden{errors.New(text)}, "pointers": []*order{{rest: []string{text}}}, "pointer to pointer": new(&text),
		"Plain": redeem.Plain(redeem.MustParse(secret)),
		"group": slog.GroupValue(slog.Any(text, valuer{text})),
	})
	return all
}

func logStructured(l *slog.Logger, text string) {
	logSlog(l, text)
	for name, v := range structured(text) {
		l.With(name, v).WithGroup("g").Info("m", name, v)
		l.Info("m", slog.Group("g", name, v))
	}
}

// TestHandler logs codes through Handler to handlers that write text and to the
// bridge of OpenTelemetry.
func TestHandler(t *testing.T) {
	fs := formats(t)
	for name, handler := range map[string]func(io.Writer) slog.Handler{
		"text": func(w io.Writer) slog.Handler {
			return slog.NewTextHandler(w, &slog.HandlerOptions{Level: slog.LevelDebug})
		},
		"JSON": func(w io.Writer) slog.Handler {
			return slog.NewJSONHandler(w, &slog.HandlerOptions{Level: slog.LevelDebug})
		},
		"OpenTelemetry": func(w io.Writer) slog.Handler {
			provider := sdklog.NewLoggerProvider(sdklog.WithProcessor(sdklog.NewSimpleProcessor(exporter{w})))
			return otelslog.NewHandler("test", otelslog.WithLoggerProvider(provider), otelslog.WithSource(true))
		},
	} {
		t.Run(name, func(t *testing.T) {
			for _, text := range spellings() {
				var plain, out bytes.Buffer
				logStructured(slog.New(handler(&plain)), text)
				if encodedLeak(plain.String()) == "" {
					t.Fatalf("%q is not logged", text)
				}
				logStructured(slog.New(logging.Handler(handler(&out), fs)), text)
				noLeak(t, text, out.String())
			}
		})
	}
}

func noLeak(t *testing.T, text, output string) {
	t.Helper()
	for line := range strings.Lines(output) {
		if piece := encodedLeak(line); piece != "" {
			t.Errorf("%q: %s in %.400q", text, piece, line)
			return
		}
	}
}

// exporter writes what the SDK of OpenTelemetry exports, bytes as text.
type exporter struct{ w io.Writer }

func (e exporter) Export(_ context.Context, records []sdklog.Record) error {
	for _, r := range records {
		fmt.Fprintf(e.w, "%s %s", r.EventName(), r.SeverityText())
		fmt.Fprintln(e.w, r.Body().Emit())
		r.WalkAttributes(func(kv attribute.KeyValue) bool {
			fmt.Fprintln(e.w, kv.Key, kv.Value.Emit())
			if b := kv.Value.AsByteSlice(); b != nil {
				fmt.Fprintf(e.w, "%s\n", b)
			}
			return true
		})
	}
	return nil
}

func (exporter) Shutdown(context.Context) error   { return nil }
func (exporter) ForceFlush(context.Context) error { return nil }

// recorder keeps the values of the last record.
type recorder struct {
	slog.Handler
	values map[string]slog.Value
}

func (r recorder) Enabled(context.Context, slog.Level) bool { return true }

func (r recorder) Handle(_ context.Context, record slog.Record) error {
	r.values["msg"] = slog.StringValue(record.Message)
	record.Attrs(func(a slog.Attr) bool {
		r.values[a.Key] = a.Value
		return true
	})
	return nil
}

// TestHandlerKeeps tests that a value without a code passes as it is.
func TestHandlerKeeps(t *testing.T) {
	r := recorder{values: map[string]slog.Value{}}
	l := slog.New(logging.Handler(r, formats(t)))
	err := fmt.Errorf("redeem: %w", io.ErrUnexpectedEOF)
	note := "Xylophone lessons"
	now := time.Now()
	o := &order{Code: "none", Note: &note}
	id := "3f2a9c1e-77bd-4c7e-9a10-5d0e8b7c6a41"
	l.Info("order 4711", "string", id, "int", 1795779591680769, "uint", uint64(math.MaxUint64), "float", 1795779591.6807694,
		"bool", true, "time", now, "duration", time.Second, "error", err, "pointer", o, "nil", nil, "code", redeem.MustParse(secret),
		"group", slog.GroupValue(slog.Int("a", 1)), "bytes", []byte("some bytes"), "numbers", make([]float64, 20_000), "nil error", (*redeem.Error)(nil))
	for key, want := range map[string]slog.Value{
		"msg": slog.StringValue("order 4711"), "string": slog.StringValue(id), "int": slog.Int64Value(1795779591680769),
		"uint": slog.Uint64Value(math.MaxUint64), "float": slog.Float64Value(1795779591.6807694), "bool": slog.BoolValue(true),
		"time": slog.TimeValue(now), "duration": slog.DurationValue(time.Second), "error": slog.AnyValue(err), "pointer": slog.AnyValue(o),
		"nil": slog.AnyValue(nil), "code": slog.StringValue("[redacted]"), "group": slog.GroupValue(slog.Int("a", 1)),
	} {
		if got := r.values[key]; !got.Equal(want) {
			t.Errorf("%s: %v, want %v", key, got, want)
		}
	}
	if got, ok := r.values["bytes"].Any().([]byte); !ok || string(got) != "some bytes" {
		t.Errorf("bytes: %v", r.values["bytes"])
	}
	if got, ok := r.values["numbers"].Any().([]float64); !ok || len(got) != 20_000 {
		t.Errorf("numbers are of type %T", r.values["numbers"].Any())
	}
}

// TestHandlerMasks tests what Handler makes of values that hold a code.
func TestHandlerMasks(t *testing.T) {
	digits := redeem.Spec{Length: 12, Alphabet: "0123456789"}
	r := recorder{values: map[string]slog.Value{}}
	l := slog.New(logging.Handler(r, formats(t, digits)))
	loop := &node{}
	loop.Next = loop
	for _, tt := range []struct {
		value any
		want  any
	}{
		{"code " + secret, "code ************7WPT"},
		{[]byte("code " + secret), []byte("code ************7WPT")},
		{fmt.Errorf("redeem: %w", errors.New(secret)), errors.New("redeem: ************7WPT")},
		{hidden{errors.New(secret)}, errors.New("hidden")},
		{stringer{secret}, "************7WPT"},
		{struct{ Code string }{secret}, "{Code:************7WPT}"},
		{[]string{"X8KD", "49FJ", "2MZQ", "7WPT"}, "[**** **** **** 7WPT]"},
		{struct{ Body []byte }{[]byte(secret)}, "[redacted]"},
		{[]rune(secret), "[redacted]"},
		{panicking{}, "[redacted]"},
		{loop, "[redacted]"},
		{make([]any, 10_000), "[redacted]"},
		{492816305718, "*********718"},
		{uint64(492816305718), "*********718"},
		{492816305718.0, "*********718"},
		{redeem.Plain(redeem.MustParse(secret)), "************7WPT"},
	} {
		l.Info("m", "key", tt.value)
		got := r.values["key"].Any()
		gotErr, ok := got.(error)
		if wantErr, isErr := tt.want.(error); isErr {
			if !ok || gotErr.Error() != wantErr.Error() || errors.Unwrap(gotErr) != nil {
				t.Errorf("%T: %#v, want %#v", tt.value, got, tt.want)
			}
		} else if fmt.Sprintf("%#v", got) != fmt.Sprintf("%#v", tt.want) {
			t.Errorf("%T: %#v, want %#v", tt.value, got, tt.want)
		}
	}
}

// TestCore logs codes through Core.
func TestCore(t *testing.T) {
	fs := formats(t)
	config := zap.NewDevelopmentEncoderConfig()
	config.EncodeLevel = zapcore.CapitalColorLevelEncoder
	for name, encoder := range map[string]func() zapcore.Encoder{
		"colored console": func() zapcore.Encoder { return zapcore.NewConsoleEncoder(config) },
		"JSON":            func() zapcore.Encoder { return zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig()) },
	} {
		t.Run(name, func(t *testing.T) {
			for _, text := range spellings() {
				var plain, out bytes.Buffer
				next := zapcore.NewCore(encoder(), zapcore.AddSync(&plain), zapcore.DebugLevel)
				logCore(zap.New(next), text)
				if encodedLeak(plain.String()) == "" {
					t.Fatalf("%q is not logged", text)
				}
				next = zapcore.NewCore(encoder(), zapcore.AddSync(&out), zapcore.DebugLevel)
				observed, logs := observer.New(zapcore.DebugLevel)
				logCore(zap.New(logging.Core(zapcore.NewTee(next, observed), fs)), text)
				for _, e := range logs.All() {
					fmt.Fprintln(&out, e.Message, e.LoggerName)
					for key, v := range e.ContextMap() {
						fmt.Fprintf(&out, "%s %+v\n", key, v)
					}
				}
				noLeak(t, text, out.String())
			}
		})
	}
}

func logCore(l *zap.Logger, text string) {
	logZap(l, text)
	l.Info("m", zap.Binary("binary", []byte(text)), zap.Object(text, marshaler{text}), zap.Objects("objects", []marshaler{{text}}),
		zap.Inline(marshaler{text}), zap.Dict("dict", zap.Int(text, 1), zap.Bool(text, true), zap.Duration(text, 1), zap.Complex128(text, 1)),
		zap.Strings("strings", []string{text, "", text}), zap.ByteStrings("byte strings", [][]byte{[]byte(text)}), zap.Namespace(text), zap.Stack(text))
	for name, v := range structured(text) {
		l.Info("m", zap.Any(name, v))
		l.With(zap.Reflect(name, v)).Info("m")
	}
}

// TestCoreKeeps tests that fields without a code are encoded as they are, and
// that each core of a tee gets the entries of its level.
func TestCoreKeeps(t *testing.T) {
	write := func(wrap func(zapcore.Core) zapcore.Core) string {
		var info, errs bytes.Buffer
		encoder := zapcore.NewJSONEncoder(zapcore.EncoderConfig{MessageKey: "msg", EncodeDuration: zapcore.StringDurationEncoder, EncodeTime: zapcore.ISO8601TimeEncoder})
		l := zap.New(wrap(zapcore.NewTee(
			zapcore.NewCore(encoder, zapcore.AddSync(&info), zapcore.InfoLevel),
			zapcore.NewCore(encoder, zapcore.AddSync(&errs), zapcore.ErrorLevel))))
		l.Debug("m")
		l.With(zap.Int("with", 1)).Info("m", zap.Int8("a", 1), zap.Uint64("b", math.MaxUint64), zap.Float32("c", 0.1), zap.Float64("d", 0.1),
			zap.Bool("e", true), zap.Duration("f", time.Second), zap.Time("g", time.Unix(0, 0).UTC()), zap.Complex64("h", 1), zap.Uintptr("i", 1),
			zap.Ints("j", []int{1, 2}), zap.Float32s("k", []float32{0.1}), zap.Uint8s("l", []uint8{1}), zap.Error(io.EOF), zap.Strings("m", []string{"a"}),
			zap.Durations("n", []time.Duration{1}), zap.Times("o", []time.Time{{}}), zap.Bools("p", []bool{true}), zap.Complex128s("q", []complex128{1}),
			zap.Errors("r", []error{io.EOF}), zap.Binary("s", []byte("a")), zap.Any("t", map[string]any{"a": 1}), zap.Dict("u", zap.Int64("a", 1)),
			zap.Namespace("v"), zap.Stringer("w", time.Second), zap.Skip(), zap.Stringp("x", nil))
		l.Error("e")
		return info.String() + "errors " + errs.String()
	}
	want := write(func(c zapcore.Core) zapcore.Core { return c })
	if got := write(func(c zapcore.Core) zapcore.Core { return logging.Core(c, formats(t)) }); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// TestCoreErrors tests that the error of a writer comes back.
func TestCoreErrors(t *testing.T) {
	var out bytes.Buffer
	r, w := io.Pipe()
	r.CloseWithError(errors.New("disk full"))
	next := zapcore.NewCore(zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig()), zapcore.AddSync(w), zapcore.DebugLevel)
	zap.New(logging.Core(next, formats(t)), zap.ErrorOutput(zapcore.AddSync(&out))).Info("m")
	if !strings.Contains(out.String(), "disk full") {
		t.Errorf("error output is %q", out.String())
	}
}
