package redeem

import "iter"

// SerialMatch is a card serial number in a text: text[Start:End] spells
// Serial.
type SerialMatch struct {
	Start, End int
	Serial     Serial
}

// FindSerials returns the card serial numbers in a text of any length, from
// the left and without overlap. They are spelled as [Format.Find] has it for
// codes in groups of four, where the last group has what remains; it takes the
// longest that begins at a place. It does not allocate.
func FindSerials(text string) iter.Seq[SerialMatch] {
	return func(yield func(SerialMatch) bool) { findSerials([]byte(text), yield) }
}

func findSerials(b []byte, yield func(SerialMatch) bool) {
	var next [len(serialFormats)]hit
	for i := range next {
		next[i].start = -1
	}
	for from := 0; ; {
		first := hit{start: len(b)}
		for i := range next {
			h := &next[i]
			if h.start < from {
				*h = serialFormats[i].search(b, from, border{}, true)
			}
			if h.start < first.start {
				first = *h
			}
		}
		if first.state == hitNone || !yield(SerialMatch{first.start, first.end, Serial{first.code}}) {
			return
		}
		from = first.end
	}
}

// serialFormats are the families as formats, as far as searching needs it, of
// those that begin alike the longer first.
var serialFormats = [...]Format{
	{spec: Spec{Length: 16, Prefix: "GCA"}, table: &alnumTable, breaks: fours & (1<<16 - 1), first: 'g', firstCase: 0x20},
	{spec: Spec{Length: 19, Prefix: "60"}, table: &digitTable, breaks: fours & (1<<19 - 1), first: '6'},
	{spec: Spec{Length: 16, Prefix: "60"}, table: &digitTable, breaks: fours & (1<<16 - 1), first: '6'},
	{spec: Spec{Length: 22, Prefix: "PBH"}, table: &alnumTable, breaks: fours & (1<<22 - 1), first: 'p', firstCase: 0x20},
	{spec: Spec{Length: 14, Prefix: "EPY"}, table: &alnumTable, breaks: fours & (1<<14 - 1), first: 'e', firstCase: 0x20},
}

// fours has the breaks between groups of four.
const fours = 1<<4 | 1<<8 | 1<<12 | 1<<16 | 1<<20

// digitTable is newTable's result for 0-9 where nothing looks alike.
var digitTable = table{
	'0': valid | '0', '1': valid | '1', '2': valid | '2', '3': valid | '3', '4': valid | '4',
	'5': valid | '5', '6': valid | '6', '7': valid | '7', '8': valid | '8', '9': valid | '9',

	'\t': separator, '\n': separator, '\v': separator, '\f': separator, '\r': separator,
	' ': separator, '-': separator, '_': separator, '.': separator, '/': separator,
}
