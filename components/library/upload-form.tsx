"use client";

import { FileUp } from "lucide-react";
import Link from "next/link";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { count } from "@/components/words";

interface Imported {
  received: number;
  tracks_added: number;
  tracks_updated: number;
  rejected: { line: number; message: string }[];
}

type State = { kind: "idle" | "busy" } | { kind: "wrong"; text: string } | { kind: "done"; result: Imported };

const TYPES: Record<string, string> = {
  csv: "text/csv",
  ndjson: "application/x-ndjson",
  jsonl: "application/x-ndjson",
};

/** Sends a list of tracks as NDJSON or CSV, and says line by line what was refused. */
export function UploadForm() {
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<State>({ kind: "idle" });

  async function upload() {
    const file = input.current?.files?.[0];
    if (!file) return setState({ kind: "wrong", text: "Choose a file first." });
    const type = TYPES[file.name.split(".").pop()?.toLowerCase() ?? ""];
    if (!type) return setState({ kind: "wrong", text: "The file must end in .ndjson, .jsonl or .csv." });
    setState({ kind: "busy" });
    try {
      const response = await fetch(
        `/api/library/import?source=${encodeURIComponent(`upload:${file.name}`)}`,
        {
          method: "POST",
          headers: { "content-type": type },
          body: file,
        },
      );
      const body = (await response.json()) as Imported & { detail?: string };
      setState(
        response.ok
          ? { kind: "done", result: body }
          : { kind: "wrong", text: body.detail ?? "The server refused the file." },
      );
    } catch {
      setState({
        kind: "wrong",
        text: "The server did not answer. What had arrived is kept; send the file again.",
      });
    }
  }

  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void upload();
      }}
    >
      <p className="max-w-[60ch] text-ink-2">
        One track a line, as NDJSON or CSV, with at least <code className="text-ink">path</code>; also{" "}
        <code className="text-ink">title, artist, album, track_number, duration_ms, isrc</code> and more.
      </p>
      <input
        ref={input}
        type="file"
        accept=".ndjson,.jsonl,.csv"
        aria-label="List of tracks"
        className="text-[13px] file:mr-3 file:h-8 file:rounded-md file:border file:border-rule file:bg-sheet file:px-3 file:text-[13px] file:font-medium file:text-ink"
      />
      <div className="flex items-center gap-3">
        <Button type="submit" variant="primary" disabled={state.kind === "busy"}>
          <FileUp aria-hidden /> {state.kind === "busy" ? "Sending …" : "Upload"}
        </Button>
      </div>
      <div role="status">
        {state.kind === "wrong" ? <p className="text-wrong">{state.text}</p> : null}
        {state.kind === "done" ? <Outcome result={state.result} /> : null}
      </div>
    </form>
  );
}

function Outcome({ result }: { result: Imported }) {
  return (
    <>
      <p className="figures">
        {count(result.received, "line")} read: {count(result.tracks_added, "track")} new,{" "}
        {result.tracks_updated} changed, {result.rejected.length} refused.{" "}
        <Link href="/" className="text-groove underline-offset-2 hover:underline">
          Go on to the overview
        </Link>
      </p>
      {result.rejected.length > 0 ? (
        <ul className="mt-2 max-h-40 overflow-y-auto rounded-md bg-sunken p-2 text-[13px] text-ink-2">
          {result.rejected.slice(0, 100).map(({ line, message }) => (
            <li key={line} className="figures">
              Line {line}: {message}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
