package main

import (
	"bufio"
	"errors"
	"flag"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/ruleflags"
	"github.com/redeemkit/redeem/internal/term"
	"github.com/redeemkit/redeem/issue"
)

var newCommand = command{
	name:  "new",
	about: "draw new codes",
	args:  "[-n number]",
	intro: `New prints random codes with their check characters. All codes of the format are
equally likely. They come from the random number generator of the operating
system that is made for secrets.

` + ruleflags.FormatHelp,
	help: `A run prints no code twice, and no code that is in the file of -except. It keeps
its codes in memory. Another run may draw the same code: 'redeem design' tells how
many codes there are.

With -screen, New prints no code that spells an offensive word. Digits and
look-alikes count as letters, as in B00B. With -words FILE the words are those of
the file, one a line; both flags together use both lists, of at most 65,536 words
in all. All other codes are equally likely.

Columns, with a tab between them:
  1  number of the code, from 1
  2  the code
With -json: {"number":1,"code":"X8KD49FJ2MZQ7WPT"}.

Examples:
  redeem new
  redeem new -n 1000 -screen -group -groups 4-4-4 -alphabet CDFGHJKLMNPQRTVWXY3479
  redeem new -n 500 -check luhn-mod-36 -except issued.txt -words words.txt | cut -f 2
`,
	ends: `
Exit status: 0, or 2 for a wrong call, if reading or writing failed, or if no
codes are left to draw.

A printed code is not an issued code: it has no value until the issuer records it.
It does not say that nobody else drew the same code.
`,
	declare: declareNew,
}

func declareNew(flags *flag.FlagSet) func(*call) int {
	var (
		format ruleflags.Format
		show   display
		out    = outputFlags(flags, "number code")
		n      = flags.Int64("n", 1, "print `N` codes")
		screen = flags.Bool("screen", false, "no codes that spell an offensive word")
		words  = flags.String("words", "", "no codes that spell a word in `FILE`, one a line")
		except = flags.String("except", "", "none of the codes in `FILE`, one a line")
	)
	format.Declare(flags)
	show.declare(flags)
	return func(c *call) int {
		if status := out.settle(c); status != exitOK {
			return status
		}
		if c.flags.NArg() > 0 {
			return c.misused("takes no arguments")
		}
		if *n < 0 {
			return c.misused("-n must be 0 or more")
		}
		f, wrong := format.Make(c.flags)
		if wrong != "" {
			return c.misused(wrong)
		}
		show.format = f
		d := &drawer{format: f, drawn: map[redeem.Code]struct{}{}}
		var refused []string
		if *screen {
			refused = issue.OffensiveWords()
		}
		if c.given("words") {
			own, err := loadWords(*words)
			if err != nil {
				return c.failed("reading the words", err)
			}
			refused = append(refused, own...)
		}
		var err error
		if d.screen, err = issue.NewScreen(f.Spec().Lookalikes, refused...); err != nil {
			return c.failed("reading the words", err)
		}
		if c.given("except") {
			if d.drawn, err = loadCodes(*except, f); err != nil {
				return c.failed("reading the codes to leave out", err)
			}
		}
		return c.draw(*n, d, show, out)
	}
}

// loadWords returns the words in a file. Blank lines are none.
func loadWords(file string) (words []string, err error) {
	err = eachLine(file, func(line []byte) error {
		word, err := redeem.Normalize(string(line))
		if err == redeem.ErrEmpty {
			return nil
		}
		words = append(words, word)
		return err
	})
	return words, err
}

// drawer draws codes, each once.
type drawer struct {
	format *redeem.Format
	screen *issue.Screen
	drawn  map[redeem.Code]struct{}
}

// maxDraws is how many codes in a row may turn out to be of no use. It ends a
// run that has drawn all there are, or whose words leave none.
const maxDraws = 1 << 20

var errNoneLeft = errors.New("of a million codes, none is new and spells no word")

func (d *drawer) next() (redeem.Code, error) {
	for range maxDraws {
		code, err := issue.New(d.format, nil)
		if err != nil {
			return redeem.Code{}, err
		}
		if _, again := d.drawn[code]; !again && d.screen.Allows(code) {
			d.drawn[code] = struct{}{}
			return code, nil
		}
	}
	return redeem.Code{}, errNoneLeft
}

// draw prints n codes and returns the exit status.
func (c *call) draw(n int64, d *drawer, show display, o *output) int {
	var (
		out  = bufio.NewWriterSize(c.stdout, chunk)
		p    = newProgress(c, false)
		code redeem.Code
		err  error
		// A table has no more to say of a code than its number.
		table = term.NewTable(o.screen, numberColumn, term.Column{Name: "code"})
	)
	if o.table {
		show = show.grouped()
	}
	for i := int64(1); i <= n; i++ {
		if out.Available() < maxAnswer {
			p.show(i - 1)
			if out.Flush() != nil { // which the last one returns again
				break
			}
		}
		if code, err = d.next(); err != nil {
			break
		}
		if o.table {
			out.Write(table.Append(out.AvailableBuffer(), number(i), string(show.append(nil, code))))
			continue
		}
		r := newRow(out.AvailableBuffer(), o.json)
		r.number("number", i)
		var room [2 * redeem.MaxLen]byte
		r.bytes("code", show.append(room[:0], code))
		out.Write(r.end())
	}
	p.erase()
	if failed := out.Flush(); failed != nil {
		return c.failed("writing", failed)
	}
	if err != nil {
		return c.failed("drawing", err)
	}
	return exitOK
}
