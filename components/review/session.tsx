"use client";

import { Undo2, X } from "lucide-react";
import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useTransition,
  type ReactNode,
} from "react";
import { callAction, type Decide } from "@/components/action";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/classes";

/** What can be taken back: a decision, and the candidates it took from the page. */
interface Decided {
  decisionId: string;
  ids: string[];
}

interface Said {
  text: string;
  decided: Decided | null;
  wrong: boolean;
}

interface Session {
  /** Candidates that were decided here: they are off the page before it is read again. */
  decided: ReadonlySet<string>;
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
  const [, startTransition] = useTransition();
  const cards = useRef<HTMLDivElement>(null);
  const returning = useRef<string | null>(null);

  const session = useMemo<Session>(() => {
    const decide = (ids: string[], words: string, work: Decide, id: string) => {
      focusNext(cards.current, ids);
      setDecided((before) => including(before, ids));
      startTransition(async () => {
        const result = await callAction(() => work(id));
        if (result.ok)
          setSaid({ text: words, decided: { decisionId: result.value.decisionId, ids }, wrong: false });
        else {
          setDecided((before) => without(before, ids));
          setSaid({ text: result.message, decided: null, wrong: true });
        }
      });
    };
    return {
      decided,
      apply: ({ id, siblings, words }) => decide([id, ...siblings], words, apply, id),
      reject: ({ id, words }) => decide([id], words, reject, id),
    };
  }, [decided, apply, reject]);

  const takeBack = (last: Decided) => {
    setSaid({ text: "Undoing …", decided: null, wrong: false });
    startTransition(async () => {
      const result = await callAction(() => undo(last.decisionId));
      if (result.ok) {
        returning.current = last.ids[0] ?? null;
        setDecided((before) => without(before, last.ids));
        setSaid({ text: "Undone.", decided: null, wrong: false });
      } else setSaid({ text: result.message, decided: last, wrong: true });
    });
  };

  // What comes back takes the focus that went with the button, unless it is somewhere else by now.
  useEffect(() => {
    const button = returning.current && document.querySelector<HTMLElement>(applyButton(returning.current));
    if (!button) return;
    returning.current = null;
    if (document.activeElement === document.body) button.focus();
  });

  return (
    <SessionContext value={session}>
      <div
        ref={cards}
        className="flex flex-col gap-4 pb-16"
        onKeyDown={(event) => {
          if (event.key !== "u" || event.ctrlKey || event.metaKey || event.altKey || !said?.decided) return;
          event.preventDefault();
          takeBack(said.decided);
        }}
      >
        {children}
      </div>
      <div
        role="status"
        className="pointer-events-none fixed inset-x-0 bottom-16 z-20 flex justify-center px-4 md:bottom-4 md:pl-[236px]"
      >
        {said ? (
          <div className="pointer-events-auto flex max-w-xl min-w-0 items-center gap-2 rounded-md bg-sheet py-1.5 pr-1.5 pl-3 shadow-float">
            <p className={cn("min-w-0", said.wrong ? "text-wrong" : "line-clamp-2 break-words")}>
              {said.text}
            </p>
            {said.decided ? (
              <Button
                size="small"
                className="ml-1"
                title="Undo (U)"
                aria-keyshortcuts="u"
                onClick={() => said.decided && takeBack(said.decided)}
              >
                <Undo2 aria-hidden /> Undo
              </Button>
            ) : null}
            <Button size="small" variant="quiet" aria-label="Dismiss" onClick={() => setSaid(null)}>
              <X aria-hidden />
            </Button>
          </div>
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

function including(set: ReadonlySet<string>, ids: string[]): ReadonlySet<string> {
  return new Set([...set, ...ids]);
}

function without(set: ReadonlySet<string>, ids: string[]): ReadonlySet<string> {
  return new Set([...set].filter((each) => !ids.includes(each)));
}

function applyButton(candidateId: string): string {
  return `[data-apply="${candidateId}"]`;
}

/**
 * The button that was pressed goes from the page with its card: the next card's takes the focus, so that whoever works
 * by keyboard goes on from there.
 */
function focusNext(cards: HTMLElement | null, ids: string[]): void {
  const buttons = [...(cards?.querySelectorAll<HTMLElement>("[data-apply]") ?? [])];
  const going = buttons.map((button) => ids.includes(button.dataset.apply ?? ""));
  const last = going.lastIndexOf(true);
  const next = buttons.find((_, index) => index > last) ?? buttons.findLast((_, index) => !going[index]);
  (next ?? document.getElementById("content"))?.focus({ preventScroll: next === undefined });
}
