package main

import (
	"flag"
	"os"
	"strconv"
	"strings"

	"github.com/redeemkit/redeem/internal/audit"
	"github.com/redeemkit/redeem/internal/ruleflags"
)

var auditCommand = command{
	name:  "audit",
	about: "find duplicates and look-alikes in an inventory",
	args:  "[file ...]",
	intro: `Audit reads an inventory: files with a code on each line, or standard input, which
may also be given as -. It finds invalid lines, codes that occur more than once in
any spelling, and different codes that look alike, which means that they differ only
in look-alikes such as O and 0.

` + ruleflags.FormatHelp,
	help: modelHelp + `
Columns, with a tab between them, one row for each finding, ordered by line:
  1  number of the line, from 1; with several files 2:1 is the first line of the
     second file
  2  duplicate, lookalike, or the reason why the line was refused
  3  the code, masked unless -show is given; empty if refused
  4  the position of the fault in the line, in bytes from 0; empty unless refused
  5  number of the line where the code, or its look-alike, occurs first; empty if
     refused
  6  the look-alike in that line; empty unless column 2 is lookalike
Each pair of look-alikes has one row, for the first lines with the two codes. Counts
follow the rows. Each is a name, a tab and a number: ok, the reasons, total,
duplicate, lookalike, unlisted, uncompared.
With -json: {"input":7,"result":"lookalike","code":"************7WPT","first":3,
"other":"************7WPT"} or {"input":9,"result":"too-short","offset":13}, with
several files also "file" and "first_file", and one object with the counts.

Many codes that may look alike make very many pairs. Audit lists -pairs of them, and
counts the others as unlisted. It compares only the first -compare of such codes with
each other, and counts the others as uncompared; the number of pairs is then a lower
bound (>=). With a model that connects all symbols, such as ocr, all codes may look
alike.

Audit writes to temporary files what does not fit in -memory: 20 bytes for each gift
card code and 34 for each finding, and twice that if memory is very small. The files
hold codes. Only you can open them. They are removed as soon as they are made or, if
the system cannot remove a file in use, at the end. -compare takes about a hundred
bytes of memory for each code, in addition to -memory.

Examples:
  redeem audit inventory.txt
  redeem audit -summary -memory 4G -tmp /var/tmp batch1.txt batch2.txt
  zcat inventory.gz | redeem audit -json -model ts1292 -length 12
`,
	ends: `
Exit status: 0 if nothing was found, 1 if something was or codes were not compared,
2 for a wrong call, if reading, writing or a temporary file failed, or if a signal
ended the run.

A clean audit does not say that the codes were issued, are activated, have money on
them or have not been used.
`,
	declare: declareAudit,
}

func declareAudit(flags *flag.FlagSet) func(*call) int {
	var (
		format   ruleflags.Format
		show     display
		out      = outputFlags(flags, "input result code offset first other")
		model    = ruleflags.Model(flags)
		limits   = audit.DefaultLimits()
		memory   = byteSize(1 << 30)
		temp     = flags.String("tmp", "", "make temporary files in `DIR`; without it, where the system has them")
		summary  = flags.Bool("summary", false, "print only the counts")
		revealed = flags.Bool("show", false, "print whole codes; without it, only the last quarter, at most four symbols, is shown")
	)
	format.Declare(flags)
	show.declareGroup(flags)
	flags.Var(&memory, "memory", "use about `SIZE` bytes of memory, such as 512M; 1M or more")
	flags.IntVar(&limits.Compared, "compare", limits.Compared, "compare at most `N` codes that may look alike with each other")
	flags.IntVar(&limits.Listed, "pairs", limits.Listed, "list at most `N` pairs of codes that look alike")
	return func(c *call) int {
		if *summary {
			out.names = "result inputs"
		}
		if status := out.settle(c); status != exitOK {
			return status
		}
		switch {
		case memory < leastMemory:
			return c.misused("-memory must be at least 1M")
		case limits.Compared < 1:
			return c.misused("-compare must be at least 1")
		case limits.Listed < 0:
			return c.misused("-pairs must be 0 or more")
		}
		lookalikes, err := ruleflags.LoadModel(*model)
		if err != nil {
			return c.failed("reading the model", err)
		}
		f, wrong := format.Make(c.flags)
		if wrong != "" {
			return c.misused(wrong)
		}
		if c.given("tmp") { // now rather than when the memory is full
			info, err := os.Stat(*temp)
			if err != nil {
				return c.failed("-tmp", err)
			}
			if !info.IsDir() {
				return c.misused("-tmp is not a directory")
			}
			if err := audit.CheckTempDir(*temp); err != nil {
				return c.failed("-tmp", err)
			}
		}
		show.format, show.mask = f, !*revealed
		show.group = show.group || out.table
		h := &auditor{call: c, out: out, show: show, summary: *summary, progress: newProgress(c, true)}
		h.audit = audit.New(audit.Options{
			Rules:    audit.NewRules(f, lookalikes),
			Limits:   limits,
			Summary:  *summary,
			Memory:   int64(memory),
			TempDir:  *temp,
			Progress: h.progress.showOf,
		})
		return h.runUntilInterrupted()
	}
}

// leastMemory is the least value of -memory: with less, reading is no longer
// what takes the time.
const leastMemory = 1 << 20

// byteSize is the value of a flag: a number of bytes, or with a K, M, G or T
// after it of that many.
type byteSize int64

func (s *byteSize) Set(text string) error {
	shift := 0
	if len(text) > 0 {
		if i := strings.IndexByte("KMGT", text[len(text)-1]&^0x20); i >= 0 {
			text, shift = text[:len(text)-1], 10*(i+1)
		}
	}
	n, err := strconv.ParseUint(text, 10, 63-shift)
	*s = byteSize(n << shift)
	return err
}

func (s *byteSize) String() string {
	n, unit := int64(*s), ""
	for _, u := range []string{"K", "M", "G", "T"} {
		if n == 0 || n%1024 != 0 {
			break
		}
		n, unit = n/1024, u
	}
	return strconv.FormatInt(n, 10) + unit
}
