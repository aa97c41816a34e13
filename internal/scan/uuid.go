package scan

// uuid is what a UUID looks like: 0 stands for a hexadecimal digit.
const uuid = "00000000-0000-0000-0000-000000000000"

// inUUID reports whether the code b[start:end] begins or ends in a UUID, without
// being all of it. wait says that b ends too soon to tell.
func inUUID(b []byte, start, end int, final bool) (in, wait bool) {
	if hexDigit(b[start]) >= 0 {
		for at := max(0, start-len(uuid)+1); at <= start; at++ {
			yes, more := isUUID(b, at, final)
			if yes && (at != start || end != start+len(uuid)) {
				return true, false
			}
			wait = wait || more
		}
	}
	if hexDigit(b[end-1]) >= 0 {
		for at := max(start+1, end-len(uuid)+1); at < end; at++ {
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
	if at+8 < len(b) && b[at+8] != '-' {
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
