// Reads frames of a card: a worker, so that the page never waits. It draws nothing, keeps nothing and fetches only
// the files of the recognizer.
import { Engine, describe } from "./redeem.js";

const files = new URL("./camera/", import.meta.url);
const height = 48; // of a line for the recognizer
let ready; // of what start returns

// One request after the other: while a line is recognized, another card must not begin.
let queue = Promise.resolve();
onmessage = ({ data }) => {
  queue = queue.then(() => handle(data));
};

async function handle(data) {
  try {
    if (data.module) {
      ready = start(data.module);
      await ready;
      postMessage({ ready: true });
      return;
    }
    const reader = await ready;
    if (data.begin) reader.begin(data.begin);
    else postMessage({ id: data.id, answer: await reader.read(data.parts) });
  } catch (error) {
    // Its words may come from the recognizer, but never from a card: nothing that was read is in an error.
    postMessage({ failed: error.message, id: data.id });
  }
}

async function start(module) {
  const [engine, ort] = await Promise.all([Engine.start(module), import(new URL("ort.wasm.min.mjs", files).href)]);
  Object.assign(ort.env, { logLevel: "fatal" });
  Object.assign(ort.env.wasm, {
    numThreads: 1,
    proxy: false,
    wasmPaths: {
      mjs: new URL("ort-wasm-simd-threaded.mjs", files).href,
      wasm: new URL("ort-wasm-simd-threaded.wasm", files).href,
    },
  });
  const [model, classes] = await Promise.all([fetched("recognizer.onnx"), fetched("classes.txt")]);
  const session = await ort.InferenceSession.create(model, { executionProviders: ["wasm"], graphOptimizationLevel: "all" });
  engine.lend("bytes", classes.length, Uint8Array).set(classes);
  const known = engine.call("learn", [], (answer) => answer.number());
  return reading(engine, ort, session, known);
}

async function fetched(name) {
  const response = await fetch(new URL(name, files));
  if (!response.ok) throw new Error(`the recognizer is not there: ${name}, status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

function reading(engine, ort, session, known) {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext("2d", { willReadFrequently: true });

  // look gives the library one part of a frame, and returns what it sees there.
  function look(bitmap) {
    const { width, height } = bitmap;
    canvas.width = width; // which also clears it
    canvas.height = height;
    context.drawImage(bitmap, 0, 0);
    bitmap.close();
    const { data } = context.getImageData(0, 0, width, height);
    engine.lend("bytes", data.length, Uint8Array).set(data);
    data.fill(0);
    canvas.width = 1;
    return engine.call("look", [width, height], (answer) => ({
      hint: answer.text(),
      widths: answer.list(() => answer.number()),
    }));
  }

  // recognize has one line of the frame scored, and returns whether it has a code.
  async function recognize(line, width) {
    const size = 3 * height * width;
    const values = engine.lend("straight", line, Float32Array, size).slice();
    const { [session.outputNames[0]]: output } = await session.run({
      [session.inputNames[0]]: new ort.Tensor("float32", values, [1, 3, height, width]),
    });
    values.fill(0);
    if (output.dims.at(-1) !== known) throw new Error("the recognizer and its classes do not fit");
    engine.lend("scores", output.size, Float32Array).set(output.data);
    output.dispose();
    return engine.call("read", [], (answer) => answer.flag());
  }

  return {
    begin({ spec, others }) {
      const made = (one) => (one ? engine.call("format", describe(one), (answer) => (answer.text() ? 0 : answer.number())) : 0);
      const list = others.map(made);
      engine.call("begin", [made(spec), list.length, ...list], () => {});
    },

    async read(parts) {
      const began = performance.now();
      let hint = "";
      let isNew = false;
      const times = [];
      for (const part of parts) {
        const seen = look(part);
        if (!isNew || !seen.hint) ({ hint } = seen);
        isNew ||= seen.widths.length > 0;
        for (const [line, width] of seen.widths.entries()) {
          const t = performance.now();
          const has = await recognize(line, width);
          times.push([width, performance.now() - t]);
          if (has) break;
        }
      }
      const answer = engine.call("decide", [], (from) => ({
        kind: from.text(),
        text: from.text(),
        frames: from.number(),
        shown: from.number(),
        verdict: from.text(),
        probability: from.share(),
        margin: from.number(),
        code: from.text(),
        sure: from.list(() => from.share()),
        serial: from.text(),
        fault: from.text(),
        other: from.number(),
      }));
      return { ...answer, hint, isNew, times, took: performance.now() - began };
    },
  };
}
