package logging

import (
	"context"
	"log/slog"

	"github.com/redeemkit/redeem"
)

// Handler returns a handler that masks the codes of the formats in all that it
// hands on to next: messages, keys, names of groups and values.
//
// It resolves a [slog.LogValuer] and masks the result. In strings and byte slices
// it masks the codes and nothing else. A number whose decimal digits are a code
// becomes a string. A value of any other type passes as it is if it holds no
// code; otherwise it becomes the masked text that fmt's %+v prints, or an error
// with that text if it is an error, or "[redacted]" if the code is in bytes or
// runes inside it, if its methods panic, or if it has more than 10,000 parts. To
// see that, Handler formats the value with fmt and encoding/json and looks into
// it, which costs about what it costs to log the value twice more. A [redeem.Code]
// stays "[redacted]", as it prints.
//
// The handler is safe for concurrent use if next is.
func Handler(next slog.Handler, formats *redeem.Formats) slog.Handler {
	return &handler{next, masker{formats}}
}

type handler struct {
	next slog.Handler
	masker
}

func (h *handler) Enabled(ctx context.Context, level slog.Level) bool {
	return h.next.Enabled(ctx, level)
}

func (h *handler) Handle(ctx context.Context, r slog.Record) error {
	masked := slog.NewRecord(r.Time, r.Level, h.text(r.Message), r.PC)
	r.Attrs(func(a slog.Attr) bool {
		masked.AddAttrs(h.attr(a))
		return true
	})
	return h.next.Handle(ctx, masked)
}

func (h *handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &handler{h.next.WithAttrs(h.attrs(attrs)), h.masker}
}

func (h *handler) WithGroup(name string) slog.Handler {
	return &handler{h.next.WithGroup(h.text(name)), h.masker}
}
