// redeem.js: the library behind a checkout form, in the browser. See redeem.d.ts for what it promises.
import "./wasm_exec.js";

const maxInput = 1024;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

// Engine calls the verbs of a WebAssembly: it writes the arguments where the program reads them (a number as
// four bytes, a Float64Array as it is, a text as its length and its bytes) and reads the answer as it comes.
export class Engine {
  #exports;
  #memory;

  static async start(source) {
    const go = new globalThis.Go();
    // Whatever goes wrong in there, the console is no place for a code.
    go.importObject.gojs["runtime.wasmWrite"] = () => {};
    const engine = new Engine();
    const instance = await instantiate(source, go.importObject);
    go.run(instance);
    engine.#exports = instance.exports;
    return engine;
  }

  // read(answer) must take all that it needs: nothing is left of the answer afterwards.
  call(verb, args, read) {
    let memory = this.#bytes();
    const from = this.#exports.request();
    const room = from + this.#exports.requestRoom();
    const fits = (size) => {
      if (at + size > room) throw new RangeError("redeem: more than one call can take");
    };
    let at = from;
    const number = (n) => {
      fits(4);
      for (let i = 0; i < 4; i++) memory[at++] = n >> (8 * i);
    };
    for (const arg of args) {
      if (typeof arg === "number") {
        number(arg);
      } else if (arg instanceof Float64Array) {
        fits(arg.byteLength);
        memory.set(new Uint8Array(arg.buffer, arg.byteOffset, arg.byteLength), at);
        at += arg.byteLength;
      } else {
        fits(4);
        const text = memory.subarray(at + 4, Math.min(room, at + 4 + enough));
        let written = Math.min(text.length, arg.length);
        if (typeof arg === "string") written = encoder.encodeInto(arg, text).written;
        else text.set(arg.subarray(0, written));
        number(written);
        at += written;
      }
    }
    const size = this.#exports[verb](at - from);
    memory = this.#bytes();
    const start = this.#exports.response();
    try {
      return read(new Answer(memory, start, size));
    } finally {
      memory.fill(0, start, start + size);
    }
  }

  // lend returns memory of the program that a verb keeps for n things: as many numbers of a type. It is the
  // program's until the next call, which may make its memory grow.
  lend(verb, n, type, length = n) {
    const at = this.#exports[verb](n);
    return new type(this.#exports.mem.buffer, at, length);
  }

  // The memory is another object each time that the program made it grow.
  #bytes() {
    const { buffer } = this.#exports.mem;
    if (this.#memory?.buffer !== buffer) this.#memory = new Uint8Array(buffer);
    return this.#memory;
  }
}

// The library looks at the first maxInput bytes of a text and wants to know if there are more. A text is cut
// between two characters, so this leaves a byte beyond them at least.
const enough = maxInput + 4;

class Answer {
  #view;
  #at = 0;

  constructor(memory, at, size) {
    this.#view = new DataView(memory.buffer, at, size);
  }

  number() {
    this.#at += 4;
    return this.#view.getInt32(this.#at - 4, true);
  }

  flag() {
    return this.number() !== 0;
  }

  count() {
    this.#at += 8;
    return this.#view.getBigUint64(this.#at - 8, true);
  }

  share() {
    this.#at += 8;
    return this.#view.getFloat64(this.#at - 8, true);
  }

