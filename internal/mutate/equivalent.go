package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// equivalents is the list of mutants that may survive. In the file a comment
// gives the reason for the lines below it, up to the next one. A line has the
// file, the function, the source line and the mutation, with tabs between, as
// they are printed for a survivor. It stands for all mutants that read alike.
type equivalents struct {
	used map[string]bool // by line, without the reason
}

func readEquivalents(name string) (*equivalents, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	e := &equivalents{used: map[string]bool{}}
	reason := false
	for i, line := range strings.Split(string(text), "\n") {
		switch {
		case line == "":
			reason = false
		case strings.HasPrefix(line, "#"):
			reason = true
		case !reason || strings.Count(line, "\t") != 3:
			return nil, fmt.Errorf("%s:%d: not a comment with the reason, and below it FILE, FUNCTION, SOURCE LINE and MUTATION", name, i+1)
		default:
			e.used[line] = false
		}
	}
	return e, nil
}

// key returns a mutant's line in the list.
func key(p *pkg, m *mutant) string {
	start := strings.LastIndexByte(m.file.text[:m.from], '\n') + 1
	line, _, _ := strings.Cut(m.file.text[start:], "\n")
	return strings.Join([]string{filepath.ToSlash(filepath.Join(p.path, m.file.name)), m.function(), oneLine(line), m.what}, "\t")
}

func (e *equivalents) has(p *pkg, m *mutant) bool {
	_, ok := e.used[key(p, m)]
	return ok
}

// use reports whether the list has a mutant, and remembers that it is needed.
func (e *equivalents) use(p *pkg, m *mutant) bool {
	if !e.has(p, m) {
		return false
	}
	e.used[key(p, m)] = true
	return true
}

// unused returns the lines for a package that no survivor needed.
func (e *equivalents) unused(p *pkg) (lines []string) {
	for k, used := range e.used {
		file, _, _ := strings.Cut(k, "\t")
		if !used && filepath.Dir(file) == filepath.Clean(p.path) {
			lines = append(lines, k)
		}
	}
	slices.Sort(lines)
	return lines
}
