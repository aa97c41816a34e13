package fit

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/redeemkit/redeem"
)

const (
	lineDropped = "dropped"
	lineAdded   = "added"
	lineDoubled = "doubled"
)

// WriteTo writes the model as text, which [ReadModel] reads.
func (m Model) WriteTo(w io.Writer) (int64, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# What a reader takes for what, fitted to %d reads. %g units of cost are a nat.\n", m.Examples, m.Options.Unit)
	fmt.Fprintf(&b, "# read\tmeant\tcost\n")
	for _, p := range m.pairs {
		fmt.Fprintf(&b, "%c\t%c\t%d\n", p.Read, p.Meant, p.Cost)
	}
	fmt.Fprintf(&b, "%s\t%d\n%s\t%d\n%s\t%d\n", lineDropped, m.Dropped, lineAdded, m.Added, lineDoubled, m.Doubled)
	return b.WriteTo(w)
}

// ReadModel reads a model from text: on each line a character read, one that
// may have been meant, and a cost of 0 to 255, with tabs between them; or
// dropped, added or doubled and its cost, all three or none. Both characters
// are printable ASCII and no question mark. Empty lines do not count, nor do
// those that begin with # and not with # and a tab. Errors tell the line and
// not what is in it.
func ReadModel(r io.Reader) (*redeem.Lookalikes, error) {
	m := modelText{seen: make(map[[2]byte]bool)}
	if err := eachLine(r, m.line); err != nil {
		return nil, err
	}
	return m.model()
}

// modelText is a model in the making.
type modelText struct {
	pairs  []redeem.Pair
	seen   map[[2]byte]bool
	indels [len(indelNames)]struct {
		cost  uint8
		given bool
	}
}

// indelNames are in the order of the fields of redeem.Indels.
var indelNames = [...]string{lineDropped, lineAdded, lineDoubled}

func (m *modelText) line(text string) error {
	if text[0] == '#' && !strings.HasPrefix(text, "#\t") {
		return nil
	}
	columns := strings.Split(text, "\t")
	last := len(columns) - 1
	if last < 1 || last > 2 {
		return errors.New("neither three columns nor two, with a tab between them")
	}
	cost, err := strconv.ParseUint(columns[last], 10, 8)
	if err != nil {
		return errors.New("cost is not a number from 0 to 255")
	}
	if last == 1 {
		return m.indel(columns[0], uint8(cost))
	}
	if !isSymbol(columns[0]) || !isSymbol(columns[1]) {
		return errors.New("not one printable ASCII character in a column, or a question mark, which marks unread ones")
	}
	pair := [2]byte{columns[0][0], columns[1][0]}
	if m.seen[pair] {
		return errors.New("pair given twice")
	}
	m.seen[pair] = true
	m.pairs = append(m.pairs, redeem.Pair{Read: pair[0], Meant: pair[1], Cost: uint8(cost)})
	return nil
}

func (m *modelText) indel(name string, cost uint8) error {
	i := slices.Index(indelNames[:], name)
	switch {
	case i < 0:
		return errors.New("neither dropped nor added nor doubled")
	case m.indels[i].given:
		return errors.New("cost given twice")
	}
	m.indels[i].cost, m.indels[i].given = cost, true
	return nil
}

func isSymbol(column string) bool {
	return len(column) == 1 && '!' <= column[0] && column[0] <= '~' && column[0] != unread
}

// model returns the model when all lines are in.
func (m *modelText) model() (*redeem.Lookalikes, error) {
	l, err := redeem.NewLookalikes(m.pairs...)
	if err != nil {
		return nil, err
	}
	given := 0
	for _, indel := range m.indels {
		if indel.given {
			given++
		}
	}
	switch given {
	case 0:
		return l, nil
	case len(m.indels):
		return l.WithIndels(redeem.Indels{Dropped: m.indels[0].cost, Added: m.indels[1].cost, Doubled: m.indels[2].cost}), nil
	}
	return nil, errors.New("some of dropped, added and doubled are missing")
}
