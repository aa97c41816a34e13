// The switch between light and dark.
import { $ } from "./dom.js";

export function theming() {
  const dark = $("dark"); // the link of dark.css: the system decides until somebody does
  const isDark = () => matchMedia(dark.media).matches;
  const pressed = () => $("theme").setAttribute("aria-pressed", String(isDark()));
  matchMedia(dark.media).addEventListener("change", pressed);
  $("theme").addEventListener("click", () => {
    dark.media = isDark() ? "not all" : "all";
    pressed();
  });
  pressed();
}
