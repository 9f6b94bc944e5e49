"use client";

import { Undo2 } from "lucide-react";
import { useState, useTransition } from "react";
import { callAction, type Decide } from "@/components/action";
import { Button } from "@/components/ui/button";

export function UndoButton({ decisionId, what, undo }: { decisionId: string; what: string; undo: Decide }) {
  const [busy, startTransition] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <span className="flex shrink-0 items-center gap-2">
      {problem ? (
        <span role="alert" className="max-w-56 text-xs text-wrong">
          {problem}
        </span>
      ) : null}
      <Button
        size="small"
        variant="quiet"
        disabled={busy}
        aria-label={`Undo the decision about ${what}`}
        onClick={() =>
          startTransition(async () => {
            const result = await callAction(() => undo(decisionId));
            setProblem(result.ok ? null : result.message);
          })
        }
      >
        <Undo2 aria-hidden /> Undo
      </Button>
    </span>
  );
}
