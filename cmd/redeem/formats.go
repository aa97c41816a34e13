package main

import (
	"flag"
	"fmt"
	"strings"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/formats"
	"github.com/redeemkit/redeem/internal/ruleflags"
)

var formatsCommand = command{
	name:  "formats",
	about: "list the built-in formats of codes",
	args:  "[name ...]",
	intro: `Formats lists the formats that -format knows by name. Their issuers or authors have
published them. With names, it lists only those formats. Other brands have not
published the length and the symbols of their codes: describe them in a file.
`,
	help: `Columns, with a tab between them:
  1  name
  2  symbols of a code
  3  how every code begins; may be empty
  4  the symbols
  5  the groups in which codes are printed; may be empty
  6  check scheme; may be empty
  7  whose codes they are
  8  where that is published
With -json: {"name":"gift-card","length":16,"prefix":"X","alphabet":"0123456789...",
"groups":[4,4,4,4],"about":"...","source":"..."} on one line, and "check".

Examples:
  redeem formats
  redeem formats -json coupon-code
  redeem check -format coupon-code 1K7Q-CTFM-LMTC
`,
	ends: `
Exit status: 0, or 2 for a wrong call, such as with a name that no format has,
or if writing failed.

The form of a code does not say that it was issued.
`,
	declare: declareFormats,
}

func declareFormats(flags *flag.FlagSet) func(*call) int {
	out := outputFlags(flags, "name length prefix alphabet groups check about source")
	return func(c *call) int {
		if status := out.settle(c); status != exitOK {
			return status
		}
		list := formats.All()
		if names := c.flags.Args(); len(names) > 0 {
			list = nil
			for i, name := range names {
				f, ok := formats.Lookup(name)
				if !ok {
					return c.misused(fmt.Sprintf("name %d: no such format; 'redeem formats' lists them", i+1))
				}
				list = append(list, f)
			}
		}
		var b []byte
		if out.table {
			b = out.formats(list)
		} else {
			for _, f := range list {
				b = appendFormat(b, f, out.json)
			}
		}
		if _, err := c.stdout.Write(b); err != nil {
			return c.failed("writing", err)
		}
		return exitOK
	}
}

func appendFormat(dst []byte, f formats.BuiltIn, json bool) []byte {
	spec := f.Spec()
	r := newRow(dst, json)
	r.text("name", spec.Name)
	r.number("length", int64(spec.Length))
	r.optional("prefix", spec.Prefix)
	r.text("alphabet", spec.Alphabet)
	r.groups("groups", spec.Groups)
	check := ""
	if spec.Check != nil {
		check = spec.Check.Name()
	}
	r.optional("check", check)
	r.text("about", f.About)
	r.text("source", f.Source)
	return r.end()
}

// formats returns the formats that flags describe. If they are wrong, it says so
// and returns another status than exitOK.
func (c *call) formats(flags *ruleflags.Formats) (all *redeem.Formats, status int) {
	all, wrong, err := flags.Make(c.flags)
	switch {
	case err != nil:
		return nil, c.failed("reading the formats", err)
	case wrong != "":
		return nil, c.misused(wrong)
	}
	return all, exitOK
}

// first returns the first of the formats, and whether there are others.
func first(all *redeem.Formats) (f *redeem.Format, several bool) {
	for format := range all.All() {
		if f != nil {
			return f, true
		}
		f = format
	}
	return f, false
}

// groupFlags are the flags that say which inputs are codes.
var groupFlags = strings.Fields("length prefix alphabet groups check format")
