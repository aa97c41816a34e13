package ocr

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/redeemkit/redeem"
)

const (
	maxSpan    = 4    // lines that a code is printed over
	maxWindows = 64   // places on a page that are looked at with a Corrector
	rareWord   = 0.02 // below it the share of codes without a digit is that of an accident
)

// textLine is a line as words, each character of the Reading being one of Text.
type textLine struct {
	text        string
	reading     *redeem.Reading
	words       []word
	first, last mark // before the first and behind the last character that may be a symbol
}

// word is what stands between two blanks: where a code in it may begin and end.
type word struct {
	starts, ends []mark
	label        bool // it is a label by itself, and no part of a code
}

// mark is a place in a line, by byte of the text and character of the reading.
type mark struct{ at, char int }

// split makes the lines of a page ready for a search.
func (p *Page) split() []textLine {
	var (
		lines []textLine
		alone redeem.Reading
	)
	for i := range p.Lines {
		l := textLine{text: p.Lines[i].Text, reading: &p.Lines[i].Reading}
		spelled := new(redeem.Reading)
		char, begin, symbols := 0, mark{-1, 0}, false
		marks := []mark{} // of the word: its characters' beginnings
		for at, x := range l.text + " " {
			if isBlank(x) {
				if begin.at >= 0 {
					marks = append(marks, mark{at, char})
					l.words = append(l.words, newWord(l.text, marks))
				}
				begin.at, marks = -1, marks[:0]
				continue
			}
			if begin.at < 0 {
				begin = mark{at, char}
			}
			marks = append(marks, mark{at, char})
			alone.Reset()
			alone.AddString(string(x))
			spelled.AddFrom(&alone, 0, alone.Len())
			if isSymbolLike(x) && !symbols {
				l.first, symbols = mark{at, char}, true
			}
			char += alone.Len()
			if isSymbolLike(x) {
				_, size := utf8.DecodeRuneInString(l.text[at:])
				l.last = mark{at + size, char}
			}
		}
		if l.reading.Len() != spelled.Len() {
			l.reading = spelled
		}
		lines = append(lines, l)
	}
	return lines
}

// newWord returns where a code may begin and end in a word: at its ends, behind
// a label, and without marks that are no symbols, such as a frame.
func newWord(text string, marks []mark) word {
	first, last := 0, len(marks)-1
	w := word{starts: []mark{marks[first]}, ends: []mark{marks[last]}}
	w.label = isLabel(text[marks[0].at:marks[last].at])
	glued := gluedLabel(text[marks[0].at:marks[last].at])
	for first < last {
		char, _ := utf8.DecodeRuneInString(text[marks[first].at:])
		if isSymbolLike(char) {
			break
		}
		first++
	}
	for last > first {
		char, _ := utf8.DecodeLastRuneInString(text[:marks[last].at])
		if isSymbolLike(char) {
			break
		}
		last--
	}
	if first > 0 && first < last {
		w.starts = append(w.starts, marks[first])
	}
	if last < len(marks)-1 && first < last {
		w.ends = append(w.ends, marks[last])
	}
	if glued > 0 {
		for _, m := range marks[1:] {
			if m.at >= marks[0].at+glued {
				if m.at < marks[len(marks)-1].at && m != w.starts[len(w.starts)-1] {
					w.starts = append(w.starts, m)
				}
				break
			}
		}
	}
	return w
}

// window is a part of a page that has the length of a code.
type window struct {
	line, start, endLine, end int // as in Found
	from, to                  int // characters of the readings of line and endLine
	label                     label
	broken                    int     // ends of words that are not ends of groups
	doubt                     int     // how little it looks like a code; less is better
	prefix                    [3]rune // the first characters
}

// windows returns the places of the page that a code may be at, the most
// promising first, at most that many, and whether there were more.
func windows(lines []textLine, shape *shape, most int) (found []window, more bool) {
	keep := func() {
		slices.SortStableFunc(found, func(x, y window) int { return cmp.Compare(x.doubt, y.doubt) })
		if len(found) > most {
			found, more = found[:most], true
		}
	}
	for i := range lines {
		for j := range lines[i].words {
			if lines[i].words[j].label {
				continue
			}
			for _, start := range lines[i].words[j].starts {
				w := window{line: i, start: start.at, from: start.char, label: labelBefore(lines, i, start.at)}
				shape.windowsFrom(lines, w, j, func(w window) { found = append(found, w) })
				if len(found) > 16*most {
					keep()
				}
			}
		}
	}
	keep()
	return found, more
}

