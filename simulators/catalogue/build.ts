/** Makes linked entities with ids of seeds. The same seeds always give the same ids. */
import { NumberPool, base62From, numberFrom, uuidFrom } from "../shared/ids";
import { fold } from "../shared/text";
import type { Artist, Catalogue, Credit, Recording, Release, ReleaseGroup, Track } from "./entities";
import { PROVIDERS, type AlbumSeed, type ArtistSeed, type EditionSeed, type ProviderName } from "./seeds";
import { readDisc, type TrackSeed } from "./tracks";

export function buildCatalogue(seeds: Iterable<ArtistSeed>): Catalogue {
  return new Builder().build(seeds);
}

/** A share of things, the same ones every time. */
function share(text: string, percent: number): boolean {
  return numberFrom(`share:${text}`, 0, 100) < percent;
}

class Builder {
  private readonly catalogue: Catalogue = {
    artists: [],
    groups: [],
    releases: [],
    recordings: [],
    tracks: [],
    artistByKey: new Map(),
  };
  private readonly artistByName = new Map<string, Artist>();
  private readonly recordingByName = new Map<string, Recording[]>();
  private readonly artistNumbers = new NumberPool(1_000, 99_999_999);
  private readonly albumNumbers = new NumberPool(100_000, 799_999_999);
  private readonly trackNumbers = new NumberPool(1_000_000, 3_999_999_999);

  build(seeds: Iterable<ArtistSeed>): Catalogue {
    const list = [...seeds];
    // Artists first: credits may name an artist that stands later in the list.
    for (const seed of list) this.addArtist(seed);
    for (const seed of list) {
      const artist = this.catalogue.artistByKey.get(seed.key);
      for (const album of seed.albums ?? []) if (artist) this.addAlbum(artist, album);
    }
    return this.catalogue;
  }

  private addArtist(seed: ArtistSeed): Artist {
    if (this.catalogue.artistByKey.has(seed.key)) throw new Error(`Two artists with the key ${seed.key}`);
    const artist: Artist = {
      key: seed.key,
      name: seed.name,
      sortName: seed.sort ?? seed.name,
      type: seed.type ?? "Group",
      gender: seed.gender ?? null,
      country: seed.country ?? null,
      from: seed.from ?? null,
      begin: seed.begin ?? null,
      end: seed.end ?? null,
      note: seed.note ?? "",
      aliases: (seed.aliases ?? []).map((alias) =>
        typeof alias === "string"
          ? { name: alias, locale: null, primary: false }
          : { name: alias.name, locale: alias.locale ?? null, primary: alias.primary ?? false },
      ),
      genres: [...(seed.genres ?? [])],
      fame: seed.fame,
      mbid: seed.mbid ?? uuidFrom(`artist:${seed.key}`),
      merged: [...(seed.merged ?? [])],
      on: without(seed.absent),
      names: seed.names ?? {},
      spotifyId: base62From(`artist:${seed.key}`),
      deezerId: this.artistNumbers.take(`artist:${seed.key}`),
      linked: seed.linked ?? true,
      faceless: new Set(seed.faceless ?? []),
      groups: [],
    };
    this.catalogue.artists.push(artist);
    this.catalogue.artistByKey.set(artist.key, artist);
    if (!this.artistByName.has(artist.name)) this.artistByName.set(artist.name, artist);
    return artist;
  }

  /** By key, then by name; a name that nothing else describes becomes a small artist of its own. */
  private resolve(name: string): Artist {
    return (
      this.catalogue.artistByKey.get(name) ??
      this.artistByName.get(name) ??
      this.addArtist({ key: `guest:${fold(name)}`, name, type: "Person", fame: 30 })
    );
  }

  private addAlbum(artist: Artist, seed: AlbumSeed): void {
    const same = artist.groups.filter((group) => group.title === seed.title).length;
    const key = `${artist.key}/${fold(seed.title)}${same ? `/${same + 1}` : ""}`;
    const group: ReleaseGroup = {
      key,
      mbid: seed.mbid ?? uuidFrom(`group:${key}`),
      title: seed.title,
      credit: joined([artist, ...(seed.with ?? []).map((name) => this.resolve(name))], " & "),
      primaryType: seed.type ?? "Album",
      secondaryTypes: [...(seed.also ?? [])],
      firstDate: seed.date,
      releases: [],
      coverless: seed.coverless ?? false,
    };
    artist.groups.push(group);
    for (const name of seed.with ?? []) this.resolve(name).groups.push(group);
    this.catalogue.groups.push(group);
    this.addRelease(artist, group, seed, undefined);
    for (const edition of seed.editions ?? []) this.addRelease(artist, group, seed, edition);
  }

