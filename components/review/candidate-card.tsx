"use client";

import { Check, Equal, ExternalLink, Minus, Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Cover } from "@/components/ui/cover";
import { perCent, PROVIDER_NAMES } from "@/components/words";
import type { Evidence } from "@/lib/domain/evidence";
import type { ReviewCandidate } from "./entity-card";
import { useReviewSession } from "./session";

const SHOWN = 3;

/** A candidate: what it is, the strongest reasons, what applying it would do. */
export function CandidateCard({
  candidate,
  entityName,
  siblings,
}: {
  candidate: ReviewCandidate;
  entityName: string;
  siblings: string[];
}) {
  const session = useReviewSession();
  const provider = PROVIDER_NAMES[candidate.provider];
  const facts = factsOf(candidate.extra);
  const [first, more] = [candidate.evidence.slice(0, SHOWN), candidate.evidence.slice(SHOWN)];
  return (
    <li className="flex min-w-0 flex-col gap-2 rounded-md border border-rule p-3">
      <div className="flex gap-3">
        <Cover
          src={candidate.hasImage ? `/api/pictures/${candidate.id}` : null}
          name={candidate.name}
          state="no_picture"
          size="card"
          className="max-sm:size-14"
        />
        <div className="min-w-0 flex-1">
          <div className="flex items-baseline justify-between gap-2">
            <p className="line-clamp-2 min-w-0 font-semibold break-words" title={candidate.name}>
              <bdi>{candidate.name}</bdi>
            </p>
            <span
              className="figures shrink-0 text-[13px] text-ink-2"
              title={`${perCent(candidate.score)} sure that it is this one, and none of the others or something else`}
            >
              {perCent(candidate.score)}
              <span className="sr-only"> sure</span>
            </span>
          </div>
          <p className="line-clamp-3 text-[13px] break-words text-ink-2" title={facts}>
            <bdi>{facts || "No further details there"}</bdi>
          </p>
          <ul className="mt-1.5 text-[13px]">
            {first.map((reason) => (
              <Reason key={reason.feature} reason={reason} />
            ))}
          </ul>
          {more.length > 0 ? (
            <details className="text-[13px]">
              <summary className="w-fit text-ink-3 hover:text-ink">
                {more.length === 1 ? "One more reason" : `${more.length} more reasons`}
              </summary>
              <ul>
                {more.map((reason) => (
                  <Reason key={reason.feature} reason={reason} />
                ))}
              </ul>
            </details>
          ) : null}
        </div>
      </div>
      <div className="mt-auto flex flex-wrap items-center gap-2">
        <Button
          size="small"
          variant="primary"
          data-apply={candidate.id}
          aria-label={`Apply ${candidate.name} on ${provider} to ${entityName}`}
          onClick={() =>
            session.apply({
              id: candidate.id,
              siblings,
              words: `${entityName} is linked to ${candidate.name} on ${provider}.`,
            })
          }
        >
          <Check aria-hidden /> Apply
        </Button>
        <Button
          size="small"
          variant="danger"
          aria-label={`Refuse ${candidate.name} on ${provider} for ${entityName}`}
          onClick={() =>
            session.reject({
              id: candidate.id,
              words: `${candidate.name} on ${provider} is refused for ${entityName}.`,
            })
          }
        >
          <X aria-hidden /> Not this one
        </Button>
        {candidate.url ? (
          <a
            href={candidate.url}
            target="_blank"
            rel="noreferrer"
            className="ml-auto inline-flex items-center gap-1 text-[13px] text-groove underline-offset-2 hover:underline"
          >
            {provider} <ExternalLink aria-hidden className="size-3.5" />
            <span className="sr-only"> opens in a new tab</span>
          </a>
        ) : null}
      </div>
    </li>
  );
}

function Reason({ reason }: { reason: Evidence }) {
  const [Sign, word, colour] =
    reason.effect > 0.05
      ? [Plus, "for", "text-sure"]
      : reason.effect < -0.05
        ? [Minus, "against", "text-wrong"]
        : [Equal, "neutral", "text-ink-3"];
  return (
    <li
      className="flex items-baseline gap-1.5"
      title={`yours: ${reason.local ?? "–"}\ntheirs: ${reason.candidate ?? "–"}`}
    >
      <Sign
        role="img"
        aria-label={word}
        className={`size-3 shrink-0 translate-y-px ${colour}`}
        strokeWidth={3}
      />
      <bdi className="min-w-0 break-words">{noteOf(reason)}</bdi>
    </li>
  );
}

/** The artist of an album is compared by name as well: said of which name that is. */
function noteOf({ feature, note }: Evidence): string {
  return feature === "artist" ? `Artist: ${note.charAt(0).toLowerCase()}${note.slice(1)}` : note;
}

/** What is known of a record beyond its name, in the order that tells records apart. */
function factsOf(extra: Record<string, unknown>): string {
  const text = (key: string) => (typeof extra[key] === "string" ? extra[key] : null);
  const number = (key: string) => (typeof extra[key] === "number" ? extra[key] : null);
  const begin = number("begin_year");
  const tracks = number("total_tracks");
  const fans = number("followers");
  const genres = Array.isArray(extra.genres)
    ? extra.genres.filter((genre): genre is string => typeof genre === "string")
    : [];
  return [
    text("disambiguation"),
    text("artist_name"),
    text("area"),
    begin ? `${begin}–${number("end_year") ?? ""}` : null,
    text("release_date")?.slice(0, 4),
    text("album_type"),
    tracks ? `${tracks} tracks` : null,
    fans ? `${fans.toLocaleString("en")} fans` : null,
    genres.slice(0, 3).join(", ") || null,
  ]
    .filter(Boolean)
    .join(" · ");
}
