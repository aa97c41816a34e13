package ocr

// Error is the reason why a file cannot be read. It contains nothing of the
// file, which may have a code in it. If the reader of the file fails, its own
// error is returned unchanged.
type Error uint8

const (
	ErrSyntax   Error = iota + 1 // the file does not have the expected form, or is cut off
	ErrEncoding                  // the file is not UTF-8
	ErrSize                      // the file has more than 16 MiB or 65,536 characters, or nests deeper or has longer names than engines write
)

// Error returns the reason in English, without any part of the file.
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
