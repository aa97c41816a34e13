package photo

import (
	"context"
	"io"
	"sync"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/ocr"
)

// Card is what pictures show of a card. Code does not print itself.
type Card struct {
	redeem.Resolution
	HasCode bool          // a part of the pictures can be a code; else the Resolution is zero
	Serial  redeem.Serial // the zero Serial if there is none
}

// ReadCard reads pictures of one card, such as frames of a camera, and returns
// its code and its serial number. If the code is not unique, it reads the
// pictures once more, as a single block of text, and takes what is more certain.
// Two pictures are read at a time; the first error ends all. Errors are those of
// [Engine.Read].
func (e *Engine) ReadCard(ctx context.Context, c *redeem.Corrector, pictures ...io.Reader) (Card, error) {
	shots := make([]*shot, len(pictures))
	for i, picture := range pictures {
		pixels, err := decode(picture)
		if err != nil {
			return Card{}, err
		}
		shots[i] = &shot{pixels: pixels}
	}
	return e.card(ctx, c, shots)
}

// shot is a picture, and what was read in it with each layout.
type shot struct {
	pixels []byte
	pages  [len(layouts)]*ocr.Page
}

func (e *Engine) card(ctx context.Context, c *redeem.Corrector, shots []*shot) (Card, error) {
	var card Card
	for layout := range layouts {
		if err := e.readAll(ctx, shots, layout); err != nil {
			return Card{}, err
		}
		var pages []*ocr.Page
		for _, s := range shots {
			pages = append(pages, s.pages[layout])
		}
		if found, ok := ocr.ResolveOf(c, pages...); ok && !card.surer(found.Resolution) {
			card.Resolution, card.HasCode = found.Resolution, true
		}
		if !card.Serial.IsValid() {
			card.Serial, _ = ocr.SerialOf(pages...)
		}
		if card.Verdict == redeem.VerdictUnique {
			break
		}
	}
	return card, nil
}

// surer reports whether the card's code is at least as certain as another.
func (c *Card) surer(r redeem.Resolution) bool {
	switch {
	case !c.HasCode:
		return false
	case c.Verdict != r.Verdict:
		return c.Verdict == redeem.VerdictUnique
	}
	return c.Probability >= r.Probability
}

// readAll reads the pictures that were not yet read with a layout.
func (e *Engine) readAll(ctx context.Context, shots []*shot, layout int) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var running sync.WaitGroup
	room := make(chan struct{}, 2)
	for _, s := range shots {
		if s.pages[layout] != nil {
			continue
		}
		running.Go(func() {
			room <- struct{}{}
			defer func() { <-room }()
			page, err := e.recognize(ctx, s.pixels, layouts[layout])
			if err != nil {
				cancel(err)
			}
			s.pages[layout] = page
		})
	}
	running.Wait()
	return context.Cause(ctx)
}
