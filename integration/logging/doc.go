// Package logging masks codes in logs, whichever logger writes them.
//
// A logger that writes text to an [io.Writer] needs nothing of this package: put a
// [redeem.Redactor] between the logger and its writer.
//
//	safe := redeem.NewRedactor(os.Stderr, formats...)
//
//	log.SetOutput(safe)
//	slog.New(slog.NewJSONHandler(safe, nil))
//	slog.New(tint.NewTextHandler(safe, nil))                  // github.com/lmittmann/tint
//	charm.New(safe)                                           // github.com/charmbracelet/log
//	logrus.SetOutput(safe)                                    // github.com/sirupsen/logrus
//	zerolog.New(zerolog.SyncWriter(safe))                     // github.com/rs/zerolog
//	zerolog.New(zerolog.SyncWriter(zerolog.ConsoleWriter{Out: safe}))
//	zapcore.NewCore(encoder, zapcore.Lock(zapcore.AddSync(safe)), level)
//
// A Redactor is not safe for concurrent use. The first five loggers lock their
// writer; zerolog and zap do so where they are told, as above. Loggers that use
// one Redactor need one lock.
//
// A Redactor sees text. It cannot see a code in the base64 that encoding/json
// makes of a byte slice, in the numbers that fmt prints for bytes inside another
// value, or in hexadecimal digits. It does not find a code that text escapes more
// than twice, as a quoted string does in a quoted string in JSON. The logfmt of
// charmbracelet/log leaves blanks out of keys, so that a code becomes part of a
// word. And some handlers write no text: the bridge of OpenTelemetry for log/slog
// hands values on. [Handler] and [Core] mask values before anything encodes them.
package logging
