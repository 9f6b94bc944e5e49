import {
  yearOf,
  type AlbumCandidate,
  type AlbumKind,
  type AlbumSummary,
  type ArtistCandidate,
  type ProviderRef,
  type TrackCandidate,
} from "@/lib/domain/records";
import type { MbArtist, MbArtistCredit, MbRecording, MbRelease, MbReleaseGroup } from "./schema";

function ref(type: "artist" | "release-group" | "recording", id: string): ProviderRef {
  return {
    provider: "musicbrainz",
    externalId: id,
    uri: `mbid:${type}:${id}`,
    url: `https://musicbrainz.org/${type}/${id}`,
  };
}

function names(credit: MbArtistCredit | undefined): string[] {
  return (credit ?? []).map((entry) => entry.name ?? entry.artist.name);
}

function refs(credit: MbArtistCredit | undefined): ProviderRef[] {
  return (credit ?? []).map((entry) => ref("artist", entry.artist.id));
}

export function toArtist(artist: MbArtist): ArtistCandidate {
  return {
    name: artist.name,
    aliases: artist.aliases?.map((alias) => alias.name),
    disambiguation: artist.disambiguation || undefined,
    area: artist.area?.name ?? artist.country ?? undefined,
    beginYear: yearOf(artist["life-span"]?.begin),
    endYear: yearOf(artist["life-span"]?.end),
    genres: artist.tags?.filter((tag) => tag.count > 0).map((tag) => tag.name),
    mbid: artist.id,
    ref: ref("artist", artist.id),
  };
}

/** Secondary types win: a live album is an "Album" with "Live" beside it. */
function kindOf(group: {
  "primary-type"?: string | null;
  "secondary-types"?: string[];
}): AlbumKind | undefined {
  const secondary = group["secondary-types"] ?? [];
  if (secondary.includes("Live")) return "live";
  if (secondary.includes("Compilation")) return "compilation";
  const primary: Record<string, AlbumKind> = { Album: "album", Single: "single", EP: "ep" };
  return group["primary-type"] ? (primary[group["primary-type"]] ?? "other") : undefined;
}

export function toAlbum(group: MbReleaseGroup): AlbumCandidate {
  return {
    title: group.title,
    artists: names(group["artist-credit"]),
    date: group["first-release-date"] || undefined,
    kind: kindOf(group),
    disambiguation: group.disambiguation || undefined,
    mbReleaseGroupId: group.id,
    ref: ref("release-group", group.id),
    artistRefs: refs(group["artist-credit"]),
  };
}

/** A release speaks for its release group, which is what an album is linked to. */
export function releaseToAlbum(release: MbRelease): AlbumCandidate | null {
  const group = release["release-group"];
  if (!group) return null;
  return {
    title: release.title,
    artists: names(release["artist-credit"]),
    date: release.date || group["first-release-date"] || undefined,
    kind: kindOf(group),
    trackCount: trackCountOf(release),
    disambiguation: group.disambiguation || undefined,
    barcode: release.barcode || undefined,
    mbReleaseId: release.id,
    mbReleaseGroupId: group.id,
    ref: ref("release-group", group.id),
    artistRefs: refs(release["artist-credit"]),
  };
}

export function trackCountOf(release: MbRelease): number | undefined {
  if (release["track-count"] !== undefined) return release["track-count"];
  const counts = release.media?.map((medium) => medium["track-count"] ?? 0);
  return counts && counts.length > 0 ? counts.reduce((sum, count) => sum + count, 0) : undefined;
}

export function toAlbumSummary(group: MbReleaseGroup): AlbumSummary {
  return { title: group.title, year: yearOf(group["first-release-date"]) };
}

/** The tracks of a release, as recordings: what a file holds is a recording, whatever release it came on. */
export function toTracks(release: MbRelease): TrackCandidate[] {
  return (release.media ?? []).flatMap((medium, index) =>
    (medium.tracks ?? []).flatMap((track) => {
      if (!track.recording) return [];
      const credit = track["artist-credit"] ?? track.recording["artist-credit"] ?? release["artist-credit"];
      return {
        title: track.title,
        artists: names(credit),
        album: release.title,
        durationMs: track.length ?? track.recording.length ?? undefined,
        isrc: track.recording.isrcs?.[0],
        trackNumber: track.position ?? undefined,
        discNumber: medium.position ?? index + 1,
        mbRecordingId: track.recording.id,
        ref: ref("recording", track.recording.id),
        artistRefs: refs(credit),
      };
    }),
  );
}

export function toTrack(recording: MbRecording): TrackCandidate {
  return {
    title: recording.title,
    artists: names(recording["artist-credit"]),
    album: recording.releases?.[0]?.title,
    durationMs: recording.length ?? undefined,
    isrc: recording.isrcs?.[0],
    date: recording["first-release-date"] || undefined,
    mbRecordingId: recording.id,
    ref: ref("recording", recording.id),
    artistRefs: refs(recording["artist-credit"]),
  };
}
