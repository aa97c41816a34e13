// Numbers and names in words.

const small = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const scales = ["", " thousand", " million", " billion", " trillion", " quadrillion", " quintillion"];

// amount returns a number in words as far as they are easier to read: exact up to 9,999, in three digits beyond.
export function amount(n) {
  const x = Number(n);
  if (Number.isInteger(x) && x < small.length) return small[x];
  if (x < 10) return digits(x);
  if (x < 10_000) return Math.round(x).toLocaleString("en");
  if (!Number.isFinite(x)) return "more than can be counted";
  // Rounded first, or 999,999 would be 1000 thousand.
  const rounded = Number(x.toPrecision(3));
  const scale = Math.floor(Math.log10(rounded) / 3 + 1e-9);
  if (scale >= scales.length) {
    const [head, power] = rounded.toExponential(1).split("e+");
    return `${head} × 10${superscript(power)}`;
  }
  return digits(rounded / 1000 ** scale) + scales[scale];
}

const digits = (x) => Number(x.toPrecision(3)).toLocaleString("en", { maximumSignificantDigits: 3 });

const superscript = (text) => text.replace(/\d/g, (d) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[d]);

// plural returns "one code", "two codes".
export const plural = (n, one, many = `${one}s`) => `${amount(n)} ${Number(n) === 1 ? one : many}`;

// bits returns the binary logarithm of a number as text.
export const bits = (n) => `${(Math.log2(Number(n)) || 0).toFixed(1)} bits`;

// percent returns a share cut, never rounded up: 100 % is all.
export const percent = (share) => `${Math.floor(share * 1000 + 1e-6) / 10} %`;

// span returns a number of days in words.
export function span(days) {
  if (!Number.isFinite(days)) return "never";
  if (days < 1 / 24) return "minutes";
  if (days < 2) return plural(Math.round(days * 24), "hour");
  if (days < 730) return plural(Math.round(days), "day");
  return plural(Math.round(days / 365.25), "year");
}

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

// What normalizing changes, shortly and at length.
export const edits = {
  case: ["case", "a letter in the other case"],
  separator: ["left out", "a separator"],
  invisible: ["invisible", "a character that cannot be seen"],
  width: ["width", "a full-width, half-width or mathematical form"],
  digit: ["digit", "a digit of another script, taken by its value"],
  homoglyph: ["look-alike letter", "a character of another script that looks like the symbol"],
  substitute: ["substitute", "outside the alphabet, for the only symbol in it that looks like it"],
};

// faults say what is wrong, given how a code should be.
export const faults = {
  empty: () => "Type or paste a code.",
  encoding: () => "This is not text.",
  "wrong-symbol": () => "This character stands for no symbol.",
  "too-short": ({ left }) => `${symbols(left)} to go.`,
  "too-long": ({ over }) => (over ? `${symbols(over)} too many.` : "Far too long."),
  "wrong-prefix": ({ prefix }) => `A code begins with ${prefix}.`,
  check: () => "The check character does not fit the other symbols: one of them is wrong.",
  serial: () => "This is the serial number of a card. Its code is another one, and begins with X.",
};

const symbols = (n) => capital(plural(n, "symbol"));

// visible returns a character as it can be shown.
export function visible(char) {
  const names = { " ": "␣", "\t": "⇥", "\n": "↵", "\r": "↵", "\u00a0": "␣" };
  if (names[char]) return names[char];
  if (/[\p{C}\p{Z}\p{M}]/u.test(char)) return `U+${char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  return char;
}
