/** A reason why starting cannot go on that the person at the terminal can act on: `message` is one plain sentence. */
export class StartupProblem extends Error {
  override name = "StartupProblem";
}

/**
 * Turns what the system said (an errno, PostgreSQL's stderr) into a sentence, where it is something a person can mend.
 * Anything else comes back as it was: a bug should keep its stack.
 */
export function explain(cause: unknown, doing: string): unknown {
  if (cause instanceof StartupProblem) return cause;
  const text = cause instanceof Error ? `${codeOf(cause)} ${cause.message}` : String(cause);
  if (/ENOSPC|No space left on device|EDQUOT|Disk quota exceeded/i.test(text)) {
    return new StartupProblem(`The disk is full: no space was left while ${doing}.`, { cause });
  }
  if (/EROFS|Read-only file system/i.test(text)) {
    return new StartupProblem(`The file system is read-only: nothing could be written while ${doing}.`, {
      cause,
    });
  }
  if (/EACCES|EPERM|Permission denied/i.test(text)) {
    const path = pathOf(cause);
    return new StartupProblem(`No permission${path ? ` for ${path}` : ""} while ${doing}.`, { cause });
  }
  return cause;
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}

function pathOf(cause: unknown): string | undefined {
  if (cause instanceof Error && "path" in cause && typeof cause.path === "string") return cause.path;
  return undefined;
}
