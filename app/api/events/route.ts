import { eventStream } from "@/lib/api/eventStream";
import { route } from "@/lib/api/route";

export const dynamic = "force-dynamic";

export const GET = route({}, async ({ ctx, request }) => {
  const stream = eventStream(ctx, request.signal, request.headers.get("last-event-id"));
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
});
