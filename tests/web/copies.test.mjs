// An electronic copy takes its number and waits for the agency's own device; given up, its number stays in the register with the reason. By clicks.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { act, button, choose, dialog, main, trailSays } from "./desk.mjs";
import { openBrowser, settled, sitDown, startHouse, violations } from "./house.mjs";
import { atApi } from "./stock.mjs";

const LIMIT = { timeout: 90_000 };
const REASON = "Chọn nhầm trang cần trích";
const W = {
  make: "Sao văn bản", excerpt: "Trích sao", electronic: "Điện tử", pages: "Trang cần trích", signer: "Người ký bản sao", device: "Thiết bị của cơ quan, văn thư giữ", sign: "Ký số của cơ quan",
  byFile: /Phần mềm ký khác/, prepare: "Chuẩn bị tệp để ký", cancel: "Hủy việc ký", waits: "Chờ ký số", void: "Hủy số", register: "Sổ đăng ký bản sao",
};
let house, browser;
before(async () => {
  [house, browser] = await Promise.all([startHouse(), openBrowser()]);
}, { timeout: 200_000 });
after(async () => {
  await browser?.close();
  await house?.stop();
});

test("an electronic copy waits for the agency's device, and its number is given up with a reason", LIMIT, async () => {
  const clerk = await atApi(house, "vanthu.snv");
  const issued = (await clerk("GET", "/outgoing-documents?state=issued&limit=200")).items.find((d) => d.medium === "electronic");
  const leader = (await (await atApi(house, "lanhdao.snv"))("GET", "/me")).full_name;
  const page = await sitDown(browser, house, "vanthu.snv");
  await page.goto(`${house.web}/van-ban-di/${issued.id}`);
  await button(main(page), W.make).click();
  const form = dialog(page);
  await form.getByText(W.excerpt, { exact: true }).click();
  await form.getByText(W.electronic, { exact: true }).last().click();
  await form.getByLabel(W.pages, { exact: true }).fill("1");
  await form.getByText(W.device, { exact: true }).click();
  await choose(page, form, W.signer, leader, leader);
  await button(form, W.make).click();
  const signing = dialog(page).filter({ hasText: "Bản sao chưa ký trong ngày" });
  await signing.waitFor();
  if (await signing.getByText(W.byFile).count()) await signing.getByText(W.byFile).click();
  await button(signing, W.prepare).click();
  await button(signing, W.cancel).waitFor();
  await settled(page);
  assert.deepEqual(await violations(page, undefined, "[role=dialog]"), []);
  await button(signing, W.cancel).click();
  await signing.waitFor({ state: "hidden" });
  const waiting = main(page).getByRole("listitem").filter({ hasText: W.waits });
  await waiting.first().waitFor();
  const number = (await waiting.first().innerText()).match(/\d+\/TrS-SNV/)[0];
  assert.deepEqual(await violations(page), []);
  await act(page, W.void, { fill: (asked) => asked.getByRole("textbox").fill(REASON) });
  await main(page).getByText(`Đã hủy số: ${REASON}`).waitFor();
  await trailSays(page, "Hủy số bản sao");
  const register = (await clerk("GET", "/copies")).items;
  assert.deepEqual(register.filter((c) => c.written_number === number).map((c) => [c.state, c.void_reason]), [["void", REASON]]);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});
