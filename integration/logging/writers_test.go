package logging_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"strings"
	"testing"
	"time"

	charm "github.com/charmbracelet/log"
	"github.com/lmittmann/tint"
	"github.com/muesli/termenv"
	"github.com/redeemkit/redeem"
	"github.com/rs/zerolog"
	"github.com/sirupsen/logrus"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

type stringer struct{ s string }

func (s stringer) String() string { return s.s }

type valuer struct{ s string }

func (v valuer) LogValue() slog.Value {
	return slog.GroupValue(slog.String("in", v.s), slog.Any("err", errors.New(v.s)))
}

type order struct {
	Code string `json:"code"`
	Note *string
	rest []string
}

// values returns what a program may log of a text.
func values(text string) map[string]any {
	return map[string]any{
		"string": text, "error": errors.New(text), "wrapped": fmt.Errorf("redeem: %w", errors.New(text)),
		"joined": errors.Join(errors.New("a"), errors.New(text)), "Stringer": stringer{text}, "LogValuer": valuer{text},
		"struct": order{Code: text, rest: []string{text}}, "pointer": &order{Note: &text}, "list": []string{"a", text},
		"map": map[string]any{"code": text, text: 1}, "nested": []any{map[string][]string{"a": {text}}},
		"quoted": fmt.Sprintf("%q", text),
	}
}

// logger logs values of one text in all the ways that a library has.
type logger struct {
	name string
	log  func(w io.Writer, text string)
}

func slogger(name string, handler func(io.Writer) slog.Handler) logger {
	return logger{name, func(w io.Writer, text string) { logSlog(slog.New(handler(w)), text) }}
}

func logSlog(l *slog.Logger, text string) {
	l.Info(text)
	l.With("with", text).WithGroup("group").Error("m", "key", text, slog.Group("sub", "key", text, "err", errors.New(text)))
	l.WithGroup(text).Warn("m", text, 1)
	for name, v := range values(text) {
		l.Info("m", name, v)
		l.With(name, v).Debug("m")
	}
}

func writers() []logger {
	all := []logger{
		{"log", func(w io.Writer, text string) {
			for _, flags := range []int{0, log.LstdFlags | log.Lshortfile, log.Lmsgprefix} {
				l := log.New(w, "prefix "+text+" ", flags)
				l.Print(text)
				for _, v := range values(text) {
					l.Printf("%v %+v %q", v, v, v)
				}
			}
		}},
		slogger("slog text", func(w io.Writer) slog.Handler {
			return slog.NewTextHandler(w, &slog.HandlerOptions{Level: slog.LevelDebug, AddSource: true})
		}),
		slogger("slog JSON", func(w io.Writer) slog.Handler {
			return slog.NewJSONHandler(w, &slog.HandlerOptions{Level: slog.LevelDebug})
		}),
	}
	for _, plain := range []bool{false, true} {
		all = append(all,
			slogger(fmt.Sprintf("tint, NoColor %v", plain), func(w io.Writer) slog.Handler {
				return tint.NewTextHandler(w, &tint.Options{Level: slog.LevelDebug, NoColor: plain})
			}),
			slogger(fmt.Sprintf("tint with colored attributes, NoColor %v", plain), func(w io.Writer) slog.Handler {
				return tint.NewTextHandler(w, &tint.Options{Level: slog.LevelDebug, NoColor: plain, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
					if err, ok := a.Value.Any().(error); ok {
						return tint.Attr(9, slog.Any(a.Key, err))
					}
					return tint.Attr(200, a)
				}})
			}),
			logger{fmt.Sprintf("zerolog console, NoColor %v", plain), func(w io.Writer, text string) {
				logZerolog(zerolog.ConsoleWriter{Out: w, NoColor: plain, TimeFormat: time.Kitchen}, text)
			}},
			logger{fmt.Sprintf("logrus text, DisableColors %v", plain), func(w io.Writer, text string) {
				logLogrus(w, &logrus.TextFormatter{ForceColors: !plain, DisableColors: plain, FullTimestamp: true}, text)
				logLogrus(w, &logrus.TextFormatter{ForceColors: !plain, DisableColors: plain, DisableQuote: true, PadLevelText: true}, text)
				logLogrus(w, &logrus.TextFormatter{ForceColors: !plain, DisableColors: plain, ForceQuote: true, DisableTimestamp: true}, text)
			}},
		)
	}
	all = append(all,
		logger{"zerolog JSON", logZerolog},
		logger{"logrus JSON", func(w io.Writer, text string) {
			logLogrus(w, &logrus.JSONFormatter{}, text)
			logLogrus(w, &logrus.JSONFormatter{PrettyPrint: true, DisableHTMLEscape: true}, text)
		}},
	)
	for name, profile := range map[string]termenv.Profile{
		"no colors": termenv.Ascii, "16 colors": termenv.ANSI, "256 colors": termenv.ANSI256, "true color": termenv.TrueColor,
	} {
		for format, formatter := range map[string]charm.Formatter{
			"text": charm.TextFormatter, "JSON": charm.JSONFormatter, "logfmt": charm.LogfmtFormatter,
		} {
			all = append(all, logger{"charmbracelet/log " + format + ", " + name, func(w io.Writer, text string) {
				l := charm.NewWithOptions(w, charm.Options{Level: charm.DebugLevel, Formatter: formatter, ReportTimestamp: true, ReportCaller: true, Prefix: text})
				l.SetColorProfile(profile)
				l.Info(text)
				l.With("with", text).WithPrefix("p").Error("m", "key", text)
				l.Printf("%s %q", text, text)
				for name, v := range values(text) {
					l.Warn("m", name, v)
				}
				slog.New(l).With("with", text).WithGroup("group").Info("m", "key", text, "err", errors.New(text))
			}})
		}
	}
	config := zap.NewDevelopmentEncoderConfig()
	config.EncodeLevel = zapcore.CapitalColorLevelEncoder
	for name, encoder := range map[string]zapcore.Encoder{
		"console": zapcore.NewConsoleEncoder(zap.NewDevelopmentEncoderConfig()), "colored console": zapcore.NewConsoleEncoder(config),
		"JSON": zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig()),
	} {
		all = append(all, logger{"zap " + name, func(w io.Writer, text string) {
			logZap(zap.New(zapcore.NewCore(encoder, zapcore.Lock(zapcore.AddSync(w)), zapcore.DebugLevel)), text)
		}})
	}
	return all
}

