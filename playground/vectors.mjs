// Runs the files of the folder vectors through redeem.js, as far as that has the functions:
//
//   node vectors.mjs SITE VECTORS
//
// where SITE is what "go run . -out SITE" writes, with a package.json of {"type": "module"} for a Node before 22. It
// prints what differs, and how many answers were compared.
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";

const [site, folder] = process.argv.slice(2).map((path) => resolve(path));
const { load } = await import(pathToFileURL(join(site, "redeem.js")));
const redeem = await load({ wasm: await readFile(join(site, "redeem.wasm")) });

const encoder = new TextEncoder();

// bytes returns a text as UTF-8, or as bytes that are none. Offsets are then those of the files.
function bytes(text) {
  if (typeof text === "string") return encoder.encode(text);
  const hex = (digits) => Uint8Array.from(digits.match(/../g), (byte) => parseInt(byte, 16));
  const parts = text.map((part) => {
    if (typeof part === "string") return encoder.encode(part);
    return part.hex ? hex(part.hex) : encoder.encode(part.repeat.repeat(part.times));
  });
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

// string returns a text as a string, null if it is not UTF-8.
function string(text) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes(text));
  } catch {
    return null;
  }
}

// index returns which index of a string is at a byte of it.
const index = (text, byte) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(encoder.encode(text).subarray(0, byte)).length;

// made has the formats that were made: each stays as long as the program.
const made = new Map();

// format returns a format, null if redeem.js has no way to make it: it knows look-alike models by name only.
function format(spec) {
  if (!spec) return redeem;
  const { lookalikes, ...rest } = spec;
  if (lookalikes && !lookalikes.model) return null;
  const key = JSON.stringify(spec);
  if (!made.has(key)) made.set(key, redeem.format({ ...rest, lookalikes: lookalikes?.model }));
  return made.get(key);
}

// Each function returns what redeem.js answers and what the answer should be, or nothing if it has no such question.
const functions = {
  parse({ input, options, answer }) {
    const f = format(options?.format);
    if (!f) return;
    const text = bytes(input);
    const { code = "", error = null, offset = -1, edits = [], kind } = answer;
    return {
      got: [f.parse(text), f.inspect(text)],
      want: [{ code, error }, { code, error, offset, edits, kind }],
    };
  },

  serial({ input, answer }) {
    const { error, kind } = redeem.inspect(bytes(input));
    return { got: error === "serial" && kind === "serial", want: !answer.error };
  },

  region({ input, options, answer }) {
    // Some region that the text names is compatible with that region only.
    const parsers = {
      region: () => redeem.checkRegion(bytes(input), answer.region ?? "NO"),
      storefront: () => redeem.checkRegion(answer.region ?? "NO", bytes(input)),
    };
    const names = options?.parser ? [options.parser] : Object.keys(parsers);
    return { got: names.map((name) => parsers[name]()), want: names.map(() => (answer.error ? "unknown-region" : null)) };
  },

  "check-region"({ input, answer }) {
    return { got: redeem.checkRegion(bytes(input.card), bytes(input.storefront)), want: answer.error ?? null };
  },

  typing({ input, options, answer }) {
    const [text, old, shown] = [string(input.new), string(input.old ?? ""), string(answer.text)];
    if (text === null || old === null) return; // a field holds no such text
    const list = options?.formats?.map(format);
    const f = list ? redeem.formats(...list) : format(options?.format);
    const got = f.typed(text, index(text, input.caret), { old, forward: input.forward });
    const want = { text: shown, caret: index(shown, answer.caret), progress: answer.progress };
    if (list) want.format = list[answer.format] ?? null;
    return { got, want };
  },

  correction({ input, options = {}, answer }) {
    const { format: spec, lookalikes, ...bounds } = options;
    if (lookalikes && !lookalikes.model) return;
    const f = format(lookalikes ? { ...(spec ?? giftCard), lookalikes } : spec);
    if (!f) return;
    const list = ({ candidates }) => candidates.map(({ code, cost, edits }) => `${code} ${cost} ${edits}`).sort();
    const got = f.resolve(input.map(bytes), { ...bounds, candidates: 256 });
    const { verdict, ties, margin, capped = false, count } = answer;
    const isBest = answer.candidates.some((one) => isDeepStrictEqual(one, got.best) && one.cost === answer.candidates[0].cost);
    return {
      got: [list(got), got.verdict, got.ties, got.margin, got.capped, got.exact ? Number(got.count) : undefined, isBest],
      want: [list(answer), verdict, ties, margin, capped, count, verdict !== "none"],
    };
  },
};

const giftCard = { length: 16, prefix: "X", groups: [4, 4, 4, 4] };

let differ = 0;
const compared = [];
for (const [name, run] of Object.entries(functions)) {
  const { vectors } = JSON.parse(await readFile(join(folder, `${name}.json`), "utf8"));
  let n = 0;
  for (const vector of vectors) {
    const answer = run(vector);
    if (!answer) continue;
    n++;
    if (isDeepStrictEqual(answer.got, answer.want)) continue;
    differ++;
    console.log(`${name}: ${vector.name}: ${JSON.stringify(answer.got)}, want ${JSON.stringify(answer.want)}`);
  }
  compared.push(`${name} ${n}`);
}
console.log(compared.join(", "));
process.exit(differ > 0 ? 1 : 0);
