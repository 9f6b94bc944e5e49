import { rawClient } from "./database";
import { logger } from "./logger";

type Listener = (payload: string) => void;

interface Channel {
  listeners: Set<Listener>;
  started: Promise<void>;
}

const shared = globalThis as typeof globalThis & { linernotesChannels?: Map<string, Channel> };

/**
 * Hears PostgreSQL's NOTIFY on a channel. All listeners of a process share one LISTEN, which is renewed by itself after
 * the database was away; then every listener is called with an empty payload, since notices may have been missed.
 */
export function onNotice(channelName: string, listener: Listener): () => void {
  const channels = (shared.linernotesChannels ??= new Map());
  let channel = channels.get(channelName);
  if (!channel) {
    const listeners = new Set<Listener>();
    const tell = (payload: string) => listeners.forEach((each) => each(payload));
    const started = rawClient()
      .listen(channelName, tell, () => tell(""))
      .then(
        () => undefined,
        (error: unknown) => {
          logger.warn(
            { channel: channelName, reason: (error as { code?: string }).code },
            "cannot listen yet",
          );
          channels.delete(channelName);
        },
      );
    channel = { listeners, started };
    channels.set(channelName, channel);
  }
  const { listeners } = channel;
  listeners.add(listener);
  return () => listeners.delete(listener);
}
