// Package ocr finds redemption codes in the output of engines for optical
// character recognition. That is a page with a brand, terms, a label, a code in
// several words or lines, and a serial number.
//
// [ReadHOCR], [ReadALTO], [ReadTSV], [ReadVision] and [ReadText] read a page.
// [Page.Resolve] finds the code on it and resolves it as a [redeem.Corrector]
// does; [ResolveOf] does so for several pictures of one card. [Page.Serial] and
// [SerialOf] find the serial number.
//
// # Which form to ask an engine for
//
// Ask for the form that has alternatives. An engine considers several
// characters at each place, and plain text keeps only one of them. Tesseract
// writes alternatives to hOCR with its setting lstm_choice_mode=1, or 2 for a
// smaller file:
//
//	tesseract card.png stdout -c tessedit_create_hocr=1 -c lstm_choice_mode=1
//
// For an engine that is not in the list, make a Page by hand: a [Line] with the
// text, and a [redeem.Reading] to which [redeem.Reading.Add] adds each
// character.
//
// # Probabilities
//
// A Reading has probabilities. If a file has other numbers, they are converted
// as follows:
//
//   - Tesseract's choices (lstm_choice_mode=2) have scores, not probabilities.
//     Their rank and their distance from the first are converted by a function
//     that was fitted to pictures of codes.
//   - Tesseract's time steps (lstm_choice_mode=1) have probabilities. For each
//     character, the time step at which it is likeliest counts.
//   - x_confs of hOCR, GC and VC of ALTO, and confidence of Vision count as
//     probabilities. If they add up to less than 1, the look-alike model fills
//     the rest.
//   - The confidence of a whole word (Tesseract's x_conf) and CC of ALTO are
//     not used, because the probability of a character does not follow from
//     them.
//
// # Hostile files
//
// A file is read once, in pieces. It may have at most 16 MiB and 65,536
// characters. Files with a DTD of their own, with entities, with deeper nesting
// than engines write, or in an encoding other than UTF-8 are refused. No error
// contains any part of the file.
//
// The work of a search is bounded, whatever the pages contain: it asks its
// Corrector at most 256 times, or 512 times with MaxIndels, and MaxTries times more
// with Accept. Eight full pages can take a second, and more than ten seconds if the
// Corrector itself is slow. Limit how many pages a stranger may send.
//
// A Page prints its text, which contains codes. Do not log it.
package ocr
