//go:build race

package issue

// racing says that the race detector watches: what crypto/rand fills in is then
// out of the compiler's sight, and a sync.Pool drops a part of what it is given.
const racing = true
