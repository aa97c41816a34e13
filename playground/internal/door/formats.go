package door

import (
	"strings"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/models"
	"github.com/redeemkit/redeem/playground/internal/wire"
)

// formats are those that a page made; it names them by their number here,
// which counts from 1: 0 is the gift card's.
var formats []*redeem.Format

// Format reads the number of a format; one that was not made is the gift
// card's.
func Format(in *wire.Reader) *redeem.Format {
	if f, _ := Formats(in); f != nil {
		return f
	}
	return redeem.GiftCard()
}

// several are what a page made of several formats each. Their numbers count
// from -1 down.
var several []*redeem.Formats

// Formats reads the number of a format or of several.
func Formats(in *wire.Reader) (*redeem.Format, *redeem.Formats) {
	n := in.Number()
	switch {
	case 0 < n && n <= len(formats):
		return formats[n-1], nil
	case n < 0 && -n <= len(several):
		return nil, several[-n-1]
	}
	return redeem.GiftCard(), nil
}

// NewFormats takes the numbers of formats, how many they are first, and gives
// what is wrong with them, "" if nothing, and the number of all together.
func NewFormats(in *wire.Reader, out *wire.Writer) {
	var list []*redeem.Format
	for range in.Number() {
		if !in.More() {
			break
		}
		list = append(list, Format(in))
	}
	fs, err := redeem.NewFormats(list...)
	if err != nil {
		out.Text(Wrong(err))
		return
	}
	several = append(several, fs)
	out.Text("")
	out.Number(-len(several))
}

// Spec reads a description: length, prefix, alphabet, the names of a check
// scheme and of a look-alike model, "" for none, and the groups, their number
// first. It says what is wrong with a name, "" if nothing.
func Spec(in *wire.Reader) (spec redeem.Spec, wrong string) {
	spec.Length = in.Number()
	spec.Prefix = strings.Clone(in.Text())
	spec.Alphabet = strings.Clone(in.Text())
	if name := in.Text(); name != "" {
		var ok bool
		if spec.Check, ok = checkdigit.Lookup(name); !ok {
			return spec, "no such check scheme"
		}
	}
	if name := in.Text(); name != "" {
		var ok bool
		if spec.Lookalikes, ok = models.Lookup(name); !ok {
			return spec, "no such look-alike model"
		}
	}
	for range min(in.Number(), redeem.MaxLen) {
		spec.Groups = append(spec.Groups, in.Number())
	}
	return spec, ""
}

// NewFormat takes a description, and gives what is wrong with it, "" if
// nothing, and the number of the format made.
func NewFormat(in *wire.Reader, out *wire.Writer) {
	spec, wrong := Spec(in)
	if wrong == "" {
		f, err := redeem.NewFormat(spec)
		if err == nil {
			formats = append(formats, f)
			out.Text("")
			out.Number(len(formats))
			return
		}
		wrong = Wrong(err)
	}
	out.Text(wrong)
}

// Wrong returns what an error of NewFormat says is wrong.
func Wrong(err error) string {
	return strings.TrimPrefix(err.Error(), redeem.ErrSpec.Error()+": ")
}
