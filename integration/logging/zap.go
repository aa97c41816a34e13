package logging

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/redeemkit/redeem"
	"go.uber.org/zap/zapcore"
)

// Core returns a core that masks the codes of the formats in all that it hands on
// to next: messages, names of loggers, stacks, keys and fields, with the values
// in objects and arrays. It treats values as [Handler] does. But it sees the
// elements of an array that zap marshals, as zap.Strings does, one by one, and
// does not find a code that is split among them, nor one in a slice of runes.
//
// Next may be a tee or a sampler; it decides at the time of writing whether it
// takes an entry. Numbers, and what marshals itself, reach next as inline fields
// with the same result. The core is safe for concurrent use if next is.
func Core(next zapcore.Core, formats *redeem.Formats) zapcore.Core {
	return &core{next, masker{formats}}
}

type core struct {
	zapcore.Core
	masker
}

func (c *core) With(fields []zapcore.Field) zapcore.Core {
	return &core{c.Core.With(c.fields(fields)), c.masker}
}

func (c *core) Check(e zapcore.Entry, checked *zapcore.CheckedEntry) *zapcore.CheckedEntry {
	if c.Enabled(e.Level) {
		return checked.AddCore(e, c)
	}
	return checked
}

// Write asks the next core once more, for those cores of a tee that want the
// entry. A checked entry has no other way to return errors than its output.
func (c *core) Write(e zapcore.Entry, fields []zapcore.Field) error {
	e.Message, e.LoggerName, e.Stack = c.text(e.Message), c.text(e.LoggerName), c.text(e.Stack)
	checked := c.Core.Check(e, nil)
	if checked == nil {
		return nil
	}
	var failed strings.Builder
	checked.ErrorOutput = zapcore.AddSync(&failed)
	checked.Write(c.fields(fields)...)
	if failed.Len() > 0 {
		return errors.New(strings.TrimSpace(failed.String()))
	}
	return nil
}

func (m masker) fields(fields []zapcore.Field) []zapcore.Field {
	masked := make([]zapcore.Field, len(fields))
	for i, f := range fields {
		masked[i] = m.field(f)
	}
	return masked
}

func (m masker) field(f zapcore.Field) zapcore.Field {
	switch f.Type {
	case zapcore.StringType:
		f.String = m.text(f.String)
	case zapcore.ReflectType:
		f.Interface = m.any(f.Interface)
		if s, ok := f.Interface.(string); ok {
			f = zapcore.Field{Key: f.Key, Type: zapcore.StringType, String: s}
		}
	case zapcore.ErrorType:
		f.Interface = m.any(f.Interface)
	case zapcore.SkipType, zapcore.BoolType, zapcore.DurationType, zapcore.TimeType, zapcore.TimeFullType, zapcore.NamespaceType:
	default:
		f = zapcore.Field{Key: f.Key, Type: zapcore.InlineMarshalerType, Interface: inline{f, m}}
	}
	f.Key = m.text(f.Key)
	return f
}

// inline encodes a field through an encoder that masks.
type inline struct {
	field zapcore.Field
	masker
}

func (f inline) MarshalLogObject(next zapcore.ObjectEncoder) error {
	f.field.AddTo(objectEncoder{next, f.masker})
	return nil
}

// objectEncoder masks keys and values. It does not embed the next encoder, so
// that no method can be forgotten.
type objectEncoder struct {
	next zapcore.ObjectEncoder
	masker
}

func (e objectEncoder) AddArray(key string, v zapcore.ArrayMarshaler) error {
	return e.next.AddArray(e.text(key), e.array(v))
}

func (e objectEncoder) AddObject(key string, v zapcore.ObjectMarshaler) error {
	return e.next.AddObject(e.text(key), e.object(v))
}

func (e objectEncoder) AddReflected(key string, v any) error {
	masked := e.any(v)
	if s, ok := masked.(string); ok {
		e.next.AddString(e.text(key), s)
		return nil
	}
	return e.next.AddReflected(e.text(key), masked)
}

func (e objectEncoder) AddInt64(key string, v int64) {
	if s := strconv.FormatInt(v, 10); e.holds(s) {
		e.next.AddString(e.text(key), e.text(s))
		return
	}
	e.next.AddInt64(e.text(key), v)
}

func (e objectEncoder) AddUint64(key string, v uint64) {
	if s := strconv.FormatUint(v, 10); e.holds(s) {
		e.next.AddString(e.text(key), e.text(s))
		return
	}
	e.next.AddUint64(e.text(key), v)
}

func (e objectEncoder) AddFloat64(key string, v float64) {
	if s, ok := e.float(v, 64); ok {
		e.next.AddString(e.text(key), s)
		return
	}
	e.next.AddFloat64(e.text(key), v)
}

func (e objectEncoder) AddFloat32(key string, v float32) {
	if s, ok := e.float(float64(v), 32); ok {
		e.next.AddString(e.text(key), s)
		return
	}
	e.next.AddFloat32(e.text(key), v)
}

