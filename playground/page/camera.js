// The page of the camera: a person holds the card into the frame, and the code appears when it is sure.
import { write } from "./card.js";
import { $, el, say } from "./dom.js";
import { program } from "./library.js";
import { Engine, offer } from "./redeem.js";
import { sightOf } from "./sight.js";
import { theming } from "./theme.js";
import { faults, percent } from "./words.js";

const enough = 0.99; // the probability at which the camera stops
const mostFrames = 30; // that a person holds still for
const mostLooks = 75; // those that show the same again included
const longLooks = 300; // without a line of print
const settledFrames = 8; // with the same code, where no check character can make it sure
const widest = 1120; // pixels of a frame that are looked at
const pause = 30; // milliseconds between two frames, for the machine to breathe

const checked = { length: 16, prefix: "X", groups: [4, 4, 4, 4], check: "luhn-mod-36" };
const gift = { length: 16, prefix: "X", groups: [4, 4, 4, 4] };
const fitted = new Set(["paddle", "ocr"]); // models whose costs are probabilities

const hints = {
  light: "More light, please: the print does not stand out.",
  empty: "Hold the line with the code into the frame.",
  nearer: "A little nearer: the code should fill the frame.",
  still: "Hold still: the print is blurred.",
};

async function start() {
  const module = await program();
  const engine = await Engine.start(module);
  const redeem = offer(engine);
  const sight = sightOf(engine);
  for (const { name } of sight.schemes()) $("own-check").append(el("option", { value: name }, name));

  const reader = reading(module);
  let view; // the format in use
  let card = 0; // counts cards: an answer about an earlier one is not shown
  let advised = { text: "", status: "" };
  let stream = null;
  let last = null; // the last answer
  let stable = 0; // answers with the same code
  let looks = 0; // frames since the card changed
  let attachment;

  function spec() {
    const lookalikes = $("model").value;
    if ($("format").value === "gift") return { ...gift, lookalikes };
    if ($("format").value === "checked") return { ...checked, lookalikes };
    const length = Number($("own-length").value);
    const size = Number($("own-group").value);
    const groups = [];
    for (let left = length; size > 0 && left > 0; left -= size) groups.push(Math.min(size, left));
    return {
      length,
      groups,
      prefix: $("own-prefix").value.toUpperCase(),
      alphabet: $("own-alphabet").value.toUpperCase(),
      check: $("own-check").value,
      lookalikes,
    };
  }

  // choose takes the format of the switches into use, and begins with another card.
  function choose() {
    const wanted = spec();
    $("own").hidden = $("format").value !== "own";
    try {
      const format = redeem.format(wanted);
      const advisedBy = $("format").value === "gift" ? redeem : format;
      view = { format, spec: wanted, advisedBy, described: sight.describe(format.id) };
      say($("own-wrong"), "");
    } catch (error) {
      say($("own-wrong"), error.message.replace("redeem: ", "This is no format: "));
      return;
    }
    say($("model-note"), fitted.has(wanted.lookalikes) ? "" :
      "This model does not say how probable its look-alikes are. So nothing is ever sure, and you compare the code with the card.");
    attachment?.clear();
    attachment?.detach();
    attachment = view.format.attach($("typed"), typed);
    forget();
  }

  // Of the formats that are at hand the others are named where the card has a code of theirs.
  const others = () => [
    ["gift card codes", gift, "gift"],
    ["gift card codes with a check character", checked, "checked"],
  ].filter(([, , name]) => name !== $("format").value);

  function forget() {
    card++;
    last = null;
    stable = looks = 0;
    reader.begin({ spec: view.spec, others: others().map(([, one]) => one) });
    layOut(view);
    say($("found"), "–");
    say($("found-why"), "Nothing is read yet.");
    bar(null);
    advise("", "");
    wipePicture();
  }

  function wipePicture() {
    const canvas = $("picture");
    canvas.width = canvas.height = 1;
    canvas.hidden = true;
  }

  function state(name) {
    $("scanner").dataset.state = name;
  }

  // status says what happens; what a person must hear is announced too, once.
  function status(text, look = "possible", aloud = false) {
    $("status").dataset.state = look;
    say($("status-text"), text);
    if (aloud) say($("announce"), text);
  }

  function advise(text, problem) {
    advised = { text, status: problem };
    if (!text && !problem) {
      $("advice").dataset.status = "";
      $("advice").lang = "en";
      $("advice").replaceChildren(el("p", {}, "Advice appears here when it is needed."));
      return;
    }
    const now = new Date();
    write($("advice"), sight.advise({
      format: view.advisedBy.id,
      counted: view.format.id,
      text,
      language: $("language").value,
      status: problem,
      kind: 0,
      expires: [0, 0, 0],
      bought: "",
      storefront: "",
      today: [now.getFullYear(), now.getMonth() + 1, now.getDate()],
    }));
  }

  function bar(probability) {
    $("probability").value = probability ?? 0;
    say($("percent"), probability === null ? "–" : percent(probability));
  }

  // show shows an answer, and returns whether it ends the search.
  function show(answer, isPicture) {
    looks++;
    stable = last?.code && last.code === answer.code ? stable + (answer.isNew ? 1 : 0) : 0;
    last = answer;
    if (answer.kind === "serial") {
      status(`${answer.serial} is the serial number of the card. Its code is another one.`, "serial", true);
      advise(answer.serial, "");
      return isPicture;
    }
    if (answer.kind === "other") {
      const [name] = others()[answer.other - 1] ?? [];
      status(name ? `This card has one of the ${name}. Choose that under “What is on the card”.`
        : `This is not a code of this format. ${fault(answer)}`, "impossible", true);
      advise(answer.text, "");
      return end();
    }
    if (answer.kind === "code") {
      fill(view, answer);
      bar(fitted.has(view.spec.lookalikes) ? answer.probability : null);
      if (answer.verdict === "unique" && answer.probability > enough) {
        found(answer, true);
        return end();
      }
      const hopeless = !view.spec.check || !fitted.has(view.spec.lookalikes);
      if (isPicture || answer.frames >= mostFrames || looks >= mostLooks || (hopeless && stable >= settledFrames)) {
        found(answer, false);
        return end();
      }
      status(hints[answer.hint] ?? "Reading. Keep the card in the frame.");
      return false;
    }
    if (isPicture || answer.frames >= mostFrames || (looks >= mostLooks && answer.frames > 0) || looks >= longLooks) {
      status("No code is to be seen here. Please type it.", "impossible", true);
      advise("", "unreadable");
      return end();
    }
    status(hints[answer.hint] ?? "Looking for a code.", "possible", looks % 40 === 0);
    if (looks === 2 * mostFrames) advise("", "unreadable");
    return false;
  }

  const fault = ({ fault: name, text }) => {
    const n = text.replace(/[^0-9A-Z]/g, "").length;
    const more = { left: view.spec.length - n, over: n - view.spec.length, prefix: view.spec.prefix };
    return faults[name]?.(more) ?? "";
  };

  function found(answer, isSure) {
    say($("found"), grouped(answer.code, view.described.groups));
    if (isSure) {
      say($("found-why"), `Read in ${answer.shown === 1 ? "one picture" : `${answer.shown} pictures`}. Check that it is what the card says.`);
      status(`The code is read: ${spelled(answer.code, view.described.groups)}.`, "complete", true);
      advise("", "");
      return;
    }
    const doubtful = answer.sure.filter((share) => share < enough).length;
    say($("found-why"), doubtful
      ? "It may be this. The dashed symbols are in doubt: compare them with the card, or type the code."
      : view.spec.check ? "It may be this. Compare it with the card, or type the code."
        : "It is probably this. These codes have no check character, so only you can be sure: compare it with the card.");
    status(`It may be ${spelled(answer.code, view.described.groups)}. Compare it with the card.`, "possible", true);
    if (answer.probability < 0.5) advise("", "unreadable");
  }

  function end() {
    stop();
    state("found");
    return true;
  }

  // The camera.

  async function film() {
    forget();
    status("The browser asks whether this page may use the camera.");
    const mine = card;
    let opened;
    try {
      if (!navigator.mediaDevices?.getUserMedia) throw new DOMException("", "NotFoundError");
      opened = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1080 } },
      });
    } catch (error) {
      if (mine === card) refused(error.name);
      return;
    }
    if (mine !== card || document.hidden) {
      for (const track of opened.getTracks()) track.stop();
      return;
    }
    stream = opened;
    stream.getVideoTracks()[0].addEventListener("ended", () => {
      if (stream === opened) halt("The camera went away. Start it again, or choose a picture.");
    });
    const video = $("video");
    video.srcObject = stream;
    await video.play().catch(() => {});
    say($("start"), "Stop the camera");
    state("reading");
    status("Reading. Keep the card in the frame.", "possible", true);
    while (stream === opened) {
      await nextFrame(video);
      if (stream !== opened) break;
      const part = await cut(video);
      const answer = await reader.read([part]);
      if (stream !== opened || mine !== card) break;
      if (answer && show(answer, false)) break;
      await new Promise((done) => setTimeout(done, pause));
    }
  }

  function refused(name) {
    const denied = name === "NotAllowedError" || name === "SecurityError";
    const busy = name === "NotReadableError" || name === "AbortError";
    status(denied ? "The camera is not allowed here. Allow it in the browser’s settings, choose a picture, or type the code."
      : busy ? "Another program uses the camera. Close it, choose a picture, or type the code."
        : "There is no camera here. Choose a picture of the card, or type the code.", "impossible", true);
    state("idle");
  }

  function stop() {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = null;
    $("video").srcObject = null;
    say($("start"), "Start the camera");
  }

  function halt(text) {
    if (!stream) return;
    stop();
    state("idle");
    status(text, "possible", true);
  }

  // cut returns the part of the live picture that is under the frame.
  function cut(video) {
    const shown = video.getBoundingClientRect();
    const aim = $("aim").getBoundingClientRect();
    const { videoWidth, videoHeight } = video;
    const scale = Math.max(shown.width / videoWidth, shown.height / videoHeight);
    const left = videoWidth / 2 + (aim.left + aim.width / 2 - shown.left - shown.width / 2) / scale;
    const top = videoHeight / 2 + (aim.top + aim.height / 2 - shown.top - shown.height / 2) / scale;
    return piece(video, left - aim.width / scale / 2, top - aim.height / scale / 2, aim.width / scale, aim.height / scale, videoWidth, videoHeight);
  }

  // Pictures. A picture is looked at in strips that overlap, since nobody has put the code into a frame.

  async function look(blob) {
    stop();
    forget();
    const mine = card;
    let bitmap;
    try {
      bitmap = await createImageBitmap(blob);
    } catch {
      status("This is not a picture that the browser can show.", "impossible", true);
      return;
    }
    if (mine !== card) return bitmap.close();
    const canvas = $("picture");
    const fit = Math.min(1, 1600 / Math.max(bitmap.width, bitmap.height));
    canvas.width = Math.round(bitmap.width * fit);
    canvas.height = Math.round(bitmap.height * fit);
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    canvas.hidden = false;
    state("picture");
    status("Reading the picture.");
    const { width, height } = bitmap;
    const tall = Math.min(height, Math.max(width / 4.2, height / 6));
    const steps = Math.max(0, Math.ceil((height - tall) / (tall * 0.55)));
    const strips = await Promise.all(Array.from({ length: steps + 1 }, (_, i) =>
      piece(bitmap, 0, steps ? (i * (height - tall)) / steps : 0, width, tall, width, height)));
    bitmap.close();
    const answer = await reader.read(strips);
    if (mine === card && answer) show(answer, true);
  }

  function typed({ text, progress }) {
    if (!text) return say($("typed-status"), "\u00a0");
    const report = view.format.inspect(text);
    const left = view.spec.length - [...text.replaceAll("-", "")].length;
    if (progress === "complete") say($("typed-status"), "It has the form of a code.");
    else if (report.kind === "serial") say($("typed-status"), faults.serial());
    else if (progress === "possible") say($("typed-status"), faults["too-short"]({ left }));
    else say($("typed-status"), faults[report.error]?.({ left, over: -left, prefix: view.spec.prefix }) ?? "This is not a code of this format.");
  }

  $("start").addEventListener("click", () => {
    if (stream) halt("The camera is off.");
    else film();
  });
  $("pick").addEventListener("click", () => $("file").click());
  $("file").addEventListener("change", () => {
    const [file] = $("file").files;
    $("file").value = "";
    if (file) look(file);
  });
  addEventListener("paste", (event) => {
    const file = [...event.clipboardData.files].find(({ type }) => type.startsWith("image/"));
    if (!file || $("pick").disabled) return;
    event.preventDefault();
    look(file);
  });
  const leave = (text) => {
    halt(text);
    forget();
    state("idle");
    status("Ready."); // in place of the code
    say($("announce"), "");
    attachment.clear();
  };
  $("forget").addEventListener("click", () => {
    leave("The camera is off.");
    status("Nothing of the card is left here.", "possible", true);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) halt("The camera stopped because the page was hidden.");
  });
  addEventListener("pagehide", () => leave(""));
  for (const id of ["format", "model", "own-length", "own-group", "own-prefix", "own-alphabet", "own-check"]) {
    $(id).addEventListener("change", () => {
      halt("");
      state("idle");
      choose();
      status("Ready.");
    });
  }
  $("language").addEventListener("change", () => advise(advised.text, advised.status));

  choose();
  await reader.ready;
  $("start").disabled = $("pick").disabled = false;
  status("Ready.");
  document.documentElement.dataset.ready = "";
}

