package redeem

import "bytes"

// ParseLines parses the lines of src, each as [Format.Parse] does, and appends
// a code for each to dst: the zero Code for one that is refused, so that a code
// has the number of its line. It ends after the first line that is refused and
// says why, or else where there is no further line; n is the number of bytes up
// to there. To go on, call it again with src[n:].
//
// Lines are those of [bufio.ScanLines]: each ends in LF or CRLF, of which the
// last may have neither if atEOF says that nothing follows src. If something
// does, an unfinished line is left for the next call, which has to see all of
// it; n is 0 if there was nothing else. An empty line is refused with [ErrEmpty].
//
// It keeps nothing of src, and does not allocate if dst has room for all codes.
func (f *Format) ParseLines(dst []Code, src []byte, atEOF bool) (codes []Code, n int, err error) {
	for {
		if f.pairs {
			lines, size := f.packLines(dst[len(dst):cap(dst)], src[n:])
			dst, n = dst[:len(dst)+lines], n+size
		}
		rest := src[n:]
		if length := f.spec.Length; len(rest) > length && rest[length] == '\n' {
			// If this is a code, it is the whole line: no symbol is an LF.
			if c, ok := f.canonical(rest[:length]); ok {
				dst, n = append(dst, c), n+length+1
				continue
			}
		}
		line, size := firstLine(rest, atEOF)
		if size == 0 {
			break
		}
		c, err := f.parse(line)
		dst, n = append(dst, c), n+size
		if err != nil {
			return dst, n, err
		}
	}
	return dst, n, nil
}

// firstLine returns the first line of text without its end, and its size with
// it, which is 0 if there is none.
func firstLine(text []byte, atEOF bool) (line []byte, size int) {
	line, size = text, len(text)
	if end := bytes.IndexByte(text, '\n'); end >= 0 {
		line, size = text[:end], end+1
	} else if !atEOF {
		return nil, 0
	}
	return bytes.TrimSuffix(line, []byte{'\r'}), size
}

// packLines packs the lines at the beginning of src that are codes in canonical
// spelling, as long as four of them in a row are and out has room. It returns
// how many they were, and their size. It is for formats of which pairs is true.
func (f *Format) packLines(out []Code, src []byte) (lines, size int) {
	if len(src) <= 16 {
		return 0, 0
	}
	switch src[16] {
	case '\n':
		lines = packFours[[4 * lfLine]byte](f, out, src)
		size = lines * lfLine
	case '\r':
		lines = packFours[[4 * crlfLine]byte](f, out, src)
		size = lines * crlfLine
	}
	return lines, size
}

const (
	lfLine   = len("1234567890123456\n")
	crlfLine = len("1234567890123456\r\n")
)

// packFours is packLines for lines of one size, a quarter of T: a type, for
// then the compiler knows where each line is. Four lines are looked at without
// a branch on what their symbols are, which is worth more than it costs to look
// again at three of them if the fourth is none.
func packFours[T [4 * lfLine]byte | [4 * crlfLine]byte](f *Format, out []Code, src []byte) (lines int) {
	var four T
	const end = 16 // of a code
	size := len(four) / 4
	prefix, mask, ending := f.prefix.a, f.prefixMask.a, src[end]
	for len(src) >= 4*size && len(out)-lines >= 4 {
		s, o := src[:4*size], (*[4]Code)(out[lines:])
		if s[end] != ending || s[size+end] != ending || s[2*size+end] != ending || s[3*size+end] != ending ||
			s[size-1] != '\n' || s[2*size-1] != '\n' || s[3*size-1] != '\n' || s[4*size-1] != '\n' {
			break
		}
		c0, c1, c2, c3 := pack16(s), pack16(s[size:]), pack16(s[2*size:]), pack16(s[3*size:])
		alnum := alnum8(c0.a) & alnum8(c0.b) & alnum8(c1.a) & alnum8(c1.b) & alnum8(c2.a) & alnum8(c2.b) & alnum8(c3.a) & alnum8(c3.b)
		beyond := c0.a | c0.b | c1.a | c1.b | c2.a | c2.b | c3.a | c3.b
		if (alnum^high|beyond)&high != 0 ||
			((c0.a^prefix)|(c1.a^prefix)|(c2.a^prefix)|(c3.a^prefix))&mask != 0 {
			break
		}
		o[0], o[1], o[2], o[3] = c0, c1, c2, c3
		lines += 4
		src = src[4*size:]
	}
	return lines
}
