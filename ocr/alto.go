package ocr

import (
	"encoding/xml"
	"image"
	"io"
	"slices"
	"unicode/utf8"

	"github.com/redeemkit/redeem"
)

// ReadALTO reads ALTO, versions 2 to 4: the elements TextLine, String, SP and
// HYP, and for characters Glyph with GC and Variant with VC. These confidences
// count as probabilities. ReadALTO ignores CC and WC of a String, which are not
// probabilities. It returns an [Error], or the error of the reader.
func ReadALTO(r io.Reader) (*Page, error) {
	a := alto{elements: newElements(r, false)}
	for {
		token, err := a.elements.next()
		switch {
		case err == io.EOF && !a.known:
			return nil, ErrSyntax
		case err == io.EOF:
			return a.page.done()
		case err != nil:
			return nil, err
		case a.page.full():
			return nil, ErrSize
		}
		switch token := token.(type) {
		case xml.StartElement:
			if !a.known && token.Name.Local != "alto" {
				return nil, ErrSyntax
			}
			a.known = true
			a.start(token)
		case xml.EndElement:
			a.end(token.Name.Local)
		}
	}
}

type alto struct {
	elements *elements
	page     builder
	known    bool // there was an element alto
	box      image.Rectangle
	str      altoString
}

// altoString is an element String in the making.
type altoString struct {
	content string
	glyphs  []altoGlyph
}

type altoGlyph struct {
	content string
	choices []redeem.Alternative
}

func (a *alto) start(element xml.StartElement) {
	content := attribute(element, "CONTENT")
	switch element.Name.Local {
	case "TextLine":
		a.page.endLine(a.box)
		x, y := number(attribute(element, "HPOS")), number(attribute(element, "VPOS"))
		a.box = box(x, y, x+number(attribute(element, "WIDTH")), y+number(attribute(element, "HEIGHT")))
	case "String":
		a.str = altoString{content: content, glyphs: a.str.glyphs[:0]}
	case "Glyph":
		a.str.glyphs = append(a.str.glyphs, altoGlyph{content: content})
		a.choice(content, attribute(element, "GC"))
		if len(a.str.glyphs) > maxWord {
			a.page.tooMuch()
		}
	case "Variant":
		a.choice(content, attribute(element, "VC"))
	case "SP":
		a.page.blank()
	case "HYP":
		a.page.string(content)
	}
}

// choice adds what the last glyph may be.
func (a *alto) choice(content, confidence string) {
	n := len(a.str.glyphs)
	if n == 0 {
		return
	}
	g := &a.str.glyphs[n-1]
	char, size := utf8.DecodeRuneInString(content)
	prob := number(confidence)
	if size == 0 || size < len(content) || !(prob > 0 && prob <= 1) || len(g.choices) == maxAlternatives {
		return
	}
	g.choices = append(g.choices, redeem.Alternative{Char: char, Prob: prob})
}

func (a *alto) end(name string) {
	switch name {
	case "TextLine":
		a.page.endLine(a.box)
		a.box = image.Rectangle{}
	case "String":
		a.endString()
	}
}

// endString adds the string to the line. Strings with no SP between them are
// words all the same.
func (a *alto) endString() {
	a.page.blank()
	spelled := 0
	for _, g := range a.str.glyphs {
		spelled += len(g.content)
	}
	if spelled == 0 || len(a.str.content) > 0 && spelled != len(a.str.content) {
		a.page.string(a.str.content)
	} else {
		for _, g := range a.str.glyphs {
			if char, size := utf8.DecodeRuneInString(g.content); size == len(g.content) && size > 0 {
				a.page.char(char, firstChoice(char, g.choices))
			} else {
				a.page.string(g.content)
			}
		}
	}
	a.str = altoString{glyphs: a.str.glyphs[:0]}
}

// firstChoice returns the choices with the character that the engine settled on
// in front. One without a confidence of its own has that of the best other.
func firstChoice(char rune, choices []redeem.Alternative) []redeem.Alternative {
	best := 0.0
	for i, c := range choices {
		if c.Char == char {
			choices[0], choices[i] = c, choices[0]
			return choices
		}
		best = max(best, c.Prob)
	}
	if len(choices) == 0 {
		return nil
	}
	return slices.Insert(choices, 0, redeem.Alternative{Char: char, Prob: best})
}
