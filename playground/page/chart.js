// Charts, drawn here: a row for each value, with its name, a bar and its number.
import { svg } from "./dom.js";
import { percent } from "./words.js";

const step = 1.5; // in em, as all heights; widths are shares of the whole, so that the text keeps its size
const names = 38;
const numbers = 17;

// bars draws shares between 0 and 1. A bar that is not whole has another look, and its number says so too.
export function bars(title, values) {
  const room = 100 - names - numbers;
  const rows = values.flatMap(([name, share], i) => {
    const bar = { x: `${names}%`, y: `${i * step + 0.35}em`, height: "0.8em", rx: "0.15em" };
    const line = `${i * step + 1.1}em`;
    return [
      svg("text", { x: `${names - 2}%`, y: line, "text-anchor": "end" }, name),
      svg("rect.track", { ...bar, width: `${room}%` }),
      svg(share < 1 ? "rect.bar.short" : "rect.bar", { ...bar, width: `${share * room}%` }),
      svg("text", { x: "100%", y: line, "text-anchor": "end" }, percent(share)),
    ];
  });
  const told = values.map(([name, share]) => `${name} ${percent(share)}`).join(", ");
  return svg("svg.chart", { height: `${values.length * step}em`, role: "img", "aria-label": `${title}: ${told}` }, ...rows);
}
