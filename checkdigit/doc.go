// Package checkdigit computes and verifies check characters: the symbols at
// the end of a code that are computed from the others, so that a slip in
// typing or reading the code is noticed before anybody looks it up.
//
//	s, ok := checkdigit.Lookup("iso7064-mod-37-2")
//	code, err := s.Append(nil, "G123489654321") // G123489654321Y
//	ok = s.Valid("G123489654321Y")
//
// # What a check character is for
//
// It tells a person at once that a code was mistyped, it saves the lookup of a
// code that cannot exist, and it tells which of the readings of an unclear
// picture is the right one.
//
// It is not a secret and not a signature. Everybody can compute it, so a valid
// code need not have been issued: of codes made up at random, one in N passes,
// where N is the number of values that the check characters can have. Whether
// a code exists, and what it is worth, only its issuer knows; guessing is for
// a rate limiter to stop. No error of this package contains the input or the
// check character that would have been right.
//
// # Schemes
//
// A [Scheme] has a name, by which [Lookup] finds it, the symbols of its
// payload and one to four check characters.
//
//	name                 payload                 check characters
//	luhn                 0-9                     1
//	luhn-mod-32          Crockford's 32 symbols  1
//	luhn-mod-36          0-9A-Z                  1
//	damm                 0-9                     1
//	damm-gf32            Crockford's 32 symbols  1
//	verhoeff             0-9                     1
//	gs1                  0-9                     1
//	iso7064-mod-11-2     0-9                     1, may be X
//	iso7064-mod-37-2     0-9A-Z                  1, may be *
//	iso7064-mod-97-10    0-9A-Z                  2, digits
//	iso7064-mod-661-26   A-Z                     2
//	iso7064-mod-1271-36  0-9A-Z                  2
//	iso7064-mod-11-10    0-9                     1
//	iso7064-mod-27-26    A-Z                     1
//	iso7064-mod-37-36    0-9A-Z                  1
//	crockford-mod-37     Crockford's 32 symbols  1, may be one of *~$=U
//	rs-gf32-2 (-3, -4)   Crockford's 32 symbols  2 (3, 4)
//	rs-gf37-2 (-3, -4)   0-9A-Z                  2 (3, 4), may be *
//	rs-gf31-2:SYMBOLS    31 symbols of your own  2, and so on: see ReedSolomon
//	coupon-code-PxL      coupon codes' symbols   1 in each of P parts of L symbols
//
// Crockford's symbols are 0123456789ABCDEFGHJKMNPQRSTVWXYZ, those of coupon
// codes 0123456789ABCDEFGHJKLMNPQRTUVWXY; each symbol's value is its place.
// Luhn's scheme and Damm's name no alphabet for 32 symbols; here it is
// Crockford's. MOD 97-10 takes a letter for the two digits of 10 to 35, as
// IBAN and LEI do, and its check digits go from 02 to 98.
//
// The package goes by bytes: it folds no letter case, skips no separator and
// takes no digit of another script. A symbol that only a check position may
// hold is accepted there and nowhere else. The payload is never empty.
//
// # Which to choose
//
// If two characters can be spared, a Reed-Solomon code: rs-gf32-2 for 32
// symbols, rs-gf37-2 for letters and digits. It catches every mistake in the
// table below, and codes repair themselves: one wrong symbol anywhere, or two
// unread ones, come back for certain. If the * is not wanted, a payload whose
// check characters would have one can be skipped, as package redeem/issue does;
// it is one in 19. A string has at most 31 or 36 symbols; for longer ones there is iso7064-mod-1271-36.
//
// For one character after letters and digits, iso7064-mod-37-2; after 32
// symbols, damm-gf32, which needs no symbol beyond them. Both catch every
// single mistake. Of digits, iso7064-mod-11-2 if an X is tolerable, and
// otherwise verhoeff or damm. Of letters, iso7064-mod-661-26.
//
// The others are here to verify codes that exist. Of Luhn's schemes beware
// that they miss every exchange of two symbols across a third, and of coupon
// codes that they compute modulo 31 and so cannot tell 0 from Y.
//
// # What can be repaired
//
// Two valid strings of equal length differ in at least [Scheme.Distance]
// symbols. If it is d, then d-1 unread symbols, or (d-1)/2 wrong ones anywhere,
// leave exactly one valid string that can have been meant:
//
//	scheme                             distance  unread  wrong
//	iso7064-mod-97-10, coupon-code-*          1       0      0
//	rs-*-2                                    3       2      1
//	rs-*-3                                    4       3      1
//	rs-*-4                                    5       4      2
//	the others                                2       1      0
//
// Correcting has a price. rs-*-2 notices any two wrong symbols, but a string
// with two of them may differ in one symbol only from a valid string that nobody
// meant. Correct what is likely, as package redeem's Corrector does, which knows
// what looks alike.
//
// The codes are those of I. S. Reed and G. Solomon, Polynomial Codes over
// Certain Finite Fields, Journal of the Society for Industrial and Applied
// Mathematics 8 (1960), shortened, in the form in which D. C. Gorenstein and
// N. Zierler decode them (1961): the roots of the generator are consecutive
// powers of a primitive element, from the first. No distance is greater with so
// many check symbols: R. C. Singleton, Maximum Distance q-nary Codes (1964).
//
// # What they detect
//
// The share of errors that make a valid string of sixteen symbols invalid, in
// per cent, cut to three decimals, counted over all such strings: one symbol
// replaced (single), neighbors exchanged (adjacent), symbols exchanged across
// a third (jump), a doubled symbol replaced (twin), the same across a third
// (jumptwin), one of the look-alikes B8 DO E3 G6 OQ O0 S5 UV Z2 read as the
// other (alike) and two such misreadings anywhere (2 alike). [Detection] has
// the exact terms and [Scheme.Detects] the numbers.
//
//	scheme                single  adjacent    jump    twin  jumptwin   alike  2 alike
//	luhn                     100    97.777       0  93.333    88.888       -        -
//	luhn-mod-32              100    99.798       0  97.782    96.774     100   92.266
//	luhn-mod-36              100    99.841       0  98.095    97.142     100   94.897
//	damm                     100       100  89.653  91.200    88.250       -        -
//	damm-gf32                100       100     100     100       100     100   97.366
//	verhoeff                 100       100  94.222  95.555    94.222       -        -
//	gs1                      100    88.888       0  88.888    88.888       -        -
//	iso7064-mod-11-2         100       100     100     100       100       -        -
//	iso7064-mod-37-2         100       100     100     100       100     100   97.459
//	iso7064-mod-97-10     99.615    99.585  99.633  99.602    99.591  99.389   98.995
//	iso7064-mod-661-26       100       100     100     100       100     100      100
//	iso7064-mod-1271-36      100       100     100     100       100     100   99.946
//	iso7064-mod-11-10        100    97.777  90.666  93.333    94.666       -        -
//	iso7064-mod-27-26        100    99.692  97.514  97.230    94.911     100   96.396
//	iso7064-mod-37-36        100    99.841  98.099  98.095    96.358     100   97.194
//	crockford-mod-37         100       100     100  94.181       100     100   97.584
//	rs-gf32-2                100       100     100     100       100     100      100
//	rs-gf32-3                100       100     100     100       100     100      100
//	rs-gf32-4                100       100     100     100       100     100      100
//	rs-gf37-2                100       100     100     100       100     100      100
//	rs-gf37-3                100       100     100     100       100     100      100
//	rs-gf37-4                100       100     100     100       100     100      100
//	coupon-code-4x4       99.847    99.892  99.899  73.708    99.897     100   99.159
//
// A dash stands where the payload alphabet has no look-alikes: a reader's O in
// a number is no symbol, and always noticed.
//
// All that crockford-mod-37 misses of twins is at the end: if the check symbol
// equals the symbol before it, both can change together. In a coupon code that
// is so at the end of every part. With a payload of digits only, MOD 97-10
// detects every error of these kinds.
package checkdigit
