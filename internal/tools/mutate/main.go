// Command mutate reports faults that the tests of a package would not notice.
// It makes small faults in the code, one at a time, and runs the tests that
// execute the changed statement until one of them fails. Run it from the
// repository's root:
//
//	go -C internal/tools run ./mutate . ./checkdigit
//
// It prints each fault that no test notices ("survives"). The exit status is 0
// if there is none, 1 if there is one, and 2 if the run failed. Some faults
// change nothing that a caller could see. They survive in every run, and the author
// of the change has to recognize them.
//
// All faults of a package are compiled into one test binary: each is a copy of
// its function, and an environment variable selects the copy that is called.
// Command mutate changes only functions, never tables, and never generated
// files. It runs the tests of the package itself, and fixes rapid's seed. A
// fault that makes a test run out of processor time or memory counts as
// noticed. The limits are set by the shell's ulimit, as Linux has it.
package main

import (
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sync"
	"time"
)

func main() {
	only := flag.String("only", "", "change only what this regular `expression` finds in FILE:FUNCTION")
	tests := flag.String("run", "", "run only the tests whose name this regular `expression` finds")
	jobs := flag.Int("p", 1, "how `many` tests to run at a time")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: mutate [-only EXPRESSION] [-run EXPRESSION] [-p N] PACKAGE...")
		flag.PrintDefaults()
	}
	flag.Parse()
	survivors, err := 0, os.Chdir(filepath.Join("..", "..")) // from this module to the repository's root
	if err == nil {
		survivors, err = run(os.Stdout, *only, *tests, *jobs, flag.Args())
	}
	switch {
	case err != nil:
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(2)
	case survivors > 0:
		os.Exit(1)
	}
}

// run prints the survivors of the packages and returns their number. It fails
// if there is nothing to change, for example if only matches no function.
func run(w io.Writer, only, tests string, jobs int, packages []string) (survivors int, err error) {
	places, err := regexp.Compile(only)
	if err != nil {
		return 0, err
	}
	match, err := regexp.Compile(tests)
	if err != nil {
		return 0, err
	}
	mutants := 0
	for _, path := range packages {
		p, err := load(path)
		if err != nil {
			return 0, err
		}
		p.mutants = slices.DeleteFunc(p.mutants, func(m *mutant) bool {
			return !places.MatchString(m.file.name + ":" + m.function())
		})
		mutants += len(p.mutants)
		n, err := check(w, p, match, jobs)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", path, err)
		}
		survivors += n
	}
	if mutants == 0 {
		return 0, errors.New("there is nothing to change")
	}
	return survivors, nil
}

// check runs the tests against every mutant of a package and returns the number
// of survivors.
func check(w io.Writer, p *pkg, match *regexp.Regexp, jobs int) (survivors int, err error) {
	began := time.Now()
	dir, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)

	j := judge{pkg: p, binary: filepath.Join(dir, "mutants.test"), w: w, sound: map[*test]bool{}, killer: map[*ast.FuncDecl]*test{}}
	if err := p.compile(dir, j.binary); err != nil {
		return 0, err
	}
	tests, err := p.cover(w, dir, match, jobs)
	if err != nil {
		return 0, err
	}
	fmt.Fprintf(w, "%s: %d mutants, %d tests, ready after %v\n", p.path, len(p.mutants), len(tests), time.Since(began).Round(time.Second))

	var count [3]int
	var mu sync.Mutex
	parallel(jobs, len(p.mutants), func(i int) {
		m := p.mutants[i]
		reached := p.reaching(m, tests)
		o := j.try(m, slices.Clone(reached))
		mu.Lock()
		defer mu.Unlock()
		count[o]++
		if o == survived {
			name := filepath.ToSlash(filepath.Join(p.path, m.file.name))
			fmt.Fprintf(w, "%s:%d\t%s\t%s\t%s\t(%d tests)\n", name, m.line(), m.function(), m.sourceLine(), m.what, len(reached))
		}
	})
	fmt.Fprintf(w, "%s: %d mutants: %d killed, %d of them by a limit; %d survive; %v\n", p.path, len(p.mutants),
		count[killed]+count[limited], count[limited], count[survived], time.Since(began).Round(time.Second))
	return count[survived], nil
}
