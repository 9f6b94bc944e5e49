import type { Page } from "@playwright/test";
import { entry, expect, expectWaiting, said, section, test } from "./support/test";

const apply = (page: Page, name: string, provider: string) =>
  section(page, name, provider)
    .getByRole("button", { name: /^Apply/ })
    .first();
const refuse = (page: Page, name: string, provider: string) =>
  section(page, name, provider)
    .getByRole("button", { name: /^Refuse/ })
    .first();

test("Bush is linked everywhere, Nirvana waits with both candidates", async ({ page }) => {
  await page.goto("/library/artists?q=bush");
  const bush = page.getByRole("row", { name: /^Bush/ });
  for (const provider of ["Spotify", "MusicBrainz", "Deezer"])
    await expect(bush.getByRole("link", { name: `to Bush on ${provider}` })).toHaveAttribute(
      "href",
      /^https:/,
    );

  await page.goto("/review");
  for (const provider of ["Spotify", "MusicBrainz", "Deezer"])
    await expect(
      section(page, "Nirvana", provider)
        .getByRole("listitem")
        .filter({ has: page.getByRole("button") }),
    ).toHaveCount(2);
  await expect(section(page, "Nirvana", "MusicBrainz")).toContainText("US grunge band");
  await expect(section(page, "Nirvana", "MusicBrainz")).toContainText("UK psychedelic");
});

test("applied and refused: the counts follow everywhere, outlast a reload, and Activity takes both back", async ({
  page,
  api,
}) => {
  const before = await api.pending();
  const waiting = await api.waiting();
  const spotifyUri = async () => {
    const found = await api.get<{ items: { spotify_uri: string | null }[] }>(
      "/api/v1/library/artists?q=nirvana",
    );
    return found.items[0]?.spotify_uri;
  };
  expect(await spotifyUri()).toBeNull();
  await page.goto("/review");
  await expectWaiting(page, waiting);
  await expect(page.getByText(`${waiting} entries need a choice`)).toBeVisible();

  await apply(page, "Nirvana", "Spotify").click();
  await expect(section(page, "Nirvana", "Spotify")).toBeHidden();
  await expect(said(page, "Nirvana is linked to Nirvana on Spotify.")).toBeVisible();
  await expect.poll(() => api.pending()).toBe(before - 2);
  expect(await spotifyUri()).toMatch(/^spotify:artist:/);

  await refuse(page, "Genesis", "Spotify").click();
  await expect(said(page, "Genesis on Spotify is refused for Genesis.")).toBeVisible();
  await expect(section(page, "Genesis", "Spotify")).toContainText("1 candidate");
  await expect.poll(() => api.pending()).toBe(before - 3);
  // Both still wait at other providers.
  await expectWaiting(page, waiting);
  const spotify = page.getByRole("link", { name: /^Spotify \d+$/ });
  const left = new Set(
    (await api.candidates()).filter((each) => each.provider === "spotify").map((each) => each.entity_id),
  ).size;
  await expect(spotify).toHaveText(`Spotify${left}`);

  await page.reload();
  await expect(section(page, "Nirvana", "MusicBrainz")).toBeVisible();
  await expect(section(page, "Nirvana", "Spotify")).toBeHidden();
  await expect(section(page, "Genesis", "Spotify")).toContainText("1 candidate");

  await page.getByRole("link", { name: "Activity" }).click();
  await expect(page.getByRole("heading", { name: "Activity" })).toBeVisible();
  for (const name of ["Genesis", "Nirvana"]) {
    const undo = page.getByRole("button", { name: `Undo the decision about ${name}` });
    const many = await undo.count();
    await undo.first().click();
    await expect(undo).toHaveCount(many - 1);
  }
  await expect.poll(() => api.pending()).toBe(before);
  expect(await spotifyUri()).toBeNull();
  await page.goto("/review");
  await expect(section(page, "Nirvana", "Spotify")).toContainText("2 candidates");
  await expect(section(page, "Genesis", "Spotify")).toContainText("2 candidates");
});

