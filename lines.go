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
	compiled := f.compiled()
	for {
		rest := src[n:]
		if length, ending := compiled.Length, lineEnding(rest, compiled.Length); ending > 0 {
			// If this is a code, it is the whole line: no symbol ends a line.
			if c, ok := compiled.Canonical(rest[:length]); ok {
				dst, n = append(dst, Code{c}), n+length+ending
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

// lineEnding returns the length of the line ending at text[i], 0 if there is
// none.
func lineEnding(text []byte, i int) int {
	switch {
	case i < len(text) && text[i] == '\n':
		return 1
	case i+1 < len(text) && text[i] == '\r' && text[i+1] == '\n':
		return 2
	}
	return 0
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
