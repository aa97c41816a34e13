package inventory

import (
	"cmp"
	"errors"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/audit"
)

// Options describes the inputs, the rules and the output of an audit.
type Options struct {
	// Inputs are patterns of file names in the notation of the file system:
	// /data/*.txt, gs://bucket/codes/*. Files are numbered from 1, in the order
	// of the patterns and, within a pattern, in the order of their names. A
	// file that several patterns match is read once.
	Inputs []string
	// Output is the prefix of the names of the output files.
	Output string

	Format     *redeem.Format     // nil = redeem.GiftCard()
	Lookalikes *redeem.Lookalikes // nil = the model of the format
	Compared   int                // number of codes with one skeleton that are compared with each other; 0 = 100,000
	Listed     int                // number of pairs of them that are listed; 0 = 1,000, less than 0 = none
	Reveal     bool               // write whole codes, not only their last symbols

	// BlockSize is the number of bytes of a file that are read at a time; 0 =
	// DefaultBlockSize. A worker needs about twenty times as much memory for
	// each block that it processes at a time. The size does not change the
	// output.
	BlockSize int64
	// ShardBlocks is the number of blocks of input whose findings are in one
	// file of output; 0 = DefaultShardBlocks. A worker sorts the findings of a
	// file in memory.
	ShardBlocks int

	taskCodes int // number of codes with one key that one worker compares; 0 = defaultTaskCodes
}

// These are the defaults of Options.
const (
	DefaultBlockSize   = 8 << 20
	DefaultShardBlocks = 16

	defaultTaskCodes = 1 << 14

	// maxBlockSize keeps the number of a line in its block within 31 bits.
	maxBlockSize = 1 << 30
)

// settings holds Options in the form in which they are sent to the workers:
// plain values, which the SDK encodes as JSON.
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

// rules holds audit.Rules in the form in which they are sent to the workers.
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

// pairs returns all pairs of a model, without those of a symbol with itself,
// which every model has.
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

// make makes, on a worker, the rules and the format of their codes.
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
