import { command, step } from "./launch/command";
import { migrateOnly } from "./launch/database";
import { lockDataDir, lockHolder } from "./launch/lock";
import { loadSecrets } from "./launch/secrets";
import { readSettings } from "./launch/settings";

await command(async () => {
  const settings = readSettings(process.env, false);
  // A running server has the lock, and its database can be migrated while it runs.
  const lock = lockHolder(settings.dataDir) ? undefined : lockDataDir(settings.dataDir, settings.port);
  try {
    await step("Migrating the database", () =>
      migrateOnly(settings, loadSecrets(settings.dataDir), (line) => console.log(line)),
    );
    console.log("The database is up to date.");
  } finally {
    lock?.release();
  }
});
