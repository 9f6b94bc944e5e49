import { env } from "@/lib/server/env";
import { exchange } from "../gateway/http";
import { spotifyToken, spotifyTokenError } from "./schema";

export type RefreshedToken =
  | { kind: "refreshed"; accessToken: string; refreshToken?: string; expiresInMs: number }
  /** The refresh token is dead: only signing in again helps. */
  | { kind: "invalid_grant" }
  | { kind: "failed"; reason: string };

/** Asks Spotify's accounts service for a new access token. Not paced: it is asked once an hour. */
export async function refreshAccessToken(refreshToken: string): Promise<RefreshedToken> {
  const { SPOTIFY_ACCOUNTS_URL, SPOTIFY_CLIENT_ID = "", SPOTIFY_CLIENT_SECRET = "" } = env();
  const credentials = Buffer.from(`${SPOTIFY_CLIENT_ID}:${SPOTIFY_CLIENT_SECRET}`).toString("base64");
  const answer = await exchange(`${SPOTIFY_ACCOUNTS_URL}/api/token`, {
    method: "POST",
    headers: { authorization: `Basic ${credentials}`, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: refreshToken }).toString(),
    maxBytes: 64 * 1024,
  });
  if ("failure" in answer) return { kind: "failed", reason: answer.reason };
  let json: unknown;
  try {
    json = JSON.parse(answer.body.toString("utf8"));
  } catch {
    return { kind: "failed", reason: `HTTP ${answer.status}` };
  }
  const token = spotifyToken.safeParse(json);
  if (answer.status === 200 && token.success) {
    const { access_token: accessToken, refresh_token: renewed, expires_in: seconds } = token.data;
    return { kind: "refreshed", accessToken, refreshToken: renewed, expiresInMs: seconds * 1000 };
  }
  const error = spotifyTokenError.safeParse(json);
  if (error.success && error.data.error === "invalid_grant") return { kind: "invalid_grant" };
  return { kind: "failed", reason: `HTTP ${answer.status}` };
}
