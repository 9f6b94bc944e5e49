import type { Decide } from "@/components/action";
import { RelativeTime } from "@/components/ui/time";
import { perCent, PROVIDER_NAMES } from "@/components/words";
import type { EntityType, Provider } from "@/lib/domain/entity";
import { UndoButton } from "./undo-button";

export interface DecisionFacts {
  id: string;
  at: string;
  actor: "person" | "run";
  action: "apply" | "reject" | "undo";
  entityType: EntityType;
  entityName: string;
  provider: Provider;
  after: Record<string, unknown> | null;
  before: Record<string, unknown> | null;
  reason: string | null;
  confidence: number | null;
  undoneBy: string | null;
}

const VERBS = { apply: "linked", reject: "refused", undo: "undone" } as const;

/** One decision: who, what, why, when, and the way back. */
export function DecisionLine({ decision, undo }: { decision: DecisionFacts; undo?: Decide }) {
  const named = (decision.action === "undo" ? decision.before : decision.after)?.name;
  return (
    <li className="flex items-center gap-3 py-2">
      <div className="min-w-0 flex-1">
        <p
          className={decision.undoneBy ? "truncate text-ink-3 line-through" : "truncate"}
          title={`${decision.entityName} – ${String(named ?? "")}`}
        >
          <bdi className="font-medium">{decision.entityName || "An entry that is gone"}</bdi>{" "}
          <span className="text-ink-2">
            {VERBS[decision.action]} {decision.action === "reject" ? "as" : "to"}{" "}
            <bdi>{String(named ?? "–")}</bdi> on {PROVIDER_NAMES[decision.provider]}
          </span>
        </p>
        <p className="figures truncate text-xs text-ink-3">
          {decision.actor === "person" ? "you" : "a run"} · <RelativeTime at={decision.at} />
          {decision.confidence !== null && decision.action === "apply"
            ? ` · ${perCent(decision.confidence)} sure`
            : ""}
          {decision.reason ? (
            <>
              {" · "}
              <bdi>{decision.reason}</bdi>
            </>
          ) : null}
          {decision.undoneBy ? " · undone" : ""}
        </p>
      </div>
      {undo && decision.action !== "undo" && !decision.undoneBy ? (
        <UndoButton decisionId={decision.id} what={decision.entityName} undo={undo} />
      ) : null}
    </li>
  );
}
