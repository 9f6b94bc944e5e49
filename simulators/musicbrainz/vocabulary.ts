/** MusicBrainz's fixed lists: ids of types, statuses and areas. Ids known from recorded answers; the rest are made. */
import { uuidFrom } from "../shared/ids";

export const ARTIST_TYPES: Record<string, string> = {
  Person: "b6e035f4-3ce9-331c-97df-83397230b0df",
  Group: "e431f5f6-b5d2-343d-8b36-72607fffb74b",
  Orchestra: "a0b36c92-3eb1-3839-a4f9-4799823f54a5",
  Other: uuidFrom("artist-type:Other"),
};
export const GENDERS: Record<string, string> = {
  Male: "36d3d30a-839d-3eda-8cb3-29be4384e4a9",
  Female: "93452b5a-a947-30c8-934f-6a4056b151c2",
};
export const GROUP_TYPES: Record<string, string> = {
  Album: "f529b476-6e62-324f-b0aa-1f3e33d313fc",
  Single: "d6038452-8ee0-3f68-affc-2de9a1ede0b9",
  EP: "6d0c5bf6-7a33-3420-a519-44fc63eedebf",
  Compilation: "dd2a21e1-0c00-3729-a7a0-de60b84eb5d1",
  Live: uuidFrom("group-type:Live"),
  Soundtrack: uuidFrom("group-type:Soundtrack"),
  Remix: "0d47f47a-3fe5-3d69-ac9d-d566c23968bf",
};
export const OFFICIAL = "4e304316-386d-3409-af2e-78857eec5cfe";
export const CD = "9712d52a-4509-3d4b-a1a2-67c88c643e31";
export const DIGITAL = "907a28d9-b3b2-3ef6-89a8-7b18d91d4794";
export const JEWEL_CASE = uuidFrom("packaging:Jewel Case");
export const COUNTRY_TYPE = "06dd0ae4-8c74-30bb-b43d-95dcedf961de";
export const ALIAS_NAME = "894afba6-2816-3c24-8072-eadb66bd04bc";

const COUNTRIES: Record<string, [name: string, id?: string]> = {
  US: ["United States", "489ce91b-6658-3307-9877-795b68554c98"],
  GB: ["United Kingdom", "8a754a16-0027-3a29-b6d7-2b40ea0481ed"],
  DE: ["Germany", "85752fda-13c4-31a3-bee5-0e5cb1f51dad"],
  CA: ["Canada", "71bbafaa-e825-3e15-8ca9-017dcad1748b"],
  JP: ["Japan", "2db42837-c832-3c27-b4a3-08198f75693c"],
  KR: ["South Korea", "b9f7d640-46e8-313e-b158-ded6d18593b3"],
  CZ: ["Czechia", "51d34c28-61bf-3d21-849f-7492672a9d44"],
  XW: ["[Worldwide]", "525d4e18-3d00-31b9-a58b-a146a916de8f"],
  XE: ["Europe", "89a675c2-3e37-3518-b83c-418bad59a85a"],
  AU: ["Australia"],
  AT: ["Austria"],
  BR: ["Brazil"],
  CO: ["Colombia"],
  EG: ["Egypt"],
  FI: ["Finland"],
  FR: ["France"],
  IE: ["Ireland"],
  IL: ["Israel"],
  IS: ["Iceland"],
  IT: ["Italy"],
  JM: ["Jamaica"],
  LB: ["Lebanon"],
  ML: ["Mali"],
  NL: ["Netherlands"],
  NO: ["Norway"],
  SE: ["Sweden"],
  UA: ["Ukraine"],
};

export interface Area {
  id: string;
  name: string;
  code: string;
}

export function countryArea(code: string | null): Area | null {
  if (!code) return null;
  const [name, id] = COUNTRIES[code] ?? [code];
  return { id: id ?? uuidFrom(`area:${code}`), name, code };
}

/** The area object of look-ups. */
export function areaShape(area: Area) {
  return {
    disambiguation: "",
    id: area.id,
    "iso-3166-1-codes": [area.code],
    name: area.name,
    "sort-name": area.name,
    type: null,
    "type-id": null,
  };
}

export function cityShape(name: string) {
  return { "disambiguation": "", "id": uuidFrom(`city:${name}`), name, "sort-name": name, "type": null, "type-id": null }; // prettier-ignore
}

/** Which `inc` each resource knows; anything else is a 400. */
const COMMON = ["tags", "genres", "ratings", "user-tags", "user-genres", "annotation", "aliases", "artist-rels", "label-rels", "recording-rels", "release-rels", "release-group-rels", "url-rels", "work-rels"]; // prettier-ignore
export const INCLUDES: Record<string, readonly string[]> = {
  artist: [
    ...COMMON,
    "recordings",
    "releases",
    "release-groups",
    "works",
    "media",
    "isrcs",
    "discids",
    "artist-credits",
  ],
  "release-group": [...COMMON, "artists", "releases", "artist-credits", "media", "discids"],
  "release": [...COMMON, "artists", "labels", "recordings", "release-groups", "media", "discids", "artist-credits", "isrcs", "recording-level-rels", "work-level-rels", "release-group-level-rels", "collections"], // prettier-ignore
  recording: [
    ...COMMON,
    "artists",
    "releases",
    "release-groups",
    "isrcs",
    "artist-credits",
    "media",
    "discids",
    "work-level-rels",
  ],
  url: [
    "artist-rels",
    "label-rels",
    "recording-rels",
    "release-rels",
    "release-group-rels",
    "url-rels",
    "work-rels",
  ],
  isrc: ["artists", "artist-credits", "isrcs", "releases", "tags", "genres"],
};
