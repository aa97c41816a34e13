package card

import (
	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/bitset"
)

// Holds is the set of what keeps an account in its country or region (all of
// them official). The zero Holds is empty.
type Holds uint8

const (
	HoldMembership   Holds = 1 << iota // an active membership, Apple Music for one
	HoldBalance                        // money left in the account
	HoldSubscription                   // a subscription that blocks the change
	HoldPreorder                       // an order not yet delivered
	HoldRental                         // a rental not yet over
	HoldRefund                         // a refund not yet paid
)

var holdNames = [...]string{"membership", "balance", "subscription", "preorder", "rental", "refund"}

// Has reports whether h contains all of the holds.
func (h Holds) Has(holds Holds) bool { return h&holds == holds }

// String returns the names of the holds, as in "membership|balance"; "none"
// for zero. A bit that is no hold is a question mark. A single hold's does not
// allocate.
func (h Holds) String() string { return bitset.String(uint8(h), holdNames[:]) }

// CheckRegionChange reports whether the account may change its country or
// region: nil if nothing holds it, else [redeem.ErrRegionLocked]. A bit that is
// no hold of this version counts as one. It does not allocate.
func (h Holds) CheckRegionChange() error {
	if h != 0 {
		return redeem.ErrRegionLocked
	}
	return nil
}
