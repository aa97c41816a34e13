package ocr

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
)

// elements reads XML, token by token, without entities but the predefined and
// numeric ones and those of HTML, and without a DTD of the file's own.
type elements struct {
	source  *source
	decoder *xml.Decoder
	depth   int
	foreign bool // the file says that it is not in UTF-8
}

// newElements returns a reader of XML, or of HTML that is near to it.
func newElements(r io.Reader, html bool) *elements {
	e := &elements{source: newSource(r)}
	e.decoder = xml.NewDecoder(e.source)
	e.decoder.CharsetReader = func(string, io.Reader) (io.Reader, error) {
		e.foreign = true
		return nil, ErrEncoding
	}
	if html {
		e.decoder.Strict = false
		e.decoder.AutoClose = xml.HTMLAutoClose
		e.decoder.Entity = xml.HTMLEntity
	}
	return e
}

// next returns the next token, valid until the next call, or io.EOF.
func (e *elements) next() (xml.Token, error) {
	e.source.begin()
	token, err := e.decoder.Token()
	if err != nil {
		return nil, e.fault(err)
	}
	switch token := token.(type) {
	case xml.StartElement:
		if e.depth++; e.depth > maxDepth {
			return nil, ErrSize
		}
	case xml.EndElement:
		e.depth--
	case xml.Directive:
		if bytes.IndexByte(token, '[') >= 0 {
			return nil, ErrSyntax // declares entities
		}
	}
	return token, nil
}

func (e *elements) fault(err error) error {
	if err == io.EOF {
		return err
	}
	if e.foreign {
		return ErrEncoding
	}
	return e.source.fault(ErrSyntax)
}

// attribute returns the value of an attribute of any namespace, "" if it is
// not there.
func attribute(element xml.StartElement, name string) string {
	for _, a := range element.Attr {
		if strings.EqualFold(a.Name.Local, name) {
			return a.Value
		}
	}
	return ""
}
