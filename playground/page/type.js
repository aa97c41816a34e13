// The field, what the library reads in it, and what was typed.
import { $, el, say } from "./dom.js";
import { retype, source } from "./typing.js";
import { capital, edits, faults, plural, visible } from "./words.js";

// typing makes the first section work. Its source() is what was typed. view() returns the format in use; changed(state) is told what is in the
// field after each change.
export function typing(sight, view, changed) {
  const cells = cellsOf($("cells"), $("about"), view);
  const strip = stripOf($("strip"));
  let items = [];
  let attachment;

  // A key asks twice about the same text.
  let traced = {};
  const trace = (text) => {
    const { id } = view().format;
    if (traced.text !== text || traced.id !== id) traced = { id, text, steps: sight.trace(id, text) };
    return traced.steps;
  };

  function show(progress) {
    const text = source(items);
    const report = view().format.inspect(text);
    const steps = trace(text);
    cells.show(steps, report);
    strip.show(steps, report);
    status(report, steps, progress, view().described);
    changed({ text, report, steps });
  }

  return {
    // attach makes the field one of the format in use. What is in it stays.
    attach() {
      attachment?.detach();
      const kept = source(items);
      items = [];
      const field = $("code");
      field.value = kept;
      cells.layOut();
      attachment = view().format.attach(field, (state) => {
        items = retype(items, state, trace);
        show(state.progress);
      });
      if (!kept) show("possible");
    },

    // paste puts a text into the field, in place of what is there.
    paste(text) {
      const field = $("code");
      items = [];
      field.value = text;
      field.dispatchEvent(new Event("input"));
    },

    source: () => source(items),

    clear() {
      items = [];
      attachment?.clear();
    },
  };
}

// cellsOf shows a symbol in each place of a code. They are one stop of the Tab key; arrows go from one to the next.
function cellsOf(box, about, view) {
  let cells = [];
  let at = 0;
  const hint = about.firstElementChild;

  function layOut() {
    const { length, groups } = view().described;
    cells = Array.from({ length }, (_, i) => {
      const symbol = el("span.symbol");
      const button = el("button.cell", { type: "button", tabindex: i === 0 ? "0" : "-1" }, symbol);
      button.addEventListener("focus", () => describe(i));
      button.addEventListener("pointerenter", () => describe(i));
      return { button, symbol, step: null };
    });
    at = 0;
    let rest = cells;
    const rows = (groups.length ? groups : [length]).map((size) => {
      const row = el("span.group", {}, ...rest.slice(0, size).map((cell) => cell.button));
      rest = rest.slice(size);
      return row;
    });
    box.replaceChildren(...rows);
    about.replaceChildren(hint);
  }

  box.addEventListener("keydown", (event) => {
    const moves = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: cells.length - 1 };
    const to = moves[event.key];
    if (to === undefined || !cells[to]) return;
    event.preventDefault();
    cells[to].button.focus();
  });

  function describe(i) {
    cells[at].button.tabIndex = -1;
    at = i;
    cells[at].button.tabIndex = 0;
    const { step } = cells[i];
    if (!step) {
      about.replaceChildren(el("p.hint", {}, `Place ${i + 1}: nothing yet.`));
      return;
    }
    const others = view().described.alike.get(step.symbol) ?? [];
    const lines = [el("p", {}, el("b", {}, sentence(i, step)))];
    if (others.length) {
      const pairs = others.map(({ symbol, cost }) => el("li", {}, el("b", {}, symbol), ` cost ${cost}`));
      lines.push(el("p.hint", {}, "The card may say instead:"), el("ul.pairs", { dir: "ltr" }, ...pairs));
    } else if (step.symbol) {
      lines.push(el("p.hint", {}, "No other symbol is taken for it."));
    }
    about.replaceChildren(...lines);
  }

  // show fills the cells with the steps that take a place.
  function show(steps, report) {
    const { checks, alike } = view().described;
    const placed = steps.filter((step) => step.symbol || step.error);
    cells.forEach((cell, i) => {
      const step = placed[i] ?? null;
      const fault = report.error && (step ? step.from === report.offset : i === placed.length && report.error === "too-short");
      cell.step = step;
      const key = `${step?.text}${step?.symbol}${step?.error}${fault}`;
      if (cell.key === key) return;
      cell.key = key;
      say(cell.symbol, step ? step.symbol || "?" : "");
      cell.button.dataset.was = step?.symbol && step.edits && step.edits !== "case" ? visible(step.text) : "";
      cell.button.className = [
        "cell",
        step ? "" : "empty",
        step?.symbol && alike.get(step.symbol)?.length ? "alike" : "",
        checks[i] ? "check" : "",
        fault ? (step ? "fault" : "next") : "",
      ].join(" ");
      cell.button.setAttribute("aria-label", label(i, step, fault, checks[i], alike));
    });
    if (cells.some((cell) => cell.button === document.activeElement)) describe(at);
    else if (about.firstElementChild !== hint) about.replaceChildren(hint);
  }

  return { layOut, show };
}

