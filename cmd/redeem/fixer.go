package main

import (
	"bytes"
	"math"
	"strconv"
	"strings"

	"github.com/redeemkit/redeem"
)

// fixer answers with what each input may have been meant as.
type fixer struct {
	corrector    redeem.Corrector
	issued       map[redeem.Code]struct{} // nil = every code is accepted
	show         display
	json         bool
	severalReads bool // in one input
	listed       int  // codes besides the cheapest
	reads        []string
	readings     []*redeem.Reading // in place of reads, if it is not nil
}

func (h *fixer) isIssued(c redeem.Code) bool {
	_, ok := h.issued[c]
	return ok
}

func (h *fixer) answer(dst []byte, n int64, input []byte) ([]byte, bool) {
	h.split(input)
	return h.row(dst, n, h.corrector.Resolve(h.reads...))
}

// row appends the answer to what was read, which resolves to found.
func (h *fixer) row(dst []byte, n int64, found redeem.Resolution) ([]byte, bool) {
	// A unique code stays unique if all that are as cheap were looked up.
	capped := found.Capped && (found.Verdict != redeem.VerdictUnique || found.Margin <= 0)
	r := newRow(dst, h.json)
	r.number("input", n)
	r.text("verdict", found.Verdict.String())
	if found.Verdict == redeem.VerdictNone {
		r.empty(2)
	} else {
		var room [2 * redeem.MaxLen]byte
		r.bytes("code", h.show.append(room[:0], found.Best.Code))
		r.number("cost", int64(found.Best.Cost))
	}
	if found.Margin < 0 {
		r.empty(1)
	} else {
		r.number("margin", int64(found.Margin))
	}
	h.amount(&r, "ties", uint64(found.Ties), found.Ties < math.MaxInt, "")
	h.count(&r, capped)
	r.flag("capped", capped)
	h.next(&r, &found)
	if found.Probability > 0 {
		r.probability("probability", found.Probability)
	}
	return r.end(), found.Verdict == redeem.VerdictUnique && !capped
}

// split finds the reads in an input.
func (h *fixer) split(input []byte) {
	h.reads = h.reads[:0]
	switch {
	case !h.severalReads:
		h.reads = append(h.reads, string(input))
	case len(input) < enoughReads:
		for read := range bytes.SplitSeq(input, []byte{'\t'}) {
			if len(bytes.TrimSpace(read)) > 0 {
				h.reads = append(h.reads, string(read))
			}
		}
	}
}

// joinReads is the inverse of split. A tab within a read is a separator like a
// blank.
func joinReads(reads []string) string {
	var b strings.Builder
	for i, read := range reads {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString(strings.ReplaceAll(read, "\t", " "))
	}
	return b.String()
}

// count adds how many codes the input stands for.
func (h *fixer) count(r *row, capped bool) {
	n, exact := h.counted()
	exact = exact || n == 0 && !capped
	prefix := ""
	if !exact {
		prefix = "<="
	}
	h.amount(r, "count", n, n < math.MaxUint64, prefix)
	if h.json {
		r.column("exact")
		r.b = strconv.AppendBool(r.b, exact)
	}
}

func (h *fixer) counted() (n uint64, exact bool) {
	switch {
	case h.readings == nil:
		return h.corrector.Count(h.reads...)
	case len(h.readings) == 0: // no part of a page can be a code
		return 0, true
	}
	return h.corrector.CountOf(h.readings...)
}

// amount adds a number that may be too large to be known; in JSON it then is
// left out.
func (h *fixer) amount(r *row, name string, n uint64, known bool, prefix string) {
	switch {
	case h.json && known:
		r.column(name)
		r.b = strconv.AppendUint(r.b, n, 10)
	case known:
		r.column(name)
		r.b = strconv.AppendUint(append(r.b, prefix...), n, 10)
	case !h.json:
		r.text(name, "more")
	}
}

// next adds the accepted codes after the cheapest.
func (h *fixer) next(r *row, found *redeem.Resolution) {
	r.column("next")
	if h.json {
		r.b = append(r.b, '[')
	}
	if h.listed > 0 && found.Verdict != redeem.VerdictNone {
		l := listing{h: h, row: r, best: found.Best.Code, left: h.listed, tries: h.corrector.MaxTries}
		l.all()
	}
	if h.json {
		r.b = append(r.b, ']')
	}
}

// listing is a list of candidates in the making.
type listing struct {
	h           *fixer
	best        redeem.Code // is not listed
	left, tries int
	some        bool                   // was listed
	row         *row                   // is added to, unless it is nil
	show        func(redeem.Candidate) // is called in its place
}

// all lists as many candidates as are asked for.
func (l *listing) all() {
	if l.left == 0 {
		return
	}
	// Ranged over at once, iterators allocate nothing.
	if l.h.readings == nil {
		for c := range l.h.corrector.Candidates(l.h.reads...) {
			if !l.add(c) {
				break
			}
		}
		return
	}
	for c := range l.h.corrector.CandidatesOf(l.h.readings...) {
		if !l.add(c) {
			break
		}
	}
}

// add adds a candidate, and reports whether the list goes on.
func (l *listing) add(c redeem.Candidate) bool {
	if l.h.issued != nil {
		if l.tries == 0 {
			return false
		}
		l.tries--
		if !l.h.isIssued(c.Code) {
			return true
		}
	}
	if c.Code == l.best {
		return true
	}
	if l.row != nil {
		l.h.candidate(l.row, c, !l.some)
		l.some = true
	} else {
		l.show(c)
	}
	l.left--
	return l.left > 0
}

func (h *fixer) candidate(r *row, c redeem.Candidate, first bool) {
	var room [2 * redeem.MaxLen]byte
	code := h.show.append(room[:0], c.Code)
	if h.json {
		if !first {
			r.b = append(r.b, ',')
		}
		r.b = appendQuoted(append(r.b, `{"code":`...), code)
		r.b = append(r.b, `,"cost":`...)
		r.b = append(strconv.AppendInt(r.b, int64(c.Cost), 10), '}')
		return
	}
	if !first {
		r.b = append(r.b, ' ')
	}
	r.b = append(append(r.b, code...), ':')
	r.b = strconv.AppendInt(r.b, int64(c.Cost), 10)
}
