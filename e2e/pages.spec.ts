import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./support/test";

const PAGES = [
  "/",
  "/review",
  // Rows are alike: a few of each state stand for a hundred, which take axe half a minute.
  "/library/artists?q=b",
  "/library/albums?q=ru",
  "/library/tracks?q=love",
  "/library/artists?q=nobody-is-named-so",
  "/activity",
  "/add",
];

for (const path of PAGES) {
  test(`${path} is accessible, stays within its width, and is silent`, async ({ page, troubles }) => {
    void troubles;
    await inspect(page, path);
  });
}

test.describe("signed out", () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  for (const path of ["/sign-in", "/sign-in?token=none"]) {
    test(`${path} is accessible, stays within its width, and is silent`, async ({ page, troubles }) => {
      void troubles;
      await inspect(page, path);
    });
  }
});

for (const path of ["/nothing/here", "/library/composers"]) {
  test(`${path} leads nowhere, accessibly and within its width`, async ({ page }) => {
    await inspect(page, path);
    await expect(page.getByText("There is nothing here")).toBeVisible();
  });
}

/** Looks at a page in both themes, wide and narrow. */
async function inspect(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("status", { name: "Loading" })).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: width > 700 ? 900 : 740 });
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth),
      `${path} stays within ${width} px`,
    ).toBeLessThanOrEqual(width);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator("html")).toHaveClass(new RegExp(colorScheme));
      const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] });
      // What is not a colour is the same in both themes.
      if (colorScheme === "dark") axe.withRules(["color-contrast"]);
      const { violations } = await axe.analyze();
      const found = violations.map(
        ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html }) => html).join("\n")}`,
      );
      expect(found, `${path}, ${width} px, ${colorScheme}`).toEqual([]);
    }
  }
}
