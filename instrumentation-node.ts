import { startOutboxDispatcher } from "@/inngest/dispatch-outbox";
import { surviveLateWrites } from "@/lib/server/database";

/** What a server process does beside answering requests. */
export function startServerWork(): void {
  surviveLateWrites();
  leaveWithLauncher();
  startOutboxDispatcher();
}

/** The launcher was killed without a chance to stop us: nobody would ever do so, and the next start needs the port. */
function leaveWithLauncher(): void {
  if (process.connected) process.once("disconnect", () => process.exit(0));
}
