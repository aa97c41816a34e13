// A form that uses redeem.js: the five lines, and what it tells the person.
import { load } from "./redeem.js";
const redeem = await load();
const field = document.querySelector("#code");
const button = document.querySelector("#redeem");
const attachment = redeem.attach(field, ({ text, progress }) => {
  button.disabled = progress !== "complete";
  const status = document.querySelector("#status");
  const state = redeem.inspect(text).kind === "serial" ? "serial" : progress;
  if (status.dataset.state !== state) {
    status.dataset.state = state;
    status.textContent = status.dataset[state];
  }
});
button.addEventListener("click", () => {
  // Here a shop sends the code to its service, which parses it again.
  attachment.clear();
});
document.documentElement.dataset.ready = "";
