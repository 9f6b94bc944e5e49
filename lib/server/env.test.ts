import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { readEnv } from "./env";

const needed = {
  DATABASE_URL: "postgres://app:secret-word@127.0.0.1:5432/linernotes",
  NEXTAUTH_SECRET: "0123456789abcdef",
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
};

describe("readEnv", () => {
  test("knows the real providers by default", () => {
    const env = readEnv(needed);
    expect(env.MUSICBRAINZ_URL).toBe("https://musicbrainz.org/ws/2");
    expect(env.SIM_SPEED).toBe(1);
    expect(env.LIBRARY_ROOTS).toEqual([]);
  });

  test("takes an empty variable for one that is not set", () => {
    expect(readEnv({ ...needed, DEEZER_URL: "", PUBLIC_URL: "" })).toMatchObject({
      DEEZER_URL: "https://api.deezer.com",
    });
  });

  test("cuts the slash at the end of a mirror's address and splits folders", () => {
    const env = readEnv({
      ...needed,
      DEEZER_URL: "http://127.0.0.1:9/deezer/",
      LIBRARY_ROOTS: "/music::more",
    });
    expect(env.DEEZER_URL).toBe("http://127.0.0.1:9/deezer");
    expect(env.LIBRARY_ROOTS).toEqual(["/music", resolve("more")]);
  });

  test.each([
    ["DATABASE_URL", "mysql://secret-word@host/db"],
    ["ENCRYPTION_KEY", "dG9vLXNob3J0LXNlY3JldC13b3Jk"],
    ["SIM_SPEED", "0"],
    ["DEEZER_URL", "file:///etc/secret-word"],
  ])("names %s when it is wrong, without its value", (name, value) => {
    expect(() => readEnv({ ...needed, [name]: value })).toThrow(name);
    expect(() => readEnv({ ...needed, [name]: value })).not.toThrow(/secret-word/);
  });
});
