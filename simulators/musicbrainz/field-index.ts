/** Documents with named fields, found by a parsed query with a relative score as Lucene gives it. */
import { tokens, withinOneEdit } from "../shared/text";
import type { QueryNode } from "./lucene";

export interface FieldDocument<T> {
  item: T;
  /** Words are looked for in these. */
  text: Record<string, readonly string[]>;
  /** Whole values (ids, codes, dates) in lower case. */
  exact: Record<string, readonly string[]>;
}

type Scores = Map<number, number>;

export class FieldIndex<T> {
  private readonly words = new Map<string, Map<string, Map<number, number>>>();
  private readonly values = new Map<string, Map<string, Set<number>>>();
  private readonly lists: Record<string, string[][]>[] = [];

  constructor(
    private readonly documents: readonly FieldDocument<T>[],
    /** Fields of words without a field name, with their weights. */
    private readonly standard: Record<string, number>,
  ) {
    documents.forEach((document, index) => this.add(document, index));
  }

  private add(document: FieldDocument<T>, index: number): void {
    const lists: Record<string, string[][]> = {};
    for (const [field, values] of Object.entries(document.text)) {
      lists[field] = values.map(tokens);
      for (const list of lists[field]) {
        const norm = 1 / Math.sqrt(Math.max(1, list.length));
        for (const word of list) {
          const byDocument = getOrMake(getOrMake(this.words, field, () => new Map()), word, () => new Map<number, number>()); // prettier-ignore
          byDocument.set(index, Math.max(byDocument.get(index) ?? 0, norm));
        }
      }
    }
    this.lists.push(lists);
    for (const [field, values] of Object.entries(document.exact))
      for (const value of values)
        getOrMake(getOrMake(this.values, field, () => new Map()), value.toLowerCase(), () => new Set<number>()).add(index); // prettier-ignore
  }

  /** All hits, best first, scores from 100 downwards. */
  search(query: QueryNode): { item: T; score: number }[] {
    const found = [...this.evaluate(query, null)].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const top = found[0]?.[1] ?? 1;
    return found.flatMap(([index, score]) => {
      const document = this.documents[index];
      return document ? [{ item: document.item, score: Math.max(1, Math.round((score / top) * 100)) }] : [];
    });
  }

  private evaluate(node: QueryNode, field: string | null): Scores {
    if (node.kind === "all") return new Map(this.documents.map((_document, index) => [index, 1]));
    if (node.kind === "group") return this.group(node, field);
    if (node.kind === "range") return this.range(node.field ?? field, node.from, node.to);
    const name = node.field ?? field;
    if (name === null) {
      const best: Scores = new Map();
      for (const [standard, weight] of Object.entries(this.standard))
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

  private term(field: string, node: QueryNode & { kind: "term" }): Scores {
    const values = this.values.get(field);
    if (values) {
      const wanted = node.text.toLowerCase();
      if (!node.prefix) return constant(values.get(wanted) ?? []);
      const all = [...values].filter(([value]) => value.startsWith(wanted)).flatMap(([, set]) => [...set]);
      return constant(all);
    }
    const postings = this.words.get(field);
    const list = tokens(node.text);
    if (!postings || list.length === 0) return new Map();
    const parts = list.map((word, at) => this.word(postings, word, node, at === list.length - 1));
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

  private word(
    postings: Map<string, Map<number, number>>,
    word: string,
    node: QueryNode & { kind: "term" },
    last: boolean,
  ): Scores {
    const found: Scores = new Map();
    const weigh = (other: string, closeness: number) => {
      const hits = postings.get(other);
      if (!hits) return;
      const rarity = 1 + Math.log(this.documents.length / (1 + hits.size));
      for (const [index, norm] of hits)
        found.set(index, Math.max(found.get(index) ?? 0, norm * rarity * rarity * closeness));
    };
    weigh(word, 1);
    if (node.prefix && last)
      for (const other of postings.keys()) if (other.startsWith(word)) weigh(other, 0.8);
    if (node.fuzzy) for (const other of postings.keys()) if (withinOneEdit(word, other)) weigh(other, 0.6);
    return found;
  }

  /** Whether a value has the words next to each other, in this order. */
  private inOrder(index: number, field: string, wanted: readonly string[], prefix: boolean): boolean {
    return (this.lists[index]?.[field] ?? []).some((list) =>
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
    for (const [value, set] of this.values.get(field ?? "") ?? [])
      if ((from === "*" || numeric(value) >= numeric(from)) && (to === "*" || numeric(value) <= numeric(to)))
        found.push(...set);
    return constant(found);
  }
}

function constant(indexes: Iterable<number>): Scores {
  return new Map([...indexes].map((index) => [index, 1]));
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
