package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/redeemkit/redeem/internal/ruleflags"
)

// What the command exits with.
const (
	exitOK      = 0
	exitRefused = 1 // at least one input was refused
	exitTrouble = 2 // called wrongly, or could not read or write
)

// command is one subcommand. It lives in a file of its own and has a line in
// the table below.
type command struct {
	name  string
	about string // what it does, in the list of commands
	args  string // what follows the flags, in the usage line
	intro string // help before the flags
	help  string // help after the flags
	ends  string // help at the end: the exit status; "" = helpStatus
	plain bool   // no answers to inputs: no columns, no output for people
	// declare defines the flags and returns what runs once they are parsed.
	declare func(*flag.FlagSet) func(*call) int
}

var commands = table{
	&checkCommand,
	&fixCommand,
	&serialCommand,
	&regionCommand,
	&findCommand,
	&redactCommand,
	&newCommand,
	&designCommand,
	&auditCommand,
	&schemesCommand,
	&formatsCommand,
	&fitCommand,
	&completionCommand,
	&manCommand,
	&versionCommand,
}

// table is all commands. Help, completion and the manual page are made of it.
type table []*command

// call is one run of a command, its flags parsed.
type call struct {
	name           string
	commands       table // which help, completion and the manual page tell of
	flags          *flag.FlagSet
	stdin          io.Reader
	stdout, stderr io.Writer
}

func main() {
	ignoreBrokenPipe()
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole command. It returns the exit status.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		io.WriteString(stderr, commands.overview())
		return exitTrouble
	}
	name, args := args[0], args[1:]
	switch name {
	case "help", "-h", "-help", "--help":
		return help(args, stdout, stderr)
	case "-version", "--version":
		name = versionCommand.name
	}
	cmd := commands.lookup(name)
	if cmd == nil {
		return unknown(name, stderr)
	}
	c := &call{
		name:     cmd.name,
		commands: commands,
		flags:    flag.NewFlagSet(cmd.name, flag.ContinueOnError),
		stdin:    stdin,
		stdout:   stdout,
		stderr:   stderr,
	}
	body := cmd.declare(c.flags)
	wrong, asked := ruleflags.Parse(c.flags, args)
	switch {
	case asked:
		return help([]string{cmd.name}, stdout, stderr)
	case wrong != "":
		return c.misused(wrong + foreignFlag(c, args, wrong))
	}
	if name := lateFlag(c.flags, args); name != "" {
		return c.misused("-" + name + " after an input: flags come first (-- ends them)")
	}
	return body(c)
}

func (t table) lookup(name string) *command {
	for _, cmd := range t {
		if cmd.name == name {
			return cmd
		}
	}
	return nil
}

// unknown does not repeat what was typed, which may be a code whose command was
// forgotten. It names the command that is spelled almost the same.
func unknown(typed string, stderr io.Writer) int {
	var names []string
	for _, cmd := range commands {
		names = append(names, cmd.name)
	}
	if near := ruleflags.Nearest(typed, names); near != "" {
		fmt.Fprintf(stderr, "redeem: unknown command: did you mean '%s'? ('redeem help' lists all)\n", near)
		return exitTrouble
	}
	fmt.Fprintf(stderr, "redeem: unknown command: a command comes before the inputs, as in 'redeem check CODE'; "+
		"the commands are %s and help ('redeem help' tells more)\n", strings.Join(names, ", "))
	return exitTrouble
}

// foreignFlag returns which other commands have the flag that was wrong, "" if
// there are none. It may name the flag: it is one, and no code.
func foreignFlag(c *call, args []string, wrong string) string {
	i := len(args) - c.flags.NArg() - 1 // package flag stopped after it
	if i < 0 || !strings.HasPrefix(wrong, "argument ") {
		return ""
	}
	name, _, _ := strings.Cut(strings.TrimLeft(args[i], "-"), "=")
	var having []string
	for _, cmd := range commands {
		flags := flag.NewFlagSet(cmd.name, flag.ContinueOnError)
		cmd.declare(flags)
		if flags.Lookup(name) != nil {
			having = append(having, cmd.name)
		}
	}
	if len(having) == 0 || c.flags.Lookup(name) != nil {
		return ""
	}
	return "; -" + name + " is a flag of " + strings.Join(having, ", ")
}

// lateFlag returns the name of a flag among the inputs, where it would be
// taken for one: whoever puts -mask there counts on it.
func lateFlag(flags *flag.FlagSet, args []string) string {
	inputs := flags.Args()
	if before := len(args) - len(inputs); before > 0 && args[before-1] == "--" {
		return ""
	}
	for _, arg := range inputs {
		name, dashed := strings.CutPrefix(arg, "-")
		name, _, _ = strings.Cut(strings.TrimPrefix(name, "-"), "=")
		if dashed && (name == "h" || name == "help" || flags.Lookup(name) != nil) {
			return name
		}
	}
	return ""
}

// given reports whether the flag was set, be it to its default.
func (c *call) given(name string) bool {
	found := false
	c.flags.Visit(func(f *flag.Flag) { found = found || f.Name == name })
	return found
}

// misused reports a wrong call.
func (c *call) misused(what string) int {
	fmt.Fprintf(c.stderr, "redeem %s: %s ('redeem help %s' tells more)\n", c.name, what, c.name)
	return exitTrouble
}

// failed reports that input or output failed.
func (c *call) failed(doing string, err error) int { return failed(c.stderr, c.name, doing, err) }

func failed(stderr io.Writer, name, doing string, err error) int {
	fmt.Fprintf(stderr, "redeem %s: %s: %v\n", name, doing, ruleflags.WithoutName(err))
	return exitTrouble
}
