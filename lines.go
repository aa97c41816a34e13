package redeem

import "bytes"

// ParseLines parses each line of src as [Format.Parse] does and appends a code
// for each line to dst. After the first invalid line it stops and returns the
// error of that line, for which it appends the zero Code, so that each code has
// the index of its line. n is the number of bytes of src that were parsed. To
// continue, call ParseLines again with src[n:].
//
// A line ends in LF or CRLF, as in [bufio.ScanLines]. If atEOF is set, the last
// line may lack a line ending. Otherwise ParseLines does not consume an
// incomplete last line, which must be passed again in full; n is 0 if src holds
// nothing else. An empty line gives [ErrEmpty].
//
// ParseLines does not keep src. It does not allocate if dst has room for all
// codes.
func (f *Format) ParseLines(dst []Code, src []byte, atEOF bool) (codes []Code, n int, err error) {
	compiled := f.compiled()
	for {
		rest := src[n:]
		if length, ending := compiled.Length, lineEnding(rest, compiled.Length); ending > 0 {
			// If these symbols are a code, they are the whole line, because a
			// symbol never ends a line.
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

// lineEnding returns the length of the line ending at text[i], or 0 if there is
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

// firstLine returns the first line of text without its ending, and the size of
// the line with its ending. The size is 0 if there is no line.
func firstLine(text []byte, atEOF bool) (line []byte, size int) {
	line, size = text, len(text)
	if end := bytes.IndexByte(text, '\n'); end >= 0 {
		line, size = text[:end], end+1
	} else if !atEOF {
		return nil, 0
	}
	return bytes.TrimSuffix(line, []byte{'\r'}), size
}
