package ocr

import (
	"encoding/xml"
	"image"
	"io"
	"slices"
	"strings"
)

// ReadHOCR reads hOCR, the HTML that Tesseract, Kraken, OCRopus and others
// write. It reads lines, words, and the confidence of each character (x_confs).
// It also reads the alternatives that Tesseract adds if lstm_choice_mode is 1
// or 2, with or without hocr_char_boxes. It returns an [Error], or the error of
// the reader.
func ReadHOCR(r io.Reader) (*Page, error) {
	h := hocr{elements: newElements(r, true)}
	for {
		token, err := h.elements.next()
		switch {
		case err == io.EOF && !h.known:
			return nil, ErrSyntax
		case err == io.EOF:
			h.endLine()
			return h.page.done()
		case err != nil:
			return nil, err
		case h.page.full():
			return nil, ErrSize
		}
		switch token := token.(type) {
		case xml.StartElement:
			h.start(token)
		case xml.EndElement:
			h.end()
		case xml.CharData:
			h.text(string(token))
		}
	}
}

// hocrRole is what an element is for.
type hocrRole uint8

const (
	hocrOther  hocrRole = iota
	hocrHidden          // has no text of the page
	hocrLine
	hocrWord
	hocrChar   // a character with its box or confidence
	hocrPlace  // what a character may be: choices, or time steps with choices
	hocrStep   // a time step of a place
	hocrChoice // one alternative
)

type hocr struct {
	elements *elements
	page     builder
	known    bool // there was an element of hOCR
	roles    []hocrRole
	box      image.Rectangle // of the line
	word     hocrWordParts
}

// hocrWordParts is a word in the making.
type hocrWordParts struct {
	text   []rune
	confs  []float64 // of its characters, by x_confs
	boxed  bool      // its characters are elements of their own
	places []hocrPlaceParts
	choice []rune // the choice in the making
	score  float64
}

// hocrPlaceParts is what the engine held possible at a place.
type hocrPlaceParts struct {
	choices choices
	of      int // the character of the word, -1 if the file does not say
}

func (h *hocr) role() hocrRole {
	if n := len(h.roles); n > 0 {
		return h.roles[n-1]
	}
	return hocrOther
}

// start takes the beginning of an element.
func (h *hocr) start(element xml.StartElement) {
	class, title := attribute(element, "class"), hocrTitle(attribute(element, "title"))
	h.known = h.known || strings.HasPrefix(class, "ocr")
	parent, role := h.role(), h.roleOf(element.Name.Local, class, title)
	h.roles = append(h.roles, role)
	if role == parent && role != hocrLine && role != hocrWord || !strings.HasPrefix(class, "ocr") {
		return
	}
	switch role {
	case hocrLine:
		h.endLine()
		h.box = title.box
	case hocrWord:
		h.endWord()
		h.word.confs = title.confs
	case hocrChar:
		h.word.boxed = true
	case hocrPlace:
		of := -1
		if h.word.boxed {
			of = len(h.word.text) - 1
		}
		h.word.places = append(h.word.places, hocrPlaceParts{of: of})
		if len(h.word.places) > 2*maxWord {
			h.page.tooMuch()
		}
	case hocrStep:
		if n := len(h.word.places); n > 0 { // there is none behind a word within the place
			h.word.places[n-1].choices.steps = true
		}
	case hocrChoice:
		h.word.choice, h.word.score = h.word.choice[:0], title.confs[0]
	}
}

// roleOf returns the role of an element within the current one. Within a word
// it follows from the title and the depth: classes and ids differ from one
// version of Tesseract to the next.
func (h *hocr) roleOf(name, class string, title hocrProperties) hocrRole {
	parent := h.role()
	switch strings.ToLower(name) {
	case "head", "script", "style", "del":
		return hocrHidden
	}
	switch {
	case parent == hocrHidden:
		return hocrHidden
	case hasClass(class, "ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat"):
		return hocrLine
	case hasClass(class, "ocrx_word", "ocr_word"):
		return hocrWord
	case !strings.HasPrefix(class, "ocr"): // such as strong and em
		return parent
	case parent == hocrWord && title.char:
		return hocrChar
	case parent == hocrWord, parent == hocrChar:
		return hocrPlace
	case (parent == hocrPlace || parent == hocrStep) && len(title.confs) > 0:
		return hocrChoice
	case parent == hocrPlace:
		return hocrStep
	}
	return parent
}

