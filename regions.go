package redeem

import (
	"iter"
	"math/bits"
)

// Regions is a set of regions, for what several countries accept. It is a
// comparable value: == is equality of sets. The zero Regions is the empty set.
type Regions struct {
	// One bit for each Region by its index, from the lowest bit of a. Bit 0,
	// the unknown region's, is never set.
	a, b, c, d uint64
}

// RegionsOf returns the set of the regions, in any order and as often as they
// come. Unknown regions are ignored. It does not allocate.
func RegionsOf(regions ...Region) Regions {
	var s Regions
	for _, r := range regions {
		s = s.with(r)
	}
	return s
}

// AllRegions returns the set of all known regions, 250 of them: the 249 of ISO
// 3166-1 and Kosovo.
func AllRegions() Regions {
	const last = numRegions - 3*64
	return Regions{a: ^uint64(1), b: ^uint64(0), c: ^uint64(0), d: 1<<(last+1) - 1}
}

// Storefronts returns the set of the regions that have a storefront id, 184 of
// them (reported): those for which [Region.StorefrontID] has one.
func Storefronts() Regions {
	return Regions{a: storefrontSetA, b: storefrontSetB, c: storefrontSetC, d: storefrontSetD}
}

// with returns the set with r added, s itself if r is unknown.
func (s Regions) with(r Region) Regions {
	bit := uint64(1) << (r.index & 63)
	switch r.index >> 6 {
	case 0:
		s.a |= bit &^ 1
	case 1:
		s.b |= bit
	case 2:
		s.c |= bit
	default:
		s.d |= bit
	}
	return s
}

// Contains reports whether r is in the set. The zero Region never is.
func (s Regions) Contains(r Region) bool {
	w := s.d
	switch r.index >> 6 {
	case 0:
		w = s.a
	case 1:
		w = s.b
	case 2:
		w = s.c
	}
	return w>>(r.index&63)&1 != 0
}

// Len returns the number of regions in the set.
func (s Regions) Len() int {
	return bits.OnesCount64(s.a) + bits.OnesCount64(s.b) + bits.OnesCount64(s.c) + bits.OnesCount64(s.d)
}

// All yields the regions of the set in the order of their alpha-2 codes. To
// range over it does not allocate.
func (s Regions) All() iter.Seq[Region] {
	return func(yield func(Region) bool) { s.each(yield) }
}

// each is what All does, outside the closure, which keeps All small enough to
// be inlined: only then does the closure stay on the caller's stack.
func (s Regions) each(yield func(Region) bool) {
	for i, w := range [...]uint64{s.a, s.b, s.c, s.d} {
		for ; w != 0; w &= w - 1 {
			if !yield(Region{uint8(i*64 + bits.TrailingZeros64(w))}) {
				return
			}
		}
	}
}

// String returns the alpha-2 codes in order, as in "DK|NO|SE"; "none" for the
// empty set.
func (s Regions) String() string {
	if s == (Regions{}) {
		return "none"
	}
	b := make([]byte, 0, s.Len()*len("NO|"))
	for r := range s.All() {
		b = append(r.AppendTo(b), '|')
	}
	return string(b[:len(b)-1])
}

// Check reports whether a card that the regions of the set accept can be
// redeemed in the storefront: nil if the storefront is one of them,
// [ErrRegion] if the set is empty or the storefront unknown, else
// [ErrRegionMismatch]. It does not allocate.
func (s Regions) Check(storefront Region) error {
	switch {
	case s == (Regions{}) || !storefront.IsValid():
		return ErrRegion
	case !s.Contains(storefront):
		return ErrRegionMismatch
	}
	return nil
}

// CheckRegion reports whether a card bought in one region can be redeemed in
// the storefront of another: nil if they are the same, [ErrRegion] if either is
// unknown, else [ErrRegionMismatch]. That a gift card is redeemed only in the
// storefront of the country or region where it was bought is official. Whether
// there is such a storefront is not asked. It does not allocate.
func CheckRegion(card, storefront Region) error {
	switch {
	case !card.IsValid() || !storefront.IsValid():
		return ErrRegion
	case card != storefront:
		return ErrRegionMismatch
	}
	return nil
}
