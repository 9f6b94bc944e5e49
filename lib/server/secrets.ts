import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { env } from "./env";

/**
 * Provider tokens at rest: AES-256-GCM under ENCRYPTION_KEY. The stored form is `v1.<key id>.<nonce>.<tag>.<text>` in
 * base64url; the key id (a digest's first 8 digits) tells a wrong key from a broken value.
 */
const VERSION = "v1";
/** A shorter tag would be easier to guess, and Node accepts one unless told. */
const TAG_BYTES = 16;

function key(): { bytes: Buffer; id: string } {
  const bytes = Buffer.from(env().ENCRYPTION_KEY, "base64");
  return { bytes, id: createHash("sha256").update(bytes).digest("hex").slice(0, 8) };
}

export function encryptSecret(plain: string): string {
  const { bytes, id } = key();
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", bytes, nonce);
  const text = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return [VERSION, id, ...[nonce, cipher.getAuthTag(), text].map((part) => part.toString("base64url"))].join(
    ".",
  );
}

/** Null where the value was written under another key or was changed. */
export function decryptSecret(stored: string): string | null {
  const { bytes, id } = key();
  const [version, keyId, nonce, tag, text] = stored.split(".");
  if (version !== VERSION || keyId !== id || !nonce || !tag || text === undefined) return null;
  try {
    const decipher = createDecipheriv("aes-256-gcm", bytes, Buffer.from(nonce, "base64url"), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(Buffer.from(tag, "base64url"));
    return Buffer.concat([decipher.update(Buffer.from(text, "base64url")), decipher.final()]).toString(
      "utf8",
    );
  } catch {
    return null;
  }
}

/** What is kept of a bearer token or a link: its SHA-256 in hex. */
export function digestSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** A new secret of 256 bits, safe in an address. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}
