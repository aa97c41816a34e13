package scan

// uuid is what a UUID looks like: 0 stands for a hexadecimal digit.
const uuid = "00000000-0000-0000-0000-000000000000"

// inUUID reports whether the code b[start:end] begins or ends in a UUID, without
// being all of it. wait says that b ends too soon to tell.
func inUUID(b []byte, start, end int, final bool) (in, wait bool) {
	for _, at := range [...]int{start, end - 1} {
		if hexDigits[b[at]] == no {
			continue
		}
		// What a UUID consists of, in a row around the place: mostly it is too short.
		from, to := at, at+1
		for from > max(0, at+1-len(uuid)) && ofUUID(b[from-1]) {
			from--
		}
		for to < min(len(b), at+len(uuid)) && ofUUID(b[to]) {
			to++
		}
		for ; from <= at && (to-from >= len(uuid) || to == len(b)); from++ {
			yes, more := isUUID(b, from, final)
			if yes && (from != start || end != start+len(uuid)) {
				return true, false
			}
			wait = wait || more
		}
	}
	return false, wait
}

func ofUUID(x byte) bool { return hexDigits[x] != no || x == '-' }

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
