import { spawn } from "node:child_process";
import { ROOT } from "./settings";

export interface ToolResult {
  ok: boolean;
  output: string;
}

/**
 * Runs one of the project's tools under Node to its end and gathers what it says. It gets a group of its own, so that the
 * workers it starts can be stopped with it.
 */
export function runTool(
  args: string[],
  options: { env?: Record<string, string | undefined>; onStart?: (kill: () => void) => void } = {},
): Promise<ToolResult> {
  return new Promise((done, fail) => {
    let output = "";
    const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...options.env } as NodeJS.ProcessEnv;
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let running = true;
    child.once("exit", () => (running = false));
    options.onStart?.(() => {
      if (running && child.pid) process.kill(-child.pid, "SIGTERM");
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.once("error", fail);
    child.once("close", (code) => done({ ok: code === 0, output }));
  });
}
