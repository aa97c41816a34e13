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
	contenders []contender // this library first, then those that answer right
	mistaken   []string    // tools that answer wrong, and so are not measured
	yardstick  *contender  // nil if there is none
	quiet      bool        // whether the yardstick is for the guard alone, and no table shows it
	goal       float64     // of a ratio, 0 if there is none
	goalOf     string      // which contender's
	cold       bool        // how long it takes is up to the machine's memory
	chart      bool        // whether the chart shows it
	summary    bool        // whether the root README shows it
}

// asked returns the question as it is asked of these tools.
func (q *question) asked(tools ...tool) *question {
	return &question{name: q.name, inputs: q.inputs, tools: tools}
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

// beside adds a yardstick.
func (t task) beside(yardstick *contender) task {
	t.yardstick = yardstick
	return t
}

// against adds a yardstick where all others allocate, so that how long they
// take is up to the garbage collector, and nothing to judge by.
func (t task) against(yardstick *contender) task {
	t.quiet = true
	return t.beside(yardstick)
}

// wants sets the goal of the ratio to what was added last.
func (t task) wants(ratio float64) task {
	last := t.yardstick
	if last == nil {
		last = &t.contenders[len(t.contenders)-1]
	}
	t.goal, t.goalOf = ratio, last.name
	return t
}

// isYardstick reports whether the figure at index i is the yardstick's.
func (t *task) isYardstick(i int) bool { return i == len(t.contenders) }

// shown returns how many of the figures the tables and the chart show.
func (t *task) shown() int {
	if t.yardstick == nil || t.quiet {
		return len(t.contenders)
	}
	return len(t.contenders) + 1
}

// charted has the task in the chart.
func (t task) charted() task {
	t.chart = true
	return t
}

// summarized has the task in the root README.
func (t task) summarized() task {
	t.summary = true
	return t
}
