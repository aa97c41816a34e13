/**
 * The library github.com/redeemkit/redeem in the browser: the answers that a service gives, before it is asked.
 *
 * Needs redeem.wasm and wasm_exec.js, of one build, beside it. Nothing but redeem.wasm is loaded, and nothing is
 * sent, stored or written to the console. Where a Content-Security-Policy is set, script-src needs
 * 'wasm-unsafe-eval', and connect-src the place that redeem.wasm is at.
 *
 * A code is a secret. The memory in which the WebAssembly gets a text and leaves an answer is cleared after each
 * call; JavaScript's own strings nobody can clear, so keep them no longer than you must.
 */
export function load(options?: LoadOptions): Promise<Redeem>;

export interface LoadOptions {
  /**
   * Where redeem.wasm is, or itself: a URL to fetch, a response, its bytes or the compiled module. Without it,
   * redeem.wasm beside this file.
   */
  wasm?: Source | PromiseLike<Source>;
}

export type Source = URL | string | Response | BufferSource | WebAssembly.Module;

/** What a person typed or a machine read. A Uint8Array is UTF-8, which it need not be without fault. */
export type Text = string | Uint8Array;

/** What a Go Error says: see there. Names are not removed, nor does their meaning change. */
export type Fault =
  | "empty"
  | "encoding"
  | "wrong-symbol"
  | "too-short"
  | "too-long"
  | "wrong-prefix"
  | "check"
  | "serial"
  | "unknown-region"
  | "region-mismatch"
  | "region-locked"
  | "expired"
  | "wrong-store";

/** What normalizing changed: see Edits in Go. */
export type Edit = "case" | "separator" | "invisible" | "width" | "digit" | "homoglyph" | "substitute";

export type Kind = "unknown" | "code" | "serial";

export type Progress = "impossible" | "possible" | "complete";

export type Verdict = "none" | "unique" | "ambiguous";

/** A code as its format has it: what Format.Parse, Inspect and AppendTyped and a Corrector say of it in Go. */
export interface Format {
  /** The code in canonical spelling, "" if there is a fault. */
  parse(text: Text): { code: string; error: Fault | null };

  /** The same, with all that there is to say about it. */
  inspect(text: Text): Report;

  /**
   * What a field should show that holds text now, with the caret at an index of it, by default at its end. If nothing
   * was deleted, old may be the same as text: see Change in Go.
   */
  typed(text: string, caret?: number, change?: Change): Typed;

  /** What was meant, if this is what was read; several reads are of one card. A ? is an unread character. */
  resolve(reads: Text | Text[], options?: ResolveOptions): Resolution;

  /**
   * Lets a field group its code while a person types, and tells the listener after each change, and at once if
   * something is in the field already. Attributes that keep a browser from storing or correcting the code, and
   * make a phone show capitals, are set unless the field has them.
   *
   * Other listeners of the field's input event find in it what it shows. Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y, with Cmd
   * as well, undo and redo up to 100 changes, which stay in memory until clear or detach is called or the page sets
   * another text. The field groups a text that the page sets with the next input event: dispatch one to see it at once.
   */
  attach(field: HTMLInputElement, listener?: (state: FieldState) => void): Attachment;
}

/** Several formats that one field takes: see Formats in Go. */
export interface Formats {
  /** As typed of a Format, in the groups of a format that the text can still become. */
  typed(text: string, caret?: number, change?: Change): TypedOf;

  /** As attach of a Format. */
  attach(field: HTMLInputElement, listener?: (state: FieldState & TypedOf) => void): Attachment;
}

/** Gift card codes, and what else there is. */
export interface Redeem extends Format {
  /** Codes of another format. It stays as long as the page: make each once. Throws a TypeError that says what is wrong. */
  format(spec: Spec): Format;

  /** Several formats for one field, the first of them counting most. Throws a TypeError that says what is wrong. */
  formats(...list: Format[]): Formats;

  /**
   * Whether a card bought in a country can be redeemed in a storefront: null if so. A country is an ISO 3166-1
   * code (NO, NOR, 578), a storefront that or an id (143457, 143457-2,29).
   */
  checkRegion(card: Text, storefront: Text): "unknown-region" | "region-mismatch" | null;
}

export interface Report {
  code: string;
  error: Fault | null;
  /** Where the fault is: an index of the text; its length if it ended too soon; -1 without a fault. */
  offset: number;
  edits: Edit[];
  kind: Kind;
}

export interface Change {
  /** What the field showed before; "", the default, if that is not known. */
  old?: string;
  /** Whether the character behind the caret was deleted, as the Delete key does. */
  forward?: boolean;
}

export interface Typed {
  text: string;
  caret: number;
  progress: Progress;
}

export interface TypedOf extends Typed {
  /** In the groups of which format the text is; null if it is the text as it was. */
  format: Format | null;
}

/** What a field shows now, and what was in it, and where the caret was, before it was grouped. */
export interface FieldState extends Typed {
  raw: string;
  rawCaret: number;
}

export interface Attachment {
  /** Empties the field and tells the listener. */
  clear(): void;
  /** Leaves the field alone from now on. */
  detach(): void;
}

export interface ResolveOptions {
  /** Bounds as a Corrector in Go has them; 0 is none, and without maxIndels reads must have the right length. */
  maxCost?: number;
  maxEdits?: number;
  maxIndels?: number;
  /** How many candidates to list, at most 256: none unless told otherwise. */
  candidates?: number;
}

export interface Candidate {
  code: string;
  cost: number;
  edits: number;
}

export interface Resolution {
  verdict: Verdict;
  /** The cheapest candidate, also when ambiguous; null when there is none. */
  best: Candidate | null;
  /** How many candidates are as cheap as the best, itself included; rounded above 2 ** 53, and 2 ** 63 is "too many to count". */
  ties: number;
  /** The cost from the best to the next dearer one; 0 if tied, -1 if there is none. */
  margin: number;
  /** Whether the search was cut short. */
  capped: boolean;
  /** How many codes the reads stand for, each of them a guess; if not exact, no more than that, or 2n ** 64n - 1n for "too many to count". */
  count: bigint;
  exact: boolean;
  /** Cheapest first, the best one included. */
  candidates: Candidate[];
}

/** See Spec in Go: only the length is required. */
export interface Spec {
  length: number;
  prefix?: string;
  alphabet?: string;
  /** How many symbols each group has. */
  groups?: number[];
  /** The name of a check scheme, such as "damm-gf32". */
  check?: string;
  lookalikes?: "article" | "ts1292" | "crockford" | "ocr" | "paddle";
}
