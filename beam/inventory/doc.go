// Package inventory audits inventories of codes that outgrow one machine, as an
// Apache Beam pipeline. [Audit] adds it to a pipeline of yours; the command
// cmd/audit runs it alone.
//
// # Answers
//
// The rules are those of the command "redeem audit", from the same code: lines
// that are no codes, codes that occur more than once, and different codes that
// look alike. So are the answers, byte by byte, for the same inputs, rules and
// limits: the files of findings one after the other, in the order of their
// names, and the summary after them.
//
// # Steps
//
//   - Plan lists the files and cuts them into blocks.
//   - Read parses the lines that begin in a block. A code goes on once for each
//     block, however often it is there.
//   - Distinct brings the occurrences of each code together, by a hash of the
//     code, and knows its first place, and with it the duplicates: one in each
//     block. Again tells the blocks where codes occur again, for the other
//     duplicates there.
//   - Alike brings the codes with one skeleton together, by a hash of that, and
//     keeps only those that are compared. If they are more than 16,384, it has
//     them compared in parts, each with itself and with each other, by Tasks.
//   - Write numbers the lines, sorts and writes.
//
// # Lines
//
// Workers that start in the middle of a file do not know how many lines come
// before. So a line is named by its block and its number there, which is in the
// same order, until the last step: by then the lines of all blocks are counted.
// The input is read once.
//
// # Skew
//
// No worker has to keep, or to do, more than a block, a bucket or a task takes: a
// code that occurs many times is one record for each block, and is listed by
// those that have its blocks; of a skeleton that many codes share no more are
// kept than are compared, and comparing, which grows with the square, is
// divided. All codes with one skeleton pass through one worker, which is linear,
// and needs little memory: with a model that connects all symbols, such as
// redeem.Tesseract, that is the whole inventory.
//
// # Secrets
//
// What workers send to each other are batches of records of fixed width. They
// hold codes in clear, for codes are what is compared: a fingerprint under a key
// would tell which are equal, but not which look alike, and the key would have to
// be where the codes are. The keys of batches hold none; they are numbers of
// buckets and blocks. So encrypt what the runner stores and sends, and do not
// sample data, which shows records (Beam's experiment enable_data_sampling).
// Errors and logs hold no code. In the output codes are masked unless
// [Options].Reveal.
package inventory
