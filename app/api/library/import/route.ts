import { z } from "zod";
import { problem } from "@/lib/api/problem";
import { booleanFlag } from "@/lib/api/query";
import { json, route } from "@/lib/api/route";
import { readCsv } from "@/lib/library/import/csv";
import { importTracks } from "@/lib/library/import/importTracks";
import { readNdjson } from "@/lib/library/import/ndjson";

const MOST_BYTES = 1024 ** 3;

const query = z.object({
  source: z.string().trim().min(1, "must name where the library is").max(200).default("import"),
  complete: booleanFlag(false),
});

class TooLarge extends Error {}

export const POST = route({ query }, async ({ ctx, query: { source, complete }, request }) => {
  const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  const read = type === "text/csv" ? readCsv : type === "application/x-ndjson" ? readNdjson : null;
  if (!read) return problem(415, "Send application/x-ndjson or text/csv.");
  if (Number(request.headers.get("content-length") ?? 0) > MOST_BYTES)
    return problem(413, "A body may hold 1 GB.");
  try {
    return json(await importTracks(ctx, { source, complete, lines: read(bounded(request)) }));
  } catch (error) {
    if (error instanceof TooLarge)
      return problem(413, "A body may hold 1 GB. What came before was imported.");
    if (error instanceof CutShort)
      return problem(400, "The body ended too early. What came before was imported.");
    throw error;
  }
});

class CutShort extends Error {}

/** A body that ends before its announced length is no import: with `complete` the rest would count as deleted. */
async function* bounded(request: Request): AsyncGenerator<Uint8Array> {
  if (!request.body) return;
  const announced = request.headers.get("content-length");
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) throw new TooLarge();
    yield chunk;
  }
  if (announced !== null && size < Number(announced)) throw new CutShort();
}
