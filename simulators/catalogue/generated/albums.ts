/** Albums, editions and recordings of the generated artists. */
import type { Artist, Catalogue, Credit, Recording, Release, ReleaseGroup, Track } from "../entities";
import type { PerProvider, ProviderName } from "../seeds";
import { providers, type Made } from "./artists";
import { albumTitle, plain, trackTitle, type Title } from "./names";
import type { Dice } from "./random";
import { LABEL_ENDS, LABEL_WORDS, PLACES } from "./words";

const ON_EDITION: Record<ProviderName, number> = {
  spotify: 0.93,
  deezer: 0.91,
  musicbrainz: 0.92,
  discogs: 0.85,
};
const ON_TRACK: Record<ProviderName, number> = { spotify: 0.99, deezer: 0.98, musicbrainz: 1, discogs: 1 };

interface Plan {
  type: ReleaseGroup["primaryType"];
  also: string[];
  tracks: number;
}

/** Makes albums and puts all that belongs to them into the catalogue. */
export class AlbumMaker {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly all: readonly Made[],
    private readonly dice: Dice,
  ) {}

  /** The albums of one artist, oldest first; some songs come back live, remixed or on a compilation. */
  albumsOf(made: Made, count: number): void {
    const { dice } = this;
    const born = Number(made.artist.begin ?? 1985);
    const songs: Recording[] = [];
    let year = Math.min(born + dice.between(15, 25) * (made.called.type === "Person" ? 1 : 0) + 1, 2022);
    for (let at = 0; at < count; at++) {
      year = Math.min(year + dice.between(0, 3), 2025);
      const plan = this.plan(songs.length);
      const title = at > 0 && dice.chance(0.01) ? { title: made.artist.groups[0]?.title ?? "" } : albumTitle(made.called, dice); // prettier-ignore
      const named = plan.also.includes("Live") && !title.latin ? { title: `Live in ${dice.pick(PLACES)}` } : title; // prettier-ignore
      const credit = this.albumCredit(made.artist);
      const group = this.group(credit, named, plan, this.date(year));
      const recordings = Array.from({ length: plan.tracks }, () => this.song(made, plan, songs, group.firstDate)); // prettier-ignore
      if (plan.also.length === 0) songs.push(...recordings);
      this.editions(group, named, recordings, made.artist.on);
    }
  }

  /** An album by various artists: recordings that are already there. */
  compilation(various: Artist, number: number): void {
    const { dice } = this;
    const known = this.catalogue.recordings;
    const recordings = Array.from({ length: dice.between(10, 20) }, () => dice.pick(known));
    const newest = recordings.reduce((last, one) => (one.firstDate > last ? one.firstDate : last), "1970");
    const title = { title: `${dice.pick(["Sounds of", "Nights in", "Best of", "Made in", "Lost Tapes of"])} ${dice.pick(PLACES)}${number % 3 === 0 ? `, Vol. ${dice.between(1, 9)}` : ""}` }; // prettier-ignore
    const plan: Plan = { type: "Album", also: ["Compilation"], tracks: recordings.length };
    const date = this.date(Math.min(Number(newest.slice(0, 4)) + dice.between(0, 8), 2025));
    const group = this.group([{ artist: various, join: "" }], title, plan, date);
    this.editions(group, title, [...new Set(recordings)], various.on);
  }

  private plan(songs: number): Plan {
    const { dice } = this;
    const kind = dice.between(1, 100);
    if (kind <= 30) return { type: "Single", also: [], tracks: dice.between(1, 3) };
    if (kind <= 34 && songs > 3) return { type: "Single", also: ["Remix"], tracks: dice.between(2, 4) };
    if (kind <= 47) return { type: "EP", also: [], tracks: dice.between(3, 5) };
    if (kind <= 53 && songs > 5) return { type: "Album", also: ["Live"], tracks: dice.between(5, 9) };
    return { type: "Album", also: [], tracks: dice.between(4, 10) };
  }

  private date(year: number): string {
    const { dice } = this;
    const month = String(dice.between(1, 12)).padStart(2, "0");
    if (dice.chance(0.12)) return String(year);
    if (dice.chance(0.05)) return `${year}-${month}`;
    return `${year}-${month}-${String(dice.between(1, 28)).padStart(2, "0")}`;
  }

  private albumCredit(artist: Artist): Credit[] {
    if (!this.dice.chance(0.02)) return [{ artist, join: "" }];
    const other = this.dice.pick(this.all).artist;
    return other === artist ? [{ artist, join: "" }] : [{ artist, join: " & " }, { artist: other, join: "" }]; // prettier-ignore
  }

  private group(credit: Credit[], title: Title, plan: Plan, firstDate: string): ReleaseGroup {
    const made: ReleaseGroup = {
      key: `generated:group:${this.catalogue.groups.length}`,
      mbid: this.dice.uuid(),
      title: title.title,
      credit,
      primaryType: plan.type,
      secondaryTypes: plan.also,
      firstDate,
      releases: [],
      coverless: this.dice.chance(0.2),
    };
    this.catalogue.groups.push(made);
    for (const { artist } of credit) artist.groups.push(made);
    return made;
  }

  private song(made: Made, plan: Plan, songs: readonly Recording[], date: string): Recording {
    const { dice } = this;
    const twin = plan.also.length > 0 ? dice.pick(songs) : undefined;
    if (!twin && songs.length > 0 && plan.type === "Single" && dice.chance(0.25)) return dice.pick(songs);
    const remixer = plan.also.includes("Remix") ? `${dice.pick(this.all).artist.name} Remix` : "";
    const version = remixer || (plan.also.includes("Live") ? "Live" : dice.chance(0.015) ? dice.pick(["Acoustic", "Demo", "Instrumental"]) : ""); // prettier-ignore
    const title = twin ? { title: twin.title } : trackTitle(made.called, dice);
    const { artist } = made;
    const guest = !twin && dice.chance(0.07) ? dice.pick(this.all).artist : undefined;
    const credit = twin?.credit ?? (guest && guest !== artist ? [{ artist, join: " feat. " }, { artist: guest, join: "" }] : [{ artist, join: "" }]); // prettier-ignore
    const length = twin ? twin.lengthMs + dice.between(-20_000, 45_000) : dice.between(95_000, 420_000);
    const recording: Recording = { mbid: dice.uuid(), title: title.title, version, lengthMs: Math.max(length, 60_000), isrcs: [], credit, explicit: dice.chance(0.06), firstDate: date, tracks: [] }; // prettier-ignore
    this.catalogue.recordings.push(recording);
    if (title.latin) this.latin.set(recording, title.latin);
    return recording;
  }

  private readonly latin = new Map<Recording, string>();

  private editions(group: ReleaseGroup, title: Title, recordings: Recording[], on: Set<ProviderName>): void {
    const { dice } = this;
    const first = this.release(group, group.title, this.titles(title), group.firstDate, on);
    this.fill(first, recordings);
    if (group.primaryType !== "Album" || !dice.chance(0.3)) return;
    const year = Math.min(Number(group.firstDate.slice(0, 4)) + dice.between(5, 30), 2026);
    const kind = dice.between(1, 3);
    if (kind === 1) {
      const remaster = this.release(group, group.title, { spotify: `${group.title} (Remastered)`, deezer: `${group.title} (${year} Remaster)`, musicbrainz: group.title }, this.date(year), on); // prettier-ignore
      remaster.remaster = year;
      remaster.note = "remaster";
      this.fill(remaster, recordings);
    } else if (kind === 2) {
      const deluxe = this.release(group, `${group.title} (Deluxe Edition)`, { deezer: `${group.title} (Deluxe)`, discogs: group.title }, this.date(year), on); // prettier-ignore
      deluxe.note = "deluxe edition";
      const more = Array.from({ length: dice.between(1, 3) }, () => dice.pick(recordings)).map((one) => this.demoOf(one)); // prettier-ignore
      this.fill(deluxe, [...recordings, ...more]);
    } else this.fill(this.release(group, group.title, this.titles(title), this.date(year), on), recordings);
  }

  private demoOf(song: Recording): Recording {
    const demo = { ...song, mbid: this.dice.uuid(), version: "Demo", isrcs: [], tracks: [] };
    this.catalogue.recordings.push(demo);
    return demo;
  }

  private titles(title: Title): PerProvider<string> {
    const { dice } = this;
    if (title.latin) return { spotify: title.latin, ...(dice.chance(0.5) ? { deezer: title.latin } : {}) };
    const out: PerProvider<string> = {};
    if (title.title.includes(" & ") && dice.chance(0.4)) out.deezer = title.title.replace(" & ", " and ");
    if (plain(title.title) !== title.title && dice.chance(0.4)) out.deezer = plain(title.title);
    if (dice.chance(0.03)) out.spotify = title.title.toUpperCase();
    return out;
  }

  private release(
    group: ReleaseGroup,
    title: string,
    titles: PerProvider<string>,
    date: string,
    on: Set<ProviderName>,
  ): Release {
    // prettier-ignore
    const { dice, catalogue } = this;
    const year = Number(date.slice(0, 4));
    const dates: PerProvider<string> = {};
    if (dice.chance(0.2)) dates.deezer = `${Math.min(year + dice.between(1, 12), 2026)}-01-01`;
    if (dice.chance(0.15)) dates.spotify = String(year);
    const here = providers(dice, ON_EDITION, on);
    const made: Release = {
      key: `generated:release:${catalogue.releases.length}`,
      mbid: dice.uuid(),
      group,
      title,
      titles,
      date,
      dates,
      note: "",
      country: dice.chance(0.4) ? "XW" : (group.credit[0]?.artist.country ?? "US"),
      label: `${dice.pick(LABEL_WORDS)} ${dice.pick(LABEL_ENDS)}`,
      upc: null,
      media: [],
      trackCount: 0,
      remaster: null,
      on: here,
      spotifyId: dice.base62(),
      deezerId: 800_000_000 + catalogue.releases.length * 11 + dice.between(0, 10),
      linked: false,
    };
    group.releases.push(made);
    catalogue.releases.push(made);
    return made;
  }

  private fill(release: Release, recordings: readonly Recording[]): void {
    // Long ones have two discs.
    const half = recordings.length > 15 ? Math.ceil(recordings.length / 2) : recordings.length;
    for (let from = 0; from < recordings.length; from += half)
      release.media.push(recordings.slice(from, from + half).map((one, at) => this.track(release, one, from === 0 ? 1 : 2, at + 1))); // prettier-ignore
    release.trackCount = recordings.length;
  }

  private track(release: Release, recording: Recording, disc: number, position: number): Track {
    const { dice, catalogue } = this;
    const main = recording.credit[0]?.artist;
    const track: Track = {
      mbid: dice.uuid(),
      recording,
      release,
      disc,
      position,
      title: recording.title,
      version: recording.version === "Live" ? "" : recording.version,
      spellings: this.spellings(recording, release),
      lengthMs: recording.lengthMs + (dice.chance(0.2) ? dice.between(-900, 900) : 0),
      isrc: null,
      on: providers(dice, ON_TRACK, release.on),
      spotifyId: dice.base62(),
      deezerId: 4_000_000_000 + catalogue.tracks.length * 13 + dice.between(0, 12),
      fame: Math.max(1, (main?.fame ?? 10) - dice.between(0, 25)),
    };
    recording.tracks.push(track);
    if (release.date < recording.firstDate) recording.firstDate = release.date;
    catalogue.tracks.push(track);
    return track;
  }

  private spellings(recording: Recording, release: Release): PerProvider<string> {
    const latin = this.latin.get(recording);
    if (latin && recording.version === "") return { spotify: latin };
    const out: PerProvider<string> = {};
    const { title, version } = recording;
    if (version || release.remaster) return out;
    // The guest stands in the title and in the credits, or only in the credits, or for MusicBrainz in the title too.
    const guest = recording.credit[0]?.join === " feat. " ? recording.credit[1]?.artist.name : undefined;
    if (guest) {
      const kind = this.dice.between(1, 4);
      if (kind === 1) out.spotify = title;
      else if (kind === 2) out.deezer = title;
      else if (kind === 3) out.musicbrainz = `${title} (feat. ${guest})`;
    } else if (title.includes(" & ") && this.dice.chance(0.4)) out.deezer = title.replaceAll(" & ", " and ");
    else if (this.dice.chance(0.02)) out.spotify = title.toUpperCase();
    return out;
  }
}