  private addRelease(artist: Artist, group: ReleaseGroup, seed: AlbumSeed, edition?: EditionSeed): void {
    const number = group.releases.length;
    const key = `${group.key}#${number}`;
    const source = edition ?? seed;
    const release: Release = {
      key,
      mbid: uuidFrom(`release:${key}`),
      group,
      title: edition?.title ?? seed.title,
      titles: edition ? (edition.titles ?? {}) : (seed.titles ?? {}),
      date: source.date,
      dates: edition ? {} : (seed.dates ?? {}),
      note: edition?.note ?? "",
      country: source.country ?? seed.country ?? artist.country ?? "XW",
      label: source.label ?? seed.label ?? "Independent",
      upc: source.upc === false ? null : (source.upc ?? barcode(key)),
      media: [],
      trackCount: 0,
      remaster: edition?.remaster ?? null,
      on: without(source.absent, artist.on),
      spotifyId: base62From(`release:${key}`),
      deezerId: this.albumNumbers.take(`release:${key}`),
      linked: share(key, 50),
    };
    group.releases.push(release);
    this.catalogue.releases.push(release);
    const discs = (edition?.discs ?? seed.discs).map(readDisc);
    if (edition?.bonus) discs[discs.length - 1]?.push(...readDisc(edition.bonus));
    discs.forEach((disc, index) => {
      const medium: Track[] = [];
      release.media.push(medium);
      disc.forEach((track, at) => medium.push(this.addTrack(artist, release, track, index + 1, at + 1)));
      release.trackCount += medium.length;
    });
  }

  private addTrack(artist: Artist, release: Release, seed: TrackSeed, disc: number, position: number): Track {
    const main = seed.by ? this.resolve(seed.by) : artist;
    const recording = this.recordingFor(main, release, seed);
    const key = `${release.key}/${disc}.${position}`;
    const isrc = release.remaster ? isrcFor(main, `${recording.mbid}:${release.remaster}`, release.date) : recording.isrcs[0]; // prettier-ignore
    if (isrc && !recording.isrcs.includes(isrc) && recording.isrcs.length > 0) recording.isrcs.push(isrc);
    const track: Track = {
      mbid: uuidFrom(`track:${key}`),
      recording,
      release,
      disc,
      position,
      title: seed.title,
      version: seed.version,
      spellings: seed.spellings,
      lengthMs: recording.lengthMs,
      isrc: (recording.isrcs.length > 0 && isrc) || null,
      on: without(seed.absent, release.on),
      spotifyId: base62From(`track:${key}`),
      deezerId: this.trackNumbers.take(`track:${key}`),
      fame: Math.max(1, main.fame - numberFrom(key, 0, 25) - (release.group.releases.length > 1 ? 4 : 0)),
    };
    recording.tracks.push(track);
    if (release.date < recording.firstDate) recording.firstDate = release.date;
    this.catalogue.tracks.push(track);
    return track;
  }

  /** The same title by the same artist in the same length is the same recording, on whatever it is issued. */
  private recordingFor(main: Artist, release: Release, seed: TrackSeed): Recording {
    const live = release.group.secondaryTypes.includes("Live") ? release.group.key : "";
    const name = `${main.key}|${fold(seed.title)}|${fold(seed.version)}|${live}`;
    const known = this.recordingByName.get(name) ?? [];
    const lengthMs = seed.seconds * 1000 + numberFrom(`${name}:${seed.seconds}`, 0, 760) - 380;
    const found = known.find((recording) => Math.abs(recording.lengthMs - seed.seconds * 1000) < 2500);
    if (found) return found;
    const guests = [...seed.with, ...seed.feat].map((guest) => this.resolve(guest));
    const credit = joined(
      [main, ...guests],
      seed.feat.length > 0 && seed.with.length === 0 ? " feat. " : " & ",
    );
    const mbid = uuidFrom(`recording:${name}:${seed.seconds}`);
    const isrc = seed.isrc ?? (share(`isrc:${mbid}`, 85) ? isrcFor(main, mbid, release.date) : undefined);
    const recording: Recording = {
      mbid,
      title: seed.title,
      version: seed.version || (live ? "Live" : ""),
      lengthMs,
      isrcs: isrc ? [isrc] : [],
      credit,
      explicit: seed.explicit,
      firstDate: release.date,
      tracks: [],
    };
    this.recordingByName.set(name, [...known, recording]);
    this.catalogue.recordings.push(recording);
    return recording;
  }
}

function without(
  absent: readonly ProviderName[] = [],
  base: Iterable<ProviderName> = PROVIDERS,
): Set<ProviderName> {
  return new Set([...base].filter((provider) => !absent.includes(provider)));
}

/** "A feat. B & C", "A & B & C". */
function joined(artists: Artist[], first: string): Credit[] {
  return artists.map((artist, index) => {
    if (index === artists.length - 1) return { artist, join: "" };
    return { artist, join: index === 0 ? first : " & " };
  });
}

/** Twelve digits with a right check digit. */
function barcode(key: string): string {
  const digits = String(numberFrom(`upc:${key}`, 10_000_000_000, 99_999_999_999));
  let sum = 0;
  [...digits].forEach((digit, index) => (sum += Number(digit) * (index % 2 === 0 ? 3 : 1)));
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

function isrcFor(artist: Artist, text: string, date: string): string {
  const country = artist.country && artist.country !== "XW" ? artist.country : "US";
  const registrant = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const code = [0, 1, 2].map((i) => registrant[numberFrom(`reg:${artist.key}:${i}`, 0, 26)]).join("");
  const year = date.slice(2, 4).padStart(2, "0");
  return `${country}${code}${year}${String(numberFrom(`isrc:${text}`, 0, 100_000)).padStart(5, "0")}`;
}
