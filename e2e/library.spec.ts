import { expect, test } from "./support/test";

test("filters and search live in the address; back goes back", async ({ page }) => {
  await page.goto("/library/artists");
  await page.getByRole("link", { name: "Waits for you", exact: true }).click();
  await expect(page).toHaveURL("/library/artists?state=waiting");
  await expect(page.getByRole("row", { name: /^Nirvana/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /^Bush/ })).toBeHidden();

  await page.getByRole("searchbox", { name: "Search artists" }).fill("gen");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL("/library/artists?q=gen&state=waiting");
  await expect(page.getByRole("row", { name: /^Genesis/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /^Nirvana/ })).toBeHidden();

  await page.getByRole("link", { name: "Not asked yet", exact: true }).click();
  await expect(page.getByText("Nothing fits this filter")).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL("/library/artists?q=gen&state=waiting");
  await expect(page.getByRole("searchbox", { name: "Search artists" })).toHaveValue("gen");
  await page.goBack();
  await expect(page).toHaveURL("/library/artists?state=waiting");
  await expect(page.getByRole("searchbox", { name: "Search artists" })).toHaveValue("");
  await expect(page.getByRole("row", { name: /^Nirvana/ })).toBeVisible();
  await page.goto("/library/artists?q=nobody-is-named-so");
  await page.getByRole("link", { name: "Clear the filter" }).click();
  await expect(page.getByRole("row", { name: /^Bush/ })).toBeVisible();
});

test("names are found without their accents, from everywhere", async ({ page }) => {
  const search = page.getByRole("searchbox", { name: "Search the library" });
  await page.goto("/activity");
  for (const [typed, found] of [
    ["bjork", "Björk"],
    ["MOTORHEAD", "Motörhead"],
    ["sigur rós", "Sigur Ros"],
    ["東京", "東京事変"],
    ["ac dc", "AC/DC"],
  ] as const) {
    await search.fill(typed);
    await search.press("Enter");
    await expect(page.getByRole("row", { name: new RegExp(`^${found}`) })).toBeVisible();
  }
});

test("a long list comes in pages that neither repeat nor lose a row", async ({ page, api }) => {
  const total = await api.trackCount();
  await page.goto("/library/tracks");
  await expect(page.getByRole("rowheader")).toHaveCount(100);
  const first = await page.getByRole("rowheader").allTextContents();
  await page.getByRole("link", { name: "Next 100" }).click();
  await expect(page).toHaveURL(/after=/);
  await expect(page.getByRole("rowheader")).toHaveCount(total - 100);
  const second = await page.getByRole("rowheader").allTextContents();
  expect(new Set([...first, ...second]).size).toBe(total);
  await page.goBack();
  await expect(page.getByRole("rowheader")).toHaveText(first);
  await page.goForward();
  await page.getByRole("link", { name: "Back to the start" }).click();
  await expect(page.getByRole("rowheader")).toHaveText(first);
});

test("a kind that does not exist is said to be nothing", async ({ page }) => {
  await page.goto("/library/composers");
  await expect(page.getByText("There is nothing here")).toBeVisible();
  await page.getByRole("link", { name: "To the overview" }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
});

const FILE = "from-elsewhere.ndjson";

test.afterEach(async ({ api }) => {
  // Nothing of the file is sent again: what it had brought is gone.
  await api.post(`/api/library/import?source=upload:${FILE}&complete=true`, {
    data: "",
    type: "application/x-ndjson",
  });
});

test("a list with bad lines is taken, and the bad lines are named", async ({ page, api }) => {
  const before = await api.trackCount();
  await page.goto("/add");
  const panel = page.getByRole("region", { name: "Upload a list" });
  await panel.getByRole("button", { name: "Upload" }).click();
  await expect(panel.getByText("Choose a file first.")).toBeVisible();

  const lines = [
    JSON.stringify({ path: "e2e/1.flac", title: "First", artist: "Journey Testers", album: "Four Lines" }),
    '{"path": "e2e/2.flac", "title": ',
    JSON.stringify({ path: "e2e/3.flac", title: "Third", artist: "Journey Testers", album: "Four Lines" }),
    JSON.stringify({ title: "No path", artist: "Journey Testers" }),
  ];
  const file = { name: FILE, mimeType: "application/x-ndjson", buffer: Buffer.from(lines.join("\n")) };
  await panel.getByLabel("List of tracks").setInputFiles(file);
  await panel.getByRole("button", { name: "Upload" }).click();
  await expect(panel).toContainText("4 lines read: 2 tracks new, 0 changed, 2 refused.");
  await expect(panel.getByText(/^Line \d/)).toHaveText([/^Line 2: \S/, /^Line 4: .*path/]);
  expect(await api.trackCount()).toBe(before + 2);

  await test.step("the same list again brings nothing", async () => {
    await panel.getByRole("button", { name: "Upload" }).click();
    await expect(panel).toContainText("4 lines read: 0 tracks new, 0 changed, 2 refused.");
    expect(await api.trackCount()).toBe(before + 2);
  });
  await page.goto("/library/artists?q=journey+testers");
  await expect(page.getByRole("row", { name: /^Journey Testers/ })).toBeVisible();
});

test("names of any length and script stay text in their places", async ({ page, api }) => {
  const long = "Very Long Name Without An End ".repeat(10).trim();
  const names = [
    long,
    "W".repeat(300),
    "<script>document.title = 'taken'</script><img src=x onerror=\"document.title='taken'\">",
    "فرقة تجريبية من الأصوات البعيدة جدا",
    "\u202Eright to left\u202C",
  ];
  const lines = names.map((name, n) =>
    JSON.stringify({
      path: `e2e/names/${n}.flac`,
      title: name,
      artist: name,
      album: name,
      album_artist: name,
    }),
  );
  await api.post(`/api/library/import?source=upload:${FILE}`, {
    data: lines.join("\n"),
    type: "application/x-ndjson",
  });
  await page.setViewportSize({ width: 360, height: 740 });
  for (const [list, rows] of [
    ["artists?state=unasked", names.length],
    ["albums?state=unasked", names.length],
    ["tracks?q=very+long+name", 1],
    ["tracks?q=wwwwwwww", 1],
    ["tracks?q=script", 1],
  ] as const) {
    await page.goto(`/library/${list}`);
    await expect(page.getByRole("rowheader").nth(rows - 1)).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await expect(page).toHaveTitle(/^(Artists|Albums|Tracks) · Linernotes$/);
  }
});

test("the music folder is scanned from the dashboard: the same library, nothing doubled", async ({
  page,
  api,
}) => {
  const before = await api.trackCount();
  await page.goto("/add");
  const panel = page.getByRole("region", { name: "Scan a folder of this server" });
  const folder = panel.getByRole("combobox", { name: "Folder" });
  const given = await folder.inputValue();

  await folder.fill("/etc");
  await panel.getByRole("button", { name: "Scan" }).click();
  await expect(panel.getByRole("status")).toHaveText(
    "That folder is not below a folder that may be scanned.",
  );

  await folder.fill(given);
  await panel.getByRole("button", { name: "Scan" }).click();
  await expect(panel.getByRole("status")).toHaveText("The scan is done.");
  await expect(panel).toContainText(`just now: `);
  await expect(panel).toContainText("1 not readable");
  expect(await api.trackCount()).toBe(before);

  await page.goto("/activity");
  await expect(
    page.getByRole("region", { name: "Runs" }).getByText("Scan", { exact: true }).first(),
  ).toBeVisible();
});
