import { createHmac } from "node:crypto";

/** `x-inngest-signature` for a body that is already canonical JSON. */
export function signCanonical(canonicalBody: string, signingKey: string, unixSeconds: number): string {
  const key = signingKey.replace(/^signkey-\w+-/, "");
  const digest = createHmac("sha256", key).update(canonicalBody).update(String(unixSeconds)).digest("hex");
  return `t=${unixSeconds}&s=${digest}`;
}
