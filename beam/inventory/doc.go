// Package inventory audits inventories of codes that are too large for one
// machine, as an Apache Beam pipeline. [Audit] adds the audit to your pipeline;
// the command cmd/audit runs it alone.
//
// # Answers
//
// The package uses the rules and the code of the command "redeem audit": it
// reports lines that are not codes, codes that occur more than once, and
// different codes that look alike. For the same inputs, rules and limits, its
// output is equal byte for byte: the files of findings in the order of their
// names, and then the summary.
//
// # Steps
//
//   - Plan lists the files and cuts them into blocks.
//   - Read parses the lines that begin in a block. It emits a code once for
//     each block, however often the code occurs there.
//   - Distinct groups the occurrences of each code by a hash of the code. It
//     finds the first place, and with it one duplicate in each block. Again
//     finds the other duplicates in the blocks in which a code occurs again.
//   - Alike groups the codes with one skeleton by a hash of the skeleton, and
//     keeps only those that are compared. If there are more than 16,384, Tasks
//     compare them in parts, each part with itself and with the others.
//   - Write numbers the lines, sorts the findings and writes them.
//
// # Lines
//
// A worker that starts in the middle of a file does not know how many lines
// come before. Until the last step, a line is therefore identified by its block
// and its number in the block, which have the same order. By then the lines of
// all blocks are counted. The input is read once.
//
// # Skew
//
// No worker needs more memory or time than a block, a bucket or a task takes. A
// code that occurs many times is one record for each block, and its duplicates
// are listed by the workers that have these blocks. If many codes share a
// skeleton, only those that are compared are kept, and the comparison, which
// grows with the square of their number, is divided. All codes with one
// skeleton pass through one worker, which takes linear time and little memory.
// If a model connects all symbols, as redeem.Tesseract does, that is the whole
// inventory.
//
// # Secrets
//
// Workers send each other batches of records of fixed width. The records
// contain codes in clear, because the codes are compared: a keyed fingerprint
// would show which codes are equal but not which look alike, and the key would
// have to be where the codes are. The keys of batches contain no codes; they
// are numbers of buckets and blocks. So encrypt what the runner stores and
// sends, and do not sample data, which shows records (Beam's experiment
// enable_data_sampling). Errors and logs contain no codes. In the output, codes
// are masked unless [Options].Reveal is set.
package inventory