func logZerolog(w io.Writer, text string) {
	l := zerolog.New(zerolog.SyncWriter(w)).With().Timestamp().Str("with", text).Logger()
	l.Info().Msg(text)
	l.Error().Err(errors.New(text)).Str("key", text).Str(text, "value").Strs("list", []string{"a", text}).Msgf("%q", text)
	l.Warn().Bytes("bytes", []byte(text)).Stringer("stringer", stringer{text}).AnErr("err", errors.New(text)).
		Errs("errs", []error{errors.New(text)}).Dict("dict", zerolog.Dict().Str("in", text)).Send()
	for name, v := range values(text) {
		l.Debug().Interface(name, v).Any("any", v).Send()
		l.Debug().Fields(map[string]any{name: v}).Send()
	}
}

func logLogrus(w io.Writer, formatter logrus.Formatter, text string) {
	l := logrus.New()
	l.SetOutput(w)
	l.SetLevel(logrus.DebugLevel)
	l.SetReportCaller(true)
	l.SetFormatter(formatter)
	l.Info(text)
	l.WithError(errors.New(text)).WithField(text, text).Errorf("%q", text)
	for name, v := range values(text) {
		l.WithField(name, v).Debug("m")
	}
}

func logZap(l *zap.Logger, text string) {
	l.Info(text)
	l.Named("name "+text).With(zap.String("with", text), zap.Namespace("ns")).Warn("m", zap.String("key", text), zap.String(text, "value"))
	l.Error("m", zap.Error(errors.New(text)), zap.NamedError("wrapped", fmt.Errorf("redeem: %w", errors.New(text))),
		zap.Errors("errs", []error{errors.New(text)}), zap.Strings("list", []string{text}), zap.Stringer("stringer", stringer{text}),
		zap.ByteString("bytes", []byte(text)), zap.Dict("dict", zap.String("in", text)), zap.Stringp("p", &text))
	l.WithLazy(zap.String("lazy", text)).Sugar().Infow("m", "key", text, "err", errors.New(text))
	for name, v := range values(text) {
		l.Debug("m", zap.Any(name, v), zap.Reflect("reflect", v))
	}
}

// TestWriters logs codes through a Redactor, with every logger and in each of its
// color modes.
func TestWriters(t *testing.T) {
	for _, l := range writers() {
		t.Run(l.name, func(t *testing.T) {
			for _, text := range spellings() {
				var plain, out bytes.Buffer
				l.log(&plain, text)
				if leak(plain.String()) == "" {
					t.Fatalf("%q is not logged", text)
				}
				safe := redeem.NewRedactor(&out)
				l.log(safe, text)
				if err := safe.Close(); err != nil {
					t.Fatal(err)
				}
				for line := range strings.Lines(out.String()) {
					if piece := leak(line); piece != "" {
						t.Errorf("%q: %s in %q", text, piece, line)
						break
					}
				}
			}
		})
	}
}
