// For who issues codes: bits, odds, blind spots and neighbors of a format. It is counted elsewhere, in a worker, and
// takes up to some seconds; the page goes on meanwhile.
import { bars } from "./chart.js";
import { $, el, say } from "./dom.js";
import { amount, capital, percent, plural, span } from "./words.js";

const errors = [
  ["one symbol", "substitution"],
  ["neighbours", "transposition"],
  ["across a third", "jump"],
  ["twins", "twin"],
  ["twins apart", "jumpTwin"],
  ["one look-alike", "lookalike"],
  ["two of them", "lookalikePair"],
];

export function issuing(schemes, module, view) {
  $("ending").append(...schemes.map(({ name }) => el("option", { value: name, selected: name === "damm-gf32" }, name)));
  const worker = new Worker("worker.js", { type: "module" });
  worker.postMessage({ module });
  let asked = null;
  let waiting = false;

  function ask() {
    const scheme = schemes.find(({ name }) => name === $("ending").value);
    asked = {
      scheme,
      question: {
        length: Number($("length").value),
        alphabet: $("alphabet").value,
        check: $("ending").value,
        lookalikes: view().model,
        live: Math.max(0, Number($("live").value)),
        perDay: Math.max(0, Number($("perday").value)),
      },
    };
    $("designed").setAttribute("aria-busy", "true");
    if (waiting) return;
    send();
  }

  function send() {
    waiting = asked;
    asked = null;
    worker.postMessage(waiting.question);
  }

  worker.onmessage = ({ data }) => {
    const { scheme } = waiting;
    waiting = false;
    if (asked) {
      send();
      return;
    }
    $("designed").setAttribute("aria-busy", "false");
    write(data, scheme);
  };

  for (const id of ["alphabet", "length", "live", "perday"]) $(id).addEventListener("input", ask);
  $("ending").addEventListener("change", () => {
    // A scheme knows its own symbols only.
    const scheme = schemes.find(({ name }) => name === $("ending").value);
    if (scheme) $("alphabet").value = scheme.alphabet;
    ask();
  });
  ask();
  return { ask };
}

function write(answer, scheme) {
  if (answer.wrong) {
    say($("design-note"), `That is no format: ${answer.wrong}.`);
    for (const id of ["design-bits", "design-chance", "design-days", "design-neighbors"]) say($(id), "–");
    for (const id of ["design-advice", "chart-errors", "chart-apart", "missed"]) $(id).replaceChildren();
    say($("blind"), "");
    return;
  }
  const counted = !scheme || scheme.counted;
  say($("design-bits"), answer.bits.toFixed(1));
  say($("design-chance"), answer.chance ? `one time in ${amount(1 / answer.chance)}` : "–");
  say($("design-days"), answer.days ? span(answer.days) : "–");
  say($("design-neighbors"), counted ? plural(answer.neighbors[2], "other") : "–");
  say($("design-note"), `${capital(amount(answer.codes))} codes. ${counted ? `Misread in one place, a code may be ${plural(answer.neighbors[0], "other code")} on average; in two places, ${amount(answer.neighbors[1])}.` : "Misreadings take long to count with this scheme: redeem design does it."}`);
  $("design-advice").replaceChildren(...answer.advice.map((sentence) => el("li", {}, `${capital(sentence)}.`)));

  const detected = scheme
    ? errors.map(([name, key]) => [name, scheme.detects[key]])
    : [["one look-alike", answer.one], ["two of them", answer.two]];
  $("chart-errors").replaceChildren(bars("Errors that are noticed", detected));
  say($("chart-errors-title"), scheme ? "Errors that are noticed, in codes of sixteen symbols" : "Misread look-alikes that are noticed");
  const apart = answer.apart.map((share, i) => [plural(i + 1, "place"), share]);
  $("chart-apart").replaceChildren(...(apart.length ? [bars("Two misreadings, by how far apart", apart)] : [el("p.hint", {}, counted ? "No two symbols look alike." : "Not counted here.")]));

  say($("blind"), answer.missedInAll
    ? `${capital(plural(answer.swaps, "look-alike"))} in the alphabet. ${plural(answer.missedInAll, "misreading")} of one or two can make another code; the commonest, meant and read:`
    : counted ? "No misreading of one or two look-alikes makes another code." : "Not counted here.");
  $("missed").replaceChildren(...answer.missed.map(({ swaps, detected: share }) =>
    el("li", {}, el("b", { dir: "ltr" }, swaps.split(" ").map((swap) => `${swap[0]}→${swap[1]}`).join(" ")), ` noticed: ${percent(share)}`)));
}
