package ocr

// Error is why a file cannot be read. It holds nothing of the file, which may
// have a code in it. An error of the reader that the file comes from is
// returned as it is.
type Error uint8

const (
	ErrSyntax   Error = iota + 1 // not in the form that was asked for, or broken off
	ErrEncoding                  // not UTF-8
	ErrSize                      // more than 16 MiB, 65,536 characters, or a depth or length that no engine writes
)

// Error returns the text of the error, "ocr: " before it.
func (e Error) Error() string {
	switch e {
	case ErrSyntax:
		return "ocr: not in the expected form"
	case ErrEncoding:
		return "ocr: not UTF-8"
	case ErrSize:
		return "ocr: too large"
	}
	return "ocr: unknown error"
}