function sentence(i, step) {
  if (step.error) return `Place ${i + 1}: ${visible(step.text)} stands for no symbol, so it may be any.`;
  const names = step.edits ? `, typed as ${visible(step.text)}: ${step.edits.split("|").map((edit) => edits[edit][1]).join(", ")}` : "";
  return `Place ${i + 1}: ${step.symbol}${names}.`;
}

function label(i, step, fault, check, alike) {
  const place = `${check ? "check character, " : ""}place ${i + 1}`;
  if (!step) return `${place}: empty`;
  const others = alike.get(step.symbol)?.map(({ symbol }) => symbol) ?? [];
  return [
    `${place}: ${step.symbol || "unread"}`,
    fault && step ? "a fault" : "",
    step.symbol && step.edits ? step.edits.split("|").map((edit) => edits[edit][0]).join(", ") : "",
    others.length ? `looks like ${others.join(", ")}` : "",
  ].filter(Boolean).join("; ");
}

// stripOf shows the characters as they came, each with what was done to it.
function stripOf(box) {
  const hint = el("p.hint", {}, "Each character will stand here as it came, with what was changed.");
  const columns = [];
  let shown = 0;
  let scroll = 0;

  function column(i) {
    if (!columns[i]) {
      const char = el("b");
      const what = el("small");
      columns[i] = { box: el("span", {}, char, what), char, what, key: "" };
    }
    return columns[i];
  }

  return {
    show(steps, report) {
      let look = steps.length - 1; // at the fault, or at what was typed last
      steps.forEach((step, i) => {
        const shows = column(i);
        const fault = step.error || (report.error && report.error !== "too-short" && step.from === report.offset);
        if (fault) look = i;
        const key = `${step.text}${step.edits}${fault}`;
        if (shows.key !== key) {
          shows.key = key;
          shows.box.className = fault ? "char fault" : step.edits ? "char edited" : "char";
          say(shows.char, visible(step.text));
          say(shows.what, fault ? (step.text === "?" ? "unread" : "fault") : step.edits.split("|").map((edit) => edits[edit]?.[0]).join(", "));
        }
        if (i >= shown) box.append(shows.box);
      });
      for (let i = steps.length; i < shown; i++) {
        columns[i].box.remove();
        columns[i].key = columns[i].char.textContent = "";
      }
      shown = steps.length;
      if (shown) hint.remove();
      else box.append(hint);
      // Where to scroll is known when the browser lays the page out, which it does before the next frame.
      cancelAnimationFrame(scroll);
      scroll = requestAnimationFrame(() => {
        if (look >= 0) box.scrollLeft = columns[look].box.offsetLeft - box.clientWidth / 2;
      });
    },
  };
}

let announced;

function status(report, steps, progress, described) {
  const places = steps.filter((step) => step.symbol || step.error).length;
  const left = described.length - places;
  const unread = steps.filter((step) => step.text === "?").length;
  let text = "It has the form of a code.";
  let state = progress;
  if (report.error === "wrong-symbol" && unread) {
    text = `${capital(plural(unread, "character"))} unread: see what may have been meant.`;
  } else if (report.error) {
    text = faults[report.error]({ left, over: -left, prefix: described.prefix });
  }
  if (report.error === "empty" || report.error === "too-short") state = progress === "impossible" ? "impossible" : "possible";
  else if (report.error) state = report.kind === "serial" ? "serial" : "impossible";
  else state = "complete";
  $("status").dataset.state = state;
  say($("status-text"), text);
  // Who listens does not want to hear of every key.
  clearTimeout(announced);
  announced = setTimeout(() => say($("announce"), text), 700);
}
