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
  version: string | null;
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
/** A stream that the server refused is asked for again after this, then at growing distances. */
const REOPEN_MS = 2_000;

/**
 * Follows the account's runs and counts by server-sent events, for everything on the page that shows them, and has the
 * server's parts of the page read again when the library is no longer of the version that the page was made from.
 */
export function LiveProvider({ version, children }: { version: string | null; children: ReactNode }) {
  const router = useRouter();
  const [state, setState] = useState<State | null>(null);
  const [stale, setStale] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const made = useRef(version);

  useEffect(() => {
    let source: EventSource | null = null;
    let again: ReturnType<typeof setTimeout> | undefined;
    let wait = REOPEN_MS;
    let shown = made.current;
    let gone = false;

    const open = () => {
      source = new EventSource("/api/events");
      source.addEventListener("state", (event) => {
        const state = JSON.parse((event as MessageEvent<string>).data) as State;
        setState(state);
        setStale(false);
        // What came first is what the page was made from, unless something changed on the way.
        if (shown !== state.version) {
          shown = state.version;
          timer.current ??= setTimeout(() => {
            timer.current = null;
            router.refresh();
          }, REFRESH_MS);
        }
      });
      source.onopen = () => {
        wait = REOPEN_MS;
        setStale(false);
      };
      source.onerror = () => {
        setStale(true);
        // After an answer that is no stream the browser gives up: the server starts, or nobody is signed in any more.
        if (source?.readyState !== EventSource.CLOSED) return;
        again = setTimeout(() => void reopen(), wait);
        wait = Math.min(2 * wait, 15 * REOPEN_MS);
      };
    };
    const reopen = async () => {
      const status = await fetch("/api/enrichment/status").then(
        (response) => response.status,
        () => 0,
      );
      if (gone) return;
      if (status === 401) router.replace("/sign-in");
      else open();
    };

    open();
    return () => {
      gone = true;
      source?.close();
      clearTimeout(again);
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
