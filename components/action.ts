/** What a server action answers, as the pages hand it to the components that call it. */
export type ActionAnswer<T = unknown> = { ok: true; value: T } | { ok: false; message: string };

/** A decision that was made, and can be taken back by its id. */
export type Decided = { decisionId: string };

export type Decide = (id: string) => Promise<ActionAnswer<Decided>>;

/**
 * Calls a server action. A tab from before an update, or a server that is away, makes the call itself fail: that is
 * said in words too.
 */
export async function callAction<T>(work: () => Promise<ActionAnswer<T>>): Promise<ActionAnswer<T>> {
  try {
    return await work();
  } catch {
    return {
      ok: false,
      message:
        "The server did not take this: it may be restarting, or was updated. Reload the page and try again.",
    };
  }
}
