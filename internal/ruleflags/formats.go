package ruleflags

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/formats"
)

// Formats is one format or several, as flags describe them.
type Formats struct {
	one   Format
	names []string // the values of -format
}

// FormatsHelp explains -format; [FormatHelp] explains the other flags.
const FormatsHelp = FormatHelp + `
-format NAME takes codes of a built-in format, one that 'redeem formats' lists,
and -format FILE those of the formats in a file, a list of objects in JSON:
  [{"name": "voucher", "length": 8, "prefix": "V", "alphabet": "CDFGHJKLMNPQRTVWX",
    "groups": [4, 4], "check": "luhn-mod-36", "lookalikes": "article"}]
Only the length is required. -format may be given several times. An input is then
taken for a code of the likeliest format that accepts it.
`

// Declare defines -format and the flags of [Format].
func (f *Formats) Declare(flags *flag.FlagSet) {
	f.one.Declare(flags)
	flags.Func("format", "codes are of the format `NAME|FILE`; may be given several times", func(name string) error {
		if name == "" {
			return errors.New("no name")
		}
		f.names = append(f.names, name)
		return nil
	})
}

// Make returns the formats that the flags, now parsed, describe. If they make no
// sense, wrong says why; if a file cannot be read or is wrong, err does.
func (f *Formats) Make(flags *flag.FlagSet) (all *redeem.Formats, wrong string, err error) {
	if len(f.names) == 0 {
		format, wrong := f.one.Make(flags)
		if wrong != "" {
			return nil, wrong, nil
		}
		all, err = redeem.NewFormats(format)
		return all, "", err
	}
	flags.Visit(func(given *flag.Flag) {
		if slices.Contains(formatFlags, given.Name) {
			wrong = "-format and -" + given.Name + " exclude each other"
		}
	})
	if wrong != "" {
		return nil, wrong, nil
	}
	var list []*redeem.Format
	for i, name := range f.names {
		if builtIn, ok := formats.Lookup(name); ok {
			list = append(list, builtIn.Format)
			continue
		}
		described, err := readFile(name)
		if err != nil {
			return nil, "", fmt.Errorf("-format %d: %w", i+1, err)
		}
		list = append(list, described...)
	}
	for i, format := range list {
		if slices.ContainsFunc(list[:i], func(g *redeem.Format) bool { return g == format || g.Name() == format.Name() && g.Name() != "" }) {
			return nil, "-format: two formats have the same name", nil
		}
	}
	if len(list) > redeem.MaxFormats {
		return nil, fmt.Sprintf("-format: more than %d formats", redeem.MaxFormats), nil
	}
	all, err = redeem.NewFormats(list...)
	return all, "", err
}

func readFile(name string) ([]*redeem.Format, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, WithoutName(err)
	}
	defer file.Close()
	return formats.Read(file)
}