// labelBefore returns the label before a place: in its line, or above it if
// nothing is before it there.
func labelBefore(lines []textLine, line, at int) label {
	before := lines[line].text[:at]
	if l := labelIn(before); l != labelNone || line == 0 || strings.IndexFunc(before, isSymbolLike) >= 0 {
		return l
	}
	if above := lines[line-1].text; len(above) <= maxLabel {
		return labelIn(above)
	}
	return labelNone
}

// shape is what codes of a format look like.
type shape struct {
	format     *redeem.Format
	lookalikes *redeem.Lookalikes
	least      int // characters
	most       int
	breaks     []int // symbols before each end of a group
	digits     bool  // a code without a digit is rare
	label      label // before a code of the format
}

func newShape(c *redeem.Corrector, wanted label) shape {
	f := c.Format
	if f == nil {
		f = redeem.GiftCard()
	}
	spec := f.Spec()
	s := shape{format: f, lookalikes: c.Lookalikes, label: wanted}
	if s.lookalikes == nil {
		s.lookalikes = spec.Lookalikes
	}
	s.least, s.most = max(1, spec.Length-max(0, c.MaxIndels)), spec.Length+max(0, c.MaxIndels)
	sum := 0
	for _, n := range spec.Groups {
		sum += n
		s.breaks = append(s.breaks, sum)
	}
	digits := 0
	for _, x := range spec.Alphabet {
		if unicode.IsDigit(x) {
			digits++
		}
	}
	letters := 1 - float64(digits)/float64(len(spec.Alphabet))
	s.digits = math.Pow(letters, float64(spec.Length-len(spec.Prefix))) < rareWord && strings.IndexFunc(spec.Prefix, unicode.IsDigit) < 0
	return s
}

// windowsFrom yields the windows that begin where w does, in the word of that
// index.
func (s *shape) windowsFrom(lines []textLine, w window, index int, yield func(window)) {
	before := 0 // characters in the lines before
	for w.endLine = w.line; w.endLine < min(len(lines), w.line+maxSpan); w.endLine++ {
		l := &lines[w.endLine]
		from := l.first.char
		if w.endLine == w.line {
			from = w.from
		}
		for _, word := range l.words[index:] {
			if word.label {
				return
			}
			var n int
			for _, end := range word.ends {
				n = before + end.char - from
				if n < s.least || n > s.most {
					continue
				}
				w := w
				w.end, w.to = end.at, end.char
				if s.weigh(lines, &w) {
					yield(w)
				}
			}
			if n > s.most {
				return
			}
			if !slices.Contains(s.breaks, n) {
				w.broken++
			}
		}
		before += max(0, l.last.char-from)
		index = 0
	}
}

// weigh sets how little the window looks like a code, and reports whether it
// may be one at all: letters without a digit are words, unless a label or
// dashes say otherwise.
func (s *shape) weigh(lines []textLine, w *window) bool {
	var (
		digit, dash, unread bool
		strange, seen       int
		prefix              = s.format.Prefix()
	)
	for i := w.line; i <= w.endLine; i++ {
		from, to := w.in(lines, i)
		for _, x := range lines[i].text[from:to] {
			switch {
			case isBlank(x):
				continue
			case unicode.IsDigit(x):
				digit = true
			case x == '?' || x == utf8.RuneError:
				unread = true
			case unicode.IsLetter(x):
			case unicode.Is(unicode.Pd, x):
				dash = true
				continue
			default:
				strange++
			}
			if seen < len(prefix) {
				read := unicode.ToUpper(x)
				if read != unicode.ToUpper(rune(prefix[seen])) {
					strange++
					if _, known := s.lookalikes.Cost(byte(min(read, 0x7F)), prefix[seen]); !known {
						strange += 3
					}
				}
				if seen < len(w.prefix) {
					w.prefix[seen] = read
				}
				seen++
			}
		}
	}
	labelled := w.label == s.label
	if s.digits && !digit && !labelled && !unread && !dash {
		return false
	}
	w.doubt = 2*strange + w.broken
	if !labelled {
		w.doubt += 2
	}
	return true
}

// in returns the part of a line that is in the window.
func (w *window) in(lines []textLine, line int) (from, to int) {
	from, to = lines[line].first.at, lines[line].last.at
	if line == w.line {
		from = w.start
	}
	if line == w.endLine {
		to = w.end
	}
	return min(from, to), to
}

// read appends what was read in the window.
func (w *window) read(lines []textLine, r *redeem.Reading) {
	for i := w.line; i <= w.endLine; i++ {
		from, to := lines[i].first.char, lines[i].last.char
		if i == w.line {
			from = w.from
		}
		if i == w.endLine {
			to = w.to
		}
		r.AddFrom(lines[i].reading, min(from, to), to)
	}
}
