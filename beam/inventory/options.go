package inventory

import (
	"cmp"
	"errors"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/audit"
)

// Options say what to audit, by which rules, and where the answers go.
type Options struct {
	// Inputs are patterns of file names, in the notation of the file system:
	// /data/*.txt, gs://bucket/codes/*. The files are numbered from 1 in the
	// order of the patterns, those of one pattern in the order of their names. A
	// file that several patterns match is read once.
	Inputs []string
	// Output is how the names of the files with the answers begin.
	Output string

	Format     *redeem.Format     // nil = redeem.GiftCard()
	Lookalikes *redeem.Lookalikes // nil = the format's
	Compared   int                // how many codes with one skeleton are compared with each other; 0 = 100,000
	Listed     int                // how many pairs of them are listed; 0 = 1,000, less than 0 = none
	Reveal     bool               // write codes, rather than their last symbols

	// BlockSize is how many bytes of a file are read at a time; 0 = DefaultBlockSize. A
	// worker needs about twenty times as much memory for each that it is at. The
	// answers are the same for every size.
	BlockSize int64
	// ShardBlocks is how many blocks of input have their findings in one file of
	// output; 0 = DefaultShardBlocks. A worker sorts the findings of a file in memory.
	ShardBlocks int

	taskCodes int // how many codes with one key one worker is to compare; 0 = defaultTaskCodes
}

// What zeros in Options stand for.
const (
	DefaultBlockSize   = 8 << 20
	DefaultShardBlocks = 16

	defaultTaskCodes = 1 << 14

	// maxBlockSize keeps the number of a line in its block within 31 bits.
	maxBlockSize = 1 << 30
)

// settings are Options as they travel to the workers: plain values, which the
// SDK writes as JSON.
type settings struct {
	Inputs      []string
	Output      string
	Rules       rules
	Limits      audit.Limits
	Reveal      bool
	BlockSize   int64
	ShardBlocks int
	TaskCodes   int
}

func newSettings(o Options) (settings, error) {
	if len(o.Inputs) == 0 || o.Output == "" {
		return settings{}, errors.New("no inputs or no output")
	}
	if o.BlockSize < 0 || o.BlockSize > maxBlockSize || o.ShardBlocks < 0 || o.Compared < 0 {
		return settings{}, errors.New("a size or limit out of range")
	}
	limits := audit.DefaultLimits()
	limits.Compared = cmp.Or(o.Compared, limits.Compared)
	limits.Listed = max(cmp.Or(o.Listed, limits.Listed), 0)
	return settings{
		Inputs:      o.Inputs,
		Output:      o.Output,
		Rules:       newRules(o.Format, o.Lookalikes),
		Limits:      limits,
		Reveal:      o.Reveal,
		BlockSize:   cmp.Or(o.BlockSize, DefaultBlockSize),
		ShardBlocks: cmp.Or(o.ShardBlocks, DefaultShardBlocks),
		TaskCodes:   cmp.Or(o.taskCodes, defaultTaskCodes),
	}, nil
}

// rules are audit.Rules as they travel to the workers.
type rules struct {
	Name, Prefix, Alphabet string
	Length                 int
	Groups                 []int
	Check                  string        // the name of a scheme; "" = none
	Parsing, Model         []redeem.Pair // the look-alikes of the format, and of the audit
}

func newRules(format *redeem.Format, model *redeem.Lookalikes) rules {
	if format == nil {
		format = redeem.GiftCard()
	}
	spec := format.Spec()
	if model == nil {
		model = spec.Lookalikes
	}
	r := rules{
		Name:     spec.Name,
		Prefix:   spec.Prefix,
		Alphabet: spec.Alphabet,
		Length:   spec.Length,
		Groups:   spec.Groups,
		Parsing:  pairs(spec.Lookalikes),
		Model:    pairs(model),
	}
	if spec.Check != nil {
		r.Check = spec.Check.Name()
	}
	return r
}

// pairs returns all that a model knows, but that a symbol is itself, which any
// model knows.
func pairs(model *redeem.Lookalikes) []redeem.Pair {
	var all []redeem.Pair
	for read := byte('!'); read <= '~'; read++ {
		for meant, cost := range model.Of(read) {
			if meant != read || cost != 0 {
				all = append(all, redeem.Pair{Read: read, Meant: meant, Cost: uint8(cost)})
			}
		}
	}
	return all
}

// make makes the rules on a worker, and the format of their codes.
func (r *rules) make() (*audit.Rules, *redeem.Format, error) {
	parsing, err := redeem.NewLookalikes(r.Parsing...)
	if err != nil {
		return nil, nil, err
	}
	model, err := redeem.NewLookalikes(r.Model...)
	if err != nil {
		return nil, nil, err
	}
	spec := redeem.Spec{
		Name:       r.Name,
		Length:     r.Length,
		Prefix:     r.Prefix,
		Alphabet:   r.Alphabet,
		Groups:     r.Groups,
		Lookalikes: parsing,
	}
	if r.Check != "" {
		scheme, ok := checkdigit.Lookup(r.Check)
		if !ok {
			return nil, nil, errors.New("a check scheme that this worker does not know")
		}
		spec.Check = scheme
	}
	format, err := redeem.NewFormat(spec)
	if err != nil {
		return nil, nil, err
	}
	return audit.NewRules(format, model), format, nil
}
