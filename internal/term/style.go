package term

// Style is how a piece of text stands out.
type Style string

const (
	Plain  Style = ""
	Header Style = "1"    // bold
	Good   Style = "32"   // green
	Bad    Style = "31"   // red
	Doubt  Style = "33"   // yellow
	Marked Style = "1;36" // bold cyan: a symbol that differs
	Faint  Style = "2"
)

// Screen is what to write for.
type Screen struct {
	Width  int  // in columns
	Colour bool // styles are shown
}

// Paint returns a text in a style, which no screen shows that has no colour.
func (s Screen) Paint(style Style, text string) string {
	if !s.Colour || style == Plain || text == "" {
		return text
	}
	return "\x1b[" + string(style) + "m" + text + "\x1b[0m"
}
