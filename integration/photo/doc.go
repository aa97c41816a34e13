// Package photo reads gift cards from pictures: it runs Tesseract on them and
// finds the code and the serial number in what it writes.
//
// The pictures are decoded in this process and handed over as plain grey pixels,
// through a pipe: Tesseract's own decoders see nothing of what a client sent, and
// nothing is written to disk. A picture and the engine's answer are bounded in
// size, and the engine in time.
//
// Command [github.com/redeemkit/redeem/integration/photo/readcard] does it from
// a shell.
package photo
