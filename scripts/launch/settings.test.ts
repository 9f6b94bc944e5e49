import { expect, test } from "vitest";
import { StartupProblem } from "@/db/embedded/problem";
import { appEnvironment, simulationSpeed } from "./environment";
import { readSettings } from "./settings";

test("the defaults: this machine only, port 3000, the folder .data", () => {
  const settings = readSettings({}, false);
  expect(settings).toMatchObject({ port: 3000, host: "127.0.0.1", externalInngest: false });
  expect(settings.publicUrl).toBe("http://127.0.0.1:3000");
  expect(settings.dataDir).toMatch(/\/\.data$/);
});

test.each([
  ["0.0.0.0", "http://127.0.0.1:8080"],
  ["192.168.1.4", "http://192.168.1.4:8080"],
  ["::1", "http://[::1]:8080"],
])("HOST %s is reached at %s", (HOST, origin) => {
  expect(readSettings({ HOST, PORT: "8080" }, false).origin).toBe(origin);
});

test.each([
  [{ PORT: "http" }, /PORT/],
  [{ PORT: "70000" }, /PORT/],
  [{ PUBLIC_URL: "music.example.org" }, /PUBLIC_URL/],
  [{ DATABASE_URL: "mysql://x/y" }, /DATABASE_URL/],
  [{ DATABASE_URL: "postgres://x" }, /DATABASE_URL/],
])("%j is refused in a sentence", (variables, named) => {
  expect(() => readSettings(variables, false)).toThrow(StartupProblem);
  expect(() => readSettings(variables, false)).toThrow(named);
});

test("a real Inngest server takes the engine's place", () => {
  for (const key of ["INNGEST_DEV", "INNGEST_BASE_URL", "INNGEST_EVENT_KEY"]) {
    expect(readSettings({ [key]: "1" }, false).externalInngest).toBe(true);
  }
  expect(readSettings({ INNGEST_DEV: "" }, false).externalInngest).toBe(false);
});

test("the app gets its addresses, keys and, in the demo, the simulators", () => {
  const secrets = {
    NEXTAUTH_SECRET: "ours",
    ENCRYPTION_KEY: "key",
    DATABASE_OWNER_PASSWORD: "o",
    DATABASE_APP_PASSWORD: "a",
  };
  const known = {
    secrets,
    appUrl: "postgres://app",
    adminUrl: "postgres://owner",
    signingKey: "signkey-prod-00",
  };
  const demo = appEnvironment(
    { npm_config_x: "1", NEXTAUTH_SECRET: "given" },
    {
      ...known,
      settings: readSettings({ PUBLIC_URL: "https://m.example/" }, true),
      simulated: { DEEZER_URL: "http://sim" },
    },
  );
  expect(demo).toMatchObject({
    NEXTAUTH_URL: "https://m.example",
    NEXTAUTH_SECRET: "given",
    DATABASE_URL: "postgres://app",
    INNGEST_SIGNING_KEY: "signkey-prod-00",
    DEEZER_URL: "http://sim",
    SIM_SPEED: "5",
  });
  expect(demo.LIBRARY_ROOTS).toMatch(/samples\/library$/);
  expect(demo).not.toHaveProperty("npm_config_x");
  expect(JSON.stringify(demo)).not.toContain("postgres://owner");

  const real = appEnvironment({}, { ...known, settings: readSettings({}, false), simulated: {} });
  expect(real).toMatchObject({ NEXTAUTH_SECRET: "ours", SIM_SPEED: "1" });
  expect(real.LIBRARY_ROOTS).toBeUndefined();
});

test("only simulators are hurried", () => {
  const settings = readSettings({}, false);
  const urls = ["SPOTIFY_API", "SPOTIFY_ACCOUNTS", "MUSICBRAINZ", "COVERARTARCHIVE", "DEEZER"];
  const simulators = Object.fromEntries(urls.map((name) => [`${name}_URL`, "http://127.0.0.1:4010/x"]));
  expect(simulationSpeed({ SIM_SPEED: "20" }, settings)).toBe("1");
  expect(simulationSpeed({ ...simulators, SIM_SPEED: "20" }, settings)).toBe("20");
  expect(
    simulationSpeed({ ...simulators, SIM_SPEED: "20", DEEZER_URL: "https://mirror.example" }, settings),
  ).toBe("1");
  expect(simulationSpeed({ SIM_SPEED: "20" }, readSettings({}, true))).toBe("20");
});
