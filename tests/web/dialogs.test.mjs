// Every dialog of an outgoing document, opened and sent off empty: it says in Vietnamese what is missing, fits a phone, and has no barrier in light or dark.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { button, dialog, main } from "./desk.mjs";
import { openBrowser, settled, sitDown, startHouse, violations } from "./house.mjs";
import { atApi } from "./stock.mjs";

const LIMIT = { timeout: 240_000 }; // as axe: a busy machine takes its time
const NOT_EMPTY = /Không được để trống|Ghi rõ lý do/;
// who → a document in which state and medium, dialog → whether something must be filled in
const DIALOGS = {
  "chuyenvien.snv": [["draft", "electronic", { "Gửi lấy ý kiến": true, "Góp ý": true, "Ghi cơ quan cùng ban hành": false }], ["issued", "electronic", { "Đính chính, sửa đổi, thay thế": true }]],
  "lanhdao.snv": [["form_checked", "electronic", { "Chuyển lại đơn vị": true }]],
  "vanthu.snv": [["signed", "electronic", { "Ký số cơ quan": false, "Hủy số": true, "Sao văn bản": true }], ["issued", "paper", { "Thu hồi": true, "Gửi bưu điện, chuyển tay": true, "Ghi bản lưu": true, "Cho sử dụng": true }]],
};
const DRAFT = "Ban hành Quy chế công tác văn thư, lưu trữ của cơ quan"; // the one with several versions
let house, browser;
before(async () => {
  [house, browser] = await Promise.all([startHouse(), openBrowser()]);
}, { timeout: 200_000 });
after(async () => {
  await browser?.close();
  await house?.stop();
});

async function documentOf(who, state, medium) {
  const found = (await (await atApi(house, who))("GET", `/outgoing-documents?state=${state}&limit=200`)).items.filter((d) => d.medium === medium);
  return (found.find((d) => d.abstract === DRAFT) ?? found.at(-1)).id;
}

/** The dialog stands still, in its theme. */
const atRest = (theme) =>
  document.documentElement.dataset.theme === theme &&
  !document.querySelector("[role=dialog][class*='-appear'], [role=dialog][class*='-enter']") &&
  !document.getAnimations().some((a) => a.playState === "running");

/** What is wrong with the dialog that stands open. */
async function faultsOf(page, name, mustFill, inTheDark) {
  const asked = dialog(page);
  await settled(page);
  if (mustFill) {
    await asked.locator(".ant-modal-footer").getByRole("button").last().click();
    await asked.getByText(NOT_EMPTY).first().waitFor();
  }
  await page.waitForFunction(atRest, "light");
  const found = await violations(page, undefined, "[role=dialog]");
  if (inTheDark) {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.waitForFunction(atRest, "dark");
    found.push(...(await violations(page, ["color-contrast"], "[role=dialog]")).map((v) => `dark: ${v}`));
    await page.emulateMedia({ colorScheme: "light" });
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await page.waitForTimeout(150);
  const { left, right } = await asked.evaluate((d) => d.getBoundingClientRect().toJSON());
  if (left < 0 || right > 390) found.push(`phone: the dialog reaches from ${left} to ${right} px`);
  await page.setViewportSize({ width: 1366, height: 768 });
  return found.map((v) => `${name} → ${v}`);
}

for (const [who, documents] of Object.entries(DIALOGS)) {
  test(`${who} meets no barrier in the dialogs of outgoing documents`, LIMIT, async () => {
    const page = await sitDown(browser, house, who, { theme: "system" });
    const found = [];
    for (const [state, medium, dialogs] of documents) {
      await page.goto(`${house.web}/van-ban-di/${await documentOf(who, state, medium)}`);
      for (const [name, mustFill] of Object.entries(dialogs)) {
        await button(main(page), name).first().click();
        await dialog(page).waitFor();
        found.push(...(await faultsOf(page, name, mustFill, name === Object.keys(dialogs)[0])));
        await page.keyboard.press("Escape");
        await dialog(page).waitFor({ state: "hidden" });
      }
    }
    assert.deepEqual([...found, ...page.faults], []);
    await page.context().close();
  });
}
