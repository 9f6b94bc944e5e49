import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/time";
import { count, PROVIDER_NAMES } from "@/components/words";
import type { Provider } from "@/lib/domain/entity";

export interface Budget {
  bucket: string;
  paused_until: string | null;
  pause_reason: string | null;
  used_today: number;
}

/** Each provider's state in words, and what was asked of it today. */
export function ProviderHealth({
  budgets,
  waitingFor,
  asked,
}: {
  budgets: Budget[];
  waitingFor: Provider[];
  asked: Provider[];
}) {
  return (
    <ul className="-my-1 divide-y divide-rule">
      {[...asked, ...waitingFor].map((provider) => {
        const own = budgets.filter(({ bucket }) => bucket === provider || bucket.startsWith(`${provider}:`));
        const paused = own.find((budget) => budget.paused_until !== null);
        const used = own.reduce((sum, budget) => sum + budget.used_today, 0);
        return (
          <li key={provider} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 py-2">
            <span className="flex items-center gap-2">
              <span className="w-24 font-medium">{PROVIDER_NAMES[provider]}</span>
              {waitingFor.includes(provider) ? (
                <Badge meaning="unknown">not connected</Badge>
              ) : paused ? (
                <Badge meaning="ask">paused</Badge>
              ) : (
                <Badge meaning="sure">ready</Badge>
              )}
            </span>
            <span className="figures text-[13px] text-ink-2">
              {paused?.paused_until ? (
                <>
                  {paused.pause_reason}; goes on <RelativeTime at={paused.paused_until} />
                </>
              ) : waitingFor.includes(provider) ? (
                "the others are asked without it"
              ) : (
                `${count(used, "request")} today`
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
