/** An inverted index with named fields: word → documents. No query walks over all documents. */
import { FieldWords } from "./field-words";
import { fold, squash, tokens, tokensOf, withinOneEdit } from "./text";

export interface SearchQuery {
  free: string;
  filters: readonly { field: string; text: string }[];
}

export interface IndexOptions<T> {
  /** Texts by field name; the first field is the one whose whole value a query may equal. */
  fields: Record<string, (item: T) => readonly string[]>;
  /** 0 to 1, breaks ties. */
  weight: (item: T) => number;
  /** How much a free word counts when it is found in this field. */
  weights: Record<string, number>;
  /** Share of the free words that must be found. */
  minimum: number;
}

/** Documents with their scores and how many of the words they have. */
interface Found {
  docs: number[];
  scores: Float64Array;
  hits: Uint8Array;
}

/** Words of a query; "and" joins names and decides nothing where there are other words. */
function wordsOf(text: string): string[] {
  const all = tokens(text);
  const rest = all.filter((word) => word !== "and");
  return rest.length > 0 ? rest : all;
}

const NONE = new Int32Array(0);

export class SearchIndex<T> {
  private readonly postings = new Map<string, FieldWords>();
  /** Words of all fields by their first letter. */
  private readonly vocabulary = new Map<string, Set<string>>();
  private readonly names: string[];
  private readonly mainField: string;

  constructor(
    private readonly items: readonly T[],
    private readonly options: IndexOptions<T>,
  ) {
    this.mainField = Object.keys(options.fields)[0] ?? "";
    const main = options.fields[this.mainField];
    this.names = items.map((item) => main?.(item)[0] ?? "");
    for (const [field, valuesOf] of Object.entries(options.fields)) {
      const words = new FieldWords(items.length, (at) => valuesOf(items[at] as T), true);
      this.postings.set(field, words);
      for (const word of words.words()) {
        const bucket = word.slice(0, 1);
        const known = this.vocabulary.get(bucket);
        if (known) known.add(word);
        else this.vocabulary.set(bucket, new Set([word]));
      }
    }
  }

  private docs(field: string, word: string): Int32Array {
    return this.postings.get(field)?.get(word).docs ?? NONE;
  }

  /** A word with its near forms: itself, what it begins (while typing), what differs by one letter. */
  private forms(word: string, last: boolean): Map<string, number> {
    const forms = new Map([[word, 1]]);
    const known = this.vocabulary.get(word.slice(0, 1)) ?? new Set<string>();
    const typing = last && word.length >= 3;
    const misspelt = word.length >= 5 && !known.has(word);
    if (typing || misspelt) {
      for (const other of known) {
        if (typing && other !== word && other.startsWith(word)) forms.set(other, 0.7);
        else if (misspelt && withinOneEdit(word, other)) forms.set(other, 0.6);
      }
    }
    return forms;
  }

  /** Marks the documents that have every word of the text in this field. */
  private withAll(field: string, text: string): Uint8Array {
    const marks = new Uint8Array(this.items.length);
    const wanted = wordsOf(text);
    wanted.forEach((word, step) => {
      for (const form of this.forms(word, false).keys())
        for (const index of this.docs(field, form)) if (marks[index] === step) marks[index] = step + 1;
    });
    let any = false;
    for (let index = 0; index < marks.length; index++) {
      marks[index] = wanted.length > 0 && marks[index] === wanted.length ? 1 : 0;
      any ||= marks[index] === 1;
    }
    if (!any && wanted.length > 1) for (const index of this.docs(field, squash(text))) marks[index] = 1;
    return marks;
  }

  private allowedBy(filters: SearchQuery["filters"]): Uint8Array | undefined {
    let allowed: Uint8Array | undefined;
    for (const filter of filters) {
      const here = this.withAll(filter.field, filter.text);
      const before = allowed;
      allowed = before ? here.map((mark, index) => mark & (before[index] ?? 0)) : here;
    }
    return allowed;
  }

  /** Best first. A query of filters alone keeps every document that passes them all. */
  search(query: SearchQuery): T[] {
    const allowed = this.allowedBy(query.filters);
    const words = wordsOf(query.free);
    const found: Found = { docs: [], scores: new Float64Array(this.items.length), hits: new Uint8Array(this.items.length) }; // prettier-ignore
    if (words.length === 0) allowed?.forEach((mark, index) => mark && found.docs.push(index));
    words.forEach((word, position) => {
      this.addWord(this.forms(word, position === words.length - 1), allowed, found);
    });
    if (words.length > 1) this.addSquashed(query.free, allowed, found, words.length);
    return this.ranked(query, words, found);
  }

  private addWord(forms: Map<string, number>, allowed: Uint8Array | undefined, found: Found): void {
    const best = new Float64Array(this.items.length);
    const here: number[] = [];
    for (const [form, closeness] of forms)
      for (const [field, weight] of Object.entries(this.options.weights)) {
        const score = closeness * weight;
        for (const index of this.docs(field, form)) {
          if (allowed && !allowed[index]) continue;
          const before = best[index] ?? 0;
          if (before === 0) here.push(index);
          if (score > before) best[index] = score;
        }
      }
    for (const index of here) {
      if (found.hits[index] === 0) found.docs.push(index);
      found.hits[index] = (found.hits[index] ?? 0) + 1;
      found.scores[index] = (found.scores[index] ?? 0) + (best[index] ?? 0);
    }
  }

  private addSquashed(free: string, allowed: Uint8Array | undefined, found: Found, words: number): void {
    const joined = squash(free);
    for (const field of Object.keys(this.options.weights))
      for (const index of this.docs(field, joined)) {
        if (allowed && !allowed[index]) continue;
        if (found.hits[index] === 0) found.docs.push(index);
        found.scores[index] = Math.max(found.scores[index] ?? 0, words);
        found.hits[index] = words;
      }
  }

  private ranked(query: SearchQuery, words: readonly string[], found: Found): T[] {
    const least = Math.max(1, Math.ceil(words.length * this.options.minimum));
    const named = query.filters.find((filter) => filter.field === this.mainField)?.text ?? "";
    const whole = fold(query.free || named).trim();
    const asked = new Set(words.length > 0 ? words : tokens(whole));
    const out: { index: number; rank: number }[] = [];
    for (const index of found.docs) {
      if (words.length > 0 && (found.hits[index] ?? 0) < least) continue;
      const coverage = words.length === 0 ? 1 : (found.scores[index] ?? 0) / words.length;
      out.push({ index, rank: this.rank(index, coverage, asked, whole) });
    }
    out.sort((a, b) => b.rank - a.rank || a.index - b.index);
    return out.map(({ index }) => this.items[index] as T);
  }

  private rank(index: number, coverage: number, asked: ReadonlySet<string>, whole: string): number {
    const text = this.names[index] ?? "";
    const name = fold(text);
    const exact = name === whole ? 0.5 : name.startsWith(`${whole} `) ? 0.15 : 0;
    let others = 0;
    for (const word of tokensOf(text)) if (!asked.has(word)) others += 1;
    const weight = this.options.weight(this.items[index] as T);
    return coverage * 2 + exact + (1 / (1 + others)) * 0.3 + weight * 0.6;
  }
}
