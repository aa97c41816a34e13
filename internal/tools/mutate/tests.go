package main

import (
	"bytes"
	"context"
	"fmt"
	"go/ast"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

const (
	firstBudget = 100 * time.Millisecond // processor time for the tests that run first
	wall        = 2 * time.Minute        // for tests that wait without using the processor

	memoryKB = 4 << 20 // address space of a test
)

// A test is a top-level test, example or fuzz target.
type test struct {
	name   string
	took   time.Duration // processor time
	broken bool
}

// A block is a range of statements in a cover profile, by line and column.
type block struct{ fromLine, fromColumn, toLine, toColumn int }

func (b block) contains(line, column int) bool {
	return (b.fromLine < line || b.fromLine == line && b.fromColumn <= column) &&
		(b.toLine > line || b.toLine == line && b.toColumn > column)
}

func (p *pkg) flags() []string {
	if !p.rapid {
		return nil
	}
	return []string{"-rapid.seed=20250722", "-rapid.nofailfile", "-rapid.shrinktime=1ms"}
}

func pattern(tests []*test) string {
	var names []string
	for _, t := range tests {
		names = append(names, t.name)
	}
	return "-test.run=^(" + strings.Join(names, "|") + ")$"
}

var profileLine = regexp.MustCompile(`(?m)^.*/([^/:]+):(\d+)\.(\d+),(\d+)\.(\d+) \d+ 1$`)

// cover runs each test that match selects alone, and records the statements
// that it executes. It returns the tests; the fastest is first.
func (p *pkg) cover(w io.Writer, dir string, match *regexp.Regexp, jobs int) (tests []*test, err error) {
	binary := filepath.Join(dir, "cover.test")
	if out, err := exec.Command("go", append(slices.Clone(testFlags), "-cover", "-o", binary, p.path)...).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go test -c -cover: %w\n%s", err, out)
	}
	names, err := exec.Command(binary, "-test.list=^[TEF]").Output()
	if err != nil {
		return nil, failure("listing the tests", err)
	}
	for name := range strings.FieldsSeq(string(names)) {
		if match.MatchString(name) {
			tests = append(tests, &test{name: name})
		}
	}
	profiles := make([][]byte, len(tests))
	parallel(jobs, len(tests), func(i int) {
		profile := filepath.Join(dir, tests[i].name+".out")
		c := exec.Command(binary, append(p.flags(), pattern(tests[i:i+1]), "-test.coverprofile="+profile)...)
		c.Dir = p.dir
		if tests[i].broken = c.Run() != nil; tests[i].broken {
			return
		}
		tests[i].took = c.ProcessState.UserTime() + c.ProcessState.SystemTime()
		profiles[i], _ = os.ReadFile(profile) // without a profile, the test reaches nothing
	})
	for i, t := range tests {
		if t.broken {
			fmt.Fprintf(w, "%s: left out, it fails alone: %s\n", p.path, t.name)
		}
		for _, l := range profileLine.FindAllSubmatch(profiles[i], -1) {
			var n [4]int
			for i := range n {
				n[i], _ = strconv.Atoi(string(l[2+i]))
			}
			if i := slices.IndexFunc(p.files, func(s *source) bool { return s.name == string(l[1]) }); i >= 0 {
				b := block{n[0], n[1], n[2], n[3]}
				p.files[i].cover[b] = append(p.files[i].cover[b], t)
			}
		}
	}
	tests = slices.DeleteFunc(tests, func(t *test) bool { return t.broken })
	slices.SortStableFunc(tests, func(a, b *test) int { return int(a.took - b.took) })
	return tests, nil
}

// parallel calls f with all numbers below n, in at most jobs goroutines at a
// time.
func parallel(jobs, n int, f func(i int)) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range jobs {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	all.Wait()
}

