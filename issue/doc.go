// Package issue generates codes for vouchers of your own and prepares them for
// storage. [New] draws a uniformly random code of a [redeem.Format], including
// its check characters, and [Bits] returns the entropy of such a code. A
// [Screen] rejects codes that spell an offensive word. A [Fingerprinter]
// computes the value to store in place of a code or of its skeleton.
//
// Every error is a constant of [redeem.Error] or wraps one, except an error
// that a reader of random bytes returns. Functions that are called once for
// each code do not allocate unless their documentation says so. Everything in
// the package is safe for concurrent use.
package issue
