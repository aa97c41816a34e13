// Inventory prints made-up gift card codes, one a line, as input for "redeem
// audit". Every 10,000th line has a fault. There are three sorts of fault, in
// turn: the code that is 5,000 lines above, a code that looks like that one,
// and half a code. The codes are the same each time. The number of faults of
// each sort goes to standard error.
//
//	go run ./internal/audit/inventory 100000000 > codes.txt
package main

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fail("one argument: the number of lines")
	}
	n, err := strconv.Atoi(os.Args[1])
	if err != nil {
		fail("the number of lines is not a number")
	}
	f, err := write(os.Stdout, n)
	if err != nil {
		fail(err.Error())
	}
	fmt.Fprintf(os.Stderr, "duplicate\t%d\nlookalike\t%d\ntoo short\t%d\n", f.duplicates, f.lookalikes, f.short)
}

func fail(why string) {
	fmt.Fprintln(os.Stderr, "inventory:", why)
	os.Exit(1)
}

// faults counts the faults of each sort.
type faults struct{ duplicates, lookalikes, short int }

const (
	every   = 10_000 // number of lines from one fault to the next
	symbols = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	size    = 16
)

// write writes n lines.
func write(to io.Writer, n int) (faults, error) {
	var (
		f      faults
		w      = bufio.NewWriterSize(to, 1<<20)
		random = rand.New(rand.NewPCG(1, 2))
		line   [size + 1]byte
		kept   [size + 1]byte
	)
	for i := range n {
		if i%every == every-1 {
			switch fault := kept[:]; i / every % 3 {
			case 0:
				f.duplicates++
				w.Write(fault)
			case 1:
				f.lookalikes++
				turn(fault)
				w.Write(fault)
			default:
				f.short++
				fault[size/2] = '\n'
				w.Write(fault[:size/2+1])
			}
			continue
		}
		line[0], line[size] = 'X', '\n'
		for j := 1; j < size; j += 5 { // 36^5 is much less than 2^32
			r := random.Uint32()
			for k := range 5 {
				line[j+k] = symbols[r%uint32(len(symbols))]
				r /= uint32(len(symbols))
			}
		}
		if i%every == every/2 {
			line[1] = '2' // so that another code can look like it
			kept = line
		}
		w.Write(line[:])
	}
	return f, w.Flush()
}

// turn replaces the first 2 of a code by a Z, so that it looks like the code
// that it was.
func turn(code []byte) { code[strings.IndexByte(string(code), '2')] = 'Z' }
