// Package failing runs tests that fail, and searches what they print for the codes
// that they compare: with package redeemtest, and without it. Its tests are all of
// it.
package failing
