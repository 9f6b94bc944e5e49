import { relative, resolve } from "node:path";
import { Readable } from "node:stream";
import { z } from "zod";
import { NOT_AUDIO, scanFolder } from "@/lib/library/scan/scanFolder";
import type { FoundFile } from "@/lib/library/scan/walk";
import type { TagLine } from "./tag-cache";

const answer = z.object({
  received: z.number(),
  artists_added: z.number(),
  albums_added: z.number(),
  tracks_added: z.number(),
  tracks_updated: z.number(),
  tracks_gone: z.number(),
  rejected: z.array(z.object({ line: z.number(), message: z.string() })),
});

export type ImportAnswer = z.infer<typeof answer>;

export interface Sent {
  answer: ImportAnswer;
  broken: { path: string; reason: string }[];
  lines: TagLine[];
}

/**
 * Scans a folder and sends its tags, never its audio, to a server. Paths are sent relative to the folder. Deleted files
 * are told to the server only if everything could be read.
 */
export async function sendLibrary(options: {
  folder: string;
  server: string;
  token: string;
  source: string;
  known?: Map<string, TagLine>;
  onProgress?: (files: number) => void;
}): Promise<Sent> {
  const folder = resolve(options.folder);
  const nameOf = (path: string) => relative(folder, path);
  const known = options.known ?? new Map<string, TagLine>();
  const lines: TagLine[] = [];
  const broken: Sent["broken"] = [];
  const unchanged = async (files: FoundFile[]) =>
    new Set(
      files.flatMap((file) => {
        const line = known.get(nameOf(file.path));
        const same = line?.file_size === file.size && line.file_modified_ms === file.modifiedMs;
        return same ? [file.path] : [];
      }),
    );
  for await (const event of scanFolder(folder, { unchanged })) {
    const path = nameOf(event.path);
    if (event.kind === "broken") broken.push({ path: path || folder, reason: event.reason });
    // A file that broke since the last scan keeps what was read then.
    if (event.kind !== "broken" || known.has(path)) {
      const line = event.kind === "track" ? { ...event.line, path } : known.get(path);
      if (line) lines.push(line);
      options.onProgress?.(lines.length);
    }
  }
  // A folder that could not be read hides files that are still there; a broken file hides only itself.
  const complete = lines.length > 0 && broken.every(({ reason }) => reason === NOT_AUDIO);
  const url = new URL("/api/library/import", options.server);
  url.search = new URLSearchParams({ source: options.source, complete: String(complete) }).toString();
  const response = await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${options.token}`, "content-type": "application/x-ndjson" },
    body: Readable.toWeb(
      Readable.from(lines.map((line) => `${JSON.stringify(line)}\n`)).map((text: string) =>
        Buffer.from(text),
      ),
    ) as ReadableStream,
    duplex: "half",
  } as RequestInit);
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new Error(`The server answered ${response.status}: ${detailOf(body)}`);
  return { answer: answer.parse(body), broken, lines };
}

function detailOf(body: unknown): string {
  const parsed = z.object({ detail: z.string() }).safeParse(body);
  return parsed.success ? parsed.data.detail : "no explanation";
}
