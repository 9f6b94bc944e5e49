/** The launcher was killed without a chance to stop us: nobody would ever do so, and the next start needs the port. */
export function leaveWithLauncher(): void {
  if (process.connected) process.once("disconnect", () => process.exit(0));
}
