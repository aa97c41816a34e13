//go:build !race

package redeem_test

const allocRace = ""
