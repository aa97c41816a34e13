// Audit does what "redeem audit" does, as an Apache Beam pipeline, for
// inventories of codes that are too large for one machine.
//
//	go run ./cmd/audit -input 'codes/*.txt' -output audited
//
// It writes the findings, in the order of the inputs, to several files
// audited-findings-00000-of-00003.tsv. It writes the counts to
// audited-summary.tsv and to standard output, and the numbers of the input
// files to audited-files.tsv. The findings followed by the counts are the
// output of "redeem audit". Codes are masked unless -show is given.
//
// Without -runner the pipeline runs in this process, on Prism. The runners are
// direct, dataflow, dot, flink, prism, spark and universal, and have flags of
// their own. The workers must be able to read the inputs and to write the
// output.
//
// The exit status is 0 if nothing was found, 1 if something was, and 2 if the
// flags are wrong or the pipeline failed. With -async the status is 0 as soon
// as the job runs.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/s3"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/log"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/options/jobopts"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"github.com/redeemkit/redeem/beam/inventory"
	"github.com/redeemkit/redeem/internal/audit"
	"github.com/redeemkit/redeem/internal/ruleflags"
)

const (
	exitClean = iota
	exitFound
	exitTrouble
)

const intro = `usage: go run ./cmd/audit -input PATTERN -output PREFIX [flags]

Audit reports inputs that are not codes, codes that occur more than once, and
codes that look alike, in inventories of any size. It does what "redeem audit"
does, as an Apache Beam pipeline. Each line of the input files is an input. The
findings and the summary go to files whose names begin with the prefix. The
summary also goes to standard output.

`

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	beams := make(map[string]bool) // the flags of Beam
	flag.VisitAll(func(f *flag.Flag) { beams[f.Name] = true })
	c := declare(flag.CommandLine)
	usage := func() {
		io.WriteString(stderr, intro+"Flags:\n")
		own := flag.NewFlagSet("", flag.ContinueOnError)
		own.SetOutput(stderr)
		flag.VisitAll(func(f *flag.Flag) {
			if !beams[f.Name] || f.Name == "runner" {
				own.Var(f.Value, f.Name, f.Usage)
			}
		})
		own.PrintDefaults()
		io.WriteString(stderr, "\nThe other flags are those of Beam and of its runners.\n\n"+ruleflags.FormatHelp)
	}
	wrong, help := ruleflags.Parse(flag.CommandLine, args) // package flag would print a bad value, which may be a code
	switch {
	case help:
		usage()
		return exitClean
	case wrong != "":
		fmt.Fprintf(stderr, "audit: %s (-h lists the flags)\n", wrong)
		return exitTrouble
	}
	if name := *runners.Runner; name == "" || name == "prism" {
		log.LogLevel = "warn"
	}
	beam.Init() // on a worker, Init never returns
	status, err := c.run(context.Background(), stdout)
	if err != nil {
		fmt.Fprintf(stderr, "audit: %v\n", err)
	}
	return status
}

// command holds the values of the flags.
type command struct {
	options inventory.Options
	format  ruleflags.Format
	model   *string
	flags   *flag.FlagSet
}

func declare(flags *flag.FlagSet) *command {
	limits := audit.DefaultLimits()
	c := &command{model: ruleflags.Model(flags), flags: flags}
	c.format.Declare(flags)
	flags.Func("input", "read the files that match `PATTERN`, such as 'gs://bucket/codes/*'; may be given more than once", func(pattern string) error {
		c.options.Inputs = append(c.options.Inputs, pattern)
		return nil
	})
	flags.StringVar(&c.options.Output, "output", "", "write files whose names begin with `PREFIX`")
	flags.IntVar(&c.options.Compared, "compare", limits.Compared, "compare at most `N` codes that may look alike with each other")
	flags.IntVar(&c.options.Listed, "pairs", limits.Listed, "list at most `N` pairs of codes that may look alike")
	flags.BoolVar(&c.options.Reveal, "show", false, "write whole codes; without it, only the last quarter of a code, at most four symbols, is visible")
	flags.Int64Var(&c.options.BlockSize, "block", inventory.DefaultBlockSize, "read `BYTES` of a file at a time, which takes about twenty times as much memory")
	flags.IntVar(&c.options.ShardBlocks, "shard", inventory.DefaultShardBlocks, "write the findings of `N` such blocks to one file")
	return c
}

func (c *command) run(ctx context.Context, stdout io.Writer) (status int, err error) {
	if c.flags.NArg() > 0 {
		return exitTrouble, errors.New("arguments that are no flags: inputs are named by -input")
	}
	format, wrong := c.format.Make(c.flags)
	if wrong != "" {
		return exitTrouble, errors.New(wrong)
	}
	if c.options.Compared < 1 || c.options.Listed < 0 || c.options.BlockSize < 1 || c.options.ShardBlocks < 1 {
		return exitTrouble, errors.New("-compare, -block and -shard are at least 1, and -pairs is not less than 0")
	}
	if c.options.Listed == 0 {
		c.options.Listed = -1
	}
	c.options.Format = format
	if c.options.Lookalikes, err = ruleflags.LoadModel(*c.model); err != nil {
		return exitTrouble, fmt.Errorf("reading the model: %w", err)
	}
	if err := c.options.Check(ctx); err != nil {
		return exitTrouble, err
	}
	p, s := beam.NewPipelineWithRoot()
	if err := inventory.Audit(s, c.options); err != nil {
		return exitTrouble, err
	}
	if err := beamx.Run(ctx, p); err != nil {
		return exitTrouble, err
	}
	if *jobopts.Async {
		return exitClean, nil
	}
	summary, clean, err := inventory.ReadSummary(ctx, c.options.Output)
	if err != nil {
		return exitTrouble, err
	}
	if _, err := stdout.Write(summary); err != nil {
		return exitTrouble, err
	}
	if !clean {
		return exitFound, nil
	}
	return exitClean, nil
}
