package card

import (
	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/bitset"
)

// Holds is a set of reasons that keep an account in its country or region. All
// of them are official. The zero Holds is empty.
type Holds uint8

const (
	HoldMembership   Holds = 1 << iota // an active membership, such as Apple Music
	HoldBalance                        // money left in the account
	HoldSubscription                   // a subscription that blocks the change
	HoldPreorder                       // an order that is not yet delivered
	HoldRental                         // a rental that is not yet over
	HoldRefund                         // a refund that is not yet paid
)

var holdNames = [...]string{"membership", "balance", "subscription", "preorder", "rental", "refund"}

// Has reports whether h contains all of the holds.
func (h Holds) Has(holds Holds) bool { return h&holds == holds }

// String returns the names of the holds, such as "membership|balance", or
// "none" for zero. A bit that is not a hold appears as a question mark. String
// does not allocate for a single hold.
func (h Holds) String() string { return bitset.String(uint8(h), holdNames[:]) }

// CheckRegionChange reports whether the account may change its country or
// region. It returns nil if the set is empty, otherwise
// [redeem.ErrRegionLocked]. A bit that is not a hold of this version counts as
// a hold. It does not allocate.
func (h Holds) CheckRegionChange() error {
	if h != 0 {
		return redeem.ErrRegionLocked
	}
	return nil
}
