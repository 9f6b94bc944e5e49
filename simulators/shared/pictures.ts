/** Draws covers and portraits: the same picture for the same key at every provider, in every size. No real artwork. */
import sharp from "sharp";
import { randomFrom } from "./ids";

type Random = () => number;
type Palette = readonly [string, string, string, string, string];

const SIDE = 1000;
const KEPT = 400;
const cache = new Map<string, Promise<Buffer>>();

/** One person is drawn alone, a group as several. */
export function portraitKey(artist: { key: string; type: string | null }): string {
  return artist.type === "Person" ? `solo:${artist.key}` : artist.key;
}

/** A JPEG of `size` pixels a side. Drawn when first asked for, kept in memory (the oldest goes first). */
export function picture(kind: "cover" | "portrait", key: string, size: number): Promise<Buffer> {
  const name = `${kind}:${key}:${size}`;
  const known = cache.get(name);
  if (known) return known;
  const svg = Buffer.from(kind === "cover" ? coverSvg(key) : portraitSvg(key));
  const drawn = sharp(svg, { density: 72 })
    .resize(size, size)
    .jpeg({ quality: 80, mozjpeg: false })
    .toBuffer();
  cache.set(name, drawn);
  if (cache.size > KEPT) {
    const [oldest] = cache.keys();
    if (oldest) cache.delete(oldest);
  }
  return drawn;
}

function palette(random: Random): Palette {
  const hue = Math.floor(random() * 360);
  const turn = [24, 40, 150, 180, 210][Math.floor(random() * 5)] ?? 180;
  const dark = random() < 0.6;
  return [
    `hsl(${hue} ${30 + random() * 25}% ${dark ? 14 : 90}%)`,
    `hsl(${(hue + 12) % 360} ${32 + random() * 28}% ${dark ? 28 : 76}%)`,
    `hsl(${(hue + turn) % 360} ${46 + random() * 24}% ${dark ? 58 : 50}%)`,
    `hsl(${(hue + turn + 28) % 360} ${44 + random() * 20}% ${dark ? 72 : 38}%)`,
    `hsl(${hue} 30% ${dark ? 94 : 16}%)`,
  ];
}

function between(random: Random, low: number, high: number): number {
  return Math.round(low + random() * (high - low));
}

const compositions: readonly ((random: Random, colours: Palette) => string)[] = [
  rings,
  horizon,
  bars,
  blocks,
  waves,
  petals,
  scatter,
  diagonal,
];

function coverSvg(key: string): string {
  const random = randomFrom(`cover:${key}`);
  const colours = palette(random);
  const compose = compositions[Math.floor(random() * compositions.length)] ?? rings;
  return frame(colours, between(random, 0, 1) === 1, compose(random, colours));
}

function frame(colours: Palette, sideways: boolean, content: string): string {
  const [from, to] = colours;
  const x2 = sideways ? 1 : 0.3;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}" viewBox="0 0 ${SIDE} ${SIDE}">
