package inventory

import (
	"context"
	"errors"
	"io"
	"math/bits"
	"slices"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
)

// stretch is a part of a file that one worker reads: a number of blocks, the
// last of which may be shorter.
type stretch struct {
	Path       string
	File       int // starts at 1
	Block      int // number of the first block, counted from 0 over all files
	Start, End int64
	Buckets    int // number of buckets for codes: a power of two
}

// planFn finds the files and cuts them into stretches.
type planFn struct{ Settings settings }

// ProcessElement is called once. It emits the names of all files in order, and
// the stretches.
func (f *planFn) ProcessElement(ctx context.Context, _ []byte, emitNames func([]string), emitStretch func(stretch)) error {
	var all []stretch
	seen := make(map[string]bool)
	var names []string
	block := 0
	for i, pattern := range f.Settings.Inputs {
		paths, seekable, err := list(ctx, pattern)
		if err != nil {
			return err
		}
		if len(paths) == 0 {
			return noFile(i)
		}
		for _, path := range paths {
			if seen[path.name] {
				continue
			}
			seen[path.name] = true
			names = append(names, path.name)
			step := path.size
			if seekable {
				step = f.Settings.BlockSize
			}
			for start := int64(0); start == 0 || start < path.size; start += max(step, 1) {
				end := min(start+step, path.size)
				all = append(all, stretch{Path: path.name, File: len(names), Block: block, Start: start, End: end})
				block += blocks(end-start, f.Settings.BlockSize)
			}
		}
	}
	if block > maxBlocks {
		return errors.New("too many blocks: take a larger block size")
	}
	emitNames(names)
	for _, s := range all {
		s.Buckets = 1 << bits.Len(uint(block-1))
		emitStretch(s)
	}
	return nil
}

// blocks returns the number of blocks for a number of bytes, at least one.
func blocks(bytes, size int64) int { return int(max((bytes+size-1)/size, 1)) }

type path struct {
	name string
	size int64
}

// list returns the files that match a pattern, sorted by name, and reports
// whether they can be read from the middle.
func list(ctx context.Context, pattern string) (paths []path, seekable bool, err error) {
	fs, err := filesystem.New(ctx, pattern)
	if err != nil {
		return nil, false, err
	}
	defer fs.Close()
	names, err := fs.List(ctx, pattern)
	if err != nil {
		return nil, false, err
	}
	slices.Sort(names)
	for _, name := range names {
		size, err := fs.Size(ctx, name)
		if err != nil {
			return nil, false, err
		}
		paths = append(paths, path{name, size})
	}
	if len(names) > 0 {
		r, err := fs.OpenRead(ctx, names[0])
		if err != nil {
			return nil, false, err
		}
		defer r.Close()
		_, seekable = r.(io.Seeker)
	}
	return paths, seekable, nil
}
