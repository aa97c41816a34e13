package audit

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
)

// store holds the records that do not fit in memory.
type store interface {
	io.ReaderAt
	io.WriterAt
	io.Closer
}

// stores makes stores and closes them, even while they are in use.
type stores struct {
	make func() (store, error)

	mu     sync.Mutex
	open   map[store]bool
	closed bool
}

func (s *stores) new() (store, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, ErrClosed
	}
	made, err := s.make()
	if err != nil {
		return nil, tempError(err)
	}
	if s.open == nil {
		s.open = make(map[store]bool)
	}
	s.open[made] = true
	return made, nil
}

// done closes a store.
func (s *stores) done(old store) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.open[old] {
		return nil
	}
	delete(s.open, old)
	return tempError(old.Close())
}

// close closes every store and prevents new ones.
func (s *stores) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	var errs []error
	for open := range s.open {
		errs = append(errs, tempError(open.Close()))
	}
	clear(s.open)
	return errors.Join(errs...)
}

// tempError replaces the name of the file in an error by "temporary file",
// because the name is of no use when the file is gone.
func tempError(err error) error {
	if err == nil {
		return nil
	}
	var path *os.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return fmt.Errorf("temporary file: %w", err)
}

// tempFile is a file that nobody else can open. It is removed when it is
// closed. Where the system can remove a file in use, it is removed at the
// beginning, so that nothing of it remains however the program ends.
type tempFile struct {
	*os.File
	dir string
}

// newTempFile makes a file in a directory of its own below dir.
func newTempFile(dir string) (store, error) {
	own, err := os.MkdirTemp(dir, "redeem-audit-") // for its owner only
	if err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(own, "codes"), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		os.Remove(own)
		return nil, err
	}
	os.RemoveAll(own) // if this fails, Close removes it
	return &tempFile{f, own}, nil
}

// Close closes the file and removes what is left of it.
func (f *tempFile) Close() error {
	return errors.Join(f.File.Close(), os.RemoveAll(f.dir))
}

// CheckTempDir reports why no temporary file can be made in a directory, nil if
// one can.
func CheckTempDir(dir string) error {
	f, err := newTempFile(dir)
	if err != nil {
		return tempError(err)
	}
	return tempError(f.Close())
}
