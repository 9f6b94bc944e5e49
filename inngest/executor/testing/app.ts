import { createServer } from "node:http";
import { serve } from "inngest/node";
import { Database } from "../database";
import { createEventFetch } from "../index";
import { createClient, pause } from "./client";

/**
 * An app in a process of its own, for the tests that kill it. Each step writes down that it began; a function's
 * steps have levels, and no step of a lower level may begin after one of a higher level did.
 */
const database = new Database(process.env.DATABASE_URL ?? "", () => {});
process.on("uncaughtException", (error) => {
  if (!database.recoverFrom(error)) throw error;
});
const inngest = createClient(createEventFetch(database.sql));

const work = inngest.createFunction(
  { id: "work", retries: 20, triggers: [{ event: "test/work" }] },
  async ({ event, runId, step }) => {
    const part = (name: string, level: number) =>
      step.run(name, async () => {
        await database.use(
          () =>
            database.sql`insert into effects (run_id, job, step, level) values (${runId}, ${event.data.n}, ${name}, ${level})`,
        );
        await pause(10 + Math.random() * 40);
        return level;
      });
    const first = await part("first", 1);
    const pair = await Promise.all([part("left", 2), part("right", 2)]);
    if (event.data.n % 5 === 0) await step.sleep("nap", "1s");
    const child = await step.invoke("child", { function: helper, data: { n: event.data.n } });
    const last = await part("last", 4);
    return [first, ...pair, child, last];
  },
);

const helper = inngest.createFunction({ id: "helper", retries: 20, triggers: [] }, ({ event, step }) =>
  step.run("help", async () => {
    await pause(10);
    return Number((event.data as { n: number }).n) * 2;
  }),
);

const port = Number(process.env.PORT);
createServer(serve({ client: inngest, functions: [work, helper] })).listen(port, "127.0.0.1", () =>
  process.send?.("ready"),
);
process.on("disconnect", () => process.exit(0));
