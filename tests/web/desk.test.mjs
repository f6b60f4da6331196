// The desk itself: with the keyboard alone, left alone, with an ended session, with a colleague's change, at a neighbour's address, with the API down.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { button, choose, dialog, goTo, main } from "./desk.mjs";
import { openBrowser, PASSWORD, signIn, sitDown, startHouse } from "./house.mjs";
import { N } from "./names.mjs";
import { atApi } from "./stock.mjs";

const LIMIT = { timeout: 90_000 };
let house, browser;
before(async () => {
  [house, browser] = await Promise.all([startHouse(), openBrowser()]);
}, { timeout: 200_000 });
after(async () => {
  await browser?.close();
  await house?.stop();
});

/** What has the focus behind the dialog; the end of the page (the browser's own bar comes next) is not behind it. */
const behind = (page) => page.evaluate(() => (document.activeElement?.closest("#root")?.contains(document.activeElement) ? document.activeElement.outerHTML.slice(0, 200) : ""));

/** Presses Tab until what has the focus matches; a person would not press for ever either. */
async function tabTo(page, where, limit = 80) {
  for (let i = 0; i < limit; i += 1) {
    if (await where.evaluateAll((found) => found.includes(document.activeElement))) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`no way by keyboard to ${where}`);
}

test("sign-in, a row, registering and a dialog need no mouse [PL6-II-7]", LIMIT, async () => {
  const page = await sitDown(browser, house, "");
  await tabTo(page, page.getByLabel(N.signIn.user));
  await page.keyboard.type("vanthu.snv");
  await tabTo(page, page.getByLabel(N.signIn.password, { exact: true }));
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByRole("navigation", { name: N.nav.label }).waitFor();

  const rail = page.getByRole("navigation", { name: N.nav.label });
  assert.equal(await rail.evaluate((e) => e.scrollHeight > e.clientHeight), false, "the rail fits the screen");
  assert.equal(await rail.getByRole("link", { name: N.nav.envelopes }).count(), 0, "what is seldom used is folded away");
  await tabTo(page, rail.getByRole("button", { name: N.nav.further }));
  await page.keyboard.press("Enter");
  await rail.getByRole("link", { name: N.nav.envelopes }).waitFor();
  await page.reload();
  await rail.getByRole("link", { name: N.nav.envelopes }).waitFor();
  await tabTo(page, rail.getByRole("link", { name: N.nav.incoming }));
  await page.keyboard.press("Enter");
  const row = main(page).locator("tr[tabindex='0']").last();
  await row.waitFor();
  const second = await row.locator("xpath=following-sibling::tr[1]").getByRole("link").first().innerText();
  await tabTo(page, row);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await main(page).getByRole("heading", { level: 1, name: second }).waitFor();

  await goTo(page, N.nav.incoming);
  await tabTo(page, main(page).getByRole("link", { name: N.incoming.register }).or(button(main(page), N.incoming.register)));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByLabel(N.incoming.issuer, { exact: true }));
  await page.keyboard.type("Đội Bàn phím");
  await tabTo(page, page.getByLabel(N.incoming.abstract, { exact: true }));
  await page.keyboard.type("Vào sổ không dùng chuột");
  await page.keyboard.press("Control+Enter");
  await main(page).getByRole("heading", { level: 1, name: "Vào sổ không dùng chuột" }).waitFor();
  assert.match(await main(page).innerText(), N.incoming.arrival);

  await tabTo(page, button(main(page), N.incoming.present));
  await page.keyboard.press("Enter");
  await dialog(page).waitFor();
  await page.waitForFunction(() => document.activeElement?.closest("[role=dialog]"));
  for (let i = 0; i < 8; i += 1) {
    await page.keyboard.press("Tab");
    assert.equal(await behind(page), "", "the focus does not go behind the dialog");
  }
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "hidden" });
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("a desk left alone locks, and opens again where it was", LIMIT, async () => {
  const page = await sitDown(browser, house, "chuyenvien.snv", { clock: true });
  await goTo(page, N.nav.dossiers);
  const place = page.url();
  await page.clock.fastForward("14:00");
  assert.equal(await page.getByText(N.lock.title).count(), 0, "fourteen minutes are no absence");
  await page.clock.fastForward("15:30");
  await page.getByText(N.lock.title).waitFor();
  await page.getByLabel(N.lock.password, { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: N.lock.go }).click();
  await page.getByText(N.lock.title).waitFor({ state: "hidden" });
  assert.equal(page.url(), place);
  await main(page).getByRole("row").nth(1).waitFor();
  await page.context().close();
});

