/** Compares the shape of answers: which keys stand where, and of which types their values are. */

interface Node {
  seen: number;
  keys: Map<string, { seen: number; types: Set<string> }>;
}

export class Shape {
  private readonly nodes = new Map<string, Node>();

  add(value: unknown, path = ""): this {
    if (Array.isArray(value)) for (const item of value) this.add(item, `${path}[]`);
    else if (typeof value === "object" && value !== null)
      this.addObject(value as Record<string, unknown>, path);
    return this;
  }

  private addObject(object: Record<string, unknown>, path: string): void {
    const node = this.nodes.get(path) ?? { seen: 0, keys: new Map() };
    this.nodes.set(path, node);
    node.seen += 1;
    for (const [key, value] of Object.entries(object)) {
      const known = node.keys.get(key) ?? { seen: 0, types: new Set() };
      node.keys.set(key, known);
      known.seen += 1;
      known.types.add(value === null ? "null" : Array.isArray(value) ? "array" : typeof value);
      this.add(value, `${path}.${key}`);
    }
  }

  /** What this shape has otherwise than the recorded one. `except` holds paths that may differ, with everything below. */
  differences(recorded: Shape, except: readonly string[] = []): string[] {
    const out: string[] = [];
    const excepted = (path: string) => except.some((one) => path === one || path.startsWith(`${one}.`) || path.startsWith(`${one}[`)); // prettier-ignore
    for (const [path, node] of this.nodes) {
      const there = recorded.nodes.get(path);
      if (!there || excepted(path)) continue;
      for (const [key, { types }] of node.keys) {
        const at = `${path}.${key}`;
        const other = there.keys.get(key);
        if (excepted(at)) continue;
        if (!other) out.push(`only simulated: ${at}`);
        else if (
          ![...types].some((type) => type === "null" || other.types.has(type) || other.types.has("null"))
        )
          out.push(`type of ${at}: ${[...types].join()} for ${[...other.types].join()}`);
      }
      for (const [key, { seen }] of there.keys) {
        const at = `${path}.${key}`;
        if (seen === there.seen && !excepted(at) && !node.keys.has(key)) out.push(`only recorded: ${at}`);
      }
    }
    return out;
  }
}
