package term

import (
	"os"
	"syscall"
	"unsafe"
)

const showsColour = 0x4 // ENABLE_VIRTUAL_TERMINAL_PROCESSING

// windowWidth asks the console, and has it understand colours.
func windowWidth(f *os.File) (columns int, ok bool) {
	var mode uint32
	handle := syscall.Handle(f.Fd())
	if syscall.GetConsoleMode(handle, &mode) != nil {
		return 0, false
	}
	kernel := syscall.NewLazyDLL("kernel32.dll")
	kernel.NewProc("SetConsoleMode").Call(uintptr(handle), uintptr(mode|showsColour))
	var info struct {
		width, height            int16
		x, y                     int16
		attributes               uint16
		left, top, right, bottom int16
		mostWidth, mostHeight    int16
	}
	done, _, _ := kernel.NewProc("GetConsoleScreenBufferInfo").Call(uintptr(handle), uintptr(unsafe.Pointer(&info)))
	if done == 0 {
		return 0, true
	}
	return int(info.right-info.left) + 1, true
}
