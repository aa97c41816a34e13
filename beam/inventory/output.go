package inventory

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
)

// These follow Options.Output in the names of files.
const (
	findingsName = "-findings-%05d-of-%05d.tsv"
	summaryName  = "-summary.tsv"
	filesName    = "-files.tsv"
)

// Check looks for faults that are better found before the audit: an input
// without files, and output of another audit at the same place.
func (o Options) Check(ctx context.Context) error {
	for i, pattern := range o.Inputs {
		there, err := exists(ctx, pattern)
		if err != nil {
			return err
		}
		if !there {
			return noFile(i)
		}
	}
	for _, rest := range [...]string{"-findings-*", summaryName, filesName} {
		there, err := exists(ctx, o.Output+rest)
		if err != nil {
			return err
		}
		if there {
			return errors.New("there is the output of another audit")
		}
	}
	return nil
}

func exists(ctx context.Context, pattern string) (bool, error) {
	fs, err := filesystem.New(ctx, pattern)
	if err != nil {
		return false, err
	}
	defer fs.Close()
	names, err := fs.List(ctx, pattern)
	return len(names) > 0, err
}

func noFile(input int) error { return fmt.Errorf("there is no file for input %d", input+1) }

// filesFn writes the numbers of the files.
type filesFn struct{ Output string }

// ProcessElement is called once.
func (f *filesFn) ProcessElement(ctx context.Context, names []string) error {
	var text []byte
	for i, name := range names {
		text = append(strconv.AppendInt(text, int64(i+1), 10), '\t')
		text = append(append(text, name...), '\n')
	}
	return write(ctx, f.Output+filesName, text)
}

func write(ctx context.Context, name string, text []byte) error {
	fs, err := filesystem.New(ctx, name)
	if err != nil {
		return err
	}
	defer fs.Close()
	w, err := fs.OpenWrite(ctx, name)
	if err != nil {
		return err
	}
	if _, err := w.Write(text); err != nil {
		w.Close()
		return err
	}
	return w.Close()
}
