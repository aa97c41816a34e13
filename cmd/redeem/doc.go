// Redeem checks redemption codes, card serial numbers and regions, one line
// of answer for each input.
//
//	redeem check [flags] [input ...]     codes: are they well formed?
//	redeem serial [flags] [input ...]    card serial numbers: of which kind?
//	redeem region [flags] [input ...]    countries, regions and storefronts
//	redeem help [command]
//
// Inputs are the arguments; without any, they are the lines of the file that
// -f names or of standard input. A line ends in LF or CRLF and may be of any
// length; an empty one is an input too. Answers come in the order of the
// inputs, as soon as no further input is waiting, and take the same memory
// for ten lines as for ten million.
//
// An answer is a line of columns with tabs between them: the number of the
// input, "ok" or the reason why it was refused, and what the command has
// found, which is empty for a refused input. With -json it is a JSON object
// instead. Inputs are never repeated, neither in an answer nor in a message
// on standard error: a refused one may be a code with one wrong character.
// Accepted codes are printed; -mask shows no more than the last four symbols.
//
// "ok" says that an input has the right form. It does not say that a code was
// issued, is activated, has money on it or has not been used.
//
// The exit status is 0 if every input was accepted, 1 if one was refused, and
// 2 if the command was called wrongly or could not read or write.
//
// # Check
//
// A code may be spelled as people spell codes: in either case, with blanks
// and dashes, with full-width letters or digits of any script. The columns
// are number, result, the code in canonical spelling, the byte of the input
// at which the fault is, and what was changed to get the canonical spelling:
//
//	$ redeem check -mask x8kd-49fj-2mzq-7wpt X8KD49FJ2MZQ7
//	1	ok	************7WPT		case|separator
//	2	too short		13	none
//
// Codes are gift card codes unless -length, -prefix, -alphabet and -groups
// describe others. With -summary only the number of inputs for each result is
// printed:
//
//	$ redeem check -summary -f codes.txt
//	ok	9571
//	too short	42
//	total	9613
//
// # Serial
//
// The columns are number, result, the kind of serial number by how it begins
// (GCA, 60, PBH, EPY), and the serial number without separators.
//
// # Region
//
// A region is a code of two letters, three letters or three digits, or a
// storefront such as 143457-2,29, with or without white space around the
// line. The columns are number, result, the codes of two and three letters,
// and the storefront's number, empty if the region has none. With -storefront
// every input is the region of a card, and refused unless the card can be
// redeemed in that storefront.
package main
