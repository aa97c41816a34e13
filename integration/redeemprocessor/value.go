package redeemprocessor

import (
	"strconv"

	"go.opentelemetry.io/collector/pdata/pcommon"
)

// text returns s itself if it holds no code.
func (m masker) text(s string) string {
	var buffer [256]byte
	if masked := m.formats.AppendRedacted(buffer[:0], []byte(s)); string(masked) != s {
		return string(masked)
	}
	return s
}

func (m masker) value(v pcommon.Value) {
	switch v.Type() {
	case pcommon.ValueTypeStr:
		if masked := m.text(v.Str()); masked != v.Str() {
			v.SetStr(masked)
		}
	case pcommon.ValueTypeInt:
		m.number(v, strconv.FormatInt(v.Int(), 10))
	case pcommon.ValueTypeDouble:
		m.number(v, strconv.FormatFloat(v.Double(), 'f', -1, 64))
	case pcommon.ValueTypeBytes:
		v.Bytes().FromRaw(m.formats.AppendRedacted(nil, v.Bytes().AsRaw()))
	case pcommon.ValueTypeMap:
		m.attributes(v.Map())
	case pcommon.ValueTypeSlice:
		for _, element := range v.Slice().All() {
			m.value(element)
		}
	}
}

func (m masker) number(v pcommon.Value, digits string) {
	if masked := m.text(digits); masked != digits {
		v.SetStr(masked)
	}
}

// attributes masks keys as well. Of two that are equal when they are masked, the
// later one stays.
func (m masker) attributes(attributes pcommon.Map) {
	var keys []string
	for key, v := range attributes.All() {
		m.value(v)
		if m.text(key) != key {
			keys = append(keys, key)
		}
	}
	for _, key := range keys {
		v, _ := attributes.Get(key)
		kept := pcommon.NewValueEmpty()
		v.MoveTo(kept)
		attributes.Remove(key)
		kept.MoveTo(attributes.PutEmpty(m.text(key)))
	}
}
