import { startOutboxDispatcher } from "@/inngest/dispatch-outbox";

/** What a server process does beside answering requests. */
export function startServerWork(): void {
  leaveWithLauncher();
  startOutboxDispatcher();
}

/** The launcher was killed without a chance to stop us: nobody would ever do so, and the next start needs the port. */
function leaveWithLauncher(): void {
  if (process.connected) process.once("disconnect", () => process.exit(0));
}
