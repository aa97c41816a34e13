package spell

// Fault is what is wrong with an input. The numbers are those of the public
// Error; 0 is no fault.
type Fault uint8

const (
	FaultEmpty    Fault = iota + 1 // no symbol in the input
	FaultEncoding                  // a byte that is not part of valid UTF-8
	FaultSymbol                    // a character that stands for no symbol
	FaultTooShort                  // ended before the last symbol
	FaultTooLong                   // symbols after the last one, or more than MaxInput bytes
	FaultPrefix                    // does not begin as every code of the format does
	FaultCheck                     // the check characters do not fit the other symbols
	FaultSerial                    // a card's serial number in place of the code
	FaultSpec     Fault = 16       // the format is not usable
)

// FaultOf returns what is wrong with a character that stands for nothing, by
// the size that Table.Next returns.
func FaultOf(size int) Fault {
	if size == 0 {
		return FaultEncoding
	}
	return FaultSymbol
}
