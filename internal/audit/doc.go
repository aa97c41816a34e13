// Package audit reports what is wrong with an inventory of codes: inputs that
// are not codes, codes that occur more than once, and different codes that look
// alike.
//
// # Rules
//
// An inventory is a number of files of lines. Each line is an input, and has a
// [Place].
//
//   - An input that the format does not accept is [Invalid], with the reason
//     and the offset that [redeem.Format.Inspect] reports.
//   - A code that occurs more than once is a [Duplicate] at every place but the
//     first. Spelling does not matter.
//   - Two different codes are [Lookalike] if they have the same [Rules.Key] and
//     [Rules.Alike] reports that they look alike: codes with the same key need
//     not look alike. Each pair is one [Finding], at the later of the first
//     places of the two.
//   - [Limits] limits how many codes with one key are compared with each other,
//     the first ones by place, and how many of the pairs are listed, the first
//     ones. A [Summary] counts the rest.
//
// The findings, in the order of [Finding.Compare], and the summary depend on
// nothing but the lines, the rules and the limits. Programs that bring the
// codes together by themselves can use [Rules] and [Group], which implement all
// of these rules.
package audit
