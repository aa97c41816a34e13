package ruleflags

import (
	"flag"
	"os"
	"strings"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/fit"
	"github.com/redeemkit/redeem/internal/models"
)

// Model defines -model, whose value [LoadModel] takes.
func Model(flags *flag.FlagSet) *string {
	names := models.Names()
	return flags.String("model", names[0], "`MODEL`: "+strings.Join(names, ", ")+" or a file")
}

// LoadModel returns the model with the name that -model gives, or the model in
// that file.
func LoadModel(name string) (*redeem.Lookalikes, error) {
	if model, ok := models.Lookup(name); ok {
		return model, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, WithoutName(err)
	}
	defer f.Close()
	return fit.ReadModel(f)
}
