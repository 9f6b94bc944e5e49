/** Spotify's search words: `album: artist: track: year: upc: isrc:` filters and free words. */

export interface ParsedQuery {
  free: string;
  filters: { field: "artist" | "album" | "track"; text: string }[];
  years?: [number, number];
  upc?: string;
  isrc?: string;
}

const FILTER = /\b(artist|album|track|year|upc|isrc|genre|tag):\s*("[^"]*"|(?:(?!\s\w+:)[^"])*)/gi;

export function parseQuery(q: string): ParsedQuery {
  const parsed: ParsedQuery = { free: "", filters: [] };
  const free = q.replace(FILTER, (_all, name: string, raw: string) => {
    const text = raw.replace(/"/g, "").trim();
    const field = name.toLowerCase();
    if (field === "upc") parsed.upc = text;
    else if (field === "isrc") parsed.isrc = text.toUpperCase().replace(/-/g, "");
    else if (field === "year") {
      const [from = "", to] = text.split("-");
      parsed.years = [Number(from), Number(to ?? from)];
    } else if ((field === "artist" || field === "album" || field === "track") && text)
      parsed.filters.push({ field, text });
    return " ";
  });
  parsed.free = free.replace(/"/g, " ").replace(/\s+/g, " ").trim();
  return parsed;
}