// reading returns the worker's side: one frame at a time.
function reading(module) {
  const worker = new Worker(new URL("camera-worker.js", import.meta.url), { type: "module" });
  const waiting = new Map(); // who waits for an answer, by the number of the request
  let asked = 0;
  let begun;
  const ready = new Promise((done, fail) => { begun = { done, fail }; });
  const answered = (id, answer) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  };
  worker.addEventListener("message", ({ data }) => {
    if (data.ready) begun.done();
    else if (data.failed) {
      begun.fail(new Error(data.failed));
      answered(data.id, null);
    } else answered(data.id, data.answer);
  });
  worker.addEventListener("error", () => begun.fail(new Error("the worker did not start")));
  worker.postMessage({ module });
  return {
    ready,
    begin: (begin) => worker.postMessage({ begin }),
    read: (parts) => new Promise((done) => {
      waiting.set(++asked, done);
      worker.postMessage({ id: asked, parts }, parts);
    }),
  };
}

// nextFrame waits until the video has another picture.
function nextFrame(video) {
  if (!video.requestVideoFrameCallback) return new Promise((done) => requestAnimationFrame(done));
  return new Promise((done) => {
    video.requestVideoFrameCallback(done);
    setTimeout(done, 500); // a camera that has stopped has no next one
  });
}