func (h *hocr) end() {
	role := h.role()
	h.roles = h.roles[:len(h.roles)-1]
	if role == h.role() {
		return // an element within
	}
	switch role {
	case hocrLine:
		h.endLine()
	case hocrWord:
		h.endWord()
	case hocrChoice:
		if n := len(h.word.places); n > 0 && len(h.word.choice) == 1 {
			h.word.places[n-1].choices.add(h.word.choice[0], h.word.score)
		}
	}
}

func (h *hocr) text(s string) {
	switch h.role() {
	case hocrWord, hocrChar:
		for _, char := range s {
			if !isBlank(char) {
				h.word.text = append(h.word.text, char)
			}
		}
		if len(h.word.text) > maxWord {
			h.page.tooMuch()
		}
	case hocrChoice:
		for _, char := range s {
			if len(h.word.choice) < 2 { // one of two is not looked at
				h.word.choice = append(h.word.choice, char)
			}
		}
	case hocrLine: // of a file without words
		h.page.blank()
		h.page.string(s)
	}
}

// endWord adds the word to the line.
func (h *hocr) endWord() {
	w := &h.word
	if len(w.text) > 0 {
		h.page.blank()
		places := w.align()
		for i, char := range w.text {
			switch {
			case places[i] != nil:
				h.page.char(char, places[i].alternatives(char))
			case len(w.confs) == len(w.text):
				h.page.char(char, confident(char, w.confs[i], w.confs))
			default:
				h.page.char(char, nil)
			}
		}
	}
	*w = hocrWordParts{text: w.text[:0], places: w.places[:0], choice: w.choice[:0]}
}

// align returns the choices for each character, nil where the file has none.
// Without boxes it does not say which are whose: then they are all there in
// order, with further ones for the blanks before the word.
func (w *hocrWordParts) align() []*choices {
	of := make([]*choices, len(w.text))
	places := w.places[:0]
	for _, p := range w.places {
		switch {
		case p.of >= 0:
			of[p.of] = &p.choices
		case w.boxed || p.choices.isBlank():
		default:
			places = append(places, p)
		}
	}
	if len(places) != len(of) {
		return of
	}
	for i := range places {
		of[i] = &places[i].choices
	}
	return of
}

func (h *hocr) endLine() {
	h.endWord()
	h.page.endLine(h.box)
	h.box = image.Rectangle{}
}

// hocrProperties is what the title of an element says.
type hocrProperties struct {
	box   image.Rectangle
	confs []float64 // x_confs
	char  bool      // it is one of a character
}

// hocrTitle reads a title: properties with semicolons between them, each a
// name and its values with blanks between them.
func hocrTitle(title string) hocrProperties {
	var p hocrProperties
	for property := range strings.SplitSeq(title, ";") {
		property = strings.TrimSpace(property)
		name, values, _ := strings.Cut(property, " ")
		switch name {
		case "bbox":
			var corners [4]float64
			n := 0
			for value := range strings.FieldsSeq(values) {
				if n < len(corners) {
					corners[n] = number(value)
				}
				n++
			}
			if n == len(corners) {
				p.box = box(corners[0], corners[1], corners[2], corners[3])
			}
		case "x_confs":
			for value := range strings.FieldsSeq(values) {
				p.confs = append(p.confs, number(value))
			}
		case "x_bboxes", "x_conf":
			p.char = true
		}
	}
	return p
}

func hasClass(class string, names ...string) bool {
	for c := range strings.FieldsSeq(class) {
		if slices.Contains(names, c) {
			return true
		}
	}
	return false
}
