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

// Names of the lines of a model that are no pairs.
const (
	lineDropped   = "dropped"
	lineAdded     = "added"
	lineDoubled   = "doubled"
	lineSwapped   = "swapped"
	lineUnit      = "unit"
	lineUncovered = "uncovered"
)

// WriteTo writes the model as text, which [ReadModel] reads.
func (m Model) WriteTo(w io.Writer) (int64, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# What a reader takes for what, fitted to %d reads. %g units of cost are a nat.\n", m.Examples, m.Options.Unit)
	m.Odds.comment(&b)
	fmt.Fprintf(&b, "# read\tmeant\tcost\n")
	for _, p := range m.pairs {
		fmt.Fprintf(&b, "%c\t%c\t%d\n", p.Read, p.Meant, p.Cost)
	}
	for _, line := range []struct {
		name string
		cost uint8
	}{
		{lineDropped, m.Indels.Dropped},
		{lineAdded, m.Indels.Added},
		{lineDoubled, m.Indels.Doubled},
		{lineSwapped, m.Indels.Swapped},
	} {
		fmt.Fprintf(&b, "%s\t%d\n", line.name, line.cost)
	}
	if m.Odds.Unit > 0 {
		fmt.Fprintf(&b, "%s\t%g\n%s\t%g\n", lineUnit, m.Odds.Unit, lineUncovered, m.Odds.Uncovered)
	}
	return b.WriteTo(w)
}

// ReadModel reads a model from text: on each line a character read, one that
// may have been meant, and a cost of 0 to 255, with tabs between them. Lines with
// a name, a tab and a number are for [redeem.Indels], dropped, added and doubled
// being all there or none, swapped only with them; for WithUnit, unit and a
// number above 0; and, only with a unit, for WithUncovered, uncovered and a
// number from 0 to 1. Both characters are printable ASCII and no question mark.
// Empty lines do not count, nor do those that begin with # and not with # and a
// tab. Errors tell the line and not what is in it.
func ReadModel(r io.Reader) (*redeem.Lookalikes, error) {
	m := modelText{seen: make(map[[2]byte]bool), numbers: make(map[string]float64)}
	if err := eachLine(r, m.line); err != nil {
		return nil, err
	}
	return m.model()
}

// modelText is a model in the making.
type modelText struct {
	pairs   []redeem.Pair
	seen    map[[2]byte]bool
	numbers map[string]float64 // of the lines that have a name
}

func (m *modelText) line(text string) error {
	if text[0] == '#' && !strings.HasPrefix(text, "#\t") {
		return nil
	}
	columns := strings.Split(text, "\t")
	switch len(columns) {
	case 2:
		return m.number(columns[0], columns[1])
	case 3:
		return m.pair(columns[0], columns[1], columns[2])
	}
	return errors.New("neither three columns nor two, with a tab between them")
}

func (m *modelText) pair(read, meant, text string) error {
	cost, err := parseCost(text)
	if err != nil {
		return err
	}
	if !isSymbol(read) || !isSymbol(meant) {
		return errors.New("not one printable ASCII character in a column, or a question mark, which marks unread ones")
	}
	pair := [2]byte{read[0], meant[0]}
	if m.seen[pair] {
		return errors.New("pair given twice")
	}
	m.seen[pair] = true
	m.pairs = append(m.pairs, redeem.Pair{Read: read[0], Meant: meant[0], Cost: cost})
	return nil
}

func (m *modelText) number(name, text string) error {
	var value float64
	switch name {
	case lineUnit, lineUncovered:
		var err error
		value, err = strconv.ParseFloat(text, 64)
		if name == lineUnit && !(err == nil && 0 < value && value <= 100) {
			return errors.New("unit is not a number above 0, at most 100")
		}
		if name == lineUncovered && !(err == nil && 0 <= value && value <= 1) {
			return errors.New("uncovered is not a number from 0 to 1")
		}
	default:
		cost, err := parseCost(text)
		if err != nil {
			return err
		}
		if !slices.Contains([]string{lineDropped, lineAdded, lineDoubled, lineSwapped}, name) {
			return errors.New("neither dropped nor added nor doubled nor swapped nor unit nor uncovered")
		}
		value = float64(cost)
	}
	if _, given := m.numbers[name]; given {
		return errors.New(name + " given twice")
	}
	m.numbers[name] = value
	return nil
}

func parseCost(text string) (uint8, error) {
	cost, err := strconv.ParseUint(text, 10, 8)
	if err != nil {
		return 0, errors.New("cost is not a number from 0 to 255")
	}
	return uint8(cost), nil
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
	for _, name := range []string{lineDropped, lineAdded, lineDoubled} {
		if _, ok := m.numbers[name]; ok {
			given++
		}
	}
	switch _, swapped := m.numbers[lineSwapped]; {
	case given == 3:
		l = l.WithIndels(redeem.Indels{
			Dropped: uint8(m.numbers[lineDropped]),
			Added:   uint8(m.numbers[lineAdded]),
			Doubled: uint8(m.numbers[lineDoubled]),
			Swapped: uint8(m.numbers[lineSwapped]),
		})
	case given != 0 || swapped:
		return nil, errors.New("some of dropped, added and doubled are missing")
	}
	unit, known := m.numbers[lineUnit]
	if _, uncovered := m.numbers[lineUncovered]; uncovered && !known {
		return nil, errors.New("uncovered is there, and unit is missing")
	}
	if known {
		l = l.WithUnit(unit).WithUncovered(m.numbers[lineUncovered])
	}
	return l, nil
}
