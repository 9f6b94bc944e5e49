import { expect, expectWaiting, OWNER_STATE, test } from "./support/test";

test("the one-time link signs in once, and the Overview follows the first run", async ({
  page,
  browser,
  api,
  troubles,
}) => {
  void troubles;
  const link = process.env.E2E_SIGN_IN ?? "";
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Linernotes" })).toBeVisible();
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await page.context().storageState({ path: OWNER_STATE });

  await test.step("the link is refused the second time", async () => {
    const stranger = await browser.newContext();
    const second = await stranger.newPage();
    await second.goto(link);
    await second.getByRole("button", { name: "Sign in" }).click();
    await expect(second.getByText("This link has been used or is too old.")).toBeVisible();
    await second.goto("/review");
    await expect(second).toHaveURL(/\/sign-in$/);
    await stranger.close();
  });

  // The page may have been opened before there was a library: it comes alive without being loaded again.
  const run = page.getByRole("region", { name: "Enrichment" });
  await test.step("progress is shown while it is made", async () => {
    await expect(run.getByRole("heading", { name: "Enrichment is running" })).toBeVisible();
    const done = async () => Number(await run.getByRole("progressbar").getAttribute("aria-valuenow"));
    const before = await done();
    await expect.poll(done).toBeGreaterThan(before);
    await expect(page.getByRole("link", { name: /^Enrichment: \d+ of \d+$/ })).toBeVisible();
  });

  await test.step("the end of the run shows, with its counts", async () => {
    await expect(run.getByRole("heading", { name: "Last enrichment" })).toBeVisible({ timeout: 60_000 });
    const { items } = await api.get<{ items: { progress: { by_outcome: Record<string, number> } }[] }>(
      "/api/runs?kind=enrichment",
    );
    const { applied, ambiguous, not_found: missing } = items[0]?.progress.by_outcome ?? {};
    await expect(run).toContainText(`${applied} applied · ${ambiguous} wait for you · ${missing} not found`);
    const waiting = await api.waiting();
    expect(waiting).toBeGreaterThan(2);
    await expect(page.getByText(`${waiting} matches wait for you`)).toBeVisible();
    await expectWaiting(page, waiting);
    expect(await api.status()).toMatchObject({ is_running: false, last_job_completed: true });
  });
});
