package advice

// key names a message. The files of the languages have the messages in this
// order, under these names; a comment says what a translator must know. What
// stands in braces is filled in: it may move within a message, but each
// message has the same ones in every language.
//
//	{n}        a number; it decides between the forms one and other
//	{prefix}   how every code begins: X
//	{pairs}    look-alikes: B/8, D/O, E/3
//	{serials}  how serial numbers begin: GCA, 60, PBH, EPY
//	{card}     the name of the country or region where the card was bought,
//	           without article or preposition: make room for any
//	{account}  the name of the country or region of the account, likewise
type key uint8

const (
	// Titles. "Card or code": which of them it was is not known.
	titleEmpty         key = iota
	titleNotRecognized     // by its form; it may still be a code of some kind
	titleMistyped
	titleNotValid
	titleAlreadyRedeemed
	titleNotActivated
	titleUnreadable
	titleOtherRegion
	titleUnknownRegion
	titleExpired
	titleWrongStore
	titleSerialNumber
	titleRegionLocked
	titleFailed

	// Explanations. They follow each other in one paragraph.
	whyEmpty
	whyEncoding // none: where is not known
	whySymbol   // none: where is not known
	whyTooShort // none: how many is not known
	whyTooLong  // none: how many is not known
	whyPrefix
	whyMistyped
	whyNotValid
	whyCandidates // so many codes look like what was entered
	whyAlreadyRedeemed
	whyNotActivated
	whyUnreadable
	whyUnknownRegion
	whyCardRegion
	whyAccountRegion
	whyBound      // to the country or region where it was bought
	whyMembership // keeps an account in its country or region
	whyKinds      // which kinds expire
	whyExpired    // so many days ago; none: today
	whyExpires    // in so many days; none: today
	whyPromo      // how long it is valid
	whyWrongStore
	whySerialNumber
	whyRegionLocked // the steps follow
	whyFailed

	// What a code looks like.
	formGiftCard
	formPrefix // of a code of any kind
	formLength // of a code of any kind
	formOther

	// What the card is, and where it is redeemed.
	kindAppStore
	kindAppleMusic
	kindAppleGift
	kindAppleStore
	kindTopUpChina
	kindContent
	kindPromo

	// Steps.
	stepBack // of the card
	stepType // instead of the camera
	stepFront
	stepLookalikes
	stepExpiry        // if it is a content code
	stepExpiryContent // it is a content code
	stepEmail
	stepSignOut
	stepMembership
	stepRetailer
	stepRegion      // where it was bought, which is not known
	stepRegionNamed // where it was bought
	stepFindRegion
	stepAppleStore

	// Steps that free an account from its country or region.
	holdMembership
	holdBalance
	holdSubscription
	holdPreorder
	holdRental
	holdRefund

	// Contact. The lists of what to have ready follow the first two.
	contactMore // if the steps did not help
	contactNow  // there are no steps
	contactMoreIssuer
	contactNowIssuer

	// Items of the list.
	readyPicture
	readyReceipt
	readySerial

	numKeys
)
