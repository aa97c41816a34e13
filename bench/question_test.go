package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestRedeemIsRight(t *testing.T) {
	for _, q := range questions {
		if len(q.inputs) == 0 {
			t.Errorf("%s: no input", q.name)
		}
		for _, tool := range q.tools {
			if names := q.mistakes(tool); strings.HasPrefix(tool.name, "redeem") && names != nil {
				t.Errorf("%s: %s is wrong on %s", q.name, tool.name, strings.Join(names, ", "))
			}
		}
	}
}

// What the others get wrong, and nothing else: if a new version of one of them
// learns something, the README has to say so.
func Example_mistakes() {
	fmt.Print(mistakesTable(questions))
	// Output:
	// | asked | | wrong on |
	// |---|---|---|
	// | Valid: a gift card code in canonical spelling? | validator len=16,alphanum | lower case, another prefix, serial number |
	// | Parse: which gift card code was typed? | strings.Map, regexp | full-width, mathematical, Arabic digits, Cyrillic, Greek, long s for an S |
	// |  | NFKC, strings.Map, regexp | Arabic digits, Cyrillic, Greek, long s for an S, cut off |
	// | ParseSerial: which serial number was typed? | strings.Map, regexp | full-width, Arabic digits, Cyrillic |
	// |  | NFKC, strings.Map, regexp | Arabic digits, Cyrillic |
	// | ParseRegion: which country is it? | language.ParseRegion | Kosovo of StoreKit, Kosovo of MusicKit, United Nations, withdrawn: Soviet Union, withdrawn: East Germany, withdrawn: Netherlands Antilles, reserved: Ascension |
	// | Format.Parse: which coupon code was typed? | coupon-code, ported | full-width, Cyrillic, wrong symbols |
	// | Corrector: what did the card say? | all combinations, checked | full-width |
	// | Format.Find: which codes are in the text? | regexp | no-break spaces, en dashes, zero width space, full-width, Cyrillic, between underscores, after an accented letter, other groups |
	// | AppendRedacted, Redactor: the text without its codes? | regexp.ReplaceAllFunc | en dashes, Cyrillic, between underscores, after words like a code |
}

// TestExceptions tests that each exception names an input: otherwise it would
// except nothing.
func TestExceptions(t *testing.T) {
	for _, q := range questions {
		for _, tool := range q.tools {
			for _, name := range tool.except {
				if !slices.ContainsFunc(q.inputs, func(in input) bool { return in.name == name }) {
					t.Errorf("%s, %s: no input %q", q.name, tool.name, name)
				}
			}
		}
	}
}

func TestMeasuredOnlyIfRight(t *testing.T) {
	says := func(answer string) tool {
		return tool{
			name:   "says " + answer,
			answer: func(string) string { return answer },
			bind:   func(string) func(int) { return func(int) {} },
		}
	}
	another := says("C")
	another.except = []string{"in"}
	q := question{name: "?", tools: []tool{says("A"), says("B"), another}, inputs: []input{{"in", "text", "A"}}}
	got := q.task("task", "in")
	if len(got.contenders) != 1 || got.contenders[0].name != "says A" {
		t.Errorf("measured: %v", got.contenders)
	}
	if !slices.Equal(got.mistaken, []string{"says B"}) {
		t.Errorf("mistaken: %q", got.mistaken)
	}
}

func TestTasks(t *testing.T) {
	seen, summary := make(map[pair]bool), 0
	list := tasks()
	for _, task := range list {
		all := task.contenders
		if task.yardstick != nil {
			all = append(all[:len(all):len(all)], *task.yardstick)
		}
		if len(all) < 2 {
			t.Errorf("%s: nothing to compare with", task.name)
		}
		hasGoal := false
		for i, c := range all {
			if isOurs := strings.HasPrefix(c.name, "redeem"); isOurs != (i == 0) {
				t.Errorf("%s: contender %d is %s", task.name, i, c.name)
			}
			if key := (pair{task.name, c.name}); seen[key] {
				t.Errorf("%v is there twice", key)
			} else {
				seen[key] = true
			}
			hasGoal = hasGoal || c.name == task.goalOf
			c.run(2)
		}
		if hasGoal != (task.goal > 0) {
			t.Errorf("%s: goal %v beside %q", task.name, task.goal, task.goalOf)
		}
		if task.summary {
			summary++
		}
	}
	if summary != 5 {
		t.Errorf("the root README has %d rows, want 5", summary)
	}
	names := make(map[string]bool)
	for _, y := range yardsticks(list) {
		if names[y.name] {
			t.Errorf("two yardsticks are %s", y.name)
		}
		names[y.name] = true
	}
}
