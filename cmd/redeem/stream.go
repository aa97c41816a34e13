package main

import (
	"io"
	"sync"

	"github.com/redeemkit/redeem/internal/lines"
)

// stream is a run from inputs to answers. One worker or several read a block
// of lines, answer it, and write the answers when those to all blocks before it
// are written: there are never more blocks in memory than workers.
type stream struct {
	out        io.Writer
	newHandler func() handler

	reading sync.Mutex // for what follows
	lines   *lines.Reader
	blocks  int // that were read
	workers int
	running sync.WaitGroup // the workers but the first

	writing sync.Mutex // for what follows
	turn    sync.Cond  // when written or failed changes
	written int        // blocks of which all answers are written
	failed  error      // why no answer can be written any more
	refused bool       // at least one input
}

func newStream(out io.Writer, newHandler func() handler) *stream {
	s := &stream{out: out, newHandler: newHandler}
	s.turn.L = &s.writing
	return s
}

// answerAll answers inputs that are no lines.
func (s *stream) answerAll(inputs source) {
	w := worker{stream: s, handler: s.newHandler()}
	w.answer(inputs, 1)
}

// answerLines answers lines with up to so many workers, as
// soon as there is something to do for them. It stops at the first error, and
// returns it if it is one of reading.
func (s *stream) answerLines(workers int, lines *lines.Reader) error {
	s.lines, s.workers = lines, 1
	s.work(workers)
	s.running.Wait()
	if lines.End == io.EOF {
		return nil
	}
	return lines.End
}

// work is what a worker does.
func (s *stream) work(workers int) {
	s.reading.Lock()
	w := worker{stream: s, handler: s.newHandler()}
	for !s.hasFailed() && s.lines.Read(&w.lines) == nil {
		w.block = s.blocks
		s.blocks++
		full := w.lines.Full
		if full {
			if s.workers < workers {
				s.workers++
				s.running.Go(func() { s.work(workers) })
			}
			s.reading.Unlock()
		}
		w.answerLines()
		if full {
			s.reading.Lock()
		}
	}
	s.reading.Unlock()
}

func (s *stream) hasFailed() bool {
	s.writing.Lock()
	defer s.writing.Unlock()
	return s.failed != nil
}

// worker answers one block after the other.
type worker struct {
	stream  *stream
	handler handler
	lines   lines.Block
	block   int // the number of the block, from 0
	out     []byte
	refused bool
}

func (w *worker) answerLines() {
	if h, ok := w.handler.(silent); ok {
		w.refused = !h.take(w.lines.Text) || w.refused
		w.write(true)
		return
	}
	w.answer(&w.lines, w.lines.First)
}

// answer answers a block of inputs, of which the first has number n.
func (w *worker) answer(inputs source, n int64) {
	if w.out == nil {
		w.out = make([]byte, 0, chunk)
	}
	for input, more := inputs.Next(); more; input, more = inputs.Next() {
		if cap(w.out)-len(w.out) < maxAnswer && !w.write(false) {
			return
		}
		var ok bool
		w.out, ok = w.handler.answer(w.out, n, input)
		w.refused = w.refused || !ok
		n++
	}
	w.write(true)
}

// write waits until it is the block's turn and writes its answers so far, which
// may be the last ones. It reports whether writing still works.
func (w *worker) write(last bool) bool {
	s := w.stream
	s.writing.Lock()
	defer s.writing.Unlock()
	for s.written < w.block && s.failed == nil {
		s.turn.Wait()
	}
	if s.failed == nil && len(w.out) > 0 {
		s.writing.Unlock() // nobody else has the turn
		_, err := s.out.Write(w.out)
		s.writing.Lock()
		s.failed = err
	}
	w.out = w.out[:0]
	if last {
		s.written++
	}
	s.refused = s.refused || w.refused
	if last || s.failed != nil {
		s.turn.Broadcast()
	}
	return s.failed == nil
}
