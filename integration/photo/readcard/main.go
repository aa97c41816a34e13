// Command readcard prints the code and the serial number of a card, as Tesseract
// reads them in pictures of it.
//
//	readcard [flags] picture ...
//
// Several pictures are pictures of the same card, such as frames of a camera; -
// is standard input. Without flags for the format the code is a gift card's. The
// columns are the code, the serial number, the verdict, and the probability that
// the code is right, - where there is none; with -json they are fields.
//
// The exit status is 0 if the code is unique, 1 if it is not or there is none,
// and 2 if a picture could not be read, or the command was called wrongly.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"text/tabwriter"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/integration/photo"
)

const (
	exitUnique = iota
	exitNotSure
	exitFailed
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var (
		flags    = flag.NewFlagSet("readcard", flag.ContinueOnError)
		engine   photo.Engine
		spec     redeem.Spec
		asJSON   = flags.Bool("json", false, "print a JSON object")
		check    = flags.String("check", "", "the last symbols are check characters of the scheme `NAME`")
		groups   = flags.String("groups", "", "symbols in each group, such as `4,4,4,4`")
		pictures []io.Reader
	)
	flags.SetOutput(stderr)
	flags.IntVar(&spec.Length, "length", 16, "symbols of a code")
	flags.StringVar(&spec.Prefix, "prefix", "X", "how every code begins")
	flags.StringVar(&spec.Alphabet, "alphabet", "", "the `SYMBOLS` of a code; 0-9A-Z unless given")
	flags.StringVar(&engine.Program, "engine", "", "the Tesseract `PROGRAM`, looked for in PATH unless it has a slash")
	flags.StringVar(&engine.Language, "l", "", "the `LANGUAGE` of Tesseract's model")
	flags.DurationVar(&engine.Limit, "limit", 0, "time for one picture; 20 s unless given")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return exitUnique
		}
		return exitFailed
	}
	failed := func(err error) int {
		fmt.Fprintln(stderr, "readcard:", err)
		return exitFailed
	}
	format, err := newFormat(spec, *groups, *check)
	if err != nil {
		return failed(err)
	}
	if flags.NArg() == 0 {
		return failed(errors.New("name the pictures of the card, or - for standard input"))
	}
	for _, name := range flags.Args() {
		if name == "-" {
			pictures = append(pictures, stdin)
			continue
		}
		file, err := os.Open(name)
		if err != nil {
			var path *os.PathError
			if errors.As(err, &path) {
				err = path.Err // the name may be a code that was meant for something else
			}
			return failed(fmt.Errorf("opening a picture: %w", err))
		}
		defer file.Close()
		pictures = append(pictures, file)
	}
	c := redeem.Corrector{Format: format, Lookalikes: redeem.Tesseract(), MaxIndels: 1}
	card, err := engine.ReadCard(ctx, &c, pictures...)
	if err != nil {
		return failed(err)
	}
	if err := print(stdout, format, card, *asJSON); err != nil {
		return failed(err)
	}
	if card.Verdict != redeem.VerdictUnique {
		return exitNotSure
	}
	return exitUnique
}

func newFormat(spec redeem.Spec, groups, check string) (*redeem.Format, error) {
	if groups == "" && spec.Length == 16 {
		groups = "4,4,4,4"
	}
	for group := range strings.SplitSeq(groups, ",") {
		if group == "" {
			continue
		}
		n, err := strconv.Atoi(group)
		if err != nil {
			return nil, errors.New("-groups is a list of numbers with commas between them")
		}
		spec.Groups = append(spec.Groups, n)
	}
	if check != "" {
		scheme, ok := checkdigit.Lookup(check)
		if !ok {
			return nil, errors.New("-check: no scheme has this name; 'redeem schemes' lists them")
		}
		spec.Check = scheme
	}
	return redeem.NewFormat(spec)
}

// answer is a card as JSON.
type answer struct {
	Code        string  `json:"code,omitempty"`
	Serial      string  `json:"serial,omitempty"`
	Verdict     string  `json:"verdict"`
	Probability float64 `json:"probability,omitempty"`
	Cost        int     `json:"cost"`
	Margin      int     `json:"margin"`
}

func print(w io.Writer, f *redeem.Format, card photo.Card, asJSON bool) error {
	a := answer{
		Serial:      card.Serial.String(),
		Verdict:     card.Verdict.String(),
		Probability: card.Probability,
		Cost:        card.Best.Cost,
		Margin:      card.Margin,
	}
	if card.HasCode {
		a.Code = string(f.AppendGrouped(nil, card.Best.Code))
	}
	var b bytes.Buffer
	if asJSON {
		line, err := json.Marshal(a)
		if err != nil {
			return err
		}
		b.Write(append(line, '\n'))
	} else {
		orDash := func(s string) string {
			if s == "" {
				return "-"
			}
			return s
		}
		probability := ""
		if a.Probability > 0 {
			probability = strconv.FormatFloat(a.Probability, 'f', 3, 64)
		}
		t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
		fmt.Fprintln(t, "CODE\tSERIAL\tVERDICT\tPROBABILITY")
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", orDash(a.Code), orDash(a.Serial), a.Verdict, orDash(probability))
		t.Flush()
	}
	_, err := w.Write(b.Bytes())
	return err
}
