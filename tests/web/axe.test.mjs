// Every page, for the person whose page it is, in both themes and on a phone: no axe violation, nothing wider than the screen, no script error, no request that leaves the house.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openBrowser, ROOT, sitDown, startHouse, violations } from "./house.mjs";
import { PAGES } from "./pages.mjs";
import { stockTheArchive } from "./stock.mjs";

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

/** Opens each page of a person and hands it to `look`, which answers what is wrong there. */
async function walk(username, options, look) {
  const page = await sitDown(browser, house, username, options);
  const found = [];
  try {
    for (const { name, open } of PAGES[username]) {
      await open(page, house);
      await page.waitForLoadState("networkidle");
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      found.push(...(await look(page)).map((wrong) => `${name} → ${wrong}`));
    }
    return [...found, ...page.faults];
  } finally {
    await page.context().close();
  }
}

async function tooWide(page) {
  const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  return inner > outer ? [`${inner} px wide on a screen of ${outer} px`] : [];
}

for (const username of Object.keys(PAGES)) {
  const who = username || "the stranger";
  for (const theme of ["light", "dark"]) {
    test(`${who} finds no barrier (${theme})`, { timeout: 120_000 }, async () => assert.deepEqual(await walk(username, { theme }, violations), []));
  }
  test(`${who} reads on a phone without moving sideways`, { timeout: 90_000 }, async () => assert.deepEqual(await walk(username, { viewport: PHONE }, tooWide), []));
}
