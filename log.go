//go:build !redeem_small

package redeem

import "log/slog"

// LogValue implements [slog.LogValuer] with what String returns.
func (c Code) LogValue() slog.Value { return slog.StringValue(c.String()) }
