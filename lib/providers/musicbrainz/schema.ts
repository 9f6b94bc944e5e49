import { z } from "zod";

/** What is read of MusicBrainz' answers. Searches leave keys out where look-ups send null: both mean "not known". */
const text = z.string().nullish();

const artistRef = z.object({
  id: z.string(),
  name: z.string(),
  "sort-name": text,
  disambiguation: text,
});

const artistCredit = z.array(z.object({ name: text, joinphrase: text, artist: artistRef }));

const area = z.object({ name: text }).nullish();

const relation = z.object({ type: z.string(), url: z.object({ resource: z.string() }).optional() });

export const mbArtist = artistRef.extend({
  score: z.number().optional(),
  country: text,
  area,
  "life-span": z.object({ begin: text, end: text }).partial().nullish(),
  aliases: z.array(z.object({ name: z.string() })).optional(),
  tags: z.array(z.object({ name: z.string(), count: z.number() })).optional(),
  relations: z.array(relation).optional(),
});

const releaseGroupCore = z.object({
  id: z.string(),
  title: z.string(),
  "primary-type": text,
  "secondary-types": z.array(z.string()).optional(),
  "first-release-date": text,
  disambiguation: text,
});

export const mbReleaseGroup = releaseGroupCore.extend({
  score: z.number().optional(),
  "artist-credit": artistCredit.optional(),
  relations: z.array(relation).optional(),
});

const recording = z.object({
  id: z.string(),
  title: z.string(),
  length: z.number().nullish(),
  isrcs: z.array(z.string()).optional(),
  "first-release-date": text,
  "artist-credit": artistCredit.optional(),
});

export const mbRecording = recording.extend({
  score: z.number().optional(),
  releases: z.array(z.object({ title: z.string() })).optional(),
});

const track = z.object({
  id: z.string(),
  title: z.string(),
  position: z.number().nullish(),
  length: z.number().nullish(),
  "artist-credit": artistCredit.optional(),
  recording: recording.optional(),
});

export const mbRelease = z.object({
  id: z.string(),
  title: z.string(),
  status: text,
  date: text,
  country: text,
  barcode: text,
  disambiguation: text,
  score: z.number().optional(),
  "track-count": z.number().optional(),
  "artist-credit": artistCredit.optional(),
  "release-group": releaseGroupCore.partial({ title: true }).optional(),
  media: z
    .array(
      z.object({
        position: z.number().nullish(),
        "track-count": z.number().nullish(),
        tracks: z.array(track).optional(),
      }),
    )
    .optional(),
});

export const mbArtistSearch = z.object({ artists: z.array(mbArtist) });
export const mbReleaseGroupSearch = z.object({ "release-groups": z.array(mbReleaseGroup) });
export const mbReleaseSearch = z.object({ releases: z.array(mbRelease) });
export const mbRecordingSearch = z.object({ recordings: z.array(mbRecording) });

/** The recordings that carry one ISRC; now and then two different ones do. */
export const mbIsrc = z.object({ isrc: z.string(), recordings: z.array(mbRecording) });

export const mbUrl = z.object({
  id: z.string(),
  resource: z.string(),
  relations: z.array(relation).optional(),
});

export const mbError = z.object({ error: z.string() });

export type MbArtistCredit = z.output<typeof artistCredit>;
export type MbArtist = z.output<typeof mbArtist>;
export type MbReleaseGroup = z.output<typeof mbReleaseGroup>;
export type MbRelease = z.output<typeof mbRelease>;
export type MbRecording = z.output<typeof mbRecording>;
