const units: Record<string, number> = {
  ms: 1,
  s: 1_000,
  sec: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Milliseconds of a duration such as "10s" or "1h30m"; undefined when it is not one. */
export function parseDuration(text: string): number | undefined {
  const compact = text.replace(/\s+/g, "");
  if (!/^(\d+(\.\d+)?[a-z]+)+$/i.test(compact)) return undefined;
  let total = 0;
  for (const [, amount, unit] of compact.matchAll(/(\d+(?:\.\d+)?)([a-z]+)/gi)) {
    const factor = units[unit?.toLowerCase() ?? ""];
    if (factor === undefined) return undefined;
    total += Number(amount) * factor;
  }
  return Math.round(total);
}

/** When to wake, from a duration or an ISO date. `delayMs` is only known for durations. */
export function parseMoment(text: string, now: number): { at: number; delayMs: number | null } | undefined {
  const delayMs = parseDuration(text);
  if (delayMs !== undefined) return { at: now + delayMs, delayMs };
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : { at, delayMs: null };
}
