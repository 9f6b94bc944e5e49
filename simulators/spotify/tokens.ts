/**
 * Tokens of the simulated Spotify accounts service. They carry their own facts and a signature, so a restarted
 * simulator still accepts what it gave out before, as the real service would.
 */
import { createHmac, randomBytes } from "node:crypto";

export interface TokenFacts {
  kind: "access" | "refresh" | "code";
  clientId: string;
  /** Absent for client credentials. */
  user?: string;
  scopes: string[];
  /** Milliseconds since the epoch. */
  issued: number;
  expires: number;
  challenge?: string;
  redirectUri?: string;
}

const PREFIX = { access: "BQ", refresh: "AQ", code: "AC" } as const;
export const HALF_A_YEAR_MS = 183 * 24 * 3600 * 1000;

export class TokenMint {
  private readonly revoked = new Set<string>();
  private accessValidFrom = 0;

  /** The accounts service's clock, in milliseconds since the epoch; a switch may move it. */
  now: () => number = Date.now;

  constructor(private readonly secret: string) {}

  make(facts: TokenFacts, nonce = randomBytes(6).toString("base64url")): string {
    const payload = Buffer.from(JSON.stringify({ ...facts, nonce })).toString("base64url");
    return `${PREFIX[facts.kind]}${payload}.${this.sign(payload)}`;
  }

  /** The facts of a good token; undefined when forged, expired, revoked or of another kind. */
  read(token: string, kind: TokenFacts["kind"], now = this.now()): TokenFacts | undefined {
    if (!token.startsWith(PREFIX[kind]) || this.revoked.has(token)) return undefined;
    const [payload = "", signature = ""] = token.slice(2).split(".");
    if (this.sign(payload) !== signature) return undefined;
    const facts = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as TokenFacts;
    if (facts.kind !== kind || facts.expires <= now) return undefined;
    if (kind === "access" && facts.issued < this.accessValidFrom) return undefined;
    return facts;
  }

  revoke(token: string): void {
    this.revoked.add(token);
  }

  /** All access tokens given out so far end now. */
  expireAccess(): void {
    this.accessValidFrom = this.now() + 1;
  }

  reset(): void {
    this.revoked.clear();
    this.accessValidFrom = 0;
  }

  private sign(payload: string): string {
    return createHmac("sha256", this.secret).update(payload).digest("base64url");
  }
}
