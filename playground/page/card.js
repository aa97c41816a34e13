// The card: what is known of it, and what to tell its owner.
import { $, el } from "./dom.js";

const fields = ["kind", "expires", "bought", "storefront", "answered"];

// advising makes the section work. view() returns the format in use.
export function advising(sight, view) {
  const { all, storefronts } = sight.regions();
  let text = "";
  let said = "";

  // The names are those that the browser has; the order is the language's own.
  function name() {
    const language = $("language").value;
    const names = new Intl.DisplayNames([language], { type: "region" });
    const { compare } = new Intl.Collator(language);
    fill($("bought"), all, language, names, compare);
    fill($("storefront"), storefronts, language, names, compare);
  }

  function show() {
    const language = $("language").value;
    const now = new Date();
    const day = /^(\d+)-(\d+)-(\d+)$/.exec($("expires").value);
    const advice = sight.advise({
      format: view().advised.id,
      counted: view().format.id,
      text,
      language,
      status: $("answered").value,
      kind: Number($("kind").value),
      expires: day ? day.slice(1).map(Number) : [0, 0, 0],
      bought: $("bought").value,
      storefront: $("storefront").value,
      today: [now.getFullYear(), now.getMonth() + 1, now.getDate()],
    });
    const shown = JSON.stringify(advice);
    if (shown === said) return; // or a screen reader would say it again
    said = shown;
    write($("advice"), advice);
  }

  for (const id of fields) $(id).addEventListener("change", show);
  $("language").addEventListener("change", () => {
    name();
    show();
  });
  name();

  return {
    show(state) {
      text = state.text;
      show();
    },
  };
}

function fill(select, regions, language, names, compare) {
  const chosen = select.value;
  const options = regions.map((code) => [code, names.of(code)]).sort(([, a], [, b]) => compare(a, b));
  select.replaceChildren(
    el("option", { value: "" }, "not known"),
    ...options.map(([code, text]) => el("option", { value: code, lang: language }, `${text} (${code})`)),
  );
  select.value = chosen;
}

// write shows advice in a box.
export function write(box, advice) {
  box.lang = advice.language || "en";
  box.dataset.status = advice.status;
  if (!advice.status) {
    box.replaceChildren(
      el("h3", {}, "Nothing to tell"),
      el("p", {}, "Nothing that is known speaks against this card. Choose the issuer’s answer to see what follows from that."),
    );
    return;
  }
  const parts = [el("h3", {}, advice.title)];
  if (advice.explanation) parts.push(el("p", {}, advice.explanation));
  if (advice.steps.length) parts.push(el("ol", {}, ...advice.steps.map((step) => el("li", {}, step))));
  if (advice.contact) parts.push(el("p", {}, advice.contact));
  if (advice.ready.length) parts.push(el("ul", {}, ...advice.ready.map((item) => el("li", {}, item))));
  box.replaceChildren(...parts);
}
