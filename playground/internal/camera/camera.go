// Package camera reads a card that is held before a camera: it finds the lines of
// print in a frame, makes a Reading of what a recognizer scores for them, and
// resolves the Readings of all frames together.
//
// The recognizer itself is none of this package: it gets a line as an image and
// gives scores. No frame is kept, only what was read in it.
package camera

import (
	"hash/maphash"
	"math"
	"slices"
	"strings"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/ocr"
)

const (
	mostFrames = 64 // of a card, as many as a Corrector looks at
	strangers  = 3  // frames after which another card, or what is wrong with this one, is believed
	listed     = 64 // candidates that tell how sure a place is

	// unlikely is a probability below which a code is rather one of another format:
	// the nearest code to one without the right check character has less.
	unlikely = 0.3
)

// Camera looks at frames of one card. The zero Camera is for gift cards.
type Camera struct {
	format *redeem.Format
	others []*redeem.Format // formats to recognize where the card has none of format

	seed     maphash.Seed
	seen     []uint64          // hashes of the frames that counted
	frames   int               // that counted, beyond len(seen) too
	readings []*redeem.Reading // of the code, one for each frame that shows it
	best     redeem.Resolution // of the readings
	odd      int               // frames in a row that show another code
	faults   []fault           // what was wrong with what was read, one for each frame

	picture Picture
	bands   []Band
	parts   int   // of the picture that were looked at
	read    int   // lines of this part
	places  []int // where the lines of page stand: parts and then rows
	page    ocr.Page
}

// fault is what is wrong with a text: whatever cannot be the format's code.
type fault struct {
	err     error
	symbols int
	text    uint64 // hash
	other   int    // 1 + the index of the other format that has it, or 0
}

// Begin begins with another card, of a format; of the other ones it says that the
// card has a code of theirs. Nothing is left of the card before.
func (c *Camera) Begin(format *redeem.Format, others ...*redeem.Format) {
	c.forget()
	*c = Camera{format: format, others: others, seed: maphash.MakeSeed()}
}

// forget drops all that was read, overwritten.
func (c *Camera) forget() {
	for _, r := range c.readings {
		r.Reset()
	}
	clear(c.readings)
	c.readings, c.best, c.odd = c.readings[:0], redeem.Resolution{}, 0
	c.drop()
}

// drop drops the frame.
func (c *Camera) drop() {
	clear(c.picture.Gray)
	c.picture = Picture{}
	for i := range c.page.Lines {
		c.page.Lines[i].Reading.Reset()
	}
	clear(c.page.Lines)
	c.page.Lines, c.bands, c.places = c.page.Lines[:0], c.bands[:0], c.places[:0]
	c.parts, c.read = 0, 0
}

// Hint is what a person can do so that a frame can be read.
type Hint string

const (
	HintNone   Hint = ""
	HintSame   Hint = "same"   // it is a frame that was there before
	HintLight  Hint = "light"  // it is too dark
	HintEmpty  Hint = "empty"  // there is no line of print
	HintNearer Hint = "nearer" // the print is too small
	HintStill  Hint = "still"  // the print is blurred
)

// Look takes a frame, as pixels of a canvas, which it clears, and finds the lines
// in it. A frame that was there before has none: it says nothing new. Several parts
// of one picture may be looked at and read before Answer is asked for.
func (c *Camera) Look(width, height int, pixels []byte) Hint {
	defer clear(pixels)
	clear(c.picture.Gray)
	c.picture, c.bands = Picture{}, c.bands[:0]
	c.parts++
	c.read = 0
	if c.seed == (maphash.Seed{}) {
		c.seed = maphash.MakeSeed()
	}
	hash := maphash.Bytes(c.seed, pixels)
	if slices.Contains(c.seen, hash) {
		return HintSame
	}
	c.picture = NewPicture(width, height, pixels)
	mean, span := c.picture.Light()
	if mean < 30 || span < 24 && mean < 100 { // light without print is paper
		return HintLight
	}
	if c.bands = c.picture.Lines(); len(c.bands) == 0 {
		return HintEmpty
	}
	if len(c.seen) == mostFrames {
		c.seen = c.seen[:copy(c.seen, c.seen[1:])]
	}
	c.seen = append(c.seen, hash)
	c.frames++
	switch widest := slices.MaxFunc(c.bands, func(x, y Band) int { return int(x.Width - y.Width) }); {
	case widest.Height < 1.45*14 || widest.Width < 0.4*float64(width):
		return HintNearer
	case c.picture.Sharpness(widest) < 0.3:
		return HintStill
	}
	return HintNone
}

// Lines returns how many lines the frame has.
func (c *Camera) Lines() int { return len(c.bands) }

