/** Word → documents of one field, in typed arrays: cheap to make, small to keep. */
import { squash, tokensOf } from "./text";

/** Numbers that come one after the other; doubles its room when it is full. */
class Numbers {
  private list = new Int32Array(1024);
  length = 0;
  push(value: number): void {
    if (this.length === this.list.length) {
      const larger = new Int32Array(this.list.length * 2);
      larger.set(this.list);
      this.list = larger;
    }
    this.list[this.length++] = value;
  }
  at(index: number): number {
    return this.list[index] ?? 0;
  }
}

export interface Postings {
  docs: Int32Array;
  /** One over the square root of the shortest value's number of words that holds the word. */
  norms: Float64Array;
}

const NOTHING: Postings = { docs: new Int32Array(0), norms: new Float64Array(0) };

export class FieldWords {
  private readonly ids = new Map<string, number>();
  private readonly starts: Int32Array;
  private readonly docs: Int32Array;
  private readonly norms: Float64Array;

  /** `joined`: names of two or three words are found run together too. */
  constructor(count: number, valuesOf: (document: number) => readonly string[], joined: boolean) {
    const words = new Numbers();
    const documents = new Numbers();
    const pairNorms: number[] = [];
    /** Of each word: its last pair, which may be of the document at hand. */
    const lastPair: number[] = [];
    const run = new Map<string, string>();
    const post = (word: string, document: number, norm: number) => {
      let id = this.ids.get(word);
      if (id === undefined) {
        id = this.ids.size;
        this.ids.set(word, id);
        lastPair.push(-1);
      }
      const before = lastPair[id] ?? -1;
      if (before >= 0 && documents.at(before) === document) {
        pairNorms[before] = Math.max(pairNorms[before] ?? 0, norm);
        return;
      }
      lastPair[id] = words.length;
      words.push(id);
      documents.push(document);
      pairNorms.push(norm);
    };
    for (let document = 0; document < count; document++) {
      for (const value of valuesOf(document)) {
        const list = tokensOf(value);
        const norm = 1 / Math.sqrt(Math.max(1, list.length));
        for (const word of list) post(word, document, norm);
        if (!joined || list.length < 2 || list.length > 3) continue;
        let whole = run.get(value);
        if (whole === undefined) run.set(value, (whole = squash(value)));
        post(whole, document, norm);
      }
    }
    this.starts = new Int32Array(this.ids.size + 1);
    for (let pair = 0; pair < words.length; pair++) this.count(words.at(pair));
    for (let id = 0; id < this.ids.size; id++) this.starts[id + 1] = this.startOf(id + 1) + this.startOf(id);
    const next = this.starts.slice();
    this.docs = new Int32Array(words.length);
    this.norms = new Float64Array(words.length);
    for (let pair = 0; pair < words.length; pair++) {
      const id = words.at(pair);
      const at = next[id] ?? 0;
      next[id] = at + 1;
      this.docs[at] = documents.at(pair);
      this.norms[at] = pairNorms[pair] ?? 0;
    }
  }

  private count(id: number): void {
    this.starts[id + 1] = this.startOf(id + 1) + 1;
  }

  private startOf(id: number): number {
    return this.starts[id] ?? 0;
  }

  has(word: string): boolean {
    return this.ids.has(word);
  }

  words(): Iterable<string> {
    return this.ids.keys();
  }

  /** Documents in rising order, each once. */
  get(word: string): Postings {
    const id = this.ids.get(word);
    if (id === undefined) return NOTHING;
    const [from, to] = [this.startOf(id), this.startOf(id + 1)];
    return { docs: this.docs.subarray(from, to), norms: this.norms.subarray(from, to) };
  }
}
