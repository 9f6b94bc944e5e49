"use client";

import { cn } from "@/components/ui/classes";
import { Cover } from "@/components/ui/cover";
import { count, PROVIDER_NAMES } from "@/components/words";
import type { Evidence } from "@/lib/domain/evidence";
import { PROVIDERS, type Provider } from "@/lib/domain/entity";
import { CandidateCard } from "./candidate-card";
import { useReviewSession } from "./session";

export interface ReviewCandidate {
  id: string;
  provider: Provider;
  name: string;
  url: string | null;
  hasImage: boolean;
  score: number;
  evidence: Evidence[];
  extra: Record<string, unknown>;
}

export interface ReviewEntity {
  type: "artist" | "album";
  id: string;
  name: string;
  artist_name: string | null;
  date: string | null;
  track_count: number;
  owned: string[];
  owned_count: number;
  image_sha256: string | null;
  candidates: ReviewCandidate[];
}

/** One entry of the library with everything that it may be, provider by provider. */
export function ReviewEntityCard({ entity }: { entity: ReviewEntity }) {
  const { decided } = useReviewSession();
  const open = entity.candidates.filter((candidate) => !decided.has(candidate.id));
  if (open.length === 0) return null;
  const providers = PROVIDERS.filter((provider) => open.some((candidate) => candidate.provider === provider));
  return (
    <article
      aria-label={entity.name}
      className="rounded-md border border-rule bg-sheet lg:grid lg:grid-cols-[240px_1fr]"
    >
      <Ours entity={entity} />
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-4 p-4 xl:grid-cols-2">
        {providers.map((provider) => {
          const candidates = open.filter((candidate) => candidate.provider === provider);
          return (
            <section
              key={provider}
              className={candidates.length > 1 ? "xl:col-span-2" : undefined}
              aria-label={`${entity.name} on ${PROVIDER_NAMES[provider]}`}
            >
              <h3 className="mb-2 text-[13px] font-semibold text-ink-2">
                {PROVIDER_NAMES[provider]}{" "}
                <span className="figures font-normal text-ink-3">
                  {count(candidates.length, "candidate")}
                </span>
              </h3>
              <ul
                className={cn(
                  "grid grid-cols-[minmax(0,1fr)] gap-2",
                  candidates.length > 1 && "xl:grid-cols-2",
                )}
              >
                {candidates.map((candidate) => (
                  <CandidateCard
                    key={candidate.id}
                    candidate={candidate}
                    entityName={entity.name}
                    siblings={candidates
                      .filter((other) => other.id !== candidate.id)
                      .map((other) => other.id)}
                  />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </article>
  );
}

function Ours({ entity }: { entity: ReviewEntity }) {
  const image = entity.image_sha256 ? `/api/artwork/${entity.image_sha256}` : null;
  const rest = entity.owned_count - entity.owned.length;
  return (
    <div className="border-b border-rule p-4 lg:border-r lg:border-b-0">
      <div className="flex gap-3 lg:sticky lg:top-16 lg:flex-col">
        <Cover src={image} name={entity.name} size="card" className="max-sm:size-14" />
        <div className="min-w-0">
          <p className="text-xs text-ink-3">In your library</p>
          <h2 className="line-clamp-2 text-base break-words" title={entity.name}>
            <bdi>{entity.name}</bdi>
          </h2>
          <p className="figures truncate text-[13px] text-ink-2">
            {entity.type === "album" ? (
              <>
                <bdi>{entity.artist_name}</bdi>
                {entity.date ? ` · ${entity.date.slice(0, 4)}` : ""} · {count(entity.track_count, "track")}
              </>
            ) : (
              `artist · ${count(entity.track_count, "track")}`
            )}
          </p>
          <ul className="mt-2 text-[13px] text-ink-2 empty:hidden">
            {entity.owned.map((title, index) => (
              <li key={index} className="truncate" title={title}>
                <bdi>{title}</bdi>
              </li>
            ))}
            {rest > 0 && entity.owned.length > 0 ? (
              <li className="figures text-ink-3">and {rest} more</li>
            ) : null}
          </ul>
        </div>
      </div>
    </div>
  );
}
