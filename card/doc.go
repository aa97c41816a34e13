// Package card knows what is official about the cards of the issuer and about
// the accounts that redeem them: in which storefront a [Card] can be redeemed,
// when it expires, and what [Holds] an account in its country or region.
//
// The package makes no requests. That nothing known about a card speaks against
// it does not say that its code was activated, or has not been redeemed before.
// All errors are constants of [redeem.Error]. Nothing allocates unless its
// documentation says so.
package card