<defs><linearGradient id="g" x1="0" y1="0" x2="${x2}" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient></defs>
<rect width="${SIDE}" height="${SIDE}" fill="url(#g)"/>${content}</svg>`;
}

function rings(random: Random, [, , accent, second, light]: Palette): string {
  const x = between(random, 250, 750);
  const y = between(random, 250, 750);
  const count = between(random, 4, 9);
  let out = "";
  for (let i = count; i > 0; i--) {
    const colour = [accent, second, light][i % 3];
    out += `<circle cx="${x}" cy="${y}" r="${i * 62}" fill="none" stroke="${colour}" stroke-width="${between(random, 8, 34)}" opacity="${(0.35 + random() * 0.6).toFixed(2)}"/>`;
  }
  return `${out}<circle cx="${x}" cy="${y}" r="26" fill="${light}"/>`;
}

function horizon(random: Random, [dark, , accent, second, light]: Palette): string {
  const line = between(random, 520, 700);
  const x = between(random, 280, 720);
  const r = between(random, 130, 230);
  let out = `<circle cx="${x}" cy="${line - r / 3}" r="${r}" fill="${accent}"/>`;
  out += `<rect x="0" y="${line}" width="${SIDE}" height="${SIDE - line}" fill="${dark}" opacity="0.85"/>`;
  for (let i = 0; i < 7; i++)
    out += `<rect x="${x - r + i * 22}" y="${line + 18 + i * 38}" width="${Math.max(40, 2 * r - i * 44)}" height="${between(random, 6, 14)}" fill="${i % 2 ? second : light}" opacity="0.6"/>`;
  return out;
}

function bars(random: Random, [, , accent, second, light]: Palette): string {
  let out = "";
  for (let x = 100; x < 900;) {
    const width = between(random, 20, 70);
    const height = between(random, 160, 760);
    const colour = [accent, second, light][between(random, 0, 2)];
    out += `<rect x="${x}" y="${(SIDE - height) / 2}" width="${width}" height="${height}" rx="${width / 2}" fill="${colour}" opacity="0.9"/>`;
    x += width + 24;
  }
  return out;
}

function blocks(random: Random, [dark, mid, accent, second, light]: Palette): string {
  const cells = between(random, 3, 5);
  const side = SIDE / cells;
  let out = "";
  for (let row = 0; row < cells; row++)
    for (let column = 0; column < cells; column++) {
      const colour = [dark, mid, accent, second, light][between(random, 0, 4)];
      const x = column * side;
      const y = row * side;
      if (random() < 0.45)
        out += `<rect x="${x}" y="${y}" width="${side}" height="${side}" fill="${colour}"/>`;
      else if (random() < 0.5)
        out += `<path d="M${x} ${y}h${side}v${side}a${side} ${side} 0 0 1 -${side} -${side}z" fill="${colour}"/>`;
      else out += `<circle cx="${x + side / 2}" cy="${y + side / 2}" r="${side / 2.4}" fill="${colour}"/>`;
    }
  return out;
}

function waves(random: Random, [, , accent, second, light]: Palette): string {
  let out = "";
  for (let i = 0; i < 6; i++) {
    const y = 240 + i * 120;
    const rise = between(random, 60, 190);
    const colour = [accent, second, light][i % 3];
    out += `<path d="M0 ${y}C250 ${y - rise} 350 ${y + rise} 560 ${y}S860 ${y - rise} 1000 ${y}V1000H0Z" fill="${colour}" opacity="${(0.28 + i * 0.09).toFixed(2)}"/>`;
  }
  return out;
}

function petals(random: Random, [, , accent, second, light]: Palette): string {
  const count = between(random, 5, 11);
  const width = between(random, 60, 130);
  let out = "";
  for (let i = 0; i < count; i++)
    out += `<ellipse cx="500" cy="270" rx="${width}" ry="230" fill="${i % 2 ? accent : second}" opacity="0.62" transform="rotate(${(360 / count) * i} 500 500)"/>`;
  return `${out}<circle cx="500" cy="500" r="${between(random, 50, 100)}" fill="${light}"/>`;
}

function scatter(random: Random, [, , accent, second, light]: Palette): string {
  let out = "";
  for (let i = 0; i < 60; i++) {
    const colour = [accent, second, light][between(random, 0, 2)];
    out += `<circle cx="${between(random, 40, 960)}" cy="${between(random, 40, 960)}" r="${between(random, 6, 58)}" fill="${colour}" opacity="${(0.3 + random() * 0.6).toFixed(2)}"/>`;
  }
  return out;
}

function diagonal(random: Random, [dark, , accent, second, light]: Palette): string {
  const angle = between(random, 20, 70);
  let out = `<g transform="rotate(${angle} 500 500)">`;
  for (let y = -300; y < 1300;) {
    const height = between(random, 18, 120);
    const colour = [dark, accent, second, light][between(random, 0, 3)];
    if (random() < 0.6) out += `<rect x="-400" y="${y}" width="1800" height="${height}" fill="${colour}"/>`;
    y += height + between(random, 10, 70);
  }
  return `${out}</g>`;
}

/** Figures before a backdrop: plain enough to be nobody, distinct enough to be told apart. */
function portraitSvg(key: string): string {
  const random = randomFrom(`portrait:${key}`);
  const colours = palette(random);
  const backdrop = random() < 0.5 ? rings(random, colours) : scatter(random, colours);
  const people = key.startsWith("solo:") ? 1 : between(random, 2, 4);
  let figures = "";
  // The outer ones first, so that whoever stands in the middle stands in front.
  const order = [...Array(people).keys()].sort(
    (a, b) => Math.abs(b - (people - 1) / 2) - Math.abs(a - (people - 1) / 2),
  );
  for (const i of order) {
    const x = people === 1 ? 500 : 210 + (i * 580) / (people - 1);
    figures += figure(random, colours, x, people === 1 ? 1.45 : 1.12 - people * 0.08, i);
  }
  return frame(colours, true, `<g opacity="0.4">${backdrop}</g>${figures}`);
}

function figure(
  random: Random,
  [dark, mid, accent, second, light]: Palette,
  x: number,
  scale: number,
  at: number,
): string {
  const coat = [accent, second, mid][at % 3];
  const long = random() < 0.45;
  const hair = long
    ? `<rect x="-118" y="-290" width="236" height="${between(random, 300, 380)}" rx="116" fill="${dark}"/>`
    : `<circle cx="0" cy="${between(random, -196, -178)}" r="114" fill="${dark}"/>`;
  const fringe = `<path d="M-98 -176C-90 -270 90 -270 98 -176C50 -${between(random, 200, 236)} -40 -${between(random, 186, 230)} -98 -176Z" fill="${dark}"/>`;
  return `<g transform="translate(${x} 720) scale(${scale.toFixed(2)})">${hair}
<path d="M-250 420C-250 120 -140 0 0 0S250 120 250 420Z" fill="${coat}"/><path d="M-46 -90H46V20A46 40 0 0 1 -46 20Z" fill="${light}" opacity="0.85"/>
<ellipse cx="0" cy="-160" rx="92" ry="112" fill="${light}"/>${fringe}</g>`;
}
