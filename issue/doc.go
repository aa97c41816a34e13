// Package issue makes codes of one's own: [New] draws one of a
// [redeem.Format], all codes being equally likely, with its check characters,
// and [Bits] tells of how many it is one. A [Screen] says whether a code spells
// a word that nobody would print. A [Fingerprinter] makes what to store in
// place of a code, and of its skeleton.
//
// All errors are constants of [redeem.Error], or wrap one, but for those of a
// reader of random bytes. Nothing that is done for each code allocates unless
// its documentation says so, and everything may be used by many goroutines at
// once.
package issue