// Line returns a line as the recognizer wants it, and its width.
func (c *Camera) Line(i int) (values []float32, width int) {
	if i < 0 || i >= len(c.bands) {
		return nil, 0
	}
	return c.picture.Straight(nil, c.bands[i]), c.bands[i].width()
}

// Read takes what the recognizer scores for the next line, which it clears. It
// reports whether that line has a code, so that no other needs to be read.
func (c *Camera) Read(classes Classes, scores []float32) bool {
	defer clear(scores)
	if len(classes) == 0 || c.read >= len(c.bands) {
		return false
	}
	// The lines nearest to the middle come first; on the page they stand from the top down.
	line := classes.Collapse(scores)
	place := c.parts<<16 + int(c.bands[c.read].Y)
	c.read++
	at, _ := slices.BinarySearch(c.places, place)
	c.places = slices.Insert(c.places, at, place)
	c.page.Lines = slices.Insert(c.page.Lines, at, line)
	alone := ocr.Page{Lines: []ocr.Line{line}}
	corrector := c.corrector()
	found, ok := alone.Resolve(&corrector)
	return ok && c.believable(found.Resolution)
}

func (c *Camera) corrector() redeem.Corrector {
	return redeem.Corrector{Format: c.format, MaxIndels: 1}
}

// believable reports whether what was found may be the code: not if a third of it
// would have been misread.
func (c *Camera) believable(r redeem.Resolution) bool {
	return r.Verdict != redeem.VerdictNone && 3*r.Best.Edits <= c.length()
}

// Kind is what a card shows.
type Kind string

const (
	KindNone   Kind = "none"   // nothing that can be a code
	KindCode   Kind = "code"   // a code, more or less surely
	KindSerial Kind = "serial" // the serial number
	KindOther  Kind = "other"  // a code that is not one of the format, as three frames agree
)

// Answer is what all frames say together.
type Answer struct {
	Kind   Kind
	Text   string // what was read in this frame, as far as it may be a code
	Frames int    // that counted
	Shown  int    // frames that show the code

	redeem.Resolution
	Sure []float64 // of each place of the code, how probable its symbol is

	Serial redeem.Serial
	Fault  error // what is wrong with the text of KindOther
	Other  int   // 1 + the index of the other format that has it, or 0
}

// Answer ends a frame: it says what it and those before show.
func (c *Camera) Answer() Answer {
	a := Answer{Kind: KindNone, Frames: c.frames}
	corrector := c.corrector()
	found, ok := c.page.Resolve(&corrector)
	if ok && c.believable(found.Resolution) {
		a.Text = c.text(found)
		c.add(&corrector, found)
	} else if serial, ok := c.page.Serial(); ok {
		a.Kind, a.Serial = KindSerial, serial
	} else {
		a.Text = c.likeliest()
	}
	if a.Kind != KindSerial && a.Text != "" {
		c.note(a.Text)
	}
	a.Resolution, a.Shown = c.best, len(c.readings)
	if a.Kind == KindSerial {
		c.drop()
		return a
	}
	if c.best.Verdict != redeem.VerdictNone {
		a.Kind, a.Sure = KindCode, c.sure(&corrector)
	}
	if f, ok := c.agreed(); ok && c.best.Probability < unlikely {
		a.Kind, a.Fault, a.Other = KindOther, f.err, f.other
	}
	c.drop()
	return a
}

func (c *Camera) length() int {
	if c.format == nil {
		return redeem.GiftCard().Spec().Length
	}
	return c.format.Spec().Length
}

// add counts the code of a frame. A code that differs in more than a third of its
// places is that of another card, if it stays.
func (c *Camera) add(corrector *redeem.Corrector, found ocr.Found) {
	reading := found.Readings()[0]
	if len(c.readings) > 0 && far(c.best.Best.Code, found.Best.Code) {
		if c.odd++; c.odd < strangers {
			return
		}
		c.forgetCard()
	}
	c.odd = 0
	own := new(redeem.Reading)
	own.AddFrom(reading, 0, reading.Len())
	if len(c.readings) == mostFrames {
		c.readings[0].Reset()
		c.readings = slices.Delete(c.readings, 0, 1)
	}
	c.readings = append(c.readings, own)
	c.best = corrector.ResolveOf(c.whole(corrector)...)
}

// whole returns the readings that count, and sets how many characters may have
// been dropped or added in them: those as long as a code if there are any, with
// none, or else all.
func (c *Camera) whole(corrector *redeem.Corrector) []*redeem.Reading {
	var whole []*redeem.Reading
	for _, r := range c.readings {
		if r.Len() == c.length() {
			whole = append(whole, r)
		}
	}
	if len(whole) == 0 {
		return c.readings
	}
	corrector.MaxIndels = 0
	return whole
}