// piece returns a part of a picture, no wider than is looked at.
function piece(source, left, top, width, height, wide, high) {
  const x = Math.max(0, Math.round(left));
  const y = Math.max(0, Math.round(top));
  const w = Math.max(1, Math.min(Math.round(width), wide - x));
  const h = Math.max(1, Math.min(Math.round(height), high - y));
  const fit = Math.min(1, widest / w);
  return createImageBitmap(source, x, y, w, h, {
    resizeWidth: Math.max(1, Math.round(w * fit)),
    resizeHeight: Math.max(1, Math.round(h * fit)),
    resizeQuality: "medium",
  });
}

function grouped(code, groups) {
  let at = 0;
  const parts = groups.map((n) => code.slice(at, (at += n)));
  return [...parts, code.slice(at)].filter(Boolean).join("-");
}

// spelled returns a code as a screen reader should say it: symbol by symbol.
const spelled = (code, groups) => grouped(code, groups).split("-").map((group) => [...group].join(" ")).join(", ");

// layOut makes an empty cell for each place.
function layOut({ described }) {
  let at = 0;
  const sizes = described.groups.length ? described.groups : [described.length];
  $("cells").replaceChildren(...sizes.map((n) => el("div.group", {}, ...Array.from({ length: n }, () =>
    el("span.cell.empty", { role: "img", "aria-label": `place ${++at}: not read` })))));
}

// fill shows the symbols of an answer, and how sure each is.
function fill(view, { code, sure }) {
  for (const [i, cell] of document.querySelectorAll("#cells .cell").entries()) {
    const share = sure[i] ?? 0;
    cell.className = `cell s${Math.floor(share * 10)} ${share >= enough ? "sure" : "doubt"}`;
    say(cell, code[i] ?? "");
    cell.setAttribute("aria-label", `place ${i + 1}: ${code[i]}, ${percent(share)} sure`);
  }
}

theming();
start().catch((error) => {
  // The error of a browser that cannot do this says nothing about a code: none was read yet.
  $("broken").hidden = false;
  $("broken").textContent = `The reader did not start: ${error.message}`;
  say($("status-text"), "The code can be typed below.");
  document.documentElement.dataset.ready = "";
});