test("an ended session asks for the sign-in and does not lose the place", LIMIT, async () => {
  const page = await sitDown(browser, house, "chuyenvien.snv");
  await goTo(page, N.nav.dossiers);
  const link = main(page).getByRole("row").getByRole("link").first();
  const title = await link.innerText();
  await link.click();
  await main(page).getByRole("heading", { level: 1, name: title }).waitFor();
  const place = page.url();
  const token = await page.evaluate(() => sessionStorage.getItem("hoso.refresh"));
  const ended = await fetch(`${house.api}/api/v1/auth/sign-out`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ refresh_token: token }) });
  assert.ok(ended.ok, `the session is ended (${ended.status})`);
  await page.reload();
  await signIn(page, "chuyenvien.snv");
  assert.equal(page.url(), place);
  await main(page).getByRole("heading", { level: 1, name: title }).waitFor();
  await page.context().close();
});

test("whoever comes too late reads who was faster", LIMIT, async () => {
  const page = await sitDown(browser, house, "vanthu.snv");
  const clerk = await atApi(house, "vanthu.snv");
  const fresh = await clerk("POST", "/incoming-documents", { type_code: "CV", issuer_name: "Hai người một lúc", abstract: "Hai người cùng mở một văn bản", files: [] });
  await page.goto(`${house.web}/van-ban-den/${fresh.id}`);
  const [leader] = (await clerk("GET", "/users?may=directIncoming")).items;
  await button(main(page), N.incoming.present).click();
  const asked = dialog(page);
  await choose(page, asked, N.incoming.presentTo, leader.name);
  await clerk("PATCH", `/incoming-documents/${fresh.id}`, { abstract: "Hai người cùng mở một văn bản, bản đã sửa", reason: "Ghi sai trích yếu, sửa theo bản gốc" });
  await button(asked, N.incoming.present).click();
  const said = asked.getByRole("alert");
  await said.waitFor();
  assert.match(await said.innerText(), N.refusal.stale);
  assert.match(await said.innerText(), new RegExp((await clerk("GET", "/me")).full_name));
  await page.context().close();
});

test("the address of a neighbour's record opens nothing and says so in words", LIMIT, async () => {
  const neighbour = await atApi(house, "vanthu.stc");
  const [theirs] = (await neighbour("GET", "/incoming-documents?limit=1")).items;
  const page = await sitDown(browser, house, "vanthu.snv");
  await page.goto(`${house.web}/van-ban-den/${theirs.id}`);
  await main(page).getByText(N.refusal.none).first().waitFor();
  assert.doesNotMatch(await page.locator("body").innerText(), new RegExp(theirs.abstract.slice(0, 30)));
  assert.doesNotMatch(await main(page).innerText(), /404|not found|undefined/i);
  await page.context().close();
});

test("when the API does not answer, a sentence says so and the work goes on afterwards", LIMIT, async () => {
  const page = await sitDown(browser, house, "vanthu.snv");
  await page.route(`${house.api}/**`, (route) => route.abort("connectionrefused"));
  await page.getByRole("navigation", { name: N.nav.label }).getByRole("link", { name: N.nav.outgoing }).first().click();
  await main(page).getByRole("alert").filter({ hasText: N.refusal.offline }).waitFor({ timeout: 20_000 });
  await page.unroute(`${house.api}/**`);
  await button(main(page), N.retry).first().click();
  await main(page).getByRole("table").getByRole("link").first().waitFor();
  await page.context().close();
});
