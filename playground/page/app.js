// The page: the library, and the sections that show what it says.
import { advising } from "./card.js";
import { $, el } from "./dom.js";
import { issuing } from "./issue.js";
import { program } from "./library.js";
import { Engine, offer } from "./redeem.js";
import { sightOf } from "./sight.js";
import { theming } from "./theme.js";
import { typing } from "./type.js";
import { understanding } from "./understand.js";

const examples = {
  paste: { text: " x8kd-49fj_2mzq 7wpt " },
  homoglyph: { text: "Х8KD 49FJ 2МZQ 7WРТ" },
  width: { text: "Ｘ８ＫＤ４９ＦＪ２ＭＺＱ７ＷＰＴ" },
  serial: { text: "GCA4567890123456" },
  fault: { text: "X8KD-49€J-2MZQ-7WPT" },
  unread: { text: "X8KD 49?J 2MZQ 7WPT" },
  check: { text: "X8KO-49FJ-2MZQ-7WPZ", scheme: "iso7064-mod-37-36" },
};

async function start() {
  const module = await program();
  const engine = await Engine.start(module);
  const redeem = offer(engine);
  const sight = sightOf(engine);
  const schemes = sight.schemes();
  const formats = new Map();

  // choose returns the format that the switches stand for.
  function choose() {
    const name = $("scheme").value;
    const model = $("model").value;
    const key = `${name} ${model}`;
    if (!formats.has(key)) {
      const scheme = schemes.find((one) => one.name === name);
      const alphabet = scheme?.alphabet ?? "";
      const spec = {
        length: 16,
        prefix: !scheme || alphabet.includes("X") ? "X" : "",
        alphabet,
        groups: [4, 4, 4, 4],
        check: name,
        lookalikes: model,
      };
      const plain = !scheme && model === "article";
      const format = plain ? redeem : redeem.format(spec);
      // The issuer of gift cards has advice for them, whatever model is tried on them here.
      formats.set(key, { format, model, advised: scheme ? format : redeem, described: sight.describe(format.id) });
    }
    return formats.get(key);
  }

  $("scheme").append(el("optgroup", { label: "vouchers with a check character:" },
    ...schemes.map(({ name }) => el("option", { value: name }, name))));

  let view = choose();
  const understood = understanding(sight, () => view);
  const advised = advising(sight, () => view);
  // What may have been meant, and advice, is for who has stopped typing: it waits until the keys rest.
  let rest;
  const typed = typing(sight, () => view, (state) => {
    clearTimeout(rest);
    const show = () => {
      understood.show(state);
      advised.show(state);
    };
    // What was cleared goes at once: a page that is kept for the way back has its clocks stopped.
    if (state.text) rest = setTimeout(show, 150);
    else show();
  });
  const issued = issuing(schemes, module, () => view);

  function switched() {
    view = choose();
    typed.attach();
    issued.ask();
  }
  for (const id of ["scheme", "model"]) $(id).addEventListener("change", switched);

  for (const button of document.querySelectorAll("[data-example]")) {
    button.addEventListener("click", () => {
      const { text, scheme = "" } = examples[button.dataset.example];
      if ($("scheme").value !== scheme) {
        $("scheme").value = scheme;
        switched();
      }
      typed.paste(text);
    });
  }

  function clear() {
    understood.clear();
    typed.clear();
  }
  $("clear").addEventListener("click", () => {
    clear();
    $("code").focus();
  });
  // Nothing stays when the person goes, neither in a page that is kept for the way back nor in what is restored.
  addEventListener("pagehide", clear);

  // The page begins with an example, which goes as soon as somebody types.
  const { text: example } = examples.paste;
  const field = $("code");
  const selectExample = () => {
    if (typed.source() === example) field.select();
  };
  for (const event of ["focus", "click"]) field.addEventListener(event, selectExample);
  field.disabled = false;
  typed.attach();
  typed.paste(example);
  document.documentElement.dataset.ready = "";
}

function toggles() {
  const root = document.documentElement;
  theming();
  $("direction").addEventListener("click", () => {
    root.dir = root.dir === "rtl" ? "ltr" : "rtl";
    $("direction").setAttribute("aria-pressed", String(root.dir === "rtl"));
  });
}

toggles();
start().catch((error) => {
  // The error of a browser that cannot do this says nothing about a code: none was typed yet.
  $("broken").hidden = false;
  $("broken").textContent = `The library did not start: ${error.message}`;
});
