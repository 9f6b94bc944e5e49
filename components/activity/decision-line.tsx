import type { Decide } from "@/components/action";
import { cn } from "@/components/ui/classes";
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

/** One decision: who, what, why, when, and the way back. */
export function DecisionLine({ decision, undo }: { decision: DecisionFacts; undo?: Decide }) {
  const named = String((decision.action === "undo" ? decision.before : decision.after)?.name ?? "");
  return (
    <li className="flex items-center gap-3 py-2">
      <div className="min-w-0 flex-1">
        <p
          className={cn(
            "line-clamp-2 break-words sm:line-clamp-1",
            decision.undoneBy && "text-ink-3 line-through",
          )}
          title={`${decision.entityName} – ${named}`}
        >
          <bdi className="font-medium">{decision.entityName || "An entry that is gone"}</bdi>{" "}
          <span className={decision.undoneBy ? undefined : "text-ink-2"}>
            <What decision={decision} named={named} />
          </span>
        </p>
        <p className="figures line-clamp-2 text-xs break-words text-ink-3 sm:line-clamp-1">
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

/** What was done, in words; a name that both sides share is not said twice. */
function What({ decision, named }: { decision: DecisionFacts; named: string }) {
  const provider = PROVIDER_NAMES[decision.provider];
  const same = named === "" || named === decision.entityName;
  const name = <bdi>{named}</bdi>;
  switch (decision.action) {
    case "apply":
      return same ? (
        <>linked on {provider}</>
      ) : (
        <>
          linked to {name} on {provider}
        </>
      );
    case "reject":
      return same ? (
        <>one match refused on {provider}</>
      ) : (
        <>
          match with {name} refused on {provider}
        </>
      );
    case "undo":
      return same ? (
        <>taken back on {provider}</>
      ) : (
        <>
          taken back: {name} on {provider}
        </>
      );
  }
}
