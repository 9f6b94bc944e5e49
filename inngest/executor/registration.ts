import type { EngineContext } from "./context";
import { syncCrons } from "./cron";
import { readFunctions } from "./protocol/config";
import { buildSyncRequest, type AppTarget } from "./protocol/request";
import { Registry } from "./registry";
import type { Deliver } from "./types";

/** The app did not answer the sync request as the SDK would; it may be starting. */
export class AppUnavailableError extends Error {
  override name = "AppUnavailableError";
}

export interface Registration {
  appId: string;
  functions: number;
}

/**
 * Asks the app for its functions and stores them. Throws `RegistrationRefusedError` when one of them uses what
 * the engine does not do, `AppUnavailableError` when there is no proper answer.
 */
export async function registerApp(
  context: EngineContext,
  deliver: Deliver,
  target: AppTarget,
): Promise<Registration> {
  const { appId, functions } = readFunctions(await fetchConfig(deliver, target));
  const previous = context.registry;
  context.registry = new Registry(functions);
  try {
    await context.sql.begin(async (tx) => {
      const rows = functions.map((config) => ({ id: config.id, config: JSON.stringify(config) }));
      const ids = functions.map(({ id }) => id);
      await tx`delete from inngest.functions where id <> all(${ids}::text[])`;
      await tx`
        insert into inngest.functions (id, config, registered_at)
        select id, config::json, ${context.clock.now()} from json_to_recordset(${JSON.stringify(rows)}::text::json) as f (id text, config text) order by id
        on conflict (id) do update set config = excluded.config, registered_at = excluded.registered_at`;
      await syncCrons(context, tx);
    });
  } catch (error) {
    context.registry = previous;
    throw error;
  }
  return { appId, functions: functions.length };
}

async function fetchConfig(deliver: Deliver, target: AppTarget): Promise<unknown> {
  let response: Response;
  let text: string;
  try {
    response = await deliver(buildSyncRequest(target), AbortSignal.timeout(15_000));
    text = await response.text();
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    throw new AppUnavailableError(`the app cannot be reached: ${code ?? message}`);
  }
  if (response.status === 401)
    throw new AppUnavailableError(
      "the app refused the signature (HTTP 401): do both sides use the same signing key?",
    );
  const kind = response.headers.get("x-inngest-sync-kind");
  if (response.status !== 200 || kind !== "in_band")
    throw new AppUnavailableError(`the app answered the sync request with HTTP ${response.status}`);
  try {
    return JSON.parse(text);
  } catch {
    throw new AppUnavailableError("the app answered the sync request with something that is not JSON");
  }
}