test("the line at the bottom takes back what was done last, also after the last choice", async ({
  page,
  api,
}) => {
  const before = await api.pending();
  const waiting = await api.waiting();
  const [last, ...others] = await api.candidates();
  if (!last) throw new Error("Nothing waits.");
  const refused: string[] = [];
  for (const { id } of others) {
    await api.post(`/api/v1/candidates/${id}/reject`);
    refused.push(id);
  }
  await page.goto("/review");
  await expect(page.getByText("1 entry needs a choice")).toBeVisible();
  await expectWaiting(page, 1);
  await page.getByRole("button", { name: /^Refuse/ }).click();
  await expect(page.getByText("All settled")).toBeVisible();
  await expectWaiting(page, 0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(entry(page, last.entity_name)).toBeVisible();
  await expect(page.getByText("All settled")).toBeHidden();
  await expectWaiting(page, 1);

  const { items } = await api.get<{ items: { id: string; action: string; undone_by: string | null }[] }>(
    "/api/v1/decisions?limit=200",
  );
  const mine = items.filter((each) => each.action === "reject" && each.undone_by === null);
  expect(mine).toHaveLength(refused.length);
  for (const { id } of mine) await api.post(`/api/v1/decisions/${id}/undo`);
  await expectWaiting(page, waiting);
  expect(await api.pending()).toBe(before);
});

test("what changes elsewhere shows, without moving the rest or disturbing who types", async ({
  page,
  api,
}) => {
  await page.goto("/review");
  const articles = page.getByRole("article");
  const names = () => articles.evaluateAll((all) => all.map((each) => each.getAttribute("aria-label") ?? ""));
  const before = await names();
  expect(new Set(before).size).toBe(before.length);
  const search = page.getByRole("searchbox", { name: "Search the library" });
  await search.fill("half a na");

  const [gone] = before;
  if (gone === undefined) throw new Error("Nothing waits.");
  const theirs = (await api.candidates()).filter((each) => each.entity_name === gone);
  for (const { id } of theirs) await api.post(`/api/v1/candidates/${id}/reject`);
  await expect(entry(page, gone)).toBeHidden();
  expect(await names()).toEqual(before.slice(1));

  const { items } = await api.get<{ items: { id: string; candidate_id: string }[] }>(
    "/api/v1/decisions?limit=20",
  );
  for (const { id } of items.slice(0, theirs.length)) await api.post(`/api/v1/decisions/${id}/undo`);
  await expect(entry(page, gone)).toBeVisible();
  expect(await names()).toEqual([...before.slice(1), gone]);
  await expect(search).toHaveValue("half a na");
  await expect(search).toBeFocused();
});

test("by keyboard alone: visible focus, on to the next card, and back", async ({ page, api }) => {
  const before = await api.pending();
  await page.goto("/review?type=artist&provider=spotify");
  const focus = () =>
    page.evaluate(() => {
      const at = document.activeElement;
      const style = at ? getComputedStyle(at) : null;
      return {
        name: (at?.getAttribute("aria-label") ?? at?.textContent ?? "").trim(),
        ring: style ? `${style.outlineStyle} ${style.outlineWidth}` : "",
      };
    });
  const tabTo = async (name: RegExp) => {
    for (let n = 0; n < 80; n++) {
      await page.keyboard.press("Tab");
      const at = await focus();
      expect(at.ring, `the focus on “${at.name}” is seen`).toBe("solid 2px");
      if (name.test(at.name)) return;
    }
    throw new Error(`Tab does not lead to ${name}.`);
  };
  await tabTo(/^Skip to the content/);
  await page.keyboard.press("Enter");
  await tabTo(/^Apply Genesis on Spotify/);
  await page.keyboard.press("Enter");
  await expect(said(page, "Genesis is linked to Genesis on Spotify.")).toBeVisible();
  await expect.poll(async () => (await focus()).name).toMatch(/^Apply (?!Genesis)/);
  await expect.poll(() => api.pending()).toBe(before - 2);
  await tabTo(/^Undo$/);
  await page.keyboard.press("Enter");
  await expect(section(page, "Genesis", "Spotify")).toContainText("2 candidates");
  await expect.poll(async () => (await focus()).name).toMatch(/^Apply G[eé]nesis on Spotify/);
  await expect.poll(() => api.pending()).toBe(before);
});

for (const [name, spoil] of [
  ["from before an update", { unknown: true }],
  ["while the server is away", { unknown: false }],
] as const) {
  test(`a choice ${name} is answered in words and changes nothing`, async ({ page, api }) => {
    const before = await api.pending();
    await page.goto("/review");
    await expect(section(page, "Nirvana", "Deezer")).toBeVisible();
    await page.route("**/review", (route) => {
      const headers = route.request().headers();
      if (!headers["next-action"]) return route.continue();
      return spoil.unknown
        ? route.continue({
            headers: { ...headers, "next-action": "0".repeat(headers["next-action"].length) },
          })
        : route.abort("connectionrefused");
    });
    await apply(page, "Nirvana", "Deezer").click();
    await expect(said(page, "The server did not take this")).toBeVisible();
    await expect(section(page, "Nirvana", "Deezer")).toContainText("2 candidates");
    expect(await api.pending()).toBe(before);

    await page.unroute("**/review");
    await refuse(page, "Nirvana", "Deezer").click();
    await expect(said(page, "is refused for Nirvana")).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(section(page, "Nirvana", "Deezer")).toContainText("2 candidates");
  });
}

test("whoever signs out is signed out, in the other tabs too", async ({ page, context }) => {
  const other = await context.newPage();
  await other.goto("/review");
  await expect(section(other, "Nirvana", "Spotify")).toBeVisible();
  await page.goto("/");
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByText("You are signed out.")).toBeVisible();

  await section(other, "Nirvana", "Spotify")
    .getByRole("button", { name: /^Apply/ })
    .first()
    .click();
  await expect(other).toHaveURL(/\/sign-in/);
});

test("a session sealed with another secret leads to the sign-in page, and changes nothing", async ({
  page,
  context,
  api,
  baseURL,
}) => {
  const before = await api.pending();
  await page.goto("/review");
  await expect(section(page, "Nirvana", "Spotify")).toBeVisible();
  const foreign = { name: "next-auth.session-token", value: "eyJhbGciOiJkaXIifQ..nothing.of.ours" };
  await context.addCookies([{ ...foreign, url: baseURL ?? "" }]);
  await section(page, "Nirvana", "Spotify")
    .getByRole("button", { name: /^Apply/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto("/library/albums");
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByText("You are signed out.")).toBeVisible();
  expect(await api.pending()).toBe(before);
});

test("the theme that was chosen stays", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/");
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  expect(await ground()).toBe("light");
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect.poll(ground).toBe("dark");
  await page.reload();
  expect(await ground()).toBe("dark");
});
