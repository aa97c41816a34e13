package spell

// Fault is what is wrong with an input. The numbers are those of the public
// Error; 0 means that nothing is wrong.
type Fault uint8

const (
	FaultEmpty    Fault = iota + 1 // the input has no symbol
	FaultEncoding                  // a byte is not part of valid UTF-8
	FaultSymbol                    // a character stands for no symbol
	FaultTooShort                  // the input ends before the last symbol
	FaultTooLong                   // there are symbols after the last one, or more than MaxInput bytes
	FaultPrefix                    // the input does not begin as every code of the format does
	FaultCheck                     // the check characters do not fit the other symbols
	FaultSerial                    // the input is the serial number of a card, not its code
	FaultSpec     Fault = 16       // the format is not usable
)

// FaultOf returns the fault of a character that stands for nothing. size is the
// size that Table.Next returned for it.
func FaultOf(size int) Fault {
	if size == 0 {
		return FaultEncoding
	}
	return FaultSymbol
}
