// Package card checks Apple's cards and the accounts that redeem them, by the
// rules that Apple has published. It knows in which storefront a [Card] can be
// redeemed, when it expires, and which [Holds] keep an account in its country
// or region.
//
// The package makes no requests. It reports only what is known to speak against
// a card, and cannot know whether a code was activated or has been redeemed
// before. All errors are constants of [redeem.Error]. Functions do not allocate
// unless their documentation says so.
package card
