// The WebAssembly of the pages. A script carries it, since the first page may load scripts but not connect.
import packed from "./program.js";

export async function program() {
  const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(unpacked).arrayBuffer());
}
