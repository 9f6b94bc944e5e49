import { expect, request, test as base, type Locator, type Page } from "@playwright/test";

/** The owner's signed-in browser state, kept by sign-in.setup.ts for the journeys after it. */
export const OWNER_STATE = "test-results/owner.json";

export interface Status {
  artists_unenriched: number;
  albums_unenriched: number;
  pending_candidates: number;
  is_enrichment_needed: boolean;
  is_running: boolean;
  last_job_completed: boolean | null;
}

export interface ApiCandidate {
  id: string;
  provider: string;
  entity_id: string;
  entity_name: string;
}

/** What a test asks of the server beside the browser, with the owner's token. */
export interface Api {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: { data: string | Buffer; type: string }): Promise<T>;
  status(): Promise<Status>;
  /** How many Spotify candidates wait, as the status says. */
  pending(): Promise<number>;
  candidates(): Promise<ApiCandidate[]>;
  /** How many entries wait for a person, at whatever providers. */
  waiting(): Promise<number>;
  trackCount(): Promise<number>;
}

interface Page_<T> {
  items: T[];
  next_cursor: string | null;
}

export const test = base.extend<{ api: Api; troubles: string[] }>({
  api: async ({ baseURL }, use) => {
    const context = await request.newContext({
      baseURL,
      extraHTTPHeaders: { authorization: `Bearer ${process.env.E2E_TOKEN}` },
    });
    const all = async <T>(path: string): Promise<T[]> => {
      const items: T[] = [];
      for (let cursor: string | null = ""; cursor !== null;) {
        const page: Page_<T> = await api.get(`${path}?limit=200${cursor ? `&cursor=${cursor}` : ""}`);
        items.push(...page.items);
        cursor = page.next_cursor;
      }
      return items;
    };
    const api: Api = {
      get: async (path) => {
        const response = await context.get(path);
        expect(response.ok(), `GET ${path}: ${response.status()}`).toBe(true);
        return response.json();
      },
      post: async (path, body) => {
        const response = await context.post(
          path,
          body && { data: body.data, headers: { "content-type": body.type } },
        );
        expect(response.ok(), `POST ${path}: ${response.status()} ${await response.text()}`).toBe(true);
        return response.json();
      },
      status: () => api.get<Status>("/api/enrichment/status"),
      pending: async () => (await api.status()).pending_candidates,
      candidates: () => all<ApiCandidate>("/api/v1/candidates"),
      waiting: async () => new Set((await api.candidates()).map(({ entity_id }) => entity_id)).size,
      trackCount: async () => (await all("/api/v1/library/tracks")).length,
    };
    await use(api);
    await context.dispose();
  },

  /** Errors and warnings of the browser's console; a test that uses it has none at its end. */
  troubles: async ({ page }, use) => {
    const troubles: string[] = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type()))
        troubles.push(`${new URL(page.url()).pathname}: ${message.text()}`);
    });
    page.on("pageerror", (error) => troubles.push(`${page.url()}: ${error.message}`));
    await use(troubles);
    expect(troubles).toEqual([]);
  },
});

export { expect };

export function entry(page: Page, name: string): Locator {
  return page.getByRole("article", { name, exact: true });
}

/** What stands for one entry at one provider. */
export function section(page: Page, name: string, provider: string): Locator {
  return entry(page, name).getByRole("region", { name: `${name} on ${provider}`, exact: true });
}

/** The number beside “Review” in the main navigation. */
export async function expectWaiting(page: Page, waiting: number): Promise<void> {
  const link = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /^Review/ });
  await expect(link).toHaveText(waiting === 0 ? "Review" : `Review${waiting} waiting`);
}

/** The line at the bottom of the review that says what was done. */
export function said(page: Page, text: string | RegExp): Locator {
  return page.getByRole("status").filter({ hasText: text });
}