  text() {
    const size = this.number();
    this.#at += size;
    return decoder.decode(new Uint8Array(this.#view.buffer, this.#view.byteOffset + this.#at - size, size));
  }

  list(read) {
    return Array.from({ length: this.number() }, () => read(this));
  }
}

async function instantiate(source, imports) {
  source = await source;
  if (source instanceof WebAssembly.Module) return WebAssembly.instantiate(source, imports);
  if (source instanceof URL || typeof source === "string") source = await fetch(source);
  if (source instanceof Response) {
    if (!source.ok) throw new Error(`redeem: the WebAssembly did not load: status ${source.status}`);
    // Not every host knows the type, and without it a browser does not compile while it loads.
    const streams = source.headers.get("Content-Type")?.startsWith("application/wasm");
    if (streams) return (await WebAssembly.instantiateStreaming(source, imports)).instance;
    source = await source.arrayBuffer();
  }
  return (await WebAssembly.instantiate(source, imports)).instance;
}

export async function load({ wasm = new URL("redeem.wasm", import.meta.url) } = {}) {
  return offer(await Engine.start(wasm));
}

// offer returns what load promises, on an engine that runs.
export function offer(engine) {
  return Object.freeze({
    ...formatOf(engine, 0),

    format(spec) {
      const id = engine.call("format", describe(spec), (answer) => {
        const wrong = answer.text();
        if (wrong) throw new TypeError(`redeem: ${wrong}`);
        return answer.number();
      });
      return Object.freeze(formatOf(engine, id));
    },

    formats(...list) {
      const id = engine.call("formats", [list.length, ...list.map((one) => one.id)], (answer) => {
        const wrong = answer.text();
        if (wrong) throw new TypeError(`redeem: ${wrong}`);
        return answer.number();
      });
      const several = { typed: typedOf(engine, id, list), attach: (field, listener) => attach(several, field, listener) };
      return Object.freeze(several);
    },

    checkRegion: (card, storefront) =>
      engine.call("checkRegion", [card, storefront], (answer) => answer.text() || null),
  });
}

// describe returns the arguments that a Spec is for a call.
export function describe({ length, prefix = "", alphabet = "", check = "", lookalikes = "", groups = [] }) {
  return [length, prefix, alphabet, check, lookalikes, groups.length, ...groups];
}

function formatOf(engine, id) {
  const format = {
    id,

    parse: (text) =>
      engine.call("parse", [id, text], (answer) => ({ code: answer.text(), error: answer.text() || null })),

    inspect: (text) =>
      engine.call("inspect", [id, text], (answer) => ({
        code: answer.text(),
        error: answer.text() || null,
        offset: units(text, answer.number()),
        edits: list(answer.text()),
        kind: answer.text(),
      })),

    typed: typedOf(engine, id),

    resolve(reads, { maxCost = 0, maxEdits = 0, maxIndels = 0, candidates = 0 } = {}) {
      if (typeof reads === "string" || reads instanceof Uint8Array) reads = [reads];
      const args = [id, maxCost, maxEdits, maxIndels, candidates, reads.length, ...reads];
      return engine.call("resolve", args, (answer) => {
        const candidate = () => ({ code: answer.text(), cost: answer.number(), edits: answer.number() });
        const resolution = {
          verdict: answer.text(),
          ties: Number(answer.count()),
          margin: answer.number(),
          capped: answer.flag(),
          count: answer.count(),
          exact: answer.flag(),
          best: candidate(),
        };
        if (resolution.verdict === "none") resolution.best = null;
        resolution.candidates = answer.list(candidate);
        return resolution;
      });
    },

    attach: (field, listener) => attach(format, field, listener),
  };
  return format;
}

// typedOf returns what typed is, of one format or of several.
function typedOf(engine, id, several) {
  return (text, caret = text.length, { old = "", forward = false } = {}) => {
    const shown = (text, caret, progress, format) => ({ text, caret, progress, ...(several && { format }) });
    // Of a longer text the program sees the beginning only; the field is to keep it all.
    if (bytes(text, text.length) > maxInput) return shown(text, caret, "impossible", null);
    return engine.call("typed", [id, old, text, bytes(text, caret), forward ? 1 : 0], (answer) => {
      const out = answer.text();
      return shown(out, units(out, answer.number()), answer.text(), several?.[answer.number()] ?? null);
    });
  };
}

const list = (names) => (names ? names.split("|") : []);

// size is how many bytes a code point has in UTF-8. Half a surrogate pair becomes U+FFFD, of three.
const size = (point) => (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4);

// units returns which index of a string is at a byte of it; of bytes, the byte.
function units(text, byte) {
  if (typeof text !== "string" || byte < 0) return byte;
  let i = 0;
  for (let at = 0; at < byte && i < text.length; i += text.codePointAt(i) > 0xffff ? 2 : 1) {
    at += size(text.codePointAt(i));
  }
  return i;
}

// bytes returns which byte of a string is at an index.
function bytes(text, index) {
  let at = 0;
  for (const char of text.slice(0, Math.max(0, index))) at += size(char.codePointAt(0));
  return at;
}

// What keeps a browser from keeping, guessing or sending what is typed into a field.
const attributes = {
  autocapitalize: "characters",
  autocomplete: "off",
  autocorrect: "off",
  dir: "ltr", // codes are written from the left, whatever the page is
  enterkeyhint: "done",
  inputmode: "text",
  spellcheck: "false",
  translate: "no",
  writingsuggestions: "false",
};

// most is how many changes can be undone.
const most = 100;

function attach(format, field, listener = () => {}) {
  for (const [name, value] of Object.entries(attributes)) {
    if (!field.hasAttribute(name)) field.setAttribute(name, value);
  }
  // Not through the field itself: React puts a setter there, and takes what was set through it for its own doing.
  const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");

  // What the field showed after each change, the one at [at] now, with the caret, and the selection before the next
  // change. A browser forgets how a field changed once a script has set its text.
  let states;
  let at;
  let travels = false;
  const stateOf = (text, caret) => ({ text, caret, start: caret, end: caret });
  const begin = () => {
    states = [stateOf(field.value, field.selectionStart)];
    at = 0;
  };
  begin();

  // isOurs reports whether the page has set no other text since the last change. If it has, that cannot be undone, as
  // in any field, and what was there before is forgotten.
  const isOurs = () => {
    if (field.value === states[at].text) return true;
    begin();
    return false;
  };

  const select = (start, end) => {
    // What has no focus has no caret to see, and some browsers would give it the focus. Some types of field have none.
    if (start !== null && field.getRootNode().activeElement === field) field.setSelectionRange(start, end);
  };

  const show = (kind) => {
    const raw = field.value;
    const rawCaret = field.selectionStart ?? raw.length;
    // A key took away what is missing, or something unknown did. All else puts in what is there.
    const key = !kind || (kind.startsWith("delete") && kind !== "deleteByCut" && kind !== "deleteByDrag");
    const typed = format.typed(raw, rawCaret, { old: key ? states[at].text : raw, forward: /Forward$/.test(kind) });
    if (typed.text !== raw) {
      set.call(field, typed.text); // which puts the caret at the end; to move it makes the browser lay out the page
      if (typed.caret < typed.text.length) select(typed.caret, typed.caret);
    }
    if (travels) {
      states[at].text = typed.text;
    } else if (typed.text !== states[at].text) {
      states = [...states.slice(0, at + 1), stateOf(typed.text, typed.caret)].slice(-most - 1);
      at = states.length - 1;
    }
    listener({ ...typed, raw, rawCaret });
  };

  // travel undoes or does again.
  const travel = (step) => {
    if (!isOurs() || !states[at + step]) return;
    at += step;
    const { text, caret, start, end } = states[at];
    set.call(field, text);
    if (step < 0) select(start, end);
    else select(caret, caret);
    travels = true;
    const inputType = step < 0 ? "historyUndo" : "historyRedo";
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, inputType }));
    travels = false;
  };

