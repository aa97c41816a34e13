package main

import (
	"fmt"
	"slices"
)

// A question is a kind of work, with its inputs and the tools that do it.
type question struct {
	name   string
	tools  []tool // this library is first
	inputs []input
}

// An input has one right answer, which is "" if the input must be refused.
type input struct{ name, text, want string }

// A tool answers a question.
type tool struct {
	name   string
	answer func(in string) string      // compared with the right answer
	bind   func(in string) func(n int) // the same work in a loop, for timing
	except []string                    // names of inputs that are not the tool's kind of work
}

// A verdict is the result of a tool for an input.
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
	contenders []contender // this library, then the tools whose answer is right
	mistaken   []string    // tools whose answer is wrong, and which are not measured
	yardstick  *contender  // nil if there is none
	quiet      bool        // the yardstick is only for the guard, and no table shows it
	goal       float64     // goal of a ratio, 0 if there is none
	goalOf     string      // the contender of that ratio
	cold       bool        // its time depends on the machine's memory
	chart      bool        // the chart shows it
	summary    bool        // the root README shows it
}

// asked returns the question with other tools.
func (q *question) asked(tools ...tool) *question {
	return &question{name: q.name, inputs: q.inputs, tools: tools}
}

// task makes a task of the input with a name.
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

// against adds a yardstick for the guard alone. It is for tasks in which all
// others allocate, so that their times depend on the garbage collector and
// cannot be judged.
func (t task) against(yardstick *contender) task {
	t.quiet = true
	return t.beside(yardstick)
}

// wants sets the goal of the ratio to the contender or yardstick that was added
// last.
func (t task) wants(ratio float64) task {
	last := t.yardstick
	if last == nil {
		last = &t.contenders[len(t.contenders)-1]
	}
	t.goal, t.goalOf = ratio, last.name
	return t
}

// isYardstick reports whether the figure at index i belongs to the yardstick.
func (t *task) isYardstick(i int) bool { return i == len(t.contenders) }

// shown returns the number of figures that the tables and the chart show.
func (t *task) shown() int {
	if t.yardstick == nil || t.quiet {
		return len(t.contenders)
	}
	return len(t.contenders) + 1
}

// charted adds the task to the chart.
func (t task) charted() task {
	t.chart = true
	return t
}

// summarized adds the task to the root README.
func (t task) summarized() task {
	t.summary = true
	return t
}
