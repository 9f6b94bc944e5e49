/** Documents with named fields, found by a parsed query with a relative score as Lucene gives it. */
import { FieldWords } from "../shared/field-words";
import { tokensOf, withinOneEdit } from "../shared/text";
import type { QueryNode } from "./lucene";

type Values<T> = Record<string, (item: T) => readonly string[]>;

export interface FieldIndexOptions<T> {
  /** Words are looked for in these. */
  text: Values<T>;
  /** Whole values (ids, codes, dates). */
  exact: Values<T>;
  /** Fields of words without a field name, with their weights. */
  standard: Record<string, number>;
}

type Scores = Map<number, number>;
type Term = QueryNode & { kind: "term" };

/** Each field's part is made when a query first names it: most are never asked for. */
export class FieldIndex<T> {
  private readonly words = new Map<string, FieldWords>();
  private readonly values = new Map<string, Map<string, number[]>>();

  constructor(
    private readonly items: readonly T[],
    private readonly options: FieldIndexOptions<T>,
  ) {}

  private wordsOf(field: string): FieldWords | undefined {
    const valuesOf = this.options.text[field];
    if (!valuesOf) return undefined;
    return getOrMake(this.words, field, () => new FieldWords(this.items.length, (at) => valuesOf(this.items[at] as T), false)); // prettier-ignore
  }

  private valuesOf(field: string): Map<string, number[]> | undefined {
    const valuesOf = this.options.exact[field];
    if (!valuesOf) return undefined;
    return getOrMake(this.values, field, () => {
      const made = new Map<string, number[]>();
      this.items.forEach((item, index) => {
        for (const value of valuesOf(item)) {
          const list = getOrMake(made, value.toLowerCase(), () => []);
          if (list[list.length - 1] !== index) list.push(index);
        }
      });
      return made;
    });
  }

  /** A page of the hits, best first, scores from 100 downwards. */
  search(
    query: QueryNode,
    offset: number,
    limit: number,
  ): { total: number; hits: { item: T; score: number }[] } {
    const all = this.evaluate(query, null);
    const page = firstOf(all, offset + limit);
    const top = page[0]?.[1] ?? 1;
    const hits = page.slice(offset).map(([index, score]) => ({
      item: this.items[index] as T,
      score: Math.max(1, Math.round((score / top) * 100)),
    }));
    return { total: all.size, hits };
  }

  private evaluate(node: QueryNode, field: string | null): Scores {
    if (node.kind === "all") return new Map(this.items.map((_item, index) => [index, 1]));
    if (node.kind === "group") return this.group(node, field);
    if (node.kind === "range") return this.range(node.field ?? field, node.from, node.to);
    const name = node.field ?? field;
    if (name === null) {
      const best: Scores = new Map();
      for (const [standard, weight] of Object.entries(this.options.standard))
        for (const [index, score] of this.term(standard, node))
          best.set(index, Math.max(best.get(index) ?? 0, score * weight));
      return best;
    }
    return this.term(name, node);
  }

  private group(node: QueryNode & { kind: "group" }, field: string | null): Scores {
    let must: Scores | undefined;
    const should: Scores = new Map();
    const not = new Set<number>();
    for (const clause of node.clauses) {
      const found = this.evaluate(clause.node, field);
      if (clause.occur === "not") for (const index of found.keys()) not.add(index);
      else if (clause.occur === "should")
        for (const [index, score] of found) should.set(index, (should.get(index) ?? 0) + score);
      else if (!must) must = new Map(found);
      else
        for (const [index, score] of must) {
          const here = found.get(index);
          if (here === undefined) must.delete(index);
          else must.set(index, score + here);
        }
    }
    const result: Scores = must ?? should;
    if (must) for (const [index, score] of must) must.set(index, score + (should.get(index) ?? 0));
    for (const index of not) result.delete(index);
    return result;
  }

  private term(field: string, node: Term): Scores {
    const values = this.valuesOf(field);
    if (values) {
      const wanted = node.text.toLowerCase();
      if (!node.prefix) return constant(values.get(wanted) ?? []);
      return constant([...values].flatMap(([value, list]) => (value.startsWith(wanted) ? list : [])));
    }
    const words = this.wordsOf(field);
    const list = tokensOf(node.text);
    if (!words || list.length === 0) return new Map();
    const parts = list.map((word, at) => this.word(words, word, node, at === list.length - 1));
    const [first, ...others] = parts;
    const together: Scores = new Map();
    for (const [index, score] of first ?? []) {
      let sum = score;
      let everywhere = true;
      for (const other of others) {
        const here = other.get(index);
        if (here === undefined) everywhere = false;
        else sum += here;
      }
      if (everywhere && (list.length === 1 || this.inOrder(index, field, list, node.prefix)))
        together.set(index, sum);
    }
    return together;
  }

  private word(words: FieldWords, word: string, node: Term, last: boolean): Scores {
    const found: Scores = new Map();
    const weigh = (other: string, closeness: number) => {
      const { docs, norms } = words.get(other);
      if (docs.length === 0) return;
      const rarity = 1 + Math.log(this.items.length / (1 + docs.length));
      docs.forEach((index, at) => {
        const score = (norms[at] ?? 0) * rarity * rarity * closeness;
        if (score > (found.get(index) ?? 0)) found.set(index, score);
      });
    };
    weigh(word, 1);
    if (node.prefix && last) for (const other of words.words()) if (other.startsWith(word)) weigh(other, 0.8);
    if (node.fuzzy) for (const other of words.words()) if (withinOneEdit(word, other)) weigh(other, 0.6);
    return found;
  }

  /** Whether a value has the words next to each other, in this order. */
  private inOrder(index: number, field: string, wanted: readonly string[], prefix: boolean): boolean {
    const values = this.options.text[field]?.(this.items[index] as T) ?? [];
    return values.map(tokensOf).some((list) =>
      list.some((_word, start) =>
        wanted.every((word, at) => {
          const here = list[start + at];
          return prefix && at === wanted.length - 1 ? (here?.startsWith(word) ?? false) : here === word;
        }),
      ),
    );
  }

  private range(field: string | null, from: string, to: string): Scores {
    const found: number[] = [];
    const numeric = (value: string) => (/^\d+$/.test(value) ? value.padStart(12, "0") : value);
    for (const [value, list] of this.valuesOf(field ?? "") ?? [])
      if ((from === "*" || numeric(value) >= numeric(from)) && (to === "*" || numeric(value) <= numeric(to)))
        found.push(...list);
    return constant(found);
  }
}

/** The best `count`, in order: what is worse than the best so far is never sorted. */
function firstOf(scores: Scores, count: number): [number, number][] {
  const better = (a: [number, number], b: [number, number]) => b[1] - a[1] || a[0] - b[0];
  let kept: [number, number][] = [];
  let worst = Number.NEGATIVE_INFINITY;
  for (const [index, score] of scores) {
    if (score < worst) continue;
    kept.push([index, score]);
    if (kept.length < count * 2 + 1_000) continue;
    kept = kept.sort(better).slice(0, count);
    worst = kept[count - 1]?.[1] ?? worst;
  }
  return kept.sort(better).slice(0, count);
}

function constant(indexes: Iterable<number>): Scores {
  const scores: Scores = new Map();
  for (const index of indexes) scores.set(index, 1);
  return scores;
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
