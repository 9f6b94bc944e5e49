/**
 * The expressions of triggers, keys, waits and cancellation: dotted paths, literals, `==`, `!=`, `<`, `<=`,
 * `>`, `>=`, `&&`, `||`, `!`, `+` and brackets. Whatever else CEL allows is refused when it is parsed.
 * A path that leads nowhere is neither equal nor unequal to anything, so the comparison does not hold.
 */
export type Scope = Readonly<Record<string, unknown>>;
export type Expression = (scope: Scope) => unknown;

export class ExpressionError extends Error {
  override name = "ExpressionError";
}

type Token = { kind: "number" | "string" | "name" | "op" | "end"; text: string; value?: string | number };

const tokenPattern =
  /\s*(?:(\d+(?:\.\d+)?)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([A-Za-z_]\w*)|(==|!=|<=|>=|&&|\|\||[!<>+().[\]-]))/y;
const escapes: Record<string, string> = { n: "\n", t: "\t", r: "\r" };

function tokenise(source: string): Token[] {
  const tokens: Token[] = [];
  const text = source.trimEnd();
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.length) {
    const from = tokenPattern.lastIndex;
    const match = tokenPattern.exec(text);
    if (!match)
      throw new ExpressionError(`cannot read "${text.slice(from).trim()}" in the expression ${source}`);
    const [, number, string, name, op] = match;
    if (number !== undefined) tokens.push({ kind: "number", text: number, value: Number(number) });
    else if (string !== undefined) {
      const value = string.slice(1, -1).replace(/\\(.)/g, (_, char: string) => escapes[char] ?? char);
      tokens.push({ kind: "string", text: string, value });
    } else if (name !== undefined) tokens.push({ kind: "name", text: name });
    else tokens.push({ kind: "op", text: op ?? "" });
  }
  tokens.push({ kind: "end", text: "end" });
  return tokens;
}

/** Reads `container[key]` of plain JSON; inherited properties do not exist. */
function lookUp(container: unknown, key: string | number): unknown {
  if (typeof container !== "object" || container === null) return undefined;
  return Object.hasOwn(container, key) ? (container as Record<string | number, unknown>)[key] : undefined;
}

const comparisons: Record<string, (a: unknown, b: unknown) => boolean> = {
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "<": (a, b) => order(a, b) < 0,
  "<=": (a, b) => order(a, b) <= 0,
  ">": (a, b) => order(a, b) > 0,
  ">=": (a, b) => order(a, b) >= 0,
};

/** Negative, zero or positive; NaN (for which no comparison holds) unless both are numbers or both are strings. */
function order(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : a > b ? 1 : 0;
  return Number.NaN;
}

/** Parses an expression once; the result is evaluated as often as needed and never throws. */
export function parseExpression(source: string): Expression {
  const tokens = tokenise(source);
  let position = 0;
  const peek = () => tokens[position] ?? { kind: "end", text: "end" };
  const take = () => tokens[position++] ?? { kind: "end", text: "end" };
  const takeIf = (text: string) => peek().kind === "op" && peek().text === text && Boolean(take());
  const expect = (text: string) => {
    if (!takeIf(text))
      throw new ExpressionError(`expected ${text} before ${peek().text} in the expression ${source}`);
  };

  function or(): Expression {
    let left = and();
    while (takeIf("||")) {
      const [a, b] = [left, and()];
      left = (scope) => a(scope) === true || b(scope) === true;
    }
    return left;
  }
  function and(): Expression {
    let left = comparison();
    while (takeIf("&&")) {
      const [a, b] = [left, comparison()];
      left = (scope) => a(scope) === true && b(scope) === true;
    }
    return left;
  }
  function comparison(): Expression {
    const left = sum();
    const compare = peek().kind === "op" ? comparisons[peek().text] : undefined;
    if (!compare) return left;
    take();
    const right = sum();
    return (scope) => {
      const [a, b] = [left(scope), right(scope)];
      return a !== undefined && b !== undefined && compare(a, b);
    };
  }
  function sum(): Expression {
    let left = unary();
    while (takeIf("+")) {
      const [a, b] = [left, unary()];
      left = (scope) => add(a(scope), b(scope));
    }
    return left;
  }
  function unary(): Expression {
    if (takeIf("!")) {
      const operand = unary();
      return (scope) => {
        const value = operand(scope);
        return typeof value === "boolean" ? !value : undefined;
      };
    }
    if (takeIf("-")) {
      const operand = unary();
      return (scope) => {
        const value = operand(scope);
        return typeof value === "number" ? -value : undefined;
      };
    }
    return primary();
  }
  function primary(): Expression {
    if (takeIf("(")) {
      const inner = or();
      expect(")");
      return inner;
    }
    const token = take();
    if (token.kind === "number" || token.kind === "string") return () => token.value;
    if (token.kind !== "name")
      throw new ExpressionError(`unexpected ${token.text} in the expression ${source}`);
    if (token.text === "true" || token.text === "false") return () => token.text === "true";
    if (token.text === "null") return () => null;
    if (token.text !== "event" && token.text !== "async")
      throw new ExpressionError(`unknown name ${token.text} in the expression ${source}: use event or async`);
    return path(token.text);
  }
  function path(root: string): Expression {
    const keys: (string | number)[] = [root];
    for (;;) {
      if (takeIf(".")) {
        const key = take();
        if (key.kind !== "name") throw new ExpressionError(`unexpected ${key.text} after a dot in ${source}`);
        keys.push(key.text);
      } else if (takeIf("[")) {
        const key = take();
        if (key.value === undefined)
          throw new ExpressionError(`only literals may stand in brackets in ${source}`);
        keys.push(key.value);
        expect("]");
      } else break;
    }
    if (peek().text === "(")
      throw new ExpressionError(`function calls are not supported in the expression ${source}`);
    return (scope) => keys.reduce<unknown>(lookUp, scope);
  }

  const result = or();
  if (peek().kind !== "end")
    throw new ExpressionError(`unexpected ${peek().text} in the expression ${source}`);
  return result;
}

function add(a: unknown, b: unknown): unknown {
  if (typeof a === "number" && typeof b === "number") return a + b;
  if (typeof a === "string" && typeof b === "string") return a + b;
  return undefined;
}
