package main

import (
	"flag"
	"fmt"
	"io"
	"strings"
)

var manCommand = command{
	name:  "man",
	about: "print the manual page",
	plain: true,
	intro: `Man prints a manual page that is made from the texts of 'redeem help'.
`,
	help: `Examples:
  redeem man > redeem.1
  redeem man | man -l -
`,
	ends: `
Exit status: 0, or 2 for a wrong call or if writing failed.
`,
	declare: func(*flag.FlagSet) func(*call) int {
		return func(c *call) int {
			if c.flags.NArg() > 0 {
				return c.misused("takes no arguments")
			}
			if _, err := io.WriteString(c.stdout, c.commands.manual()); err != nil {
				return c.failed("writing", err)
			}
			return exitOK
		}
	},
}

// manual returns the manual page. Texts stand in it as they do in the help.
func (t table) manual() string {
	var b strings.Builder
	b.WriteString(".TH REDEEM 1\n.SH NAME\nredeem \\- check, correct, find, mask and issue redemption codes\n" +
		".SH SYNOPSIS\n.B redeem\nCOMMAND [flags] [input ...]\n.SH DESCRIPTION\n")
	verbatim(&b, t.overview())
	b.WriteString(".SH COMMANDS\n")
	for _, cmd := range t {
		fmt.Fprintf(&b, ".SS redeem %s\n", cmd.name)
		verbatim(&b, cmd.usage())
	}
	return b.String()
}

// verbatim writes lines that stay as they are.
func verbatim(b *strings.Builder, text string) {
	b.WriteString(".nf\n")
	for line := range strings.Lines(text) {
		line = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(line)
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			line = `\&` + line
		}
		b.WriteString(line)
	}
	b.WriteString(".fi\n")
}
