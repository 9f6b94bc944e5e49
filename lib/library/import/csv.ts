import { Readable } from "node:stream";
import { parse } from "csv-parse";
import { MOST_LINE_BYTES, type LineResult } from "./line";

const NUMBERS = new Set(["track_number", "disc_number", "duration_ms", "file_size", "file_modified_ms"]);
const LISTS = new Set(["artists", "genres", "mb_artist_ids"]);

/**
 * Reads CSV with the import's names as its header line. Lists are separated by semicolons, booleans are true, false, 1
 * or 0; an empty field is an absent one.
 */
export async function* readCsv(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<LineResult> {
  const parser = Readable.from(chunks).pipe(
    parse({
      bom: true,
      columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()),
      info: true,
      max_record_size: MOST_LINE_BYTES,
      relax_column_count: true,
      skip_empty_lines: true,
    }),
  );
  let line = 1;
  try {
    for await (const entry of parser as AsyncIterable<{
      info: { lines: number };
      record: Record<string, string>;
    }>) {
      line = entry.info.lines;
      yield { line, value: typed(entry.record) };
    }
  } catch (error) {
    // A broken quote leaves no way to tell where the next line begins: what follows is not read.
    yield {
      line: line + 1,
      problem: `not CSV from here on: ${error instanceof Error ? error.message.slice(0, 200) : "unreadable"}`,
    };
  }
}

function typed(record: Record<string, string>): Record<string, unknown> {
  const line: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record)) {
    const text = value.trim();
    if (text === "") continue;
    if (NUMBERS.has(name)) line[name] = Number(text);
    else if (LISTS.has(name)) line[name] = text.split(";").map((part) => part.trim());
    else if (name === "compilation") line[name] = text === "1" || text.toLowerCase() === "true";
    else line[name] = text;
  }
  return line;
}
