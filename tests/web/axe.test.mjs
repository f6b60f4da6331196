// Every page, for the person whose page it is: no axe violation in light or dark, a rail that fits the screen, nothing wider than a phone, no script error, no request that leaves the house.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openBrowser, ROOT, sitDown, startHouse, violations } from "./house.mjs";
import { PAGES } from "./pages.mjs";
import { stockTheArchive } from "./stock.mjs";

const DESK = { width: 1366, height: 768 };
const PHONE = { width: 390, height: 844 };
let house, browser;
before(async () => {
  [house, browser] = await Promise.all([startHouse(), openBrowser()]);
  await stockTheArchive(house);
}, { timeout: 200_000 });
after(async () => {
  await browser?.close();
  await house?.stop();
});

test("no page of the router is forgotten", async () => {
  const router = await readFile(join(ROOT, "frontend/src/app/router.tsx"), "utf8");
  const routes = [...router.matchAll(/\bat\("([^"]+)"/g)].map((m) => m[1]);
  assert.ok(routes.length > 15, "the router is read");
  const looked = new Set(Object.values(PAGES).flatMap((pages) => pages.map((p) => p.route)));
  assert.deepEqual(routes.filter((r) => !looked.has(r)), []);
});

async function tooWide(page) {
  const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  return inner > outer ? [`${inner} px wide on a screen of ${outer} px`] : [];
}

/** All screens of a person stand in the rail without scrolling, unless they opened what is folded. */
async function railTooLong(page) {
  const [inner, outer] = await page.evaluate(() => [document.querySelector(".rail")?.scrollHeight ?? 0, document.querySelector(".rail")?.clientHeight ?? 0]);
  return inner > outer ? [`the rail is ${inner} px long on a screen that shows ${outer} px`] : [];
}

/** What is wrong with the page that stands there: in daylight, in the dark, on a phone. */
async function faultsOf(page) {
  await page.waitForFunction(() => !document.getAnimations().some((a) => a.playState === "running"));
  const found = [...(await violations(page)), ...(await railTooLong(page))].map((v) => `light: ${v}`);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.waitForFunction(() => document.documentElement.dataset.theme === "dark" && !document.getAnimations().some((a) => a.playState === "running"));
  found.push(...(await violations(page, ["color-contrast"])).map((v) => `dark: ${v}`)); // what a theme changes
  await page.setViewportSize(PHONE);
  await page.waitForTimeout(150);
  found.push(...(await tooWide(page)).map((v) => `phone: ${v}`));
  await page.setViewportSize(DESK);
  await page.emulateMedia({ colorScheme: "light" });
  return found; // the next page is opened anew, in daylight
}

for (const [username, pages] of Object.entries(PAGES)) {
  test(`${username || "the stranger"} finds no barrier, in light, in the dark and on a phone`, { timeout: 240_000 }, async () => {
    const page = await sitDown(browser, house, username, { viewport: DESK, theme: "system" });
    const found = [];
    try {
      for (const { name, open } of pages) {
        await open(page);
        found.push(...(await faultsOf(page)).map((wrong) => `${name} → ${wrong}`));
      }
      assert.deepEqual([...found, ...page.faults], []);
    } finally {
      await page.context().close();
    }
  });
}
