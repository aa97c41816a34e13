package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/redeemtest"
)

func TestNewOrder(t *testing.T) {
	got, err := NewOrder(1, "X8KD 49FJ 2MZQ 7WPT")
	if err != nil {
		t.Fatal(err)
	}
	code, err := redeem.Parse("X8KD49FJ2MZQ7WPT")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Order{1, code}, got, redeemtest.Option()); diff != "" {
		t.Error(diff)
	}
}
