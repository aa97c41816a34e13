// Package ocr finds redemption codes in what engines for optical character
// recognition write: pages with a brand, terms, a label, a code in several words
// or lines, and a serial number.
//
// [ReadHOCR], [ReadALTO], [ReadTSV], [ReadVision] and [ReadText] read a page.
// [Page.Resolve] finds the code on it and resolves it as a [redeem.Corrector]
// does; [ResolveOf] does so for several pictures of one card. [Page.Serial] and
// [SerialOf] find the serial number.
//
// # Which form to ask an engine for
//
// The one with alternatives: an engine holds several characters possible at each
// place, and a text keeps one of them. Of Tesseract it is hOCR with its setting
// lstm_choice_mode=1, or 2 if the file is to be small:
//
//	tesseract card.png stdout -c tessedit_create_hocr=1 -c lstm_choice_mode=1
//
// An engine that is not in the list has its Page made by hand: a [Line] with the
// text, and a Reading with [redeem.Reading.Add] for each character of it.
//
// # Probabilities
//
// A Reading has probabilities. Where a file has others, it is read as follows:
//
//   - Tesseract's choices (lstm_choice_mode=2) have scores that are no
//     probabilities. What their rank and their distance from the first are worth
//     was fitted to pictures of codes.
//   - Tesseract's time steps (lstm_choice_mode=1) have probabilities. Of the steps
//     of a character the one counts at which it is likeliest.
//   - x_confs of hOCR, GC and VC of ALTO, and confidence of Vision are taken as they
//     are. What they lack to 1 is left to the look-alike model.
//   - The confidence of a whole word, Tesseract's x_conf, and CC of ALTO are not
//     used: no probability of a character follows from them.
//
// # Hostile files
//
// A file is read once, in pieces. It may have 16 MiB and 65,536 characters; DTDs
// of its own, entities and nesting beyond what engines write, and other
// encodings than UTF-8 are refused. A search is bounded work, whatever the pages hold:
// it asks its Corrector at most 256 times, or 512 with MaxIndels, and MaxTries times
// more with Accept. Eight full pages can take seconds, and more than ten where the
// Corrector itself is slow: limit how many a stranger may send. Errors hold nothing of
// the file.
//
// A [Page] is text and prints as such. It has codes in it: do not log it.
package ocr