func (c *Camera) forgetCard() {
	for _, r := range c.readings {
		r.Reset()
	}
	clear(c.readings)
	c.readings, c.faults, c.best = c.readings[:0], c.faults[:0], redeem.Resolution{}
}

// far reports whether two codes differ in more than a third of their places.
func far(x, y redeem.Code) bool {
	a, b := redeem.Plain(x).String(), redeem.Plain(y).String()
	if len(a) != len(b) {
		return true
	}
	differ := 0
	for i := range a {
		if a[i] != b[i] {
			differ++
		}
	}
	return 3*differ > len(a)
}

// text returns the text of what was found.
func (c *Camera) text(found ocr.Found) string {
	if found.Line == found.EndLine {
		return c.page.Lines[found.Line].Text[found.Start:found.End]
	}
	parts := []string{c.page.Lines[found.Line].Text[found.Start:]}
	for _, line := range c.page.Lines[found.Line+1 : found.EndLine] {
		parts = append(parts, line.Text)
	}
	return strings.Join(append(parts, c.page.Lines[found.EndLine].Text[:found.End]), " ")
}

// likeliest returns the part of the page that looks most like a code: at least
// eight letters and digits, with a digit among them and no word in small letters.
func (c *Camera) likeliest() string {
	best, most := "", 7
	for _, line := range c.page.Lines {
		start, n, digits := 0, 0, false
		text := line.Text
		for _, word := range strings.SplitAfter(text, " ") {
			symbols, isCode, digit := codeLike(word)
			if !isCode {
				text = text[start+len(word):]
				start, n, digits = 0, 0, false
				continue
			}
			start += len(word)
			n, digits = n+symbols, digits || digit
			if n > most && digits {
				best, most = strings.TrimSpace(text[:start]), n
			}
		}
	}
	return best
}

// codeLike returns how many letters and digits a word has, whether it may belong
// to a code, and whether it has a digit.
func codeLike(word string) (symbols int, ok, digit bool) {
	for _, r := range strings.TrimSpace(word) {
		switch {
		case '0' <= r && r <= '9':
			symbols++
			digit = true
		case 'A' <= r && r <= 'Z':
			symbols++
		case r == '-' || r == '/' || r == '.':
		default:
			return 0, false, false
		}
	}
	return symbols, symbols > 0, digit
}

// note notes what is wrong with what was read in a frame.
func (c *Camera) note(text string) {
	format := c.format
	if format == nil {
		format = redeem.GiftCard()
	}
	_, err := format.Parse(text)
	f := fault{err: err, text: maphash.String(c.seed, text)}
	for _, r := range text {
		if '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' {
			f.symbols++
		}
	}
	for i, other := range c.others {
		if _, err := other.Parse(text); err == nil && f.err != nil && f.other == 0 {
			f.other = i + 1
		}
	}
	if len(c.faults) == 2*mostFrames {
		c.faults = c.faults[:copy(c.faults, c.faults[1:])]
	}
	c.faults = append(c.faults, f)
}

// agreed returns what three frames say is wrong: as many symbols in each. Where they
// are about as many as a code has, six frames say it, with the same text.
func (c *Camera) agreed() (fault, bool) {
	if len(c.faults) == 0 {
		return fault{}, false
	}
	f := c.faults[len(c.faults)-1]
	if f.err == nil {
		return fault{}, false
	}
	n := 0
	off := f.symbols - c.length()
	near := -1 <= off && off <= 1
	for _, g := range c.faults {
		if g.err == f.err && g.other == f.other && g.symbols == f.symbols && (g.text == f.text || !near) {
			n++
		}
	}
	if near { // the same misreading comes twice
		return f, n >= 2*strangers
	}
	return f, n >= strangers
}

// sure returns how probable the symbol of each place of the best code is, from
// the candidates.
func (c *Camera) sure(corrector *redeem.Corrector) []float64 {
	const unit = 0.24 // nats, of the models that were fitted
	best := redeem.Plain(c.best.Best.Code).String()
	same := make([]float64, len(best))
	sum, n := 0.0, 0
	for candidate := range corrector.CandidatesOf(c.whole(corrector)...) {
		weight := math.Exp(-unit * float64(candidate.Cost-c.best.Best.Cost))
		sum += weight
		for i, symbol := range []byte(redeem.Plain(candidate.Code).String()) {
			if symbol == best[i] {
				same[i] += weight
			}
		}
		if n++; n == listed || weight < 1e-4 {
			break
		}
	}
	for i := range same {
		same[i] /= sum
	}
	return same
}
