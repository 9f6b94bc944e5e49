import { openListener } from "@/db/client";
import { env } from "./env";
import { describeError, logger } from "./logger";

type Listener = (payload: string) => void;

interface Notices {
  channels: Map<string, Set<Listener>>;
  /** The connection that hears them; none while the database is away. */
  connection?: ReturnType<typeof openListener>;
  retry?: NodeJS.Timeout;
  /** Whether the last attempt failed: said once, not at each. */
  failing: boolean;
}

const RETRY_MS = 500;

/** On globalThis, since the server's parts are bundled apart. */
const shared = globalThis as typeof globalThis & { linernotesNotices?: Notices };
const notices: Notices = (shared.linernotesNotices ??= { channels: new Map(), failing: false });

/**
 * Hears PostgreSQL's NOTIFY on a channel. All listeners of a process share one connection, which is made anew after
 * the database was away; then every listener is called with an empty payload, since notices may have been missed.
 */
export function onNotice(channel: string, listener: Listener): () => void {
  const known = notices.channels.get(channel);
  const listeners = known ?? new Set<Listener>();
  listeners.add(listener);
  notices.channels.set(channel, listeners);
  if (!notices.connection) {
    if (!notices.retry) connect();
  } else if (!known) {
    // A failure shows as the loss of the connection.
    notices.connection.listen(channel).catch(() => undefined);
  }
  return () => listeners.delete(listener);
}

function connect(): void {
  notices.retry = undefined;
  const opened = openListener(env().DATABASE_URL, {
    onNotice: (channel, payload) => tell(channel, payload),
    onLost: () => lost(),
  });
  const lost = (error?: unknown) => {
    if (notices.connection !== opened) return;
    notices.connection = undefined;
    opened.close().catch(() => undefined);
    if (!notices.failing)
      logger.warn(error ? describeError(error) : {}, "no notices from the database for now");
    notices.failing = true;
    notices.retry = setTimeout(connect, RETRY_MS);
    notices.retry.unref();
  };
  notices.connection = opened;
  const channels = [...notices.channels.keys()];
  Promise.all(channels.map((channel) => opened.listen(channel))).then(() => {
    notices.failing = false;
    for (const channel of channels) tell(channel, "");
  }, lost);
}

function tell(channel: string, payload: string): void {
  for (const listener of notices.channels.get(channel) ?? []) listener(payload);
}
