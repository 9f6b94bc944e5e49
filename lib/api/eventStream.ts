import { createHash } from "node:crypto";
import { CHANGES_CHANNEL } from "@/db/queries/outbox";
import { readLiveState } from "@/lib/runs/liveState";
import type { Context } from "@/lib/server/context";
import { describeError } from "@/lib/server/logger";
import { onNotice } from "@/lib/server/notices";

const HEARTBEAT_MS = 15_000;
/** A run changes many times a second; a page is told at most this often. */
const LEAST_DISTANCE_MS = 400;

/**
 * Server-sent events of one account's counts and runs. Each event carries the whole state of its kind, and its id is
 * the state's digest: a client that comes back with the last id it saw is sent what is different since, and nothing
 * twice.
 */
export function eventStream(
  ctx: Context,
  signal: AbortSignal,
  lastEventId: string | null,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let close = () => {};
  return new ReadableStream({
    start(controller) {
      let sent = lastEventId;
      let timer: NodeJS.Timeout | null = null;
      let busy = false;
      let missed = false;
      const write = (text: string) => controller.enqueue(encoder.encode(text));

      const send = async () => {
        if (busy) {
          missed = true;
          return;
        }
        busy = true;
        try {
          const state = await readLiveState(ctx);
          const data = JSON.stringify(state);
          const id = createHash("sha1").update(data).digest("base64url");
          if (id !== sent && !signal.aborted) write(`id: ${id}\nevent: state\ndata: ${data}\n\n`);
          sent = id;
        } catch (error) {
          ctx.logger.warn(describeError(error), "an event stream waits for the database");
        } finally {
          busy = false;
          if (missed) {
            missed = false;
            soon();
          }
        }
      };
      const soon = () => {
        timer ??= setTimeout(() => {
          timer = null;
          void send();
        }, LEAST_DISTANCE_MS);
      };
      const stop = onNotice(CHANGES_CHANNEL, (owner) => {
        if (owner === ctx.ownerId || owner === "") soon();
      });
      const heartbeat = setInterval(() => {
        if (!signal.aborted) write(": heartbeat\n\n");
      }, HEARTBEAT_MS);
      close = () => {
        stop();
        clearInterval(heartbeat);
        if (timer) clearTimeout(timer);
      };
      signal.addEventListener("abort", () => {
        close();
        try {
          controller.close();
        } catch {
          // The reader went first.
        }
      });
      write("retry: 2000\n\n");
      void send();
    },
    cancel() {
      close();
    },
  });
}
