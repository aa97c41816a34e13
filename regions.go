package redeem

import (
	"iter"
	"math/bits"
)

// Regions is a set of regions, for cards that several countries accept. It is a
// comparable value: == is equality of sets. The zero Regions is the empty set.
type Regions struct {
	// The bits are in the order of Region.index, from the lowest bit of a. Bit
	// 0, which belongs to the unknown region, is never set.
	a, b, c, d uint64
}

// RegionsOf returns the set of the given regions. Their order does not matter,
// and repeated and unknown regions are ignored. It does not allocate.
func RegionsOf(regions ...Region) Regions {
	var s Regions
	for _, r := range regions {
		s = s.with(r)
	}
	return s
}

// AllRegions returns the set of all 250 known regions: the 249 of ISO 3166-1
// and Kosovo.
func AllRegions() Regions {
	const last = numRegions - 3*64
	return Regions{a: ^uint64(1), b: ^uint64(0), c: ^uint64(0), d: 1<<(last+1) - 1}
}

// Storefronts returns the set of the 184 regions that have a
// [Region.StorefrontID]. The ids are reported, not official.
func Storefronts() Regions {
	return Regions{a: storefrontSetA, b: storefrontSetB, c: storefrontSetC, d: storefrontSetD}
}

// with returns the set with r added, or s unchanged if r is unknown.
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

// Contains reports whether r is in the set. No set contains the zero Region.
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

// All yields the regions of the set in the order of their alpha-2 codes.
// Ranging directly over it does not allocate.
func (s Regions) All() iter.Seq[Region] {
	return func(yield func(Region) bool) { s.each(yield) }
}

// each does the work of All outside the closure, so that All is small enough to
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

// String returns the alpha-2 codes in order, such as "DK|NO|SE", or "none" for
// the empty set.
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

// Check reports whether a card that is accepted in the regions of the set can
// be redeemed in the storefront. It returns nil if the storefront is in the
// set, [ErrRegion] if the set is empty or the storefront is unknown, and
// [ErrRegionMismatch] otherwise. It does not allocate.
func (s Regions) Check(storefront Region) error {
	switch {
	case s == (Regions{}) || !storefront.IsValid():
		return ErrRegion
	case !s.Contains(storefront):
		return ErrRegionMismatch
	}
	return nil
}

// CheckRegion reports whether a card that was bought in one region can be
// redeemed in the storefront of another. It returns nil if the regions are the
// same, [ErrRegion] if either is unknown, and [ErrRegionMismatch] otherwise.
// The rule is official: a gift card can be redeemed only in the storefront of
// the country or region where it was bought. CheckRegion does not check whether
// that region has a storefront. It does not allocate.
func CheckRegion(card, storefront Region) error {
	switch {
	case !card.IsValid() || !storefront.IsValid():
		return ErrRegion
	case card != storefront:
		return ErrRegionMismatch
	}
	return nil
}
