package ocr

import (
	"encoding/json"
	"image"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/redeemkit/redeem"
)

// ReadVision reads the JSON with which Google Cloud Vision answers a request
// for TEXT_DETECTION or DOCUMENT_TEXT_DETECTION: a response, a batch of
// responses, or only the fullTextAnnotation. Lines end at the breaks that
// Vision detected. The confidence of a symbol counts as its probability.
// ReadVision returns an [Error], or the error of the reader.
func ReadVision(r io.Reader) (*Page, error) {
	s := newSource(r)
	v := vision{source: s, decoder: json.NewDecoder(s)}
	err := v.value(visionTop, 0)
	if err == nil {
		if _, err = v.token(); err == nil {
			err = ErrSyntax // something follows
		}
	}
	switch {
	case err != io.EOF:
		return nil, err
	case !v.known:
		return nil, ErrSyntax
	}
	return v.page.done()
}

// visionPart is what a value of the answer is.
type visionPart uint8

const (
	visionOther visionPart = iota
	visionTop
	visionPage
	visionBlock
	visionParagraph
	visionWord
	visionBox
	visionVertex
	visionX
	visionY
	visionSymbol
	visionText
	visionConfidence
	visionProperty
	visionBreak
	visionBreakType
	visionBreakBefore
)

// visionKeys has the parts that are looked at. The names are those of JSON,
// without regard to case and underscores, as clients write them.
var visionKeys = [...]struct {
	in   visionPart
	name string
	part visionPart
}{
	{visionTop, "responses", visionTop},
	{visionTop, "fulltextannotation", visionTop},
	{visionTop, "pages", visionPage},
	{visionPage, "blocks", visionBlock},
	{visionBlock, "paragraphs", visionParagraph},
	{visionParagraph, "words", visionWord},
	{visionWord, "boundingbox", visionBox},
	{visionBox, "vertices", visionVertex},
	{visionVertex, "x", visionX},
	{visionVertex, "y", visionY},
	{visionWord, "symbols", visionSymbol},
	{visionSymbol, "text", visionText},
	{visionSymbol, "confidence", visionConfidence},
	{visionSymbol, "property", visionProperty},
	{visionProperty, "detectedbreak", visionBreak},
	{visionBreak, "type", visionBreakType},
	{visionBreak, "isprefix", visionBreakBefore},
}

type vision struct {
	source  *source
	decoder *json.Decoder
	page    builder
	known   bool // one of the keys of visionTop was there
	line    image.Rectangle
	word    visionWordParts
	symbol  visionSymbolParts
	after   string // the break behind the last symbol
}

type visionWordParts struct {
	corners []image.Point
	x, y    float64
}

type visionSymbolParts struct {
	text       string
	confidence float64
	pause      string // the type of its break
	before     bool
}

func (v *vision) token() (json.Token, error) {
	v.source.begin()
	token, err := v.decoder.Token()
	if err != nil && err != io.EOF || v.source.err != nil && v.source.err != io.EOF {
		return nil, v.source.fault(ErrSyntax)
	}
	return token, err
}

// value reads a value. The elements of an array are what the array is.
func (v *vision) value(part visionPart, depth int) error {
	token, err := v.token()
	switch {
	case err == io.EOF:
		return ErrSyntax
	case err != nil:
		return err
	case depth > maxDepth || v.page.full():
		return ErrSize
	}
	delim, ok := token.(json.Delim)
	if !ok {
		v.scalar(part, token)
		return nil
	}
	for v.decoder.More() {
		inner := part
		if delim == '{' {
			key, err := v.token()
			if err != nil {
				return err
			}
			name, _ := key.(string)
			inner = v.part(part, name)
		}
		if err := v.value(inner, depth+1); err != nil {
			return err
		}
	}
	if _, err := v.token(); err != nil {
		if err == io.EOF {
			err = ErrSyntax
		}
		return err
	}
	if delim == '{' {
		v.end(part)
	}
	return nil
}

func (v *vision) part(in visionPart, name string) visionPart {
	name = strings.ToLower(strings.ReplaceAll(name, "_", ""))
	for _, k := range visionKeys {
		if k.in == in && k.name == name {
			v.known = true
			return k.part
		}
	}
	return visionOther
}

func (v *vision) scalar(part visionPart, token json.Token) {
	x, _ := token.(float64)
	s, _ := token.(string)
	switch part {
	case visionX:
		v.word.x = x
	case visionY:
		v.word.y = x
	case visionText:
		v.symbol.text = s
	case visionConfidence:
		v.symbol.confidence = x
	case visionBreakType:
		if types := [...]string{"", "SPACE", "SURE_SPACE", "EOL_SURE_SPACE", "HYPHEN", "LINE_BREAK"}; s == "" && x >= 0 && int(min(x, 100)) < len(types) {
			s = types[int(x)] // a client that writes the numbers of the enumeration
		}
		v.symbol.pause = s
	case visionBreakBefore:
		v.symbol.before, _ = token.(bool)
	}
}

// end ends an object.
func (v *vision) end(part visionPart) {
	switch part {
	case visionVertex:
		if len(v.word.corners) < 4 {
			if p := box(v.word.x, v.word.y, v.word.x+1, v.word.y+1); !p.Empty() {
				v.word.corners = append(v.word.corners, p.Min)
			}
		}
		v.word.x, v.word.y = 0, 0
	case visionSymbol:
		v.endSymbol()
	case visionWord:
		if len(v.word.corners) == 4 {
			at := image.Rectangle{v.word.corners[0], v.word.corners[0]}
			for _, p := range v.word.corners {
				at.Min = image.Pt(min(at.Min.X, p.X), min(at.Min.Y, p.Y))
				at.Max = image.Pt(max(at.Max.X, p.X), max(at.Max.Y, p.Y))
			}
			v.line = v.line.Union(at)
		}
		v.word.corners = v.word.corners[:0]
		v.pause(v.after)
		v.after = ""
	case visionParagraph:
		v.pause("LINE_BREAK")
	}
}

func (v *vision) endSymbol() {
	s := v.symbol
	v.symbol = visionSymbolParts{}
	v.pause(v.after)
	v.after = ""
	if s.before {
		v.pause(s.pause)
	} else {
		v.after = s.pause
	}
	char, size := utf8.DecodeRuneInString(s.text)
	if size > 0 && size == len(s.text) && s.confidence > 0 && s.confidence <= 1 {
		v.page.char(char, []redeem.Alternative{{Char: char, Prob: s.confidence}})
	} else {
		v.page.string(s.text)
	}
}

func (v *vision) pause(kind string) {
	switch kind {
	case "":
	case "HYPHEN":
		v.page.string("-")
		fallthrough
	case "EOL_SURE_SPACE", "LINE_BREAK":
		v.page.endLine(v.line)
		v.line = image.Rectangle{}
	default:
		v.page.blank()
	}
}
