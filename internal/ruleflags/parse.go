package ruleflags

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

// Parse parses the arguments. It returns their fault, or "", and reports whether
// they ask for help. Package flag would print a wrong argument, which may be a
// code. Parse prints nothing, and names only flags that exist.
func Parse(flags *flag.FlagSet, args []string) (wrong string, help bool) {
	flags.Init(flags.Name(), flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Usage = func() {}
	err := flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return "", true
	case err != nil:
		return fault(flags, err, args), false
	}
	return "", false
}

// fault describes an error of package flag without the value.
func fault(flags *flag.FlagSet, err error, args []string) string {
	text := err.Error()
	name, _, _ := strings.Cut(text[strings.LastIndex(text, " -")+len(" -"):], ":")
	if flags.Lookup(name) != nil {
		return "-" + name + ": missing or invalid value"
	}
	argument := len(args) - flags.NArg()
	if strings.HasPrefix(text, "bad flag syntax") { // Parse stops before it, not after
		argument++
	}
	wrong := fmt.Sprintf("argument %d is not a flag (-- ends the flags)", argument)
	if near := Nearest(typedName(args[argument-1]), names(flags)); near != "" {
		wrong = fmt.Sprintf("argument %d is not a flag: did you mean -%s? (-- ends the flags)", argument, near)
	}
	return wrong
}

// typedName returns the name of the flag in an argument.
func typedName(arg string) string {
	name, _, _ := strings.Cut(strings.TrimLeft(arg, "-"), "=")
	return name
}

func names(flags *flag.FlagSet) (names []string) {
	flags.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	return names
}

// Nearest returns the name that differs least from what was typed, if a slip of
// the hand explains the difference, and "" if none does. A message may contain
// it, because it is a name from the list and not what was typed.
func Nearest(typed string, names []string) string {
	if len(typed) > 2*longestName {
		return ""
	}
	best, least := "", min(1+(len(typed)+3)/4, len(typed))
	for _, name := range names {
		if d := distance(typed, name); d < least {
			best, least = name, d
		}
	}
	return best
}

// longestName bounds the work of Nearest: no flag or command has a longer name.
const longestName = 16

// distance returns how many characters have to be replaced, added, left out or
// exchanged with their neighbor to turn one word into the other.
func distance(a, b string) int {
	var rows [3][]int
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
	}
	before, last, row := rows[0], rows[1], rows[2]
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before, last, row = last, row, before
		row[0] = i + 1
		for j := range len(b) {
			replaced := last[j]
			if a[i] != b[j] {
				replaced++
			}
			row[j+1] = min(replaced, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(b)]
}

// WithoutName returns an error of opening a file without the name of the file,
// which may be a code that was meant as an argument.
func WithoutName(err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
