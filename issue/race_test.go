//go:build race

package issue

// racing is true if the race detector is on. The compiler then cannot see into
// crypto/rand, and a sync.Pool drops some of the items that it is given.
const racing = true
