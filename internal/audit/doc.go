// Package audit finds what is wrong with an inventory of codes: inputs that
// are no codes, codes that occur more than once, and different codes that look
// alike.
//
// # Rules
//
// An inventory is a number of files of lines. Each line is an input, and has a
// [Place].
//
//   - An input that the format does not accept is [Invalid], for the reason and
//     at the offset that [redeem.Format.Inspect] reports.
//   - A code that occurs more than once is a [Duplicate] everywhere but at the
//     first place. Spelling does not count.
//   - Two different codes are [Lookalike] if they have the same [Rules.Key] and
//     [Rules.Alike] says so: the key only brings together what may look alike.
//     Each pair is one [Finding], at the later of the first places of the two.
//   - Of the codes with one key, only as many as [Limits] say are compared with
//     each other, the first ones by place, and of the pairs found only the first
//     ones are listed. A [Summary] counts the rest.
//
// The findings, in the order of [Finding.Compare], and the summary depend on
// nothing but the lines, the rules and the limits. [Rules] and [Group] know all
// that these rules say, for programs that bring the codes together by
// themselves.
package audit
