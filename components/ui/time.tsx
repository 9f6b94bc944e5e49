"use client";

import { useEffect, useState } from "react";

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** A time as people say it, with the exact one on hover. The server does not know the reader's clock: it says the date. */
export function RelativeTime({ at }: { at: string }) {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, 30_000);
    return () => clearInterval(timer);
  }, []);
  const text = now === null ? at.slice(0, 10) : relative(Date.parse(at) - now);
  return (
    <time
      dateTime={at}
      title={now === null ? at : new Date(at).toLocaleString()}
      className="whitespace-nowrap"
    >
      {text}
    </time>
  );
}

function relative(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const format = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  for (const [unit, length] of UNITS) {
    if (Math.abs(seconds) >= length) return format.format(Math.round(seconds / length), unit);
  }
  return "just now";
}
