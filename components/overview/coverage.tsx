import Link from "next/link";
import { count, PROVIDER_NAMES } from "@/components/words";
import type { EntityType, Provider } from "@/lib/domain/entity";

export interface CoverageRow {
  kind: EntityType;
  provider: Provider;
  total: number;
  linked: number;
  waiting: number;
  not_found: number;
  failed: number;
}

const KIND_NAMES: Record<EntityType, string> = { artist: "Artists", album: "Albums", track: "Tracks" };

/** How far each kind is linked at each provider: a bar of parts, and the same in figures and words. */
export function Coverage({ rows }: { rows: CoverageRow[] }) {
  const kinds = [...new Set(rows.map((row) => row.kind))];
  return (
    <div className="flex flex-col gap-5">
      {kinds.map((kind) => (
        <section key={kind} aria-label={KIND_NAMES[kind]}>
          <h3 className="mb-2 flex items-baseline gap-2 text-[13px] font-semibold">
            <Link href={`/library/${kind}s`} className="underline-offset-2 hover:underline">
              {KIND_NAMES[kind]}
            </Link>
            <span className="figures font-normal text-ink-3">
              {(rows.find((row) => row.kind === kind)?.total ?? 0).toLocaleString("en")}
              {kind === "track" ? " · linked with their albums" : ""}
            </span>
          </h3>
          <ul className="flex flex-col gap-2">
            {rows
              .filter((row) => row.kind === kind)
              .map((row) => (
                <CoverageBar key={row.provider} row={row} />
              ))}
          </ul>
        </section>
      ))}
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-3" aria-hidden>
        {PARTS.map(({ key, word, className }) => (
          <li key={key} className="flex items-center gap-1.5">
            <span className={`size-2.5 rounded-[2px] ${className}`} /> {word}
          </li>
        ))}
        <li className="flex items-center gap-1.5">
          <span className="size-2.5 rounded-[2px] bg-rule" /> not linked yet
        </li>
      </ul>
    </div>
  );
}

const HATCHED = "bg-[repeating-linear-gradient(135deg,var(--ask)_0_3px,transparent_3px_5px)]";
const PARTS = [
  { key: "linked", word: "linked", className: "bg-sure" },
  { key: "waiting", word: "wait for you", className: HATCHED },
  { key: "not_found", word: "not found", className: "bg-unknown/50" },
  { key: "failed", word: "no answer", className: "bg-wrong/70" },
] as const;

function CoverageBar({ row }: { row: CoverageRow }) {
  const share = (part: number) => (row.total > 0 ? (100 * part) / row.total : 0);
  const linked = Math.floor(share(row.linked));
  return (
    <li className="grid grid-cols-[6.5rem_1fr_auto] items-center gap-3 text-[13px] sm:grid-cols-[6.5rem_1fr_15rem]">
      <span className="text-ink-2">{PROVIDER_NAMES[row.provider]}</span>
      <span className="flex h-2 overflow-hidden rounded-full bg-rule" aria-hidden>
        {PARTS.map(({ key, className }) => (
          <span key={key} className={className} style={{ width: `${share(row[key])}%` }} />
        ))}
      </span>
      <span className="figures text-right text-ink-2 sm:text-left">
        <span className="font-medium text-ink">{linked} %</span>
        <span className="hidden sm:inline">
          {row.waiting > 0 ? ` · ${row.waiting.toLocaleString("en")} wait` : ""}
          {row.not_found > 0 ? ` · ${row.not_found.toLocaleString("en")} not found` : ""}
          {row.failed > 0 ? ` · ${row.failed.toLocaleString("en")} no answer` : ""}
        </span>
        <span className="sr-only">
          {" "}
          linked: {count(row.linked, "entry", "entries")} of {row.total}
        </span>
      </span>
    </li>
  );
}
