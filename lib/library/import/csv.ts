import { parse } from "csv-parse/sync";
import { MOST_LINE_BYTES, type LineResult } from "./line";

const NUMBERS = new Set(["track_number", "disc_number", "duration_ms", "file_size", "file_modified_ms"]);
const LISTS = new Set(["artists", "genres", "mb_artist_ids"]);
const BOOLEANS: Record<string, boolean> = { true: true, "1": true, false: false, "0": false };

const NEWLINE = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;

/**
 * Reads CSV with the import's names as its header line. Lists are separated by semicolons, booleans are true, false, 1
 * or 0; an empty field is an absent one. A record that cannot be read costs its own first line and no other.
 */
export async function* readCsv(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<LineResult> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let names: string[] | null = null;
  for await (const entry of readRecords(chunks)) {
    if ("problem" in entry) {
      yield entry;
      continue;
    }
    const { line } = entry;
    let fields: string[];
    try {
      const text = decoder.decode(entry.bytes);
      if (text.trim() === "") continue;
      fields = parse(text, { relax_quotes: true, relax_column_count: true })[0] ?? [];
    } catch (error) {
      yield { line, problem: error instanceof TypeError ? "not UTF-8" : "not CSV" };
      continue;
    }
    if (names) yield { line, value: typed(names, fields) };
    else names = fields.map((name) => name.trim().toLowerCase());
  }
}

type CsvRecord = { line: number; bytes: Uint8Array } | { line: number; problem: string };

/** Cuts a stream into records: a quoted field may hold line breaks. */
async function* readRecords(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRecord> {
  let rest: Uint8Array = new Uint8Array();
  let line = 1;
  let skipping = false;

  function* drain(final: boolean): Generator<CsvRecord> {
    while (rest.length > 0) {
      const newline = rest.indexOf(NEWLINE);
      if (skipping) {
        if (newline < 0) {
          rest = new Uint8Array();
          return;
        }
        rest = rest.subarray(newline + 1);
        skipping = false;
        line++;
        continue;
      }
      const end = endOfRecord(rest, final);
      if (end >= 0 && end <= MOST_LINE_BYTES) {
        const bytes = rest.subarray(0, end);
        yield { line, bytes };
        rest = rest.subarray(end + 1);
        line += 1 + count(bytes, NEWLINE);
        continue;
      }
      if (!final && rest.length <= MOST_LINE_BYTES) return;
      // Too long, or a quote that nothing closes: its first line is given up, and reading goes on at the next.
      const long = newline < 0 || newline > MOST_LINE_BYTES;
      yield {
        line,
        problem: long ? `longer than ${MOST_LINE_BYTES / 1024} kB` : "not CSV: a quote is not closed",
      };
      if (newline < 0) skipping = true;
      else {
        rest = rest.subarray(newline + 1);
        line++;
      }
    }
  }

  for await (const chunk of chunks) {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    yield* drain(false);
  }
  yield* drain(true);
}

/** Where the record that begins here ends: at a line break outside of quotes; -1 while that is not to be seen. */
function endOfRecord(bytes: Uint8Array, final: boolean): number {
  let quoted = false;
  let fieldStart = true;
  for (let at = 0; at < bytes.length && at <= MOST_LINE_BYTES; at++) {
    const byte = bytes[at];
    if (quoted) {
      if (byte !== QUOTE) continue;
      if (bytes[at + 1] === QUOTE) at++;
      // The other half of a doubled quote may be in the next chunk.
      else if (at + 1 === bytes.length && !final) return -1;
      else quoted = false;
      continue;
    }
    if (byte === NEWLINE) return at;
    // A quote opens a field only at its beginning: 12" is a single.
    if (byte === QUOTE && fieldStart) quoted = true;
    fieldStart = byte === COMMA;
  }
  return final && !quoted && bytes.length <= MOST_LINE_BYTES ? bytes.length : -1;
}

function count(bytes: Uint8Array, wanted: number): number {
  let found = 0;
  for (const byte of bytes) if (byte === wanted) found++;
  return found;
}

function typed(names: string[], fields: string[]): Record<string, unknown> {
  const line: Record<string, unknown> = {};
  names.forEach((name, at) => {
    const text = fields[at]?.trim() ?? "";
    if (text === "" || name === "") return;
    if (NUMBERS.has(name)) line[name] = Number(text);
    else if (LISTS.has(name)) line[name] = text.split(";").map((part) => part.trim());
    else if (name === "compilation") line[name] = BOOLEANS[text.toLowerCase()] ?? text;
    else line[name] = text;
  });
  return line;
}
