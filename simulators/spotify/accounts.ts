/** accounts.spotify.com: the authorisation page and the token endpoint. */
import { createHash } from "node:crypto";
import { json, type Provider, type SimReply, type SimRequest } from "../shared/http";
import { HALF_A_YEAR_MS, type TokenMint } from "./tokens";

export const DEMO_CLIENT_ID = "11111111111141118111111111111111";
export const DEMO_CLIENT_SECRET = "22222222222242228222222222222222";
export const DEMO_USER = "collector";

interface AccountSwitches extends Record<string, unknown> {
  /** "none": a refresh answers without a new refresh token; "rotate": with one, and the old one dies. */
  rotation: "none" | "rotate";
  /** What the person does at /authorize: agree at once, refuse, or see a page with a button. */
  approve: "auto" | "deny" | "page";
  accessTokenSeconds: number;
  /** Moves the clock: after 183 days a refresh token is dead, whatever was refreshed meanwhile. */
  clockDays: number;
}

const DEFAULTS: AccountSwitches = {
  rotation: "none",
  approve: "auto",
  accessTokenSeconds: 3600,
  clockDays: 0,
};

export function accountsProvider(mint: TokenMint): Provider {
  const switches: AccountSwitches = { ...DEFAULTS };
  mint.now = () => Date.now() + switches.clockDays * 86_400_000;

  function grant(clientId: string, user: string | undefined, scopes: string[], refresh?: string): SimReply {
    const issued = mint.now();
    const life = switches.accessTokenSeconds;
    const facts = { kind: "access" as const, clientId, user, scopes, issued, expires: issued + life * 1000 };
    return json(200, {
      access_token: mint.make(facts),
      token_type: "Bearer",
      expires_in: life,
      ...(refresh ? { refresh_token: refresh } : {}),
      ...(user ? { scope: scopes.join(" ") } : {}),
    });
  }

  function newRefreshToken(
    clientId: string,
    user: string | undefined,
    scopes: string[],
    authorised: number,
  ): string {
    // Refreshing does not extend the six months: they count from the person's own agreement.
    return mint.make({ kind: "refresh", clientId, user, scopes, issued: authorised, expires: authorised + HALF_A_YEAR_MS }); // prettier-ignore
  }

  function token(request: SimRequest): SimReply {
    const form = new URLSearchParams(request.body);
    const client = clientOf(request, form);
    if (!client) return failure("invalid_client", "Invalid client");
    const type = form.get("grant_type");
    if (type === "client_credentials") {
      return client.confidential
        ? grant(client.id, undefined, [])
        : failure("invalid_client", "Invalid client secret");
    }
    if (type === "authorization_code") {
      const text = form.get("code") ?? "";
      const code = mint.read(text, "code");
      if (!code || code.clientId !== client.id) return failure("invalid_grant", "Invalid authorization code");
      if (code.redirectUri !== form.get("redirect_uri"))
        return failure("invalid_grant", "Invalid redirect URI");
      if (code.challenge && !verifies(form.get("code_verifier") ?? "", code.challenge))
        return failure("invalid_grant", "code_verifier was incorrect");
      if (!code.challenge && !client.confidential) return failure("invalid_client", "Invalid client secret");
      mint.revoke(text);
      return grant(
        client.id,
        code.user,
        code.scopes,
        newRefreshToken(client.id, code.user, code.scopes, mint.now()),
      );
    }
    if (type === "refresh_token") {
      const text = form.get("refresh_token") ?? "";
      const old = mint.read(text, "refresh");
      if (!old || old.clientId !== client.id) return failure("invalid_grant", "Refresh token revoked");
      if (switches.rotation === "none") return grant(client.id, old.user, old.scopes);
      mint.revoke(text);
      return grant(
        client.id,
        old.user,
        old.scopes,
        newRefreshToken(client.id, old.user, old.scopes, old.issued),
      );
    }
    return failure("unsupported_grant_type", "grant_type parameter is missing or unknown");
  }

  function authorize(request: SimRequest): SimReply {
    const { query } = request;
    const clientId = query.get("client_id") ?? "";
    const redirectUri = query.get("redirect_uri") ?? "";
    if (query.get("response_type") !== "code") return page(400, "response_type must be code");
    if (clientId !== DEMO_CLIENT_ID) return page(400, "INVALID_CLIENT: Invalid client");
    if (!goodRedirect(redirectUri)) return page(400, "INVALID_CLIENT: Insecure redirect URI");
    const agreed = switches.approve === "auto" || query.get("agreed") === "yes";
    if (switches.approve === "page" && !agreed) return consent(request);
    const back = new URL(redirectUri);
    const state = query.get("state");
    if (agreed) {
      const issued = mint.now();
      const code = mint.make({
        kind: "code",
        clientId,
        user: DEMO_USER,
        scopes: (query.get("scope") ?? "").split(" ").filter(Boolean),
        issued,
        expires: issued + 600_000,
        redirectUri,
        ...(query.get("code_challenge") ? { challenge: query.get("code_challenge") ?? "" } : {}),
      });
      back.searchParams.set("code", code);
    } else back.searchParams.set("error", "access_denied");
    if (state !== null) back.searchParams.set("state", state);
    return { status: 302, headers: { Location: back.toString() } };
  }

  return {
    name: "spotify-accounts",
    switches,
    isImage: () => false,
    reset: () => {
      Object.assign(switches, DEFAULTS);
      mint.reset();
    },
    controls: {
      "expire-access": () => mint.expireAccess(),
      revoke: (body) => mint.revoke(String((body as { token?: unknown }).token ?? "")),
    },
    handle(request) {
      if (request.path === "/api/token" && request.method === "POST") return token(request);
      if (request.path.endsWith("/authorize") && request.method === "GET") return authorize(request);
      return json(404, { error: "not_found" });
    },
  };
}

function clientOf(
  request: SimRequest,
  form: URLSearchParams,
): { id: string; confidential: boolean } | undefined {
  const header = request.headers.authorization ?? "";
  if (header.startsWith("Basic ")) {
    const [id, secret] = Buffer.from(header.slice(6), "base64").toString("utf8").split(":");
    return id === DEMO_CLIENT_ID && secret === DEMO_CLIENT_SECRET ? { id, confidential: true } : undefined;
  }
  const id = form.get("client_id");
  if (id !== DEMO_CLIENT_ID) return undefined;
  const secret = form.get("client_secret");
  if (secret !== null && secret !== DEMO_CLIENT_SECRET) return undefined;
  return { id, confidential: secret !== null };
}

function verifies(verifier: string, challenge: string): boolean {
  if (!/^[A-Za-z0-9\-._~]{43,128}$/.test(verifier)) return false;
  return createHash("sha256").update(verifier).digest("base64url") === challenge;
}

/** HTTPS, or plain HTTP to a loopback address; `localhost` is refused. */
function goodRedirect(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    url.protocol === "https:" || (url.protocol === "http:" && ["127.0.0.1", "[::1]"].includes(url.hostname))
  );
}

function failure(error: string, description: string): SimReply {
  return json(400, { error, error_description: description });
}

function page(status: number, text: string): SimReply {
  return { status, headers: { "Content-Type": "text/html; charset=utf-8" }, body: `<!doctype html><title>Spotify (simulated)</title><p>${text}</p>` }; // prettier-ignore
}

function consent(request: SimRequest): SimReply {
  const link = `/authorize?${request.query.toString()}&agreed=yes`.replace(/&/g, "&amp;");
  return page(200, `A simulated Spotify asks: may this app read your library?</p><p><a id="agree" href="${link}">Agree</a>`); // prettier-ignore
}
