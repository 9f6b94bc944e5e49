/** A value as a quoted phrase of MusicBrainz' search language; inside quotes only these two need an escape. */
export function phrase(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}

/** `field:"value"` for each given value, joined by AND. */
export function all(fields: Record<string, string | undefined>): string {
  return Object.entries(fields)
    .filter((entry): entry is [string, string] => Boolean(entry[1]?.trim()))
    .map(([field, value]) => `${field}:${phrase(value)}`)
    .join(" AND ");
}
