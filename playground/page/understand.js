// What may have been meant: the verdict, the candidates, and several reads of one card.
import { $, el, say } from "./dom.js";
import { amount, bits, capital, plural } from "./words.js";

const rows = 6;

export function understanding(sight, view) {
  const table = $("candidates").tBodies[0];
  const lines = Array.from({ length: rows }, () => {
    const code = el("td.code", { dir: "ltr" });
    const cost = el("td.number");
    const bar = el("progress", { value: 0, tabindex: "-1", "aria-hidden": "true" });
    const changed = el("td.number");
    const row = el("tr", {}, code, cost, el("td.wide", {}, bar), changed);
    return { row, code, cost, bar, changed };
  });
  table.replaceChildren(...lines.map((line) => line.row));
  const lineUp = lineUpOf($("lineup"));

  let text = "";
  let steps = [];

  function show() {
    const extra = [$("read-2").value, $("read-3").value].filter((read) => read.trim());
    const reads = [text, ...extra];
    const { format, described } = view();
    const found = format.resolve(reads, { maxIndels: Number($("indels").value), candidates: rows + 1 });
    verdict(found, text);
    const lined = [steps, ...extra.map((one) => sight.trace(format.id, one))].map(symbols);
    const dearest = Math.max(8, ...found.candidates.map(({ cost }) => cost));
    lines.forEach((line, i) => {
      const candidate = found.candidates[i];
      mark(line.code, candidate?.code ?? "", lined[0], described);
      say(line.cost, candidate ? String(candidate.cost) : "");
      line.bar.hidden = !candidate;
      line.bar.value = candidate ? candidate.cost / dearest : 0;
      say(line.changed, candidate ? String(candidate.edits) : "");
    });
    lineUp(lined, found.best?.code ?? "");
  }

  for (const id of ["read-2", "read-3"]) $(id).addEventListener("input", show);
  $("indels").addEventListener("change", show);

  return {
    show(state) {
      ({ text, steps } = state);
      show();
    },
    clear() {
      for (const id of ["read-2", "read-3"]) $(id).value = "";
    },
  };
}

// symbols returns what was read in each place, ? where that cannot be told.
const symbols = (steps) => steps.filter((step) => step.symbol || step.error).map((step) => step.symbol || "?");

function verdict(found, text) {
  const box = $("verdict");
  box.dataset.verdict = found.verdict;
  const named = { unique: "Unique", ambiguous: "Ambiguous", none: text ? "No candidate" : "Nothing yet" };
  say(box, named[found.verdict]);
  let why = "A code has to be there in full; put a ? for what cannot be read.";
  if (found.verdict === "ambiguous") why = `${found.ties < 2 ** 63 ? capital(plural(found.ties, "code")) : "Too many codes to count"} are as likely as each other. Ask; do not guess.`;
  else if (found.verdict === "unique" && found.margin < 0) why = "Nothing else can have been meant.";
  else if (found.verdict === "unique") why = `The next one costs ${found.margin} more.`;
  say($("verdict-why"), why);
  const counted = found.count < 2n ** 64n - 1n;
  say($("stands"), found.exact ? plural(found.count, "code") : counted ? `at most ${amount(found.count)} codes` : "too many codes to count");
  say($("bits"), found.count === 0n ? "–" : counted ? bits(found.count) : "more than 64 bits");
  say($("margin"), found.verdict === "none" ? "–" : found.margin < 0 ? "no other" : String(found.margin));
}

// mark shows a code in its groups, with what differs from what was read.
function mark(cell, code, read, { groups }) {
  if (!code) {
    say(cell, "");
    return;
  }
  const parts = [];
  let next = groups[0] ?? code.length;
  let group = 0;
  let run = "";
  const flush = () => {
    if (run) parts.push(run);
    run = "";
  };
  for (let i = 0; i < code.length; i++) {
    if (i === next) {
      run += " ";
      next += groups[++group] ?? code.length;
    }
    if (code[i] === read[i] || read.length !== code.length) {
      run += code[i];
    } else {
      flush();
      parts.push(el("mark", {}, code[i]));
    }
  }
  flush();
  cell.replaceChildren(...parts);
}

// lineUpOf shows the reads one above the other, and below them what was meant.
function lineUpOf(box) {
  const hint = el("p.hint", {}, "Reads will stand here, one above the other.");
  const body = el("tbody");
  const table = el("table", {}, body);
  const rows = [];

  function row(i, name, read, differs) {
    rows[i] ??= { head: el("th", { scope: "row" }), cells: [] };
    const { head, cells } = rows[i];
    rows[i].row ??= el("tr", {}, head);
    say(head, name);
    for (let k = 0; k < Math.max(read.length, cells.length); k++) {
      if (!cells[k]) rows[i].row.append((cells[k] = el("td")));
      say(cells[k], read[k] ?? "");
      cells[k].className = differs(k) && read[k] ? "differs" : "";
    }
    if (!rows[i].row.isConnected) body.append(rows[i].row);
  }

  return (reads, best) => {
    if (!reads.some((read) => read.length)) {
      box.replaceChildren(hint);
      return;
    }
    const split = (k) => reads.some((read) => read[k] !== reads[0][k]);
    if (!table.isConnected) box.replaceChildren(table);
    reads.forEach((read, i) => row(i, `Read ${i + 1}`, read, split));
    let shown = reads.length;
    if (best) row(shown++, "Meant", best, () => false);
    for (const { row: old } of rows.splice(shown)) old.remove();
  };
}
