"use client";

import { Undo2, X } from "lucide-react";
import { createContext, useContext, useMemo, useState, useTransition, type ReactNode } from "react";
import { callAction, type Decide } from "@/components/action";
import { Button } from "@/components/ui/button";

interface Said {
  text: string;
  decisionId: string | null;
  wrong: boolean;
}

interface Session {
  /** Candidates that were decided here and whose page was not read again yet. */
  decided: ReadonlySet<string>;
  busy: boolean;
  apply(candidate: { id: string; siblings: string[]; words: string }): void;
  reject(candidate: { id: string; words: string }): void;
}

const SessionContext = createContext<Session | null>(null);

/**
 * The decisions of one sitting: what was decided goes from the page at once, one line says what was done and offers to
 * undo it. What the server refuses comes back, with the reason.
 */
export function ReviewSession({
  apply,
  reject,
  undo,
  children,
}: {
  apply: Decide;
  reject: Decide;
  undo: Decide;
  children: ReactNode;
}) {
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set());
  const [said, setSaid] = useState<Said | null>(null);
  const [busy, startTransition] = useTransition();

  const session = useMemo<Session>(() => {
    const decide = (ids: string[], words: string, work: Decide, id: string) => {
      setDecided((before) => new Set([...before, ...ids]));
      startTransition(async () => {
        const result = await callAction(() => work(id));
        if (result.ok) setSaid({ text: words, decisionId: result.value.decisionId, wrong: false });
        else {
          setDecided((before) => new Set([...before].filter((each) => !ids.includes(each))));
          setSaid({ text: result.message, decisionId: null, wrong: true });
        }
      });
    };
    return {
      decided,
      busy,
      apply: ({ id, siblings, words }) => decide([id, ...siblings], words, apply, id),
      reject: ({ id, words }) => decide([id], words, reject, id),
    };
  }, [decided, busy, apply, reject]);

  const takeBack = (decisionId: string) =>
    startTransition(async () => {
      const result = await callAction(() => undo(decisionId));
      if (result.ok) {
        setDecided(new Set());
        setSaid({ text: "Undone.", decisionId: null, wrong: false });
      } else setSaid({ text: result.message, decisionId: null, wrong: true });
    });

  return (
    <SessionContext value={session}>
      <div className="flex flex-col gap-4 pb-16">{children}</div>
      <div
        aria-live="polite"
        className="pointer-events-none fixed inset-x-0 bottom-16 z-20 flex justify-center px-4 md:bottom-4 md:pl-[220px]"
      >
        {said ? (
          <p className="pointer-events-auto flex max-w-xl min-w-0 items-center gap-3 rounded-md bg-sheet py-1.5 pr-1.5 pl-3 shadow-float">
            <span className={said.wrong ? "text-wrong" : "truncate"} title={said.text}>
              {said.text}
            </span>
            {said.decisionId ? (
              <Button
                size="small"
                variant="plain"
                disabled={busy}
                onClick={() => said.decisionId && takeBack(said.decisionId)}
              >
                <Undo2 aria-hidden /> Undo
              </Button>
            ) : null}
            <Button size="small" variant="quiet" aria-label="Dismiss" onClick={() => setSaid(null)}>
              <X aria-hidden />
            </Button>
          </p>
        ) : null}
      </div>
    </SessionContext>
  );
}

export function useReviewSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("This stands inside a ReviewSession.");
  return session;
}
