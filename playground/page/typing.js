// A field that groups as one types shows canonical symbols, and forgets what they were typed as. Here that is kept:
// a list of items, each what the field shows of it and what was typed for it. Either may be empty, for a dash that
// the field put in and for a character that it left out.

// shown returns the text of the field, source what was typed.
export const shown = (items) => items.map((item) => item.shown).join("");
export const source = (items) => items.map((item) => item.typed).join("");

const verbatim = (text) => Array.from(text, (char) => ({ shown: char, typed: char }));

// retype returns the items after the person has changed the field, which held raw, with the caret at an index of it,
// and shows text now. trace(typed) says what becomes of each character.
export function retype(items, { raw, rawCaret: caret, text, caret: textCaret }, trace) {
  const before = shown(items);
  // The caret is behind what was put in, if anything was.
  let tail = 0;
  const most = Math.min(before.length, raw.length - caret);
  while (tail < most && before.at(-1 - tail) === raw.at(-1 - tail)) tail++;
  let head = 0;
  const least = Math.min(before.length, raw.length) - tail;
  while (head < least && before[head] === raw[head]) head++;
  // Not through the middle of a character.
  if (head > 0 && isHigh(raw, head - 1)) head--;
  if (tail > 0 && isHigh(raw, raw.length - tail - 1)) tail--;

  const end = before.length - tail;
  const front = [];
  const back = [];
  let at = 0;
  for (const item of items) {
    const next = at + item.shown.length;
    // What is left out goes with what it stands beside.
    if (at === next && head < end && at >= head && at <= end) continue;
    if (next <= head) front.push(item);
    else if (at >= end) back.push(item);
    at = next;
  }
  const changed = [...front, ...verbatim(raw.slice(head, raw.length - tail)), ...back];
  if (text === raw) return changed;
  return (
    settle(changed, text, trace) ??
    // With a dash that was deleted goes the symbol before it, or behind it.
    settle(
      textCaret < caret
        ? [...front.slice(0, front.findLastIndex(isSymbol)), ...back]
        : [...front, ...back.slice(back.findIndex(isSymbol) + 1)],
      text,
      trace,
    ) ??
    verbatim(text)
  );
}

const isSymbol = (item) => item.typed && item.shown !== "-";

const isHigh = (text, i) => (text.charCodeAt(i) & 0xfc00) === 0xd800;

// settle returns the items that show text, null if they would show something else.
function settle(items, text, trace) {
  const settled = [];
  let at = 0;
  for (const { text: typed, symbol } of trace(source(items))) {
    if (symbol === "") {
      // A dash may be where the field shows one.
      const same = typed === "-" && text[at] === "-";
      settled.push({ shown: same ? "-" : "", typed });
      if (same) at++;
      continue;
    }
    if (text[at] === "-") {
      settled.push({ shown: "-", typed: "" });
      at++;
    }
    if (text[at] !== symbol) return null;
    settled.push({ shown: symbol, typed });
    at++;
  }
  return at === text.length ? settled : null;
}
