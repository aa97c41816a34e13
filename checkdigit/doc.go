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
// A check character shows a person at once that a code was mistyped. It saves
// the lookup of a code that cannot exist. It also decides which of the readings
// of an unclear picture can be right.
//
// A check character is neither a secret nor a signature. Everybody can compute
// it, so a valid code need not have been issued: of codes that are made up at
// random, one in N passes, where N is the number of values that the check
// characters can have. Only the issuer knows whether a code exists and what it
// is worth. Use a rate limiter to stop guessing. No error of this package
// contains the input or the check character that would have been right.
//
// # Schemes
//
// A [Scheme] has a name, by which [Lookup] finds it, an alphabet for the
// payload, and check characters:
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
// Crockford's symbols are 0123456789ABCDEFGHJKMNPQRSTVWXYZ. The symbols of
// coupon codes are 0123456789ABCDEFGHJKLMNPQRTUVWXY. The value of each symbol
// is its position. Luhn's and Damm's schemes specify no alphabet of 32 symbols;
// this package uses Crockford's. MOD 97-10 replaces a letter by two digits, 10
// to 35, as IBAN and LEI do. Its check digits go from 02 to 98.
//
// The package compares bytes. It does not fold letter case, skip separators or
// accept digits of other scripts. A symbol that only a check position may hold
// is accepted only there. The payload is never empty.
//
// # Which to choose
//
// If you can spare two characters, use a Reed-Solomon code: rs-gf32-2 for 32
// symbols, or rs-gf37-2 for letters and digits. It detects every mistake in the
// table below, and it repairs codes: one wrong symbol anywhere, or two unread
// ones, can be restored for certain. Check characters of rs-gf37-2 may be a *.
// If you do not want that, skip such payloads, as package redeem/issue does;
// they are one in 19. A string has at most 31 or 36 symbols. For longer strings
// use iso7064-mod-1271-36.
//
// If you can spare one character, use iso7064-mod-37-2 for letters and digits.
// For 32 symbols use damm-gf32, which adds no symbol to them. Both detect every
// mistake in one symbol. For digits, use iso7064-mod-11-2 if an X is
// acceptable, and otherwise verhoeff or damm. For letters, use
// iso7064-mod-661-26, which has two check characters.
//
// The other schemes are here to verify codes that exist already. Luhn's schemes
// miss every exchange of two symbols across a third. Coupon codes compute
// modulo 31 over 32 symbols, so they cannot tell 0 from Y.
//
// # What can be repaired
//
// Two valid strings of equal length differ in at least [Scheme.Distance]
// symbols. If that distance is d, a string with up to d-1 unread symbols, or
// with up to (d-1)/2 wrong symbols anywhere, can be repaired: exactly one valid
// string fits.
//
//	scheme                             distance  unread  wrong
//	iso7064-mod-97-10, coupon-code-*          1       0      0
//	rs-*-2                                    3       2      1
//	rs-*-3                                    4       3      1
//	rs-*-4                                    5       4      2
//	the others                                2       1      0
//
// Correction has a price. rs-*-2 detects any two wrong symbols. But a string
// with two wrong symbols may differ in only one symbol from a valid string that
// nobody meant. So correct only likely mistakes, as the Corrector of package
// redeem does, which knows which symbols look alike.
//
// The codes are those of I. S. Reed and G. Solomon, Polynomial Codes over
// Certain Finite Fields, Journal of the Society for Industrial and Applied
// Mathematics 8 (1960), shortened. They have the form that D. C. Gorenstein and
// N. Zierler decode (1961): the roots of the generator are consecutive powers
// of a primitive element, from the first. No code with as many check symbols
// has a greater distance: R. C. Singleton, Maximum Distance q-nary Codes
// (1964).
//
// # What they detect
//
// The table shows how many errors of each kind make a valid string of sixteen
// symbols invalid, in per cent, counted over all such strings and cut to three
// decimals. The kinds are: one symbol replaced (single), neighbors exchanged
// (adjacent), symbols exchanged across a third (jump), a doubled symbol
// replaced (twin), the same across a third (jumptwin), one of the look-alikes
// B8 DO E3 G6 OQ O0 S5 UV Z2 read as the other (alike), and two such
// misreadings anywhere (2 alike). [Detection] defines them exactly, and
// [Scheme.Detects] returns the numbers.
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
// A dash means that the payload alphabet has no look-alikes: an O in a number
// is not a symbol, so it is always detected.
//
// The twins that crockford-mod-37 misses are all at the end: if the check
// symbol equals the symbol before it, both can change together. In a coupon
// code the same is true at the end of every part. If the payload has digits
// only, MOD 97-10 detects every error of these kinds.
package checkdigit
