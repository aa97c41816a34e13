package redeemtest

import (
	"reflect"
	"unsafe"
)

// Hide returns v with a stand-in for each code in it. Two stand-ins are equal if
// and only if the codes are, within one run of a program; nothing else follows from
// a stand-in, not even the length or the order of codes. The zero value stays zero.
//
// A code is a [redeem.Code], [redeem.Plain], [redeem.CodeOf], [redeem.PlainOf] or a
// type defined as one of them, and also what a [redeem.Reading] or a
// [redeem.Change] holds. They may be anywhere in v: in fields, exported or not, in
// elements, in keys of maps, behind pointers and in interfaces, such as in a
// [redeem.Resolution], a [redeem.Match] or an error. Hide copies what leads to them
// and leaves v as it is. If there is no code in v, Hide returns v itself.
//
// Hide does not look into strings and bytes: mask these with
// [redeem.Format.AppendRedacted]. Nor does it look behind functions, channels and
// pointers of package unsafe.
func Hide[T any](v T) T {
	root := reflect.ValueOf(&v).Elem()
	if !holds(root, make(map[place]bool)) {
		return v
	}
	c := copier{types: make(map[reflect.Type]bool), copies: make(map[place]reflect.Value)}
	c.hide(root)
	return v
}

// place is what a pointer, a map or a slice refers to.
type place struct {
	typ     reflect.Type
	pointer unsafe.Pointer
	length  int // of a slice
}

func placeOf(v reflect.Value) place {
	p := place{typ: v.Type(), pointer: v.UnsafePointer()}
	if v.Kind() == reflect.Slice {
		p.length = v.Len()
	}
	return p
}

// holds reports whether a code can be reached from v.
func holds(v reflect.Value, seen map[place]bool) bool {
	if !v.IsValid() {
		return false
	}
	if isSecret(v.Type()) {
		return !v.IsZero()
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice:
		if v.IsNil() || seen[placeOf(v)] || !leads(v.Type()) {
			return false
		}
		seen[placeOf(v)] = true
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		return holds(v.Elem(), seen)
	case reflect.Struct:
		for i := range v.NumField() {
			if holds(v.Field(i), seen) {
				return true
			}
		}
	case reflect.Array, reflect.Slice:
		if !leads(v.Type().Elem()) {
			return false
		}
		for i := range v.Len() {
			if holds(v.Index(i), seen) {
				return true
			}
		}
	case reflect.Map:
		for entries := v.MapRange(); entries.Next(); {
			if holds(entries.Key(), seen) || holds(entries.Value(), seen) {
				return true
			}
		}
	}
	return false
}

// leads reports whether values of the type may lead to a code.
func leads(t reflect.Type) bool { return leadsBeyond(t, make(map[reflect.Type]bool)) }

func leadsBeyond(t reflect.Type, seen map[reflect.Type]bool) bool {
	if isSecret(t) {
		return true
	}
	if seen[t] {
		return false
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Interface:
		return true
	case reflect.Pointer, reflect.Array, reflect.Slice:
		return leadsBeyond(t.Elem(), seen)
	case reflect.Map:
		return leadsBeyond(t.Key(), seen) || leadsBeyond(t.Elem(), seen)
	case reflect.Struct:
		for i := range t.NumField() {
			if leadsBeyond(t.Field(i).Type, seen) {
				return true
			}
		}
	}
	return false
}

// copier puts stand-ins in place, and copies what others may hold too.
type copier struct {
	types  map[reflect.Type]bool // what leads says
	copies map[place]reflect.Value
}

func (c *copier) leads(t reflect.Type) bool {
	yes, known := c.types[t]
	if !known {
		yes = leads(t)
		c.types[t] = yes
	}
	return yes
}

// hide changes v, which is addressable and belongs to the copy.
func (c *copier) hide(v reflect.Value) {
	if !c.leads(v.Type()) {
		return
	}
	if !v.CanSet() { // a field that is not exported
		v = reflect.NewAt(v.Type(), unsafe.Pointer(v.UnsafeAddr())).Elem()
	}
	if isSecret(v.Type()) {
		if !v.IsZero() {
			v.Set(standIn(v))
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			c.hide(v.Field(i))
		}
	case reflect.Array:
		for i := range v.Len() {
			c.hide(v.Index(i))
		}
	case reflect.Interface:
		if holds(v, make(map[place]bool)) {
			v.Set(c.hidden(v.Elem()))
		}
	case reflect.Pointer, reflect.Map, reflect.Slice:
		if holds(v, make(map[place]bool)) {
			v.Set(c.copy(v))
		}
	}
}

// hidden returns a copy of v in which codes are hidden.
func (c *copier) hidden(v reflect.Value) reflect.Value {
	copied := reflect.New(v.Type()).Elem()
	copied.Set(v)
	c.hide(copied)
	return copied
}

// copy copies what v refers to, once.
func (c *copier) copy(v reflect.Value) reflect.Value {
	at := placeOf(v)
	if copied, ok := c.copies[at]; ok {
		return copied
	}
	var copied reflect.Value
	switch v.Kind() {
	case reflect.Pointer:
		copied = reflect.New(v.Type().Elem()).Convert(v.Type())
		c.copies[at] = copied
		copied.Elem().Set(v.Elem())
		c.hide(copied.Elem())
	case reflect.Slice:
		copied = reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		c.copies[at] = copied
		reflect.Copy(copied, v)
		for i := range copied.Len() {
			c.hide(copied.Index(i))
		}
	default:
		copied = reflect.MakeMapWithSize(v.Type(), v.Len())
		c.copies[at] = copied
		for entries := v.MapRange(); entries.Next(); {
			copied.SetMapIndex(c.hidden(entries.Key()), c.hidden(entries.Value()))
		}
	}
	return copied
}
