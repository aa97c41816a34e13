package scan

// uuid is what a UUID looks like: 0 stands for a hexadecimal digit.
const uuid = "00000000-0000-0000-0000-000000000000"

// uuidStarts and uuidEnds have where its groups begin, and all but the last end.
const (
	uuidStarts = "\x00\x09\x0E\x13\x18"
	uuidEnds   = "\x08\x0D\x12\x17"
)

// inUUID reports whether the code b[start:end] begins or ends in a UUID, without
// being all of it. wait says that b ends too soon to tell.
func inUUID(b []byte, start, end int, final bool) (in, wait bool) {
	for _, n := range []byte(uuidStarts) {
		at := start - int(n)
		yes, more := isUUID(b, at, final)
		if yes && (at != start || end != start+len(uuid)) {
			return true, false
		}
		wait = wait || more
	}
	for _, n := range []byte(uuidEnds) {
		if at := end - int(n); at > start {
			yes, more := isUUID(b, at, final)
			if yes {
				return true, false
			}
			wait = wait || more
		}
	}
	return false, wait
}

// isUUID reports whether a UUID begins at b[at], and is no part of a longer word.
func isUUID(b []byte, at int, final bool) (yes, wait bool) {
	if at < 0 {
		return false, false
	}
	for i := range len(uuid) {
		switch {
		case at+i == len(b):
			return false, !final && before(b, at) != classWord
		case uuid[i] == '-' && b[at+i] != '-', uuid[i] == '0' && hexDigit(b[at+i]) < 0:
			return false, false
		}
	}
	if before(b, at) == classWord {
		return false, false
	}
	c, wait := after(b, at+len(uuid), final)
	return c != classWord && !wait, wait
}
