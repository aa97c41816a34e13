package issue

import "strings"

// OffensiveWords returns words that a shop would not print on a voucher: curses
// and slurs of three letters or more, in English, and the most common ones in
// some other European languages. The result is a new slice, so callers can add
// and remove words. The selection is a matter of taste and may change between
// versions.
//
// Random codes often spell the short words by chance, so a [Screen] rejects
// some codes that nobody would object to. With these words and no model, it
// rejects 1.7 % of the codes of [redeem.GiftCard], 1.2 % of codes of twelve
// symbols without I, L, O and U, and 0.9 % of codes of twelve symbols of
// CDFGHJKLMNPQRTVWXYZ2346789. With [redeem.SupportArticle], it rejects 2.0, 1.4
// and 1.3 %. That costs at most 0.03 bit of [Bits]. Do not use a fitted model:
// [redeem.Tesseract] has so many pairs that a Screen with it rejects about half
// of all codes or more.
func OffensiveWords() []string { return strings.Fields(offensiveWords) }

const offensiveWords = `
ANAL ANUS ARSE ASS BASTARD BITCH BOLLOCKS BONER BOOB BUGGER CHINK CLIT COCK COON CRAP CUM CUNT DAGO DAMN DICK DILDO
DYKE FAG FAP FUCK FUK GOOK HEIL HITLER HOMO JIZZ KIKE KKK MILF MORON NAZI NEGRO NIGG PAKI PEDO PENIS PISS POOF POOP
PORN PRICK PUBE PUSSY RAPE RETARD SEX SHAG SHIT SKANK SLUT SMUT SPAZ SPERM SPIC SUCK TIT TRANNY TURD TWAT VAGINA
VULVA WANK WOG

ARSCH FICK FOTZE HURE KACKE NUTTE PIMMEL SCHEISS SCHLAMPE SCHWUL WICHS
BRANL CHIER ENCUL MERDE NIQUE PUTE SALOP
CABRON CULO JODER MARIC MIERDA POLLA PUTA PUTO
BUCETA CARALHO CAZZO FODA FIGA MERDA PORRA STRONZ TROIA VIADO
HOER KANKER KUT NEUK
CHUJ JEBA KURWA PIZDA
FAEN FITTA FITTE HORE KNULL KUK PIKK PULE
`