func (e objectEncoder) AddString(key, v string) { e.next.AddString(e.text(key), e.text(v)) }
func (e objectEncoder) AddByteString(key string, v []byte) {
	e.next.AddByteString(e.text(key), e.bytes(v))
}
func (e objectEncoder) AddBinary(key string, v []byte)  { e.next.AddBinary(e.text(key), e.bytes(v)) }
func (e objectEncoder) AddBool(key string, v bool)      { e.next.AddBool(e.text(key), v) }
func (e objectEncoder) AddTime(key string, v time.Time) { e.next.AddTime(e.text(key), v) }
func (e objectEncoder) AddComplex128(key string, v complex128) {
	e.next.AddComplex128(e.text(key), v)
}
func (e objectEncoder) AddComplex64(key string, v complex64) { e.next.AddComplex64(e.text(key), v) }
func (e objectEncoder) AddDuration(key string, v time.Duration) {
	e.next.AddDuration(e.text(key), v)
}
func (e objectEncoder) AddInt(key string, v int)         { e.AddInt64(key, int64(v)) }
func (e objectEncoder) AddInt32(key string, v int32)     { e.AddInt64(key, int64(v)) }
func (e objectEncoder) AddInt16(key string, v int16)     { e.AddInt64(key, int64(v)) }
func (e objectEncoder) AddInt8(key string, v int8)       { e.AddInt64(key, int64(v)) }
func (e objectEncoder) AddUint(key string, v uint)       { e.AddUint64(key, uint64(v)) }
func (e objectEncoder) AddUint32(key string, v uint32)   { e.AddUint64(key, uint64(v)) }
func (e objectEncoder) AddUint16(key string, v uint16)   { e.AddUint64(key, uint64(v)) }
func (e objectEncoder) AddUint8(key string, v uint8)     { e.AddUint64(key, uint64(v)) }
func (e objectEncoder) AddUintptr(key string, v uintptr) { e.AddUint64(key, uint64(v)) }
func (e objectEncoder) OpenNamespace(key string)         { e.next.OpenNamespace(e.text(key)) }

func (m masker) object(v zapcore.ObjectMarshaler) zapcore.ObjectMarshaler {
	return zapcore.ObjectMarshalerFunc(func(next zapcore.ObjectEncoder) error {
		return v.MarshalLogObject(objectEncoder{next, m})
	})
}

func (m masker) array(v zapcore.ArrayMarshaler) zapcore.ArrayMarshaler {
	return zapcore.ArrayMarshalerFunc(func(next zapcore.ArrayEncoder) error {
		return v.MarshalLogArray(arrayEncoder{next, m})
	})
}

// arrayEncoder masks values.
type arrayEncoder struct {
	next zapcore.ArrayEncoder
	masker
}

func (e arrayEncoder) AppendArray(v zapcore.ArrayMarshaler) error {
	return e.next.AppendArray(e.array(v))
}
func (e arrayEncoder) AppendObject(v zapcore.ObjectMarshaler) error {
	return e.next.AppendObject(e.object(v))
}

func (e arrayEncoder) AppendReflected(v any) error {
	masked := e.any(v)
	if s, ok := masked.(string); ok {
		e.next.AppendString(s)
		return nil
	}
	return e.next.AppendReflected(masked)
}

func (e arrayEncoder) AppendInt64(v int64) {
	if s := strconv.FormatInt(v, 10); e.holds(s) {
		e.next.AppendString(e.text(s))
		return
	}
	e.next.AppendInt64(v)
}

func (e arrayEncoder) AppendUint64(v uint64) {
	if s := strconv.FormatUint(v, 10); e.holds(s) {
		e.next.AppendString(e.text(s))
		return
	}
	e.next.AppendUint64(v)
}

func (e arrayEncoder) AppendFloat64(v float64) {
	if s, ok := e.float(v, 64); ok {
		e.next.AppendString(s)
		return
	}
	e.next.AppendFloat64(v)
}

func (e arrayEncoder) AppendFloat32(v float32) {
	if s, ok := e.float(float64(v), 32); ok {
		e.next.AppendString(s)
		return
	}
	e.next.AppendFloat32(v)
}

func (e arrayEncoder) AppendString(v string)          { e.next.AppendString(e.text(v)) }
func (e arrayEncoder) AppendByteString(v []byte)      { e.next.AppendByteString(e.bytes(v)) }
func (e arrayEncoder) AppendBool(v bool)              { e.next.AppendBool(v) }
func (e arrayEncoder) AppendTime(v time.Time)         { e.next.AppendTime(v) }
func (e arrayEncoder) AppendDuration(v time.Duration) { e.next.AppendDuration(v) }
func (e arrayEncoder) AppendComplex128(v complex128)  { e.next.AppendComplex128(v) }
func (e arrayEncoder) AppendComplex64(v complex64)    { e.next.AppendComplex64(v) }
func (e arrayEncoder) AppendInt(v int)                { e.AppendInt64(int64(v)) }
func (e arrayEncoder) AppendInt32(v int32)            { e.AppendInt64(int64(v)) }
func (e arrayEncoder) AppendInt16(v int16)            { e.AppendInt64(int64(v)) }
func (e arrayEncoder) AppendInt8(v int8)              { e.AppendInt64(int64(v)) }
func (e arrayEncoder) AppendUint(v uint)              { e.AppendUint64(uint64(v)) }
func (e arrayEncoder) AppendUint32(v uint32)          { e.AppendUint64(uint64(v)) }
func (e arrayEncoder) AppendUint16(v uint16)          { e.AppendUint64(uint64(v)) }
func (e arrayEncoder) AppendUint8(v uint8)            { e.AppendUint64(uint64(v)) }
func (e arrayEncoder) AppendUintptr(v uintptr)        { e.AppendUint64(uint64(v)) }
