// Counts what a format is like to issue codes of. It is told about formats only, never about a code.
import { Engine } from "./redeem.js";
import { sightOf } from "./sight.js";

let sight;

onmessage = async ({ data }) => {
  if (data.module) {
    sight = Engine.start(data.module).then(sightOf);
    return;
  }
  postMessage((await sight).design(data));
};
