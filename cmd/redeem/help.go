package main

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"io"
	"strings"
)

const helpIntro = `Redeem checks and corrects redemption codes, checks card serial numbers and regions,
finds and masks codes in texts, and draws new codes.

usage: redeem COMMAND [flags] [input ...]

`

const helpInputs = `
Inputs are the arguments; without any, they are the lines of the file that -f
names or of standard input, where other users of the machine cannot see them.
'redeem help COMMAND' tells more.
`

const helpStatus = `
Exit status: 0 if every input was accepted, 1 if one was refused, 2 for a wrong
call or if reading or writing failed.

"ok" says that an input has the right form. It does not say that a code was
issued, is activated, has money on it or has not been used.
`

// overview is the help without a command.
func overview() string {
	var b strings.Builder
	b.WriteString(helpIntro)
	b.WriteString("Commands:\n")
	for _, cmd := range commands {
		fmt.Fprintf(&b, "  %-8s %s\n", cmd.name, cmd.about)
	}
	fmt.Fprintf(&b, "  %-8s %s\n", "help", "this text, or with the name of a command that command's")
	b.WriteString(helpInputs)
	b.WriteString(helpStatus)
	return b.String()
}

// usage is the help for one command.
func (cmd *command) usage() string {
	var b bytes.Buffer
	fmt.Fprintf(&b, "usage: redeem %s [flags] %s\n\n%s\nFlags:\n", cmd.name, cmd.args, cmd.intro)
	flags := flag.NewFlagSet(cmd.name, flag.ContinueOnError)
	cmd.declare(flags)
	flags.SetOutput(&b)
	flags.PrintDefaults()
	b.WriteByte('\n')
	b.WriteString(cmd.help)
	b.WriteString(cmp.Or(cmd.ends, helpStatus))
	return b.String()
}

// help prints the help that args ask for.
func help(args []string, stdout, stderr io.Writer) int {
	text := ""
	switch len(args) {
	case 0:
		text = overview()
	case 1:
		cmd := lookup(args[0])
		if cmd == nil {
			return unknown(stderr)
		}
		text = cmd.usage()
	default:
		fmt.Fprintln(stderr, "redeem help: more than one command")
		return exitTrouble
	}
	if _, err := io.WriteString(stdout, text); err != nil {
		return failed(stderr, "help", "writing", err)
	}
	return exitOK
}