// reaching returns the tests that execute the mutated statement. If it is in no
// block, like the conditions of a switch, reaching returns the tests that
// execute any statement of the function.
func (p *pkg) reaching(m *mutant, tests []*test) []*test {
	at := m.file.position(m.from)
	var inner block
	var any []*test
	from, to := m.file.fset.Position(m.decl.Pos()).Line, m.file.fset.Position(m.decl.End()).Line
	for b, by := range m.file.cover {
		if b.contains(at.Line, at.Column) && (inner == block{} || inner.contains(b.fromLine, b.fromColumn)) {
			inner = b
		}
		if b.fromLine >= from && b.toLine <= to {
			any = append(any, by...)
		}
	}
	if (inner != block{}) {
		any = m.file.cover[inner]
	}
	return slices.DeleteFunc(slices.Clone(tests), func(t *test) bool { return !slices.Contains(any, t) })
}

// An outcome is the result of running tests against a mutant.
type outcome int

const (
	survived outcome = iota
	killed           // a test failed
	limited          // the test ran out of time or memory
)

// A judge runs tests against mutants.
type judge struct {
	*pkg
	binary string
	w      io.Writer

	mu     sync.Mutex
	sound  map[*test]bool          // whether each test passes without a mutant
	killer map[*ast.FuncDecl]*test // the test that killed the last mutant of each function
}

// try runs the tests until one fails: first the one that killed another mutant
// of the function, then the others in several processes, each of which takes
// longer than the one before.
func (j *judge) try(m *mutant, tests []*test) outcome {
	j.mu.Lock()
	first := j.killer[m.decl]
	j.mu.Unlock()
	budget := firstBudget
	if i := slices.Index(tests, first); i >= 0 {
		tests = slices.Insert(slices.Delete(tests, i, i+1), 0, first)
		budget = 0
	}
	for len(tests) > 0 {
		n, sum := 1, tests[0].took
		for n < len(tests) && sum+tests[n].took <= budget {
			sum += tests[n].took
			n++
		}
		o, by := j.once(m.id, tests[:n])
		i := slices.IndexFunc(tests, func(t *test) bool { return t.name == by })
		switch {
		case o == killed && i >= 0 && !j.passes(tests[i]):
			tests = slices.Delete(tests, i, i+1)
			continue
		case o == killed && i >= 0:
			j.mu.Lock()
			j.killer[m.decl] = tests[i]
			j.mu.Unlock()
		}
		if o != survived {
			return o
		}
		tests = tests[n:]
		budget = max(firstBudget, 4*budget)
	}
	return survived
}

// passes reports whether a test passes without a mutant. A test may fail,
// because the copies prevent inlining, so that something allocates.
func (j *judge) passes(t *test) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	ok, asked := j.sound[t]
	if !asked {
		o, _ := j.once(-1, []*test{t})
		ok = o == survived
		j.sound[t] = ok
		if !ok {
			fmt.Fprintf(j.w, "%s: left out, it fails with all mutants off: %s\n", j.path, t.name)
		}
	}
	return ok
}

var failed = regexp.MustCompile(`(?m)^--- FAIL: (\w+) `)

// once runs tests in one process and returns the name of the one that failed.
// It limits processor time, so that a busy machine does not reach the limit.
func (j *judge) once(id int, tests []*test) (o outcome, by string) {
	var sum time.Duration
	for _, t := range tests {
		sum += t.took
	}
	seconds := 1 + int(4*sum/time.Second)
	ctx, cancel := context.WithTimeout(context.Background(), wall+10*sum)
	defer cancel()
	limits := fmt.Sprintf(`ulimit -t %d && ulimit -v %d && exec "$0" "$@"`, seconds, memoryKB)
	c := exec.CommandContext(ctx, "sh", append(append([]string{"-c", limits, j.binary, "-test.failfast"}, j.flags()...), pattern(tests))...)
	c.Dir = j.dir
	c.Env = append(os.Environ(), activeEnv+"="+strconv.Itoa(id))
	out, err := c.CombinedOutput()
	switch {
	case err == nil:
		return survived, ""
	case c.ProcessState.ExitCode() < 0 || bytes.Contains(out, []byte("out of memory")):
		return limited, ""
	}
	if f := failed.FindSubmatch(out); f != nil {
		by = string(f[1])
	}
	return killed, by
}
