// Every page, for the person whose page it is, in both themes: no axe violation, no script error, no request that leaves the house.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openBrowser, sitDown, startHouse, violations } from "./house.mjs";
import { PAGES } from "./pages.mjs";

let house, browser;
before(async () => {
  [house, browser] = await Promise.all([startHouse(), openBrowser()]);
}, { timeout: 200_000 });
after(async () => {
  await browser?.close();
  await house?.stop();
});

for (const theme of ["light", "dark"]) {
  for (const [username, pages] of Object.entries(PAGES)) {
    test(`${username || "the stranger"} finds no barrier (${theme})`, { timeout: 120_000 }, async () => {
      const page = await sitDown(browser, house, username, { theme });
      const found = [];
      for (const { name, open } of pages) {
        await open(page, house);
        await page.waitForLoadState("networkidle");
        found.push(...(await violations(page)).map((v) => `${name} → ${v}`));
      }
      await page.context().close();
      assert.deepEqual(found, []);
      assert.deepEqual(page.faults, []);
    });
  }
}
