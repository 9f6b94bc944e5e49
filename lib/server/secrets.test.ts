import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { useTestSettings } from "@/tests/support/settings";

/** Settings are read once a process: another key means to load the modules anew. */
async function secretsUnder(key: string): Promise<typeof import("./secrets")> {
  vi.resetModules();
  useTestSettings({ ENCRYPTION_KEY: key });
  return import("./secrets");
}

const KEY = Buffer.alloc(32, 1).toString("base64");
const OTHER_KEY = Buffer.alloc(32, 2).toString("base64");

afterEach(() => vi.resetModules());

describe("secrets at rest", () => {
  test("come back as they were, whatever they hold", async () => {
    const { encryptSecret, decryptSecret } = await secretsUnder(KEY);
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 500 }), (plain) => {
        expect(decryptSecret(encryptSecret(plain))).toBe(plain);
      }),
    );
  });

  test("are written differently each time and never show themselves", async () => {
    const { encryptSecret } = await secretsUnder(KEY);
    const written = [encryptSecret("refresh-token"), encryptSecret("refresh-token")];
    expect(written[0]).not.toBe(written[1]);
    for (const text of written) expect(text).not.toContain("refresh-token");
  });

  test("are null under another key, and there again under the first", async () => {
    const stored = (await secretsUnder(KEY)).encryptSecret("refresh-token");
    expect((await secretsUnder(OTHER_KEY)).decryptSecret(stored)).toBeNull();
    expect((await secretsUnder(KEY)).decryptSecret(stored)).toBe("refresh-token");
  });

  test("are null when anything of them was changed or is missing", async () => {
    const { encryptSecret, decryptSecret } = await secretsUnder(KEY);
    const stored = encryptSecret("refresh-token");
    const parts = stored.split(".");
    for (let n = 0; n < parts.length; n++) {
      const changed = parts.map((part, at) =>
        at === n ? (part.startsWith("A") ? "B" : "A") + part.slice(1) : part,
      );
      expect(decryptSecret(changed.join(".")), `part ${n} changed`).toBeNull();
      expect(decryptSecret(parts.slice(0, n).join(".")), `only ${n} parts`).toBeNull();
    }
    for (const broken of ["", ".", "v1....", "plain text", `${stored}x`.replace("v1", "v9")]) {
      expect(decryptSecret(broken)).toBeNull();
    }
  });

  test("a short tag does not pass for a whole one", async () => {
    const { encryptSecret, decryptSecret } = await secretsUnder(KEY);
    const [version, id, nonce, tag = "", text] = encryptSecret("refresh-token").split(".");
    const short = Buffer.from(tag, "base64url").subarray(0, 4).toString("base64url");
    expect(decryptSecret([version, id, nonce, short, text].join("."))).toBeNull();
  });

  test("new secrets have 256 bits and fit into an address", async () => {
    const { newSecret, digestSecret } = await secretsUnder(KEY);
    const made = new Set(Array.from({ length: 100 }, newSecret));
    expect(made.size).toBe(100);
    for (const secret of made) expect(secret).toMatch(/^[\w-]{43}$/);
    expect(digestSecret("a")).toMatch(/^[0-9a-f]{64}$/);
  });
});
