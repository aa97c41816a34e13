package main

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"io"
	"strings"
)

const helpIntro = `Redeem checks and corrects redemption codes, such as those on gift cards.

usage: redeem COMMAND [flags] [input ...]

What people do with it:
  check a code that was typed      redeem check x8kd-49fj-2mzq-7wpt
  correct a misread one            redeem fix -check luhn-mod-36 'X8KD-49FJ-2MZQ-7WP?'
  mask the codes in a log          redeem redact -f app.log
  design and issue codes           redeem new -n 100 -groups 4-4-4 -check damm-gf32
  audit an inventory               redeem audit inventory.txt

`

const helpInputs = `
Inputs are the arguments. Without arguments, they are the lines of standard input or
of the file that -f names.

A code on the command line stays in the history of your shell, and other users see
it in the list of processes. To avoid both, type codes after you start the command:
  redeem check
or read them from a file:
  redeem check -f codes.txt

On a terminal the answers are tables for people. Pipes and files get columns with
tabs between them. -o table, tsv or json chooses.
'redeem help COMMAND' describes a command and its flags.
`

const helpStatus = `
Exit status: 0 if every input was accepted, 1 if one was refused, 2 if the call was
wrong or if reading or writing failed.

"ok" means that an input has the right form. It does not say that a code was
issued, is activated, has money on it or has not been used.
`

const helpAbout = "print this text, or describe a command"

// overview is the help without a command.
func (t table) overview() string {
	var b strings.Builder
	b.WriteString(helpIntro)
	b.WriteString("Commands:\n")
	width := len("help")
	for _, cmd := range t {
		width = max(width, len(cmd.name))
	}
	for _, cmd := range t {
		fmt.Fprintf(&b, "  %-*s  %s\n", width, cmd.name, cmd.about)
	}
	fmt.Fprintf(&b, "  %-*s  %s\n", width, "help", helpAbout)
	b.WriteString(helpInputs)
	b.WriteString(helpStatus)
	return b.String()
}

// usage is the help for one command.
func (cmd *command) usage() string {
	var b bytes.Buffer
	flags := flag.NewFlagSet(cmd.name, flag.ContinueOnError)
	cmd.declare(flags)
	flags.SetOutput(&b)
	any := false
	flags.VisitAll(func(*flag.Flag) { any = true })
	b.WriteString("usage: redeem " + cmd.name)
	if any {
		b.WriteString(" [flags]")
	}
	if cmd.args != "" {
		b.WriteString(" " + cmd.args)
	}
	fmt.Fprintf(&b, "\n\n%s\n", cmd.intro)
	if any {
		b.WriteString("Flags:\n")
		flags.PrintDefaults()
		b.WriteByte('\n')
	}
	b.WriteString(cmd.help)
	b.WriteString(cmp.Or(cmd.ends, helpStatus))
	return b.String()
}

// help prints the help that args ask for.
func help(args []string, stdout, stderr io.Writer) int {
	text := ""
	switch len(args) {
	case 0:
		text = commands.overview()
	case 1:
		if args[0] == "help" {
			text = commands.overview()
			break
		}
		cmd := commands.lookup(args[0])
		if cmd == nil {
			return unknown(args[0], stderr)
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
