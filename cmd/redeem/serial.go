package main

import (
	"flag"

	"github.com/redeemkit/redeem"
)

var serialCommand = command{
	name:  "serial",
	about: "check card serial numbers",
	args:  "[serial ...]",
	intro: `Serial reports whether card serial numbers are well formed, and their kind. A
serial number is not the code of the card. It may be spelled as freely as a code.
`,
	help: `Columns, with a tab between them:
  1  number of the input, from 1
  2  ok, or the reason why it was refused
  3  the kind: GCA, 60, PBH or EPY, which is how it begins; empty if refused
  4  the serial number without separators; empty if refused
With -json: {"input":1,"result":"ok","kind":"EPY","serial":"EPY12345678901"}
and {"input":2,"result":"wrong-prefix"}.

Examples:
  redeem serial 'epy 1234 5678 901'
  redeem serial -json -f serials.txt
`,
	declare: declareSerial,
}

func declareSerial(flags *flag.FlagSet) func(*call) int {
	file, out := fileFlag(flags), outputFlags(flags, "input result kind serial")
	return func(c *call) int {
		if status := out.settle(c); status != exitOK {
			return status
		}
		if out.table {
			return c.answer(inputs{file: *file, alone: true}, func() handler { return out.serials() })
		}
		return c.answer(inputs{file: *file}, func() handler { return &serialClassifier{json: out.json} })
	}
}

func parseSerial(input []byte) (serial redeem.Serial, err error) {
	if len(input) == 0 { // which is the text of the zero Serial
		return serial, redeem.ErrEmpty
	}
	err = serial.UnmarshalText(input)
	return serial, err
}

type serialClassifier struct{ json bool }

func (h *serialClassifier) answer(dst []byte, n int64, input []byte) ([]byte, bool) {
	r := newRow(dst, h.json)
	r.number("input", n)
	serial, err := parseSerial(input)
	if err != nil {
		r.result(err)
		r.empty(2)
		return r.end(), false
	}
	r.result(nil)
	r.text("kind", serial.Kind().String())
	var room [redeem.MaxLen]byte
	r.bytes("serial", serial.AppendTo(room[:0]))
	return r.end(), true
}
