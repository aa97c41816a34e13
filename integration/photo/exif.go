package photo

import (
	"bytes"
	"encoding/binary"
)

// orientation returns how the camera was held, by the Exif data of a JPEG file:
// 1 to 8, and 1 if they do not say.
func orientation(file []byte) int {
	const app1, startOfScan = 0xE1, 0xDA
	if !bytes.HasPrefix(file, []byte{0xFF, 0xD8}) {
		return 1
	}
	for rest := file[2:]; len(rest) >= 4 && rest[0] == 0xFF && rest[1] != startOfScan; {
		size := 2 + int(binary.BigEndian.Uint16(rest[2:]))
		if size > len(rest) {
			return 1
		}
		if tiff, ok := bytes.CutPrefix(rest[4:size], []byte("Exif\x00\x00")); ok && rest[1] == app1 {
			return tiffOrientation(tiff)
		}
		rest = rest[size:]
	}
	return 1
}

// tiffOrientation looks for the tag among those of the first directory.
func tiffOrientation(tiff []byte) int {
	const tag, short, entry = 0x0112, 3, 12
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(tiff, []byte("II*\x00")):
		order = binary.LittleEndian
	case bytes.HasPrefix(tiff, []byte("MM\x00*")):
		order = binary.BigEndian
	default:
		return 1
	}
	if len(tiff) < 8 {
		return 1
	}
	at := order.Uint32(tiff[4:])
	if at > uint32(len(tiff)) || len(tiff)-int(at) < 2 {
		return 1
	}
	entries := tiff[at:]
	count := int(order.Uint16(entries))
	entries = entries[2:]
	for range min(count, len(entries)/entry) {
		if order.Uint16(entries) == tag && order.Uint16(entries[2:]) == short {
			if n := int(order.Uint16(entries[8:])); n >= 1 && n <= 8 {
				return n
			}
			return 1
		}
		entries = entries[entry:]
	}
	return 1
}