  let dragged = 0; // a timer: what is dragged away may be dropped into the same field, where nothing may move until then
  const before = () => {
    if (!dragged && isOurs()) Object.assign(states[at], { start: field.selectionStart, end: field.selectionEnd });
  };
  const listeners = {
    beforeinput(event) {
      if (event.inputType === "historyUndo" || event.inputType === "historyRedo") {
        event.preventDefault();
        travel(event.inputType === "historyUndo" ? -1 : 1);
      } else if (!event.isComposing) {
        before();
      }
    },
    compositionstart: before,
    input(event) {
      clearTimeout(dragged);
      dragged = 0;
      // A phone's keyboard composes words out of Latin letters: those are grouped at once. Where an input method
      // is at work on what will be other characters, it must not be interrupted.
      if (event.isComposing && /[^\x20-\x7e]/.test(event.data ?? "")) return;
      if (event.inputType === "deleteByDrag") {
        dragged = setTimeout(() => {
          dragged = 0;
          show(event.inputType);
        });
        return;
      }
      // What a script set and then told is no change that a person could want back.
      const isSet = !event.isTrusted && field.value !== states[at].text;
      show(isSet ? "insertText" : event.inputType);
      if (isSet) begin();
    },
    compositionend() {
      show("insertFromComposition");
    },
    keydown(event) {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing || field.readOnly) return;
      // Of a keyboard without Latin letters, the place of the key counts.
      const key = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code.replace(/^Key/, "").toLowerCase();
      if (key !== "z" && key !== "y") return;
      event.preventDefault();
      travel(key === "z" && !event.shiftKey ? -1 : 1);
    },
  };
  // Before other listeners of the field, which then see what it shows.
  for (const [name, listener] of Object.entries(listeners)) field.addEventListener(name, listener, true);
  if (field.value) {
    show("insertText");
    begin();
  }
  return {
    clear() {
      set.call(field, "");
      begin();
      show("insertText");
    },
    detach() {
      clearTimeout(dragged);
      states = [];
      for (const [name, listener] of Object.entries(listeners)) field.removeEventListener(name, listener, true);
    },
  };
}
