// A draft is talked over, compared and sent for opinions; a paper goes from the hand signature to the post; an issued document is corrected. By clicks.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { act, button, dialog, main, trailSays } from "./desk.mjs";
import { openBrowser, sitDown, startHouse, violations } from "./house.mjs";
import { atApi } from "./stock.mjs";

const LIMIT = { timeout: 60_000 };
const W = {
  draft: "Ban hành Quy chế công tác văn thư, lưu trữ của cơ quan", compare: "So sánh phiên bản", left: "Bản trước", right: "Bản sau", inline: "Liền mạch", remark: "Góp ý", words: "Nội dung góp ý",
  resolve: "Đánh dấu đã xử lý", sendBack: "Chuyển lại đơn vị", reason: "Lý do", hand: "Ghi nhận đã ký tay", number: "Cấp số", copies: "Ghi số bản", seal: /^Đóng dấu/, issue: "Phát hành",
  send: "Gửi bưu điện, chuyển tay", to: "Nơi nhận", item: "Số hiệu bưu gửi", receipt: "Ghi ký nhận", by: "Người ký nhận", correct: "Đính chính, sửa đổi, thay thế", fault: "Sai sót gì",
};
let house, browser;
before(async () => {
  [house, browser] = await Promise.all([startHouse(), openBrowser()]);
}, { timeout: 200_000 });
after(async () => {
  await browser?.close();
  await house?.stop();
});

async function at(who, path) {
  const page = await sitDown(browser, house, who);
  await page.goto(house.web + path);
  await main(page).getByRole("heading", { level: 1 }).waitFor();
  return page;
}

/** A paper of Sở Nội vụ that its leader approved. */
async function approvedPaper() {
  const [officer, head, clerk, leader] = await Promise.all(["chuyenvien.snv", "truongphong.snv", "vanthu.snv", "lanhdao.snv"].map((who) => atApi(house, who)));
  const signer = (await leader("GET", "/me")).id;
  const { id } = await officer("POST", "/outgoing-documents", { type_code: "CV", abstract: `Gửi hồ sơ giấy lượt ${process.pid}`, medium: "paper", recipients: [{ name: "UBND xã Đông Tiến" }], proposed_signer_id: signer });
  for (const [who, aspect] of [[head, "content"], [clerk, "form"], [leader, "approval"]]) await who("POST", `/outgoing-documents/${id}/reviews`, { aspect, verdict: "approve" });
  return id;
}

async function pick(page, where, label, wanted) {
  const list = page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)");
  const box = where.getByRole("combobox", { name: label });
  await box.click();
  await list.locator(".ant-select-item-option").filter({ hasText: wanted }).first().click();
  // A choice of several stays open; one that still closes would be taken for the next.
  if ((await box.getAttribute("aria-expanded")) !== "true") await list.waitFor({ state: "hidden" });
}

test("two versions are compared without colours, a remark is made and resolved", LIMIT, async () => {
  const officer = await atApi(house, "chuyenvien.snv");
  const found = (await officer("GET", "/outgoing-documents?state=draft&limit=200")).items.find((d) => d.abstract === W.draft);
  const page = await at("chuyenvien.snv", `/van-ban-di/${found.id}`);
  const said = `Đánh số trang phụ lục ${process.pid}`;
  await act(page, W.remark, { fill: (asked) => asked.getByLabel(W.words, { exact: true }).fill(said) });
  const line = main(page).getByRole("listitem").filter({ hasText: said }).filter({ has: page.getByRole("button") }).first();
  await button(line, W.resolve).click();
  await line.getByText(/Đã xử lý \(/).first().waitFor();
  await button(main(page), W.compare).click();
  const shown = dialog(page);
  await pick(page, shown, W.left, "Phiên bản 1 ");
  await pick(page, shown, W.right, "Phiên bản 2 ");
  await shown.locator("ins").filter({ hasText: "31 tháng 12" }).waitFor({ timeout: 20_000 });
  assert.match(await shown.locator("del").first().innerText(), /bớt/);
  await shown.getByText(W.inline, { exact: true }).click();
  await shown.locator("ins").first().waitFor();
  assert.deepEqual(await violations(page, ["color-contrast", "aria-required-children", "aria-allowed-attr", "button-name"]), []);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("a paper goes from the hand signature to the post, and is signed for", LIMIT, async () => {
  const id = await approvedPaper();
  const page = await at("vanthu.snv", `/van-ban-di/${id}`);
  await act(page, W.hand, { fill: null });
  await act(page, W.number, { fill: null });
  await act(page, W.copies, { fill: null });
  await button(main(page), W.seal).first().click();
  await button(dialog(page), W.seal).click();
  await dialog(page).waitFor({ state: "hidden" });
  await act(page, W.issue, { fill: null });
  await act(page, W.send, {
    fill: async (asked) => {
      await pick(page, asked, W.to, "UBND xã Đông Tiến");
      await page.keyboard.press("Escape");
      await asked.getByLabel(W.item, { exact: true }).fill("RL000000001VN");
    },
  });
  await act(page, W.receipt, { fill: (asked) => asked.getByLabel(W.by, { exact: true }).fill("Trần Văn Nhận") });
  await main(page).getByText("Ký nhận: Trần Văn Nhận").waitFor();
  await trailSays(page, "Ký tay");
  assert.deepEqual(page.faults, []);
  await page.context().close();
  const other = await at("chuyenvien.snv", `/van-ban-di/${id}`);
  await button(main(other), W.correct).click();
  await dialog(other).getByLabel(W.fault, { exact: true }).fill("Ghi nhầm tên nơi nhận");
  await button(dialog(other), W.correct).click();
  await other.waitForURL(/\/van-ban-di\/soan\?sua=/);
  await other.context().close();
});
