// Redeem checks and corrects redemption codes, and checks card serial numbers
// and regions, one line of answer for each input. It also draws new codes.
//
//	redeem check [flags] [input ...]     check whether codes are well formed
//	redeem fix [flags] [input ...]       find the codes that misread ones were meant as
//	redeem serial [flags] [input ...]    check card serial numbers
//	redeem region [flags] [input ...]    look up countries, regions and storefronts
//	redeem find [flags] [input ...]      find codes in texts
//	redeem redact [flags] [input ...]    mask the codes in texts
//	redeem new [flags] [-n number]       draw new codes
//	redeem design [flags] [-live number] compute how hard codes are to guess
//	redeem audit [flags] [file ...]      find duplicates and look-alikes in an inventory
//	redeem schemes [flags] [name ...]    list check character schemes
//	redeem formats [flags] [name ...]    list the built-in formats
//	redeem fit [flags] [-f file]         learn a look-alike model from misread codes
//	redeem completion [flags] [shell]    print a script that completes in a shell
//	redeem man [flags] [> redeem.1]      print the manual page
//	redeem version [flags] [no input]    print the version
//	redeem help [command]
//
// Inputs are the arguments; without any, they are the lines of the file that
// -f names or of standard input. A line ends in LF or CRLF and may be of any
// length; an empty one is an input too. Answers come in the order of the
// inputs, as soon as no further input is waiting. Ten million lines take no more
// memory than ten thousand. The command uses all processors, or as many as the
// environment variable GOMAXPROCS says. The arguments of audit are files, and it
// answers at the end.
//
// On a terminal the answers are a table for people: codes in groups, words in
// place of numbers, a caret under the fault of an input, and colors, unless
// NO_COLOR is set or -color is never. Everywhere else an answer is a line of
// columns with tabs between them: the number of the input, "ok" or the reason
// why it was refused, and what the command found, which is empty for a refused
// input. -o chooses table, tsv or json; -json is short for -o json, and -header
// prints the names of the columns of tsv first.
//
// Columns, JSON and standard error never repeat an input: a refused one may be
// a code with one wrong character. A table does show it, because the caret needs
// something to stand under. Accepted codes are printed. -mask shows only the
// last quarter of a code, at most four symbols, and hides the letters and digits
// of a refused input.
//
// An argument stays in the history of the shell, and other users see it in the
// list of processes. Type codes after the command has started, or use -f.
//
// "ok" says that an input has the right form. It does not say that a code was
// issued, is activated, has money on it or has not been used.
//
// The exit status is 0 if every input was accepted, 1 if one was refused (see
// Find, Redact and Audit for theirs), and 2 if the command was called wrongly or
// could not read or write.
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
// Codes are gift card codes unless -length, -prefix, -alphabet, -groups and
// -check describe others. With -check the last symbols are check characters of
// the scheme with that name. Without -alphabet, such a code has the symbols of
// the scheme. Without -length and -groups, it has 16 symbols as a gift card code
// has and, without -prefix, begins with X.
//
// -format names a built-in format, or a file of formats: a list of objects in
// JSON with the fields of redeem.Spec, of which check is the name of a scheme and
// lookalikes one of -model.
//
//	[
//	  {"name": "voucher", "length": 8, "prefix": "V", "groups": [4, 4], "check": "luhn-mod-36"},
//	  {"name": "ticket", "length": 12, "alphabet": "CDFGHJKLMNPQRTVWXYZ2346789"}
//	]
//
// With several formats two more columns follow: the name of the format that
// accepts the input or, if none does, of the format that came nearest, and the
// number of formats that accept it. Find and Redact have -format too. Find then
// adds a column with the name of the format.
//
// With -summary only the number of inputs for each result is printed:
//
//	$ redeem check -summary -f codes.txt
//	ok	9571
//	too short	42
//	total	9613
//
// # Fix
//
// Fix finds the codes that differ from an input in look-alikes such as O and 0,
// or where a question mark stands for a character that nobody could read. The
// columns are number, verdict (unique, ambiguous or none), the cheapest code,
// its cost, the margin to the next dearer code, the number of codes that are as
// cheap, the number of codes that the input may stand for, whether a limit ended
// the search, and the next codes with their costs:
//
//	$ redeem fix -check iso7064-mod-37-2 X8KD49FJ2MZQ7WP0
//	1	unique	X8KD49FJ2M2Q7WP0	1	3	1	2		XBKO49FJZMZO7WP0:4
//
// A candidate is a guess. Submit none unless the verdict is unique and the margin
// is positive, and never try one after the other.
//
// The costs are those of -model, a list of look-alikes. With -accept only the
// codes in a file are accepted. With -reads an input is several reads of one
// card. -max-indels allows for characters that the reader dropped or added. The
// exit status is 0 if every verdict is unique and no limit ended a search.
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
// every input is the region of a card. It is refused unless the card can be
// redeemed in that storefront.
//
// # Find
//
// The inputs are running text. The columns are number, the position in the line at
// which a code begins, the position after it, both in bytes from 0, and the code.
// An input without a code has no line. -serials finds card serial numbers. The
// exit status is 1 if nothing was found.
//
//	$ redeem find -mask 'it says X8KD-49FJ-2MZQ-7WPT'
//	1	8	27	************7WPT
//
// # Redact
//
// Redact copies its input and replaces the symbols of each code with stars, except
// for the last quarter, at most four. The exit status is 0 with codes or without.
//
//	$ kubectl logs -f deploy/shop | redeem redact
//
// # New
//
// New prints random codes. All codes of the format are equally likely, and a run
// prints no code twice. With -screen or -words, no code spells a word that the
// issuer would not print. The columns are number and code:
//
//	$ redeem new -n 2 -group -check luhn-mod-36
//	1	XQNE-RDCU-A3II-K6HX
//	2	X5KY-KOUT-JDZF-STBS
//
// # Design
//
// Design describes a format: the number of guesses until one is a live code, the
// misread look-alikes that the check characters miss, and the number of other
// codes that a code looks like. It counts all codes. The first column is the name
// of a number; 'redeem help design' lists the names:
//
//	$ redeem design -check iso7064-mod-1271-36 -n 1 -live 1e6 | grep -v apart
//	codes	1.70582e+20
//	bits	67.209
//	chance	5.86229e-15
//	guesses	1.70582e+14
//	swaps	0O 2Z 3E 5S 6G 8B B8 DO E3 G6 O0 OD OQ QO S5 UV VU Z2
//	one	100	0
//	two	99.945	0.0143563
//	any	0.32012
//	missed	2Z G6	95.584
//	advice	some codes look like others: issue no two with the same skeleton (Lookalikes.Skeleton)
//
// # Audit
//
// The inputs are the lines of all files. Audit prints a row for each line that is
// not a code, whose code occurred before, or whose code looks like an earlier one.
// The columns are line, result, code, position of the fault in the line, line of
// the other occurrence, and the other code. Codes are masked unless -show is
// given. Counts follow the rows; -summary prints only the counts. The exit status
// is 0 if nothing was found.
//
//	$ redeem audit inventory.txt
//	3	lookalike	************7WPT		1	************7WPT
//	4	duplicate	************7WPT		1
//	5	too short		13
//	ok	4
//	too short	1
//	total	5
//	duplicate	1
//	lookalike	1
//
// Audit writes to temporary files what does not fit in -memory. They hold codes.
// Nobody else can open them, and they are removed at the end. -compare limits the
// number of codes that may all look alike and are compared with each other.
//
// # Schemes
//
// The columns are the name of the scheme, the number of check characters, the
// symbols of the other characters, the share that is detected, in per cent, of
// single substitutions, of adjacent and jump transpositions, of twin and jump
// twin errors, and of one and two look-alikes, and the distance. The arguments are
// names. Schemes does not read standard input. An unknown name is a wrong call.
//
// # Formats
//
// The columns are the name of the format, the number of symbols of a code, how
// every code begins, the symbols, the groups in which codes are printed, the
// check scheme, whose codes they are, and where that is published. The arguments
// are names. Formats does not read standard input.
//
// # Fit
//
// Each line has the code that was meant, a tab, and what was read. Fit prints a
// model for -model of Fix, Design and Audit. Its columns are the character that
// was read, a character that may have been meant, and the cost of that meaning:
//
//	$ redeem fit -check luhn-mod-36 -f reads.tsv > model.tsv
package main
