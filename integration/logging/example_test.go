package logging_test

import (
	"errors"
	"log/slog"
	"os"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/integration/logging"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

// The handler behind Handler may write anywhere; this one writes text.
func ExampleHandler() {
	formats, err := redeem.NewFormats(redeem.GiftCard())
	if err != nil {
		panic(err)
	}
	next := slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}})
	logger := slog.New(logging.Handler(next, formats))
	logger.Info("redeem", "body", []byte("code=X8KD-49FJ-2MZQ-7WPT"), "err", errors.New("no such card: x8kd49fj2mzq7wpt"), "order", 4711)
	// Output: level=INFO msg=redeem body="code=****-****-****-7WPT" err="no such card: ************7wpt" order=4711
}

func ExampleCore() {
	formats, err := redeem.NewFormats(redeem.GiftCard())
	if err != nil {
		panic(err)
	}
	encoder := zapcore.NewJSONEncoder(zapcore.EncoderConfig{MessageKey: "msg"})
	next := zapcore.NewCore(encoder, zapcore.Lock(os.Stdout), zapcore.InfoLevel)
	logger := zap.New(logging.Core(next, formats))
	logger.Info("redeem", zap.String("query", "code=X8KD+49FJ+2MZQ+7WPT"), zap.Error(errors.New("no such card: X8KD49FJ2MZQ7WPT")))
	// Output: {"msg":"redeem","query":"code=****+****+****+7WPT","error":"no such card: ************7WPT"}
}
