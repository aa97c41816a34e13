package main

import (
	"fmt"
	"slices"
)

// A question is a kind of work: what is asked of each input, and of whom.
type question struct {
	name   string
	tools  []tool // this library first
	inputs []input
}

// An input has one right answer, "" if it is to be refused.
type input struct{ name, text, want string }

// A tool answers a question.
type tool struct {
	name   string
	answer func(in string) string      // to be compared with the right one
	bind   func(in string) func(n int) // the same work, to be timed
	except []string                    // names of inputs that are not its kind of work
}

// A verdict is how a tool does on an input.
type verdict uint8

const (
	right verdict = iota
	wrong
	notItsWork
)

func (v verdict) String() string { return [...]string{"right", "WRONG", "-"}[v] }

func (t *tool) judge(in input) verdict {
	switch {
	case slices.Contains(t.except, in.name):
		return notItsWork
	case t.answer(in.text) != in.want:
		return wrong
	}
	return right
}

// A task is a question about one of its inputs, to be measured.
type task struct {
	name       string
	contenders []contender // this library first, then those that answer right, the yardstick last
	mistaken   []string    // tools that answer wrong, and so are not measured
	yardstick  bool        // whether there is one
	quiet      bool        // whether it is for the guard alone, and the README does not show it
	goal       float64     // of the ratio to the last contender, 0 if there is none
	cold       bool        // how long it takes is up to the machine's memory
	chart      bool        // whether the chart shows it
}

// asked returns the question as it is asked of some of its tools only.
func (q *question) asked(tools ...string) *question {
	some := question{name: q.name, inputs: q.inputs}
	for _, name := range tools {
		i := slices.IndexFunc(q.tools, func(t tool) bool { return t.name == name })
		if i < 0 {
			panic(fmt.Sprintf("%s: no tool %q", q.name, name))
		}
		some.tools = append(some.tools, q.tools[i])
	}
	return &some
}

// task makes a task of the input of that name.
func (q *question) task(name, in string) task {
	i := slices.IndexFunc(q.inputs, func(i input) bool { return i.name == in })
	if i < 0 {
		panic(fmt.Sprintf("%s: no input %q", q.name, in))
	}
	t := task{name: name}
	for _, tool := range q.tools {
		switch tool.judge(q.inputs[i]) {
		case right:
			t.contenders = append(t.contenders, contender{tool.name, tool.bind(q.inputs[i].text)})
		case wrong:
			t.mistaken = append(t.mistaken, tool.name)
		}
	}
	return t
}

// beside adds a yardstick: a parser of something else, whose cost everybody
// knows.
func (t task) beside(yardstick contender) task {
	t.contenders, t.yardstick = append(t.contenders, yardstick), true
	return t
}

// against adds a yardstick where all others allocate, so that how long they
// take is up to the garbage collector, and nothing to judge by.
func (t task) against(yardstick contender) task {
	t.quiet = true
	return t.beside(yardstick)
}

// wants sets the goal.
func (t task) wants(ratio float64) task {
	t.goal = ratio
	return t
}

// isYardstick reports whether the contender at index i is the yardstick.
func (t *task) isYardstick(i int) bool { return t.yardstick && i == len(t.contenders)-1 }

// shown returns how many of the contenders the README shows.
func (t *task) shown() int {
	if t.quiet {
		return len(t.contenders) - 1
	}
	return len(t.contenders)
}

// charted has the task in the chart.
func (t task) charted() task {
	t.chart = true
	return t
}
