import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Real answers of the providers. They lie beside the repository and are never part of it. */
const FOLDER = new URL("../../../../shared/recordings/", import.meta.url);

export const hasRecordings = existsSync(fileURLToPath(new URL("MANIFEST.tsv", FOLDER)));

export interface Recording {
  provider: string;
  /** "GET /path?query" as far as the source kept it. */
  request: string;
  status: number;
  shows: string;
  file: string;
}

/** What was recorded of a provider; nothing where the folder is missing. */
export function recordingsOf(provider: string): Recording[] {
  if (!hasRecordings) return [];
  const [header = "", ...lines] = readFileSync(new URL("MANIFEST.tsv", FOLDER), "utf8").trimEnd().split("\n");
  const names = header.split("\t");
  return lines
    .map((line) => {
      const cells = line.split("\t");
      const cell = (name: string) => cells[names.indexOf(name)] ?? "";
      return {
        provider: cell("provider"),
        request: cell("request"),
        status: Number(cell("status")),
        shows: cell("shows"),
        file: cell("file"),
      };
    })
    .filter((row) => row.provider === provider);
}

/** The recorded body; some files keep it in an envelope of status, headers and body. */
export function bodyOf(recording: Recording): unknown {
  return answerOf(recording).body;
}

export function answerOf(recording: Recording): { status: number; headers: Headers; body: unknown } {
  const content: unknown = JSON.parse(readFileSync(new URL(recording.file, FOLDER), "utf8"));
  if (recording.shows.includes("[envelope]")) {
    const { status, headers, body } = content as {
      status: number;
      headers: Record<string, string>;
      body: unknown;
    };
    return { status, headers: new Headers(headers), body };
  }
  return { status: recording.status, headers: new Headers(), body: content };
}

/** One recorded body by its file's name without the ending. */
export function recorded(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "utf8")) as unknown;
}
