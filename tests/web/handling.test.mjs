// Handling beside the main road, by clicks: more time, another unit, talk, many at once, an absence.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { act, button, choose, dialog, main, trailSays } from "./desk.mjs";
import { openBrowser, sitDown, startHouse } from "./house.mjs";
import { atApi } from "./stock.mjs";

const DAY = `02/01/${2110 + (process.pid % 80)}`; // another one in each run: one absence does not stand in the way of the next
const LIMIT = { timeout: 60_000 };
const W = {
  ask: "Xin gia hạn", reason: "Lý do", answer: "Trả lời gia hạn", original: /^hạn ban đầu/, forward: "Chuyển đơn vị khác", unit: "Đơn vị nhận", why: "Lý do", way: "Quá trình chuyển",
  say: "Nêu ý kiến", words: "Nội dung ý kiến", send: "Gửi ý kiến", withdraw: "Rút ý kiến", gone: "đã rút ý kiến", present: "Trình lãnh đạo", to: "Trình", preview: "Xem trước",
  seen: /^Xem trước: làm được 2\/2/, go: "Thực hiện với 2 văn bản", done: "Xong 2/2 văn bản.", close: "Đóng", substitute: "Ủy nhiệm xử lý", whom: "Người xử lý thay", from: "Từ ngày", till: "Đến hết ngày",
  correct: "Sửa đăng ký", abstract: "Trích yếu", correctWhy: "Lý do sửa", corrected: "Sửa đăng ký",
  receipts: "Danh sách ký nhận", sign: /^Ký nhận 1 văn bản/, signed: "Đã ký nhận 1/1 văn bản.",
};
let house, browser, made = 0;
before(async () => {
  [house, browser] = await Promise.all([startHouse(), openBrowser()]);
}, { timeout: 200_000 });
after(async () => {
  await browser?.close();
  await house?.stop();
});

/** A document of Sở Nội vụ that its first unit leads, with a term; `assigned`: an officer has it. */
async function given(assigned = false) {
  const [clerk, leader, head] = await Promise.all(["vanthu.snv", "lanhdao.snv", "truongphong.snv"].map((who) => atApi(house, who)));
  const abstract = `Việc cần nhiều thời gian ${(made += 1)} lượt ${process.pid}`;
  const { id } = await clerk("POST", "/incoming-documents", { type_code: "CV", issuer_name: "UBND tỉnh Thanh Hóa", abstract, files: [] });
  const me = await leader("GET", "/me");
  await clerk("POST", `/incoming-documents/${id}/presentation`, { to_user_id: me.id });
  const unit = (await head("GET", "/me")).unit.id;
  await leader("POST", `/incoming-documents/${id}/direction`, { opinion: "Giao phòng tham mưu.", lead: { unit_id: unit }, due_on: "2199-12-02" });
  const officer = (await (await atApi(house, "chuyenvien.snv"))("GET", "/me")).id;
  if (assigned) await head("POST", `/incoming-documents/${id}/assignments`, { user_id: officer });
  return { id, abstract };
}

async function at(who, path) {
  const page = await sitDown(browser, house, who);
  await page.goto(house.web + path);
  await main(page).getByRole("heading", { level: 1 }).waitFor();
  return page;
}

test("more time is asked for and granted; the first term stays to be seen", LIMIT, async () => {
  const d = await given();
  const head = await at("truongphong.snv", `/van-ban-den/${d.id}`);
  await act(head, W.ask, { fill: (asked) => asked.getByLabel(W.reason, { exact: true }).fill("Chờ số liệu của các phường, xã") });
  const leader = await at("lanhdao.snv", `/van-ban-den/${d.id}`);
  await act(leader, W.answer, { fill: (asked) => asked.getByText(/xin gia hạn từ 02\/12\/2199/).waitFor() });
  await main(leader).getByText(W.original).first().waitFor();
  await trailSays(leader, "Đồng ý gia hạn");
  await Promise.all([head, leader].map((p) => p.context().close()));
});

test("a unit passes its part on; the way says who had it and when", LIMIT, async () => {
  const d = await given();
  const page = await at("truongphong.snv", `/van-ban-den/${d.id}`);
  await act(page, W.forward, {
    fill: async (asked) => {
      await choose(page, asked, W.unit, "to chuc", "Tổ chức");
      await asked.getByLabel(W.why, { exact: true }).fill("Nội dung thuộc nhiệm vụ của phòng khác");
    },
  });
  const leader = await at("lanhdao.snv", `/van-ban-den/${d.id}`);
  const way = main(leader).locator("section").filter({ has: leader.getByRole("heading", { name: W.way }) });
  await way.getByRole("row").filter({ hasText: "chuyển tiếp" }).filter({ hasText: "Nội dung thuộc nhiệm vụ" }).waitFor();
  await Promise.all([page, leader].map((p) => p.context().close()));
});

