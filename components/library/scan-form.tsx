"use client";

import { FolderSearch } from "lucide-react";
import { useState, useTransition } from "react";
import { callAction, type ActionAnswer } from "@/components/action";
import { RunFacts } from "@/components/activity/run-facts";
import { useLive } from "@/components/frame/live";
import { Button } from "@/components/ui/button";

/** Scans a folder below one of the server's music folders, and follows the scan. */
export function ScanForm({
  roots,
  start,
}: {
  roots: string[];
  start: (folder: string) => Promise<ActionAnswer<{ runId: string }>>;
}) {
  const [folder, setFolder] = useState(roots[0] ?? "");
  const [started, setStarted] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, startTransition] = useTransition();
  const { state } = useLive();
  const scan = state?.runs.find((run) => run.kind === "scan");
  const over = state?.runs.some((run) => run.id === started && run.finished_at !== null);

  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        startTransition(async () => {
          const result = await callAction(() => start(folder));
          setStarted(result.ok ? result.value.runId : null);
          setProblem(result.ok ? null : result.message);
        });
      }}
    >
      <label className="flex flex-col gap-1 text-[13px] font-medium">
        Folder
        <input
          value={folder}
          onChange={(event) => setFolder(event.target.value)}
          list="roots"
          required
          spellCheck={false}
          className="h-8 rounded-md border border-rule bg-sheet px-2.5 text-[13px] font-normal"
        />
      </label>
      <datalist id="roots">
        {roots.map((root) => (
          <option key={root} value={root} />
        ))}
      </datalist>
      <p className="text-[13px] text-ink-3">May be scanned: {roots.join(", ")}</p>
      <div className="flex items-center gap-3">
        <Button type="submit" variant="primary" disabled={busy}>
          <FolderSearch aria-hidden /> Scan
        </Button>
        <p role="status" className={problem ? "text-wrong" : "text-ink-2"}>
          {problem ?? (started ? (over ? "The scan is done." : "Scanning …") : null)}
        </p>
      </div>
      {scan ? <RunFacts run={scan} /> : null}
    </form>
  );
}
