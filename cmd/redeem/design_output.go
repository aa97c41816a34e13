package main

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/redeemkit/redeem/internal/design"
	"github.com/redeemkit/redeem/internal/detect"
)

// designObject is an answer as JSON, and what its lines are made of.
type designObject struct {
	Codes   float64        `json:"codes"`
	Bits    float64        `json:"bits"`
	Chance  float64        `json:"chance,omitzero"`
	Guesses float64        `json:"guesses,omitzero"`
	Days    float64        `json:"days,omitzero"`
	Swaps   []string       `json:"swaps"`
	One     *designSwaps   `json:"one,omitempty"`
	Two     *designSwaps   `json:"two,omitempty"`
	Any     *float64       `json:"any,omitempty"`
	Apart   []float64      `json:"apart,omitempty"`
	Missed  []designMissed `json:"missed,omitempty"`
	Advice  []string       `json:"advice"`
}

type designSwaps struct {
	Detected float64 `json:"detected"` // per cent
	Codes    float64 `json:"codes"`
}

type designMissed struct {
	Swaps    []string `json:"swaps"`
	Detected float64  `json:"detected"` // per cent
}

// newDesignObject has up to so many of the swaps that are missed.
func newDesignObject(a *design.Answer, listed int) *designObject {
	o := &designObject{
		Codes: a.Codes, Bits: a.Bits, Chance: a.Chance, Guesses: a.Guesses, Days: a.Days,
		Swaps: swapNames(a.Swaps), Advice: []string{},
	}
	for _, advice := range a.Advice {
		o.Advice = append(o.Advice, advice.String())
	}
	if len(a.Swaps) == 0 {
		return o
	}
	o.One = &designSwaps{percent(a.One.Detected()), a.Neighbors1}
	o.Two = &designSwaps{percent(a.Two.Detected()), a.Neighbors2}
	o.Any = &a.Neighbors
	for _, n := range a.ByDistance {
		if n.All > 0 {
			o.Apart = append(o.Apart, percent(n.Detected()))
		}
	}
	for _, m := range a.Missed[:min(listed, len(a.Missed))] {
		o.Missed = append(o.Missed, designMissed{swapNames(m.Swaps), percent(m.Detected())})
	}
	return o
}

// swapNames are a meant symbol and the one that it is read as, each.
func swapNames(swaps []detect.Swap) []string {
	names := []string{}
	for _, s := range swaps {
		names = append(names, string([]byte{s.Meant, s.Read}))
	}
	return names
}

func (o *designObject) appendJSON(dst []byte) []byte {
	b, err := json.Marshal(o)
	if err != nil {
		panic(err) // of numbers and ASCII
	}
	return append(append(dst, b...), '\n')
}

func (o *designObject) appendLines(dst []byte) []byte {
	line := func(name string, values ...string) {
		dst = append(append(dst, name...), '\t')
		dst = append(append(dst, strings.Join(values, "\t")...), '\n')
	}
	line("codes", rounded(o.Codes))
	line("bits", rounded(o.Bits))
	if o.Guesses > 0 {
		line("chance", rounded(o.Chance))
		line("guesses", rounded(o.Guesses))
	}
	if o.Days > 0 {
		line("days", rounded(o.Days))
	}
	line("swaps", strings.Join(o.Swaps, " "))
	if o.Any != nil {
		line("one", exact(o.One.Detected), rounded(o.One.Codes))
		line("two", exact(o.Two.Detected), rounded(o.Two.Codes))
		line("any", rounded(*o.Any))
	}
	for i, detected := range o.Apart {
		line("apart", strconv.Itoa(i+1), exact(detected))
	}
	for _, m := range o.Missed {
		line("missed", strings.Join(m.Swaps, " "), exact(m.Detected))
	}
	for _, advice := range o.Advice {
		line("advice", advice)
	}
	return dst
}

func exact(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// rounded writes a number with up to six digits, but what can be counted in
// full.
func rounded(x float64) string {
	if x < 1e15 && x == float64(int64(x)) {
		return exact(x)
	}
	return strconv.FormatFloat(x, 'g', 6, 64)
}
