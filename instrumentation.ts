/** Runs once when the server starts. What needs Node stands in a file of its own: this one is compiled for the edge as well. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") (await import("./instrumentation-node")).startServerWork();
}
