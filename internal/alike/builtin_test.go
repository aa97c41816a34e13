package alike_test

import (
	"reflect"
	"testing"

	"github.com/redeemkit/redeem/internal/alike"
)

// TestBuiltIn asserts that the tables in the program are those that Add and Sort make.
func TestBuiltIn(t *testing.T) {
	for name, m := range map[string]*alike.Model{"article": &alike.SupportArticle, "ts1292": &alike.SupportTS1292, "crockford": &alike.Crockford, "tesseract": &alike.Tesseract, "paddleocr": &alike.PaddleOCR} {
		made := &alike.Model{Dropped: m.Dropped, Added: m.Added, Doubled: m.Doubled, Swapped: m.Swapped, Unit: m.Unit, Uncovered: m.Uncovered}
		for read := range m.Edges {
			for _, e := range m.Edges[read] {
				made.Add(byte(read), e.Meant, e.Cost)
			}
		}
		made.Sort()
		if !reflect.DeepEqual(made, m) {
			t.Errorf("%s: pairs, order or classes are not what they should be", name)
		}
		if m.Unit == 0 && m.Swapped != m.Dropped { // not fitted
			t.Errorf("%s: swapping costs %d, dropping %d", name, m.Swapped, m.Dropped)
		}
	}
}

// TestClone asserts that a copy shares nothing that Set changes.
func TestClone(t *testing.T) {
	m := new(alike.Model)
	m.Add('O', '0', 1)
	m.Sort()
	c := m.Clone()
	c.Set('O', '0', 9)
	c.Set('I', '1', 2)
	c.Sort()
	if cost, _ := m.Cost('O', '0'); cost != 1 || m.Edges['I'] != nil || m.Class('I') != 'I' {
		t.Error("a change of the copy changes the model")
	}
	if cost, ok := c.Cost('O', '0'); cost != 9 || !ok || c.Class('I') != '1' {
		t.Errorf("the copy was not changed: %d, %v", cost, ok)
	}
}
