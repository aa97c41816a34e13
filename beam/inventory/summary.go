package inventory

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"github.com/redeemkit/redeem/internal/audit"
)

// summaryFn writes the summary.
type summaryFn struct{ Output string }

// ProcessElement is called once.
func (f *summaryFn) ProcessElement(ctx context.Context, counts audit.Summary) error {
	return write(ctx, f.Output+summaryName, counts.AppendTo(nil))
}

// addCounts adds two summaries.
func addCounts(x, y audit.Summary) audit.Summary {
	x.Add(&y)
	return x
}

func encodeCounts(s audit.Summary) ([]byte, error) {
	return binary.Append(nil, binary.BigEndian, s)
}

func decodeCounts(b []byte) (s audit.Summary, err error) {
	_, err = binary.Decode(b, binary.BigEndian, &s)
	return s, err
}

// ReadSummary reads the summary of a finished audit, and reports whether
// nothing was found.
func ReadSummary(ctx context.Context, output string) (text []byte, clean bool, err error) {
	fs, err := filesystem.New(ctx, output)
	if err != nil {
		return nil, false, err
	}
	defer fs.Close()
	r, err := fs.OpenRead(ctx, output+summaryName)
	if err != nil {
		return nil, false, err
	}
	defer r.Close()
	text, err = io.ReadAll(r)
	if err != nil {
		return nil, false, err
	}
	var ok audit.Summary
	if _, err := fmt.Sscanf(string(text), "ok\t%d\n", &ok.Lines); err != nil {
		return nil, false, err
	}
	return text, bytes.Equal(text, ok.AppendTo(nil)), nil
}
