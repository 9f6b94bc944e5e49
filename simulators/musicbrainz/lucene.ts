/** A small part of Lucene's query language: what clients of the search really send. */

export type QueryNode =
  | { kind: "term"; field: string | null; text: string; phrase: boolean; prefix: boolean; fuzzy: boolean }
  | { kind: "range"; field: string | null; from: string; to: string }
  | { kind: "all" }
  | { kind: "group"; clauses: Clause[] };

export interface Clause {
  occur: "must" | "should" | "not";
  node: QueryNode;
}

export class QuerySyntaxError extends Error {}

type Token =
  | { type: "(" | ")" | "and" | "or" | "not" | "+" | "-" }
  | { type: "field"; name: string }
  | { type: "text"; text: string; phrase: boolean; prefix: boolean; fuzzy: boolean }
  | { type: "range"; from: string; to: string };

function tokenise(query: string): Token[] {
  const out: Token[] = [];
  let rest = query;
  const eat = (pattern: RegExp): RegExpExecArray | null => {
    const match = pattern.exec(rest);
    if (match) rest = rest.slice(match[0].length);
    return match;
  };
  while (rest.trim() !== "") {
    rest = rest.trimStart();
    let match: RegExpExecArray | null;
    if (eat(/^\(/)) out.push({ type: "(" });
    else if (eat(/^\)(\^[\d.]+)?/)) out.push({ type: ")" });
    else if (eat(/^(AND(?=[\s(])|&&)/)) out.push({ type: "and" });
    else if (eat(/^(OR(?=[\s(])|\|\|)/)) out.push({ type: "or" });
    else if (eat(/^(NOT(?=[\s(])|!)/)) out.push({ type: "not" });
    else if ((match = eat(/^([a-z]+):/))) out.push({ type: "field", name: match[1] ?? "" });
    else if ((match = eat(/^[[{]\s*(\S+)\s+TO\s+([^\]}\s]+)\s*[\]}]/)))
      out.push({ type: "range", from: match[1] ?? "*", to: match[2] ?? "*" });
    else if ((match = eat(/^"((?:[^"\\]|\\.)*)"(~[\d.]*)?(\^[\d.]+)?/)))
      out.push({ type: "text", text: unescape(match[1] ?? ""), phrase: true, prefix: false, fuzzy: false });
    else if (eat(/^\+/)) out.push({ type: "+" });
    else if (eat(/^-/)) out.push({ type: "-" });
    else if ((match = eat(/^((?:[^\s()":\\~^*[\]{}]|\\.)+)(\*)?(~[\d.]*)?(\^[\d.]+)?/)))
      out.push({ type: "text", text: unescape(match[1] ?? ""), phrase: false, prefix: Boolean(match[2]), fuzzy: Boolean(match[3]) }); // prettier-ignore
    else if (eat(/^\*/)) out.push({ type: "text", text: "*", phrase: false, prefix: true, fuzzy: false });
    else throw new QuerySyntaxError(`Cannot parse at: ${rest.slice(0, 20)}`);
  }
  return out;
}

function unescape(text: string): string {
  return text.replace(/\\(.)/g, "$1");
}

/** Reads a query; throws QuerySyntaxError on what Lucene would refuse too. */
export function parseLucene(query: string): QueryNode {
  const tokens = tokenise(query);
  let at = 0;
  const peek = () => tokens[at];

  function group(field: string | null, nested: boolean): QueryNode {
    const clauses: Clause[] = [];
    for (let token = peek(); token; token = peek()) {
      if (token.type === ")") {
        if (!nested) throw new QuerySyntaxError("Unexpected )");
        at += 1;
        return { kind: "group", clauses };
      }
      let joined: "and" | "or" | undefined;
      if (token.type === "and" || token.type === "or") {
        joined = token.type;
        at += 1;
      }
      const occur = modifier();
      const node = single(field);
      const before = clauses[clauses.length - 1];
      if (joined === "and" && before && before.occur === "should") before.occur = "must";
      clauses.push({ occur: occur ?? (joined === "and" ? "must" : "should"), node });
    }
    if (nested) throw new QuerySyntaxError("Missing )");
    return { kind: "group", clauses };
  }

  function modifier(): Clause["occur"] | undefined {
    const token = peek();
    if (token?.type === "+") {
      at += 1;
      return "must";
    }
    if (token?.type === "-" || token?.type === "not") {
      at += 1;
      return "not";
    }
    return undefined;
  }

  function single(field: string | null): QueryNode {
    const token = peek();
    at += 1;
    if (!token) throw new QuerySyntaxError("Unexpected end");
    if (token.type === "field") return single(token.name);
    if (token.type === "(") return group(field, true);
    if (token.type === "range") return { kind: "range", field, from: token.from, to: token.to };
    if (token.type === "text") {
      if (token.text === "*" && token.prefix) return { kind: "all" };
      const { text, phrase, prefix, fuzzy } = token;
      return { kind: "term", field, text, phrase, prefix, fuzzy };
    }
    throw new QuerySyntaxError(`Unexpected ${token.type}`);
  }

  return group(null, false);
}

export function countClauses(node: QueryNode): number {
  return node.kind === "group" ? node.clauses.reduce((sum, clause) => sum + countClauses(clause.node), 0) : 1;
}
