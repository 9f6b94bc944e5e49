import { MOST_LINE_BYTES, type LineResult } from "./line";

const NEWLINE = 0x0a;

/**
 * Reads newline-delimited JSON as a stream. A line that is too long is passed over without being kept in memory; a bad
 * line is a result like any other. Empty lines are skipped but counted.
 */
export async function* readNdjson(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<LineResult> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  let line = 0;
  let parts: Uint8Array[] = [];
  let size = 0;

  const finish = (): LineResult | null => {
    line++;
    const bytes = Buffer.concat(parts);
    const tooLong = size > MOST_LINE_BYTES;
    parts = [];
    size = 0;
    if (tooLong) return { line, problem: `longer than ${MOST_LINE_BYTES / 1024} kB` };
    let text: string;
    try {
      text = decoder.decode(bytes).trim();
    } catch {
      return { line, problem: "not UTF-8" };
    }
    if (text === "") return null;
    try {
      return { line, value: JSON.parse(text) as unknown };
    } catch {
      return { line, problem: "not JSON" };
    }
  };

  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE, start); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      take(chunk.subarray(start, end));
      const result = finish();
      if (result) yield result;
      start = end + 1;
    }
    take(chunk.subarray(start));
  }
  if (size > 0) {
    const result = finish();
    if (result) yield result;
  }

  function take(bytes: Uint8Array): void {
    size += bytes.byteLength;
    if (size <= MOST_LINE_BYTES) parts.push(bytes);
  }
}
