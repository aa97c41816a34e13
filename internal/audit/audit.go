package audit

import "sync"

// Options are those of an audit.
type Options struct {
	Rules   *Rules // nil = NewRules(nil, nil)
	Limits  Limits
	Summary bool // only the summary is wanted, no findings

	// Memory is about how many bytes are used, beyond which codes and findings
	// are put in temporary files. The program itself takes some megabytes,
	// and a group some hundred bytes for each of Limits.Compared, that do
	// not count. Too little is taken as the least that will do.
	Memory int64
	// TempDir is where temporary files are made; "" = [os.TempDir]. They hold
	// codes. None is made unless it is needed.
	TempDir string
	// Progress, unless nil, is called from time to time while Finish compares
	// codes, with how many of how many it has seen.
	Progress func(done, total int64)

	plan  *plan                 // nil = newPlan
	store func() (store, error) // nil = newTempFile
}

// Audit is an audit of one inventory. One goroutine calls File and Add for all
// files and lines, then Finish, then Findings, which is each called once. After
// an error only Close is of use.
//
// Errors are those of temporary files. They hold no code and no name.
type Audit struct {
	o      Options
	rules  *Rules
	pack   packing
	stores stores

	files   files
	batch   *batch // in the making
	batches int    // bytes of each
	full    chan *batch
	empty   chan *batch
	workers []*worker
	wait    sync.WaitGroup

	codes sorter
	rows  sorter
	found lane // rows of what Finish finds

	stop chan struct{} // closed by end
	once sync.Once
	err  error // why; to be read when stop is closed
}

// Error is an error that is not the system's.
type Error string

const (
	ErrClosed  Error = "closed before the end"   // Close was called while the audit was going on
	ErrDamaged Error = "temporary file: damaged" // a temporary file holds what was not written
)

// Error returns what is wrong, in English.
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
	n := o.plan.workers + 2 // one is filled and one waits, so that nobody does
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

// File begins the next file. Lines that are added before that are in file 1
// all the same.
func (a *Audit) File() { a.files.next() }

// Add adds the next line, of which it keeps nothing.
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
	a.full <- a.batch // which has room for all batches
	a.batch = nil
	return nil
}

// Finish compares the codes when all lines were added, and returns the
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

// Findings calls f with every finding in the order of [Finding.Compare], after
// Finish. It ends at the first error of f and returns it.
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

// Close ends an audit and removes its temporary files. It may be called at any
// time and by any goroutine; an audit that is not at its end then fails.
func (a *Audit) Close() error {
	a.end(ErrClosed)
	return a.stores.close()
}

// end makes the audit fail, unless it has failed.
func (a *Audit) end(err error) {
	a.once.Do(func() {
		a.err = err
		close(a.stop)
	})
}
