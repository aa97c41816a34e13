package issue

import "strings"

// OffensiveWords returns words that a shop would not print on a voucher, as a
// new slice to add to or take from: curses and slurs of three letters or more,
// in English and the commonest in some other languages of Europe. It is a
// matter of taste which they are, and that may change between versions.
//
// Random codes have the short ones all the time, so a [Screen] refuses some
// codes that nobody would mind. With these words and no model it is 1.7 % of
// those that [redeem.GiftCard] draws, 1.2 % of twelve symbols without I, L, O
// and U, and 0.9 % of twelve symbols of CDFGHJKLMNPQRTVWXYZ2346789; with
// [redeem.SupportArticle] 2.0, 1.4 and 1.3 %. That is 0.03 bit of [Bits] at
// most. A fitted model is not meant for it: it knows so many pairs that with
// [redeem.Tesseract] it is half of all codes and more.
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
