// Command mutate asks what the tests of a package would not notice. It makes
// small faults in the code, one at a time, and runs the tests that execute the
// place until one of them fails. Run it from the module's root:
//
//	go run ./internal/mutate . ./checkdigit
//
// It prints each fault that no test notices ("survives") and is not in
// equivalent.txt, which lists those that change nothing a caller could see,
// with the reason. The exit status is 0 if there is none, and no line of the
// list is out of date; 1 otherwise; 2 if the run failed.
//
// All faults of a package are compiled into one test binary: each is a copy of
// its function, and an environment variable says which copy is called. Only
// functions are changed, never tables, and never generated files. The tests are
// those of the package itself with -short, and rapid's seed is fixed. A fault
// that makes a test run out of processor time or memory counts as noticed.
// The limits are set by the shell's ulimit, as Linux has it.
package main

import (
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
	list := flag.String("list", "internal/mutate/equivalent.txt", "the `file` that lists equivalent mutants")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: mutate [-only EXPRESSION] [-run EXPRESSION] [-p N] [-list FILE] PACKAGE...")
		flag.PrintDefaults()
	}
	flag.Parse()
	found, err := run(os.Stdout, *list, *only, *tests, *jobs, flag.Args())
	switch {
	case err != nil:
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(2)
	case found:
		os.Exit(1)
	}
}

// run reports whether there is something to mend: a survivor that the list
// lacks, or a line of the list that no survivor needs.
func run(w io.Writer, list, only, tests string, jobs int, packages []string) (found bool, err error) {
	places, err := regexp.Compile(only)
	if err != nil {
		return false, err
	}
	match, err := regexp.Compile(tests)
	if err != nil {
		return false, err
	}
	known, err := readEquivalents(list)
	if err != nil {
		return false, err
	}
	for _, path := range packages {
		p, err := load(path)
		if err != nil {
			return false, err
		}
		p.mutants = slices.DeleteFunc(p.mutants, func(m *mutant) bool {
			return !places.MatchString(m.file.name + ":" + m.function())
		})
		again, err := check(w, p, known, match, jobs, only == "")
		if err != nil {
			return false, fmt.Errorf("%s: %w", path, err)
		}
		found = found || again
	}
	return found, nil
}

// check runs the tests against every mutant of a package. Only the whole
// package can say what is out of date in the list.
func check(w io.Writer, p *pkg, known *equivalents, match *regexp.Regexp, jobs int, whole bool) (found bool, err error) {
	began := time.Now()
	dir, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(dir)

	j := judge{pkg: p, binary: filepath.Join(dir, "mutants.test"), w: w, sound: map[*test]bool{}, killer: map[*ast.FuncDecl]*test{}}
	if err := p.compile(dir, j.binary); err != nil {
		return false, err
	}
	tests, err := p.cover(w, dir, match, jobs)
	if err != nil {
		return false, err
	}
	fmt.Fprintf(w, "%s: %d mutants, %d tests, ready after %v\n", p.path, len(p.mutants), len(tests), time.Since(began).Round(time.Second))

	var count [4]int
	var mu sync.Mutex
	parallel(jobs, len(p.mutants), func(i int) {
		m := p.mutants[i]
		reached := p.reaching(m, tests)
		if known.has(p, m) { // what it takes long to confirm is not asked again
			reached = slices.DeleteFunc(reached, func(t *test) bool { return t.took > slow })
		}
		o := j.try(m, slices.Clone(reached))
		mu.Lock()
		defer mu.Unlock()
		if o == survived && known.use(p, m) {
			o = listed
		}
		count[o]++
		if o == survived {
			fmt.Fprintf(w, "%s:%d\t%s\t(%d tests)\n", m.file.name, m.line(), key(p, m), len(reached))
		}
	})
	var stale []string
	if whole {
		stale = known.unused(p)
	}
	for _, k := range stale {
		fmt.Fprintf(w, "out of date in the list: %s\n", k)
	}
	fmt.Fprintf(w, "%s: %d mutants: %d killed, %d of them by a limit; %d equivalent, %d survive; %v\n", p.path, len(p.mutants),
		count[killed]+count[limited], count[limited], count[listed], count[survived], time.Since(began).Round(time.Second))
	return count[survived]+len(stale) > 0, nil
}
