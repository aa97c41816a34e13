package redeemprocessor

import (
	"fmt"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
)

// Config is the configuration of the processor.
type Config struct {
	Formats []Format `mapstructure:"formats"` // at most redeem.MaxFormats; none = gift cards, as redeem.GiftCard has them
}

// Format describes the codes of one format, as [redeem.Spec] does.
type Format struct {
	Length   int    `mapstructure:"length"`   // number of symbols, including prefix and check characters
	Prefix   string `mapstructure:"prefix"`   // the symbols that every code begins with
	Alphabet string `mapstructure:"alphabet"` // each symbol once; "" = 0-9A-Z
	Groups   []int  `mapstructure:"groups"`   // number of symbols in each group; none = one group
	Check    string `mapstructure:"check"`    // a scheme that checkdigit.Lookup knows; "" = no check character
}

// Validate reports what is wrong with the configuration. It is called when a
// collector starts, before anything is processed.
func (c *Config) Validate() error {
	_, err := c.compile()
	return err
}

func (c *Config) compile() (*redeem.Formats, error) {
	if len(c.Formats) == 0 {
		return redeem.NewFormats(redeem.GiftCard())
	}
	formats := make([]*redeem.Format, len(c.Formats))
	for i, f := range c.Formats {
		var scheme *checkdigit.Scheme
		if f.Check != "" {
			var ok bool
			if scheme, ok = checkdigit.Lookup(f.Check); !ok {
				return nil, fmt.Errorf("formats[%d]: unknown check scheme %q", i, f.Check)
			}
		}
		format, err := redeem.NewFormat(redeem.Spec{
			Length: f.Length, Prefix: f.Prefix, Alphabet: f.Alphabet, Groups: f.Groups, Check: scheme,
		})
		if err != nil {
			return nil, fmt.Errorf("formats[%d]: %w", i, err)
		}
		formats[i] = format
	}
	return redeem.NewFormats(formats...)
}
