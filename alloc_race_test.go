//go:build race

package redeem_test

// allocRace is why a line that needs crypto/rand allocates in a program that
// the race detector watches: the standard library then does.
const allocRace = "what crypto/rand fills in is out of the compiler's sight"
