package audit

import "sync"

// Options configures an audit.
type Options struct {
	Rules   *Rules // nil = NewRules(nil, nil)
	Limits  Limits
	Summary bool // compute only the summary, without findings

	// Memory is the approximate number of bytes to use. Codes and findings
	// beyond that go to temporary files. The program itself takes some
	// megabytes, and a group takes some hundred bytes for each of
	// Limits.Compared; these do not count. If Memory is too small, the least
	// that works is used.
	Memory int64
	// TempDir is the directory for temporary files; "" means [os.TempDir]. The
	// files contain codes. A file is made only if it is needed.
	TempDir string
	// Progress, unless nil, is called from time to time while Finish compares
	// codes, with the number of codes so far and the total.
	Progress func(done, total int64)

	plan  *plan                 // nil = newPlan
	store func() (store, error) // nil = newTempFile
}

// Audit is an audit of one inventory. One goroutine calls File and Add for all
// files and lines, then Finish once, then Findings once. After an error, call
// only Close.
//
// Errors come from temporary files. They contain no code and no file name.
type Audit struct {
	o      Options
	rules  *Rules
	pack   packing
	stores stores

	files   files
	batch   *batch // the batch that Add fills
	batches int    // size of each batch in bytes
	full    chan *batch
	empty   chan *batch
	workers []*worker
	wait    sync.WaitGroup

	codes sorter
	rows  sorter
	found lane // rows that Finish finds

	stop chan struct{} // end closes it
	once sync.Once
	err  error // why the audit ended; read it only after stop is closed
}

// Error is an error that does not come from the system.
type Error string

const (
	ErrClosed  Error = "closed before the end"   // Close was called while the audit was going on
	ErrDamaged Error = "temporary file: damaged" // a temporary file holds something that the audit did not write
)

// Error returns the error in English.
func (e Error) Error() string { return string(e) }

// New begins an audit. Close ends it.
func New(o Options) *Audit {
	if o.Rules == nil {
		o.Rules = NewRules(nil, nil)
	}
	if o.store == nil {
		o.store = func() (store, error) { return newTempFile(o.TempDir) }
	}
	a := &Audit{o: o, rules: o.Rules, pack: newPacking(o.Rules), stop: make(chan struct{})}
	if o.plan == nil {
		p := newPlan(o.Memory, a.codeWidth(), a.rowWidth())
		o.plan = &p
	}
	a.stores.make = o.store
	a.codes.init(&a.stores, o.plan, a.codeWidth(), o.plan.codes)
	a.rows.init(&a.stores, o.plan, a.rowWidth(), o.plan.rows)
	a.found.s = &a.rows
	a.batches = o.plan.batch
	n := o.plan.workers + 2 // one is being filled and one is waiting, so that no goroutine has to wait
	a.full, a.empty = make(chan *batch, n), make(chan *batch, n)
	for range n {
		a.empty <- new(batch)
	}
	for range o.plan.workers {
		w := &worker{a: a, codes: lane{s: &a.codes}, rows: lane{s: &a.rows}}
		a.workers = append(a.workers, w)
		a.wait.Go(w.run)
	}
	return a
}

// File begins the next file. Lines that are added before the first call also
// belong to file 1.
func (a *Audit) File() { a.files.next() }

// Add adds the next line. It does not keep the line.
func (a *Audit) Add(line []byte) error {
	if a.batch == nil {
		select {
		case <-a.stop:
			return a.err
		case a.batch = <-a.empty:
			a.batch.first = a.files.lines
		}
	}
	a.files.lines++
	if a.batch.add(line) < a.batches {
		return nil
	}
	a.full <- a.batch // the channel has room for all batches
	a.batch = nil
	return nil
}

// Finish compares the codes after all lines were added, and returns the
// summary.
func (a *Audit) Finish() (*Summary, error) {
	if a.batch != nil {
		a.full <- a.batch
		a.batch = nil
	}
	close(a.full)
	a.wait.Wait()
	select {
	case <-a.stop:
		return nil, a.err
	default:
	}
	c := comparison{a: a, group: a.rules.NewGroup(a.o.Limits), last: make([]byte, a.pack.size)}
	c.summary.Lines = a.files.lines
	var lanes []*lane
	for _, w := range a.workers {
		c.summary.Add(&w.summary)
		lanes = append(lanes, &w.codes)
	}
	c.total = c.summary.Valid()
	err := a.codes.merge(lanes, c.record)
	if err == nil {
		err = c.end()
	}
	if err != nil {
		return nil, err
	}
	for _, l := range lanes {
		l.b = nil
	}
	a.found.sort()
	return &c.summary, nil
}

// Findings calls f with every finding, in the order of [Finding.Compare]. Call
// it after Finish. It stops at the first error of f and returns that error.
func (a *Audit) Findings(f func(Finding) error) error {
	lanes := []*lane{&a.found}
	for _, w := range a.workers {
		lanes = append(lanes, &w.rows)
	}
	return a.rows.merge(lanes, func(row []byte) error {
		finding, ok := a.finding(row)
		if !ok {
			return ErrDamaged
		}
		return f(finding)
	})
}

// Close ends an audit and removes its temporary files. Any goroutine may call
// it at any time; an audit that has not finished then fails.
func (a *Audit) Close() error {
	a.end(ErrClosed)
	return a.stores.close()
}

// end makes the audit fail, unless it has failed already.
func (a *Audit) end(err error) {
	a.once.Do(func() {
		a.err = err
		close(a.stop)
	})
}
