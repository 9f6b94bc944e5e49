import Link from "next/link";
import { Badge, type Meaning } from "@/components/ui/badge";
import { cn } from "@/components/ui/classes";
import { Cover } from "@/components/ui/cover";
import { count, LOOKUP_NAMES, perCent, PROVIDER_NAMES } from "@/components/words";
import type { EntityType, LookupStatus, Provider } from "@/lib/domain/entity";

export interface LibraryEntry {
  id: string;
  name: string;
  artist_name: string | null;
  album_title: string | null;
  date: string | null;
  duration_ms: number | null;
  track_count: number | null;
  album_count: number | null;
  disambiguation: string | null;
  image: string | null;
  links: { provider: Provider; url: string | null; name: string; confidence: number }[];
  lookups: { provider: Provider; status: LookupStatus; detail: string | null }[];
  waiting: number;
}

/** Marks stand in fixed places, so that a column can be read downwards. */
const COLUMNS: Provider[] = ["spotify", "musicbrainz", "deezer"];

export function LibraryTable({ kind, rows }: { kind: EntityType; rows: LibraryEntry[] }) {
  return (
    <div className="overflow-x-auto rounded-md border border-rule bg-sheet">
      <table className="w-full text-[13px]">
        <thead className="text-left text-xs text-ink-3">
          <tr className="border-b border-rule [&>th]:px-3 [&>th]:py-2 [&>th]:font-medium">
            <th scope="col">{kind === "artist" ? "Artist" : kind === "album" ? "Album" : "Track"}</th>
            <th scope="col" className={cn("text-right", kind !== "track" && "max-sm:hidden")}>
              {kind === "track" ? "Length" : "Tracks"}
            </th>
            {COLUMNS.map((provider) => (
              <th key={provider} scope="col" className="hidden md:table-cell">
                {PROVIDER_NAMES[provider]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className="border-b border-rule last:border-0 hover:bg-sunken/60">
              <th scope="row" className="w-full max-w-0 px-3 py-1.5 text-left font-normal md:w-1/2">
                <span className="flex gap-3 md:items-center">
                  {kind === "track" ? null : (
                    <Cover
                      src={row.image?.startsWith("/") ? row.image : null}
                      state={
                        row.image?.startsWith("FAILED")
                          ? "failed"
                          : row.lookups.length > 0
                            ? "no_picture"
                            : "none_yet"
                      }
                      name={row.name}
                      size="row"
                    />
                  )}
                  <span className="min-w-0 flex-1">
                    <bdi className="block truncate font-medium" title={row.name}>
                      {row.name}
                    </bdi>
                    <bdi className="block truncate text-xs text-ink-3" title={subline(kind, row)}>
                      {subline(kind, row)}
                      {kind === "track" ? null : (
                        <span className="sm:hidden"> · {count(row.track_count ?? 0, "track")}</span>
                      )}
                    </bdi>
                    <span className="mt-1 flex flex-wrap gap-1 empty:hidden md:hidden [&_svg]:-mx-0.5">
                      {COLUMNS.map((provider) => (
                        <ProviderState key={provider} row={row} provider={provider} kind={kind} named />
                      ))}
                    </span>
                  </span>
                </span>
              </th>
              <td
                className={cn(
                  "px-3 text-right align-top text-ink-2 max-md:pt-1.5 md:align-middle",
                  kind !== "track" && "max-sm:hidden",
                )}
              >
                {kind === "track" ? length(row.duration_ms) : row.track_count?.toLocaleString("en")}
              </td>
              {COLUMNS.map((provider) => (
                <td key={provider} className="hidden px-3 md:table-cell">
                  <ProviderState row={row} provider={provider} kind={kind} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function subline(kind: EntityType, row: LibraryEntry): string {
  if (kind === "artist") {
    const albums = row.album_count ?? 0;
    return [
      row.disambiguation,
      albums > 0 ? `${albums} ${albums === 1 ? "album" : "albums"}` : "loose tracks",
    ]
      .filter(Boolean)
      .join(" · ");
  }
  if (kind === "album") return [row.artist_name, row.date?.slice(0, 4)].filter(Boolean).join(" · ");
  return [row.artist_name, row.album_title].filter(Boolean).join(" · ");
}

const MEANINGS: Record<LookupStatus, Meaning> = {
  found: "sure",
  ambiguous: "ask",
  not_found: "unknown",
  provider_failed: "wrong",
};

function ProviderState({
  row,
  provider,
  kind,
  named = false,
}: {
  row: LibraryEntry;
  provider: Provider;
  kind: EntityType;
  named?: boolean;
}) {
  const link = row.links.find((each) => each.provider === provider);
  // In the narrow table the mark's shape carries the state, and the words are for screen readers.
  const said = (state: string) =>
    named ? (
      <>
        {PROVIDER_NAMES[provider]}
        <span className="sr-only">: {state}</span>
      </>
    ) : (
      state
    );
  if (link) {
    return (
      <a
        href={link.url ?? undefined}
        target="_blank"
        rel="noreferrer"
        title={`${link.name} – ${perCent(link.confidence)} sure`}
        className="inline-flex rounded-sm hover:underline"
      >
        <Badge meaning="sure">{said("linked")}</Badge>
        <span className="sr-only">
          {" "}
          to {link.name} on {PROVIDER_NAMES[provider]}, opens in a new tab
        </span>
      </a>
    );
  }
  const lookup = row.lookups.find((each) => each.provider === provider);
  if (!lookup) {
    return named ? null : (
      <span className="text-xs text-ink-3">{kind === "track" ? "–" : "not asked yet"}</span>
    );
  }
  const words = <Badge meaning={MEANINGS[lookup.status]}>{said(LOOKUP_NAMES[lookup.status])}</Badge>;
  return lookup.status === "ambiguous" && row.waiting > 0 ? (
    <Link
      href={`/review?type=${kind}&provider=${provider}`}
      className="inline-flex rounded-sm hover:underline"
    >
      {words}
    </Link>
  ) : (
    <span title={lookup.detail ?? undefined}>{words}</span>
  );
}

function length(milliseconds: number | null): string {
  if (milliseconds === null) return "–";
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