test("an opinion is said, answered and withdrawn, and nothing is lost", LIMIT, async () => {
  const d = await given(true);
  const officer = await at("chuyenvien.snv", `/van-ban-den/${d.id}`);
  await button(main(officer), W.say).click();
  await main(officer).getByLabel(W.words, { exact: true }).fill("Đề nghị cho ý kiến về mẫu báo cáo");
  await button(main(officer), W.send).click();
  await main(officer).getByText("Đề nghị cho ý kiến về mẫu báo cáo").waitFor();
  const head = await at("truongphong.snv", `/van-ban-den/${d.id}`);
  await main(head).getByRole("listitem").filter({ hasText: "Đề nghị cho ý kiến" }).last().getByRole("button", { name: /^Trả lời / }).click();
  await main(head).getByLabel(/^Trả lời /).and(head.getByRole("textbox")).fill("Dùng mẫu mới");
  await button(main(head), W.send).click();
  await main(head).getByText("Dùng mẫu mới").waitFor();
  await officer.reload();
  await button(main(officer), W.withdraw).click();
  await button(dialog(officer), W.withdraw).click();
  await main(officer).getByText(W.gone).waitFor();
  assert.equal(await main(officer).getByText("Đề nghị cho ý kiến về mẫu báo cáo").count(), 0);
  await trailSays(officer, "Rút ý kiến");
  await Promise.all([officer, head].map((p) => p.context().close()));
});

test("a mistyped registration is put right: the trail keeps the old value and the reason, the register shows the right one", LIMIT, async () => {
  const clerk = await atApi(house, "vanthu.snv");
  const wrong = `Báo cáo công tác phòng cháy ${process.pid}`, right = `Báo cáo công tác phòng, chống cháy nổ ${process.pid}`;
  const d = await clerk("POST", "/incoming-documents", { type_code: "BC", number: `${process.pid}`, symbol: "BC-UBND", issuer_name: "UBND phường", abstract: wrong, issued_on: "2026-01-05", files: [] });
  const page = await at("vanthu.snv", `/van-ban-den/${d.id}`);
  await act(page, W.correct, {
    fill: async (asked) => {
      await asked.getByLabel(W.abstract, { exact: true }).fill(right);
      await asked.getByText(`Đang ghi: ${wrong}`).waitFor();
      await asked.getByLabel(W.correctWhy, { exact: true }).fill("Ghi thiếu chữ so với bản gốc");
    },
  });
  await main(page).getByRole("heading", { level: 1, name: right }).waitFor();
  await trailSays(page, W.corrected);
  const entry = main(page).getByRole("listitem").filter({ has: page.locator("strong", { hasText: W.corrected }) });
  assert.deepEqual([await entry.locator("del").innerText(), await entry.locator("ins").innerText()], [wrong, right]);
  await entry.getByText("Lý do: Ghi thiếu chữ so với bản gốc").waitFor();
  const days = new URLSearchParams({ from: d.arrived_on, to: d.arrived_on });
  await page.goto(`${house.web}/so-dang-ky/${d.register_id}?${days}`);
  await main(page).getByRole("row").filter({ hasText: right }).filter({ hasText: `${d.arrival_number}` }).waitFor();
  assert.equal(await main(page).getByText(wrong).count(), 0);
  await page.context().close();
});

test("many are presented at once: first what would come of each, then what came", LIMIT, async () => {
  const clerk = await atApi(house, "vanthu.snv");
  const mark = `Trình một lượt ${process.pid}`;
  for (const n of [1, 2]) await clerk("POST", "/incoming-documents", { type_code: "CV", issuer_name: "UBND tỉnh", abstract: `${mark} số ${n}`, files: [], duplicate_confirmed: true });
  const page = await at("vanthu.snv", `/van-ban-den?q=${encodeURIComponent(mark)}`);
  await main(page).getByRole("checkbox").first().check();
  await button(page.getByRole("toolbar"), W.present).click();
  const asked = dialog(page);
  await choose(page, asked, W.to, "viet", "Việt");
  await button(asked, W.preview).click();
  await asked.getByText(W.seen).waitFor();
  const state = async () => (await clerk("GET", `/incoming-documents?q=${encodeURIComponent(mark)}`)).items.map((d) => d.state);
  assert.deepEqual(await state(), ["registered", "registered"], "a preview changes nothing");
  await button(asked, W.go).click();
  await asked.getByText(W.done).waitFor();
  assert.deepEqual(await state(), ["presented", "presented"]);
  await button(asked, W.close).first().click();
  await page.context().close();
});

test("an officer signs for what was given, and says who stands in while away", LIMIT, async () => {
  const d = await given(true);
  const page = await at("chuyenvien.snv", "/ky-nhan");
  const list = main(page).getByRole("table", { name: W.receipts });
  await list.getByRole("row").filter({ hasText: d.abstract }).getByRole("checkbox").check();
  await button(main(page), W.sign).click();
  await main(page).getByText(W.signed).waitFor();
  await page.goto(`${house.web}/vang-mat`);
  await act(page, W.substitute, {
    fill: async (asked) => {
      await choose(page, asked, W.whom, "long", "Long");
      for (const label of [W.from, W.till]) {
        await asked.getByLabel(label, { exact: true }).fill(DAY);
        await asked.getByLabel(label, { exact: true }).press("Enter");
      }
    },
  });
  await main(page).getByRole("row").filter({ hasText: "Long" }).filter({ hasText: DAY }).getByText("sắp đến").first().waitFor();
  await page.context().close();
});
