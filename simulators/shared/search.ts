/** An inverted index with named fields: word → documents. No query walks over all documents. */
import { fold, squash, tokens, withinOneEdit } from "./text";

export interface SearchDocument<T> {
  item: T;
  /** Texts by field name; the first field is the one whose whole value a query may equal. */
  fields: Record<string, readonly string[]>;
  /** 0 to 1, breaks ties. */
  weight: number;
}

export interface SearchQuery {
  free: string;
  filters: readonly { field: string; text: string }[];
}

export interface IndexOptions {
  /** How much a free word counts when it is found in this field. */
  weights: Record<string, number>;
  /** Share of the free words that must be found. */
  minimum: number;
}

/** Words of a query; "and" joins names and decides nothing where there are other words. */
function wordsOf(text: string): string[] {
  const all = tokens(text);
  const rest = all.filter((word) => word !== "and");
  return rest.length > 0 ? rest : all;
}

export class SearchIndex<T> {
  private readonly postings = new Map<string, Map<string, number[]>>();
  private readonly vocabulary = new Map<string, Set<string>>();
  private readonly names: string[] = [];
  private readonly mainField: string;

  constructor(
    private readonly documents: readonly SearchDocument<T>[],
    private readonly options: IndexOptions,
  ) {
    this.mainField = Object.keys(documents[0]?.fields ?? {})[0] ?? "";
    documents.forEach((document, index) => this.add(document, index));
  }

  private add(document: SearchDocument<T>, index: number): void {
    this.names.push(fold(document.fields[this.mainField]?.[0] ?? ""));
    for (const [field, values] of Object.entries(document.fields)) {
      const words = new Set<string>();
      for (const value of values) {
        const list = tokens(value);
        for (const word of list) words.add(word);
        if (list.length > 1 && list.length <= 3) words.add(squash(value));
      }
      for (const word of words) this.post(field, word, index);
    }
  }

  private post(field: string, word: string, index: number): void {
    let byWord = this.postings.get(field);
    if (!byWord) this.postings.set(field, (byWord = new Map()));
    const list = byWord.get(word);
    if (list) list.push(index);
    else byWord.set(word, [index]);
    const bucket = word.slice(0, 1);
    const words = this.vocabulary.get(bucket);
    if (words) words.add(word);
    else this.vocabulary.set(bucket, new Set([word]));
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

  private withAll(field: string, text: string): Set<number> {
    let found: Set<number> | undefined;
    const wanted = wordsOf(text);
    for (const word of wanted) {
      const here = new Set<number>();
      for (const form of this.forms(word, false).keys())
        for (const index of this.postings.get(field)?.get(form) ?? [])
          if (!found || found.has(index)) here.add(index);
      found = here;
    }
    if (found && found.size === 0 && wanted.length > 1)
      found = new Set(this.postings.get(field)?.get(squash(text)) ?? []);
    return found ?? new Set();
  }

  /** Best first. A query of filters alone keeps every document that passes them all. */
  search(query: SearchQuery): T[] {
    let allowed: Set<number> | undefined;
    for (const filter of query.filters) {
      const here = this.withAll(filter.field, filter.text);
      const before: Set<number> | undefined = allowed;
      allowed = before ? new Set([...here].filter((index) => before.has(index))) : here;
    }
    const words = wordsOf(query.free);
    const scores = new Map<number, number>();
    const hits = new Map<number, number>();
    if (words.length === 0) for (const index of allowed ?? []) scores.set(index, 1);
    words.forEach((word, position) => {
      const best = new Map<number, number>();
      for (const [form, closeness] of this.forms(word, position === words.length - 1))
        for (const [field, weight] of Object.entries(this.options.weights))
          for (const index of this.postings.get(field)?.get(form) ?? [])
            if (!allowed || allowed.has(index))
              best.set(index, Math.max(best.get(index) ?? 0, closeness * weight));
      for (const [index, score] of best) {
        scores.set(index, (scores.get(index) ?? 0) + score);
        hits.set(index, (hits.get(index) ?? 0) + 1);
      }
    });
    if (words.length > 1) this.addSquashed(query.free, allowed, scores, hits, words.length);
    const least = Math.max(1, Math.ceil(words.length * this.options.minimum));
    const named = query.filters.find((filter) => filter.field === this.mainField)?.text ?? "";
    const whole = fold(query.free || named).trim();
    return [...scores]
      .filter(([index]) => words.length === 0 || (hits.get(index) ?? 0) >= least)
      .map(([index, sum]) => ({ index, rank: this.rank(index, sum, words, whole) }))
      .sort((a, b) => b.rank - a.rank || a.index - b.index)
      .map(({ index }) => this.documents[index])
      .filter((document) => document !== undefined)
      .map((document) => document.item);
  }

  private addSquashed(
    free: string,
    allowed: Set<number> | undefined,
    scores: Map<number, number>,
    hits: Map<number, number>,
    words: number,
  ): void {
    const joined = squash(free);
    for (const field of Object.keys(this.options.weights))
      for (const index of this.postings.get(field)?.get(joined) ?? []) {
        if (allowed && !allowed.has(index)) continue;
        scores.set(index, Math.max(scores.get(index) ?? 0, words));
        hits.set(index, words);
      }
  }

  private rank(index: number, sum: number, words: readonly string[], whole: string): number {
    const name = this.names[index] ?? "";
    const coverage = words.length === 0 ? 1 : sum / words.length;
    const exact = name === whole ? 0.5 : name.startsWith(`${whole} `) ? 0.15 : 0;
    const asked = new Set(words.length > 0 ? words : tokens(whole));
    const brevity = 1 / (1 + tokens(name).filter((word) => !asked.has(word)).length);
    return coverage * 2 + exact + brevity * 0.3 + (this.documents[index]?.weight ?? 0) * 0.6;
  }
}
