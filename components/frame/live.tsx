"use client";

import { useRouter } from "next/navigation";
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { RunKind, RunOutcome, RunStatus } from "@/lib/domain/run";

export interface LiveRun {
  id: string;
  kind: RunKind;
  status: RunStatus;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
  progress: { done: number; total: number; by_outcome: Partial<Record<RunOutcome, number>> };
  requests: Record<string, number>;
  waiting_for: string[];
  error: string | null;
}

interface State {
  counts: { pending_candidates: number };
  runs: LiveRun[];
}

interface Live {
  state: State | null;
  /** The stream broke and is being opened again: what is shown may be old. */
  stale: boolean;
}

const LiveContext = createContext<Live>({ state: null, stale: false });

/** The page's server parts are read again at most this often while a run goes on. */
const REFRESH_MS = 2_500;

/**
 * Follows the account's runs and counts by server-sent events, for everything on the page that shows them, and has the
 * server's parts of the page read again when they changed.
 */
export function LiveProvider({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [state, setState] = useState<State | null>(null);
  const [stale, setStale] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  useEffect(() => {
    let first = true;
    const source = new EventSource("/api/events");
    source.addEventListener("state", (event) => {
      setState(JSON.parse((event as MessageEvent<string>).data) as State);
      setStale(false);
      // What came first is what the page was made from.
      if (first) first = false;
      else {
        timer.current ??= setTimeout(() => {
          timer.current = null;
          router.refresh();
        }, REFRESH_MS);
      }
    });
    source.onopen = () => setStale(false);
    source.onerror = () => setStale(true);
    return () => {
      source.close();
      if (timer.current) clearTimeout(timer.current);
      timer.current = null;
    };
  }, [router]);

  const live = useMemo(() => ({ state, stale }), [state, stale]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLive(): Live {
  return useContext(LiveContext);
}

/** The run of a kind that is on its way, as the stream last told. */
export function useLiveRun(): LiveRun | null {
  const { state } = useLive();
  return state?.runs.find((run) => run.status === "queued" || run.status === "running") ?? null;
}
