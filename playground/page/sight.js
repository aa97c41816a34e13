// What the page asks of the library beyond what redeem.js offers to a form.
import { describe } from "./redeem.js";

const detections = ["substitution", "transposition", "jump", "twin", "jumpTwin", "lookalike", "lookalikePair"];

export function sightOf(engine) {
  return {
    // trace says what became of each character of a text: from is its index.
    trace(format, text) {
      return engine.call("trace", [format, text], (answer) => {
        let from = 0;
        return answer.list(() => {
          answer.number();
          const char = String.fromCodePoint(text.codePointAt(from));
          const step = {
            from,
            text: char,
            symbol: answer.text(),
            edits: answer.text(),
            error: answer.text(),
          };
          from += char.length;
          return step;
        });
      });
    },

    describe(format) {
      return engine.call("describe", [format], (answer) => {
        const described = {
          length: answer.number(),
          prefix: answer.text(),
          alphabet: answer.text(),
          groups: answer.list(() => answer.number()),
        };
        described.checks = Array.from({ length: described.length }, () => answer.flag());
        described.alike = new Map(
          answer.list(() => [
            answer.text(),
            answer.list(() => ({ symbol: answer.text(), cost: answer.number() })),
          ]),
        );
        return described;
      });
    },

    schemes() {
      return engine.call("schemes", [], (answer) =>
        answer.list(() => ({
          name: answer.text(),
          check: answer.number(),
          counted: answer.flag(),
          alphabet: answer.text(),
          detects: Object.fromEntries(detections.map((name) => [name, answer.share()])),
        })),
      );
    },

    regions() {
      const pairs = (text) => text.match(/../g) ?? [];
      return engine.call("regions", [], (answer) => ({
        all: pairs(answer.text()),
        storefronts: pairs(answer.text()),
      }));
    },

    // advise: expires and today are [year, month, day].
    advise({ format, text, counted, language, status, kind, expires, bought, storefront, today }) {
      const args = [format, text, counted, language, status, kind, ...expires, bought, storefront, ...today];
      return engine.call("advise", args, (answer) => {
        const texts = () => answer.list(() => answer.text());
        return {
          fault: answer.text(),
          status: answer.text(),
          language: answer.text(),
          title: answer.text(),
          explanation: answer.text(),
          steps: texts(),
          contact: answer.text(),
          ready: texts(),
        };
      });
    },

    design({ live, perDay, ...spec }) {
      return engine.call("design", [new Float64Array([live, perDay]), ...describe(spec)], (answer) => {
        const wrong = answer.text();
        if (wrong) return { wrong };
        const share = () => answer.share();
        return {
          wrong,
          codes: share(),
          bits: share(),
          chance: share(),
          guesses: share(),
          days: share(),
          swaps: answer.number(),
          one: share(),
          two: share(),
          neighbors: [share(), share(), share()],
          apart: answer.list(share),
          missed: answer.list(() => ({ swaps: answer.text(), detected: share() })),
          missedInAll: answer.number(),
          advice: answer.list(() => answer.text()),
        };
      });
    },
  };
}
