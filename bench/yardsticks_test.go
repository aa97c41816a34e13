package main

import (
	"strings"
	"testing"
	"time"
)

// TestYardstickAlone tests that a yardstick is measured once and alone,
// whatever is measured against it.
func TestYardstickAlone(t *testing.T) {
	var order strings.Builder
	slow := func(name string, ms time.Duration) contender {
		return contender{name, func(n int) {
			order.WriteString(name)
			time.Sleep(time.Duration(n) * ms * time.Millisecond)
		}}
	}
	y := slow("Y", 10)
	list := []task{
		task{name: "1", contenders: []contender{slow("A", 2)}}.beside(&y),
		task{name: "2", contenders: []contender{slow("B", 30)}}.beside(&y),
		{name: "3", contenders: []contender{slow("C", 1), slow("D", 1)}},
	}
	s := measureScale(list, 3, time.Millisecond)
	if strings.Trim(order.String(), "Y") != "" || len(s.figures) != 1 {
		t.Fatalf("%s, %v", &order, s.figures)
	}
	order.Reset()
	first, second := list[0].measure(s, 3, time.Millisecond), list[1].measure(s, 3, time.Millisecond)
	list[2].measure(s, 3, time.Millisecond)
	if strings.Contains(order.String(), "Y") {
		t.Errorf("measured again: %s", &order)
	}
	if first[1].ns != second[1].ns || first[1].ns != s.of(&y).ns {
		t.Errorf("three times of one yardstick: %v, %v, %v", first[1].ns, second[1].ns, s.of(&y).ns)
	}
	if got, want := first[1].ratio, first[0].ns/first[1].ns; got != want || got > 0.9 {
		t.Errorf("ratio %v, want %v", got, want)
	}
	if got := second[1].ratio; got < 1.1 {
		t.Errorf("ratio %v, want 3", got)
	}

	// On a busy machine the yardstick alternates with redeem, and with nothing
	// else.
	order.Reset()
	figures := list[0].measure(nil, 3, time.Millisecond)
	if got := order.String(); !strings.Contains(got, "AYAYAY") {
		t.Errorf("order: %s", got)
	}
	if len(figures) != 2 || figures[1].name != "Y" || figures[1].ratio > 0.9 {
		t.Errorf("figures: %v", figures)
	}
}

func TestYardsticks(t *testing.T) {
	a, b := &contender{name: "a"}, &contender{name: "b"}
	got := yardsticks([]task{{yardstick: b}, {}, {yardstick: a}, {yardstick: b}})
	if len(got) != 2 || got[0] != b || got[1] != a {
		t.Errorf("%v", got)
	}
}

func TestScaleWarns(t *testing.T) {
	at := func(ns float64) *scale {
		return &scale{figures: []figure{{name: "uuid", ns: ns}, {name: "ulid", ns: 17}}}
	}
	for ns, want := range map[float64]string{
		24: "", 26.3: "", 21.7: "",
		41: "bench: the machine is not quiet: uuid takes +71 % at the end of the run\n",
		12: "bench: the machine is not quiet: uuid takes -50 % at the end of the run\n",
	} {
		var b strings.Builder
		if at(24).warn(&b, at(ns)); b.String() != want {
			t.Errorf("24 and %v ns: %q, want %q", ns, &b, want)
		}
	}
}
