/**
 * A job engine that drives an app's own Inngest `serve()` handler by the SDK's protocol and keeps all state in
 * PostgreSQL (schema `inngest`). What it promises is in docs/executor.md.
 */
export { createEngine, type Engine, type EngineOptions } from "./engine";
export { encodeEvents, ingestEvents, InvalidEventError, requestCancel, type IngestOptions } from "./events";
export { createEventFetch } from "./event-fetch";
export { limits } from "./limits";
export { migrateEngine } from "./migrate";
export { RegistrationRefusedError } from "./protocol/config";
export { deliverOverHttp } from "./protocol/deliver";
export type { Registration } from "./registration";
export {
  systemClock,
  type Clock,
  type Deliver,
  type IncomingEvent,
  type Logger,
  type RunStatus,
} from "./types";
