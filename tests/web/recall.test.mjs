// What was issued with a fault: a công văn đính chính sets it right, or the sender recalls it and the receivers cancel their copies. Nothing else changes, on either side. By clicks.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { act, button, dialog, main, trailSays } from "./desk.mjs";
import { openBrowser, ROOT, sitDown, startHouse } from "./house.mjs";
import { N } from "./names.mjs";
import { atApi, uploaded } from "./stock.mjs";

const LIMIT = { timeout: 60_000 };
const ABSTRACT = `Gửi nhầm phụ lục kinh phí lượt ${process.pid}`;
const FAULTY = `Báo cáo kinh phí lưu trữ lượt ${process.pid}`;
const WHY = "Phát hành nhầm phụ lục của văn bản khác";
const W = {
  facts: "Thông tin văn bản",
  recall: "Thu hồi", reason: "Lý do", short: /10 ký tự/, recalled: "Đã thu hồi", wanted: "Nơi gửi thu hồi", asked: /^Nơi gửi yêu cầu thu hồi/, cancel: "Hủy theo thu hồi", copyGone: "Đã hủy bản",
  stays: /bản đã nhận bị hủy[,;] số đến và nhật ký vẫn giữ/i, void: "Hủy số đến", direct: "Trình lãnh đạo", recallDone: "Thu hồi", cancelled: "Hủy bản theo thu hồi", told: "Nơi gửi yêu cầu thu hồi", there: "Nơi nhận đã hủy bản",
  save: /^Lưu bản sửa/, correct: "Đính chính, sửa đổi, thay thế", fault: "Sai sót gì", letter: "Công văn", corrects: "Đính chính", corrected: "Văn bản này đã được đính chính", note: "Được đính chính",
};
let house, browser, folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "hoso-recall-"));
  [house, browser] = await Promise.all([startHouse(), openBrowser()]);
}, { timeout: 200_000 });
after(async () => {
  await browser?.close();
  await house?.stop();
  await rm(folder, { recursive: true, force: true });
});

const factsOf = (page) => main(page).locator("section").filter({ has: page.getByRole("heading", { name: W.facts }) }).locator("dl").first().textContent();
const tagged = (where, word) => where.locator(".tag").filter({ hasText: word }).first();

async function at(who, path) {
  const page = await sitDown(browser, house, who);
  await page.goto(house.web + path);
  await main(page).getByRole("heading", { level: 1 }).waitFor();
  return page;
}

/** The path of a draft with blanks for number and date. */
async function draftOf(signer) {
  const path = join(folder, "du-thao.pdf");
  await promisify(execFile)(join(ROOT, ".venv/bin/python"), ["-m", "tests.web.draft", path, signer], { cwd: ROOT });
  return path;
}

const REVIEWS = [["truongphong.snv", "content"], ["vanthu.snv", "form"], ["lanhdao.snv", "approval"]];

/** Brings a draft of Sở Nội vụ to its recipients. */
async function issue(id) {
  for (const [who, aspect] of REVIEWS) await (await atApi(house, who))("POST", `/outgoing-documents/${id}/reviews`, { aspect, verdict: "approve" });
  await (await atApi(house, "lanhdao.snv"))("POST", `/outgoing-documents/${id}/signature`, {});
  return (await atApi(house, "vanthu.snv"))("POST", `/outgoing-documents/${id}/issue`);
}

/** A letter of Sở Nội vụ that stands issued: Sở Tài chính registered it, at Hạc Thành it still waits. {id, number, copy: {id, arrival_number, …}, waiting} */
async function issued(abstract) {
  const [officer, leader, other, third] = await Promise.all(["chuyenvien.snv", "lanhdao.snv", "vanthu.stc", "vanthu.hacthanh"].map((who) => atApi(house, who)));
  const signer = await leader("GET", "/me");
  const agency = async (code) => (await officer("GET", `/agencies?q=${code}`)).items.find((a) => a.code === code).id;
  const file = await uploaded(house, "chuyenvien.snv", "gui-nham.pdf", await readFile(await draftOf(signer.full_name)));
  const { id } = await officer("POST", "/outgoing-documents", {
    type_code: "KH", abstract, recipients: [{ agency_id: await agency("H56.15") }, { agency_id: await agency("H56.31") }], proposed_signer_id: signer.id,
    files: [{ sha256: file.sha256, name: "gui-nham.pdf", role: "main" }],
  });
  const { number } = await issue(id);
  const arrived = async (who) => (await who("GET", `/incoming-documents?q=${encodeURIComponent(abstract)}`)).items[0];
  const copy = await other("POST", `/incoming-documents/${(await arrived(other)).id}/registration`, {});
  return { id, number, copy, waiting: await arrived(third) };
}

test("the sender recalls an issued document, the receivers cancel their copies; numbers, words and trails stay", LIMIT, async () => {
  const d = await issued(ABSTRACT);
  const sender = await at("lanhdao.snv", `/van-ban-di/${d.id}`);
  const facts = await factsOf(sender);
  await button(main(sender), W.recall).click();
  await dialog(sender).getByLabel(W.reason, { exact: true }).fill("Nhầm");
  await button(dialog(sender), W.recall).click();
  await dialog(sender).getByText(W.short).waitFor(); // without a reason nothing is recalled
  await dialog(sender).getByLabel(W.reason, { exact: true }).fill(WHY);
  await button(dialog(sender), W.recall).click();
  await dialog(sender).waitFor({ state: "hidden" });
  await main(sender).getByText(`: ${WHY}`).first().waitFor();
  await tagged(main(sender), W.recalled).waitFor();
  await trailSays(sender, W.recallDone);
  assert.equal(await button(main(sender), W.recall).count(), 0, "what is recalled is not recalled again");
  assert.match(await main(sender).innerText(), new RegExp(`${d.number}/KH-SNV`), "the number stays");
  assert.equal(await factsOf(sender), facts, "so do the facts");
  await main(sender).locator("canvas").first().waitFor(); // and the file

  const receiver = await at("vanthu.stc", "/van-ban-den");
  const row = main(receiver).getByRole("row").filter({ hasText: ABSTRACT });
  await tagged(row, W.wanted).waitFor();
  await row.getByRole("link", { name: ABSTRACT }).click();
  await main(receiver).getByRole("alert").filter({ hasText: W.asked }).filter({ hasText: WHY }).waitFor();
  await act(receiver, W.cancel, { fill: (asked) => asked.getByText(W.stays).waitFor() });
  await main(receiver).getByText(W.stays).first().waitFor();
  assert.match(await main(receiver).innerText(), new RegExp(`Số đến ${d.copy.arrival_number}\\b`), "the arrival number stays");
  for (const gone of [W.cancel, W.void, W.direct]) assert.equal(await button(main(receiver), gone).count(), 0, `${gone} is not offered any more`);
  await trailSays(receiver, W.told);
  await trailSays(receiver, W.cancelled);
  await receiver.goto(`${house.web}/so-dang-ky/${d.copy.register_id}?from=${d.copy.arrived_on}&to=${d.copy.arrived_on}`);
  await main(receiver).getByRole("row").filter({ hasText: ABSTRACT }).filter({ hasText: `${d.copy.arrival_number}` }).filter({ hasText: /thu hồi/i }).waitFor();

  const third = await at("vanthu.hacthanh", `/van-ban-den/${d.waiting.id}`);
  await act(third, W.cancel, { fill: () => undefined });
  await trailSays(third, W.cancelled);
  assert.equal(await main(third).getByRole("link", { name: N.incoming.save }).count(), 0, "a copy that was cancelled while it waited is not registered");

  await sender.reload();
  for (const there of ["Sở Tài chính", "Hạc Thành"]) await tagged(main(sender).getByRole("row").filter({ hasText: there }), W.copyGone).waitFor();
  await trailSays(sender, W.there);
  assert.deepEqual([sender, receiver, third].flatMap((p) => p.faults), []);
  await Promise.all([sender, receiver, third].map((p) => p.context().close()));
});

test("a công văn đính chính is drafted from the faulty document, and both sides find the one from the other", LIMIT, async () => {
  const d = await issued(FAULTY);
  const officer = await at("chuyenvien.snv", `/van-ban-di/${d.id}`);
  await button(main(officer), W.correct).click();
  await dialog(officer).getByLabel(W.fault, { exact: true }).fill("Ghi nhầm số liệu kinh phí ở phụ lục");
  await button(dialog(officer), W.correct).click();
  await officer.waitForURL(/\/van-ban-di\/soan\?sua=/);
  const form = main(officer).locator("form").first();
  await form.getByText("Sở Tài chính").first().waitFor(); // it goes where the faulty one went
  const words = await form.getByLabel(N.outgoing.abstract, { exact: true }).inputValue();
  assert.match(words, new RegExp(`^Đính chính Kế hoạch số ${d.number}/KH-SNV ngày .*: ${FAULTY}$`));
  const signer = (await (await atApi(house, "lanhdao.snv"))("GET", "/me")).full_name;
  await main(officer).locator("input[type=file]").first().setInputFiles(await draftOf(signer));
  await main(officer).getByText(N.outgoing.stored).first().waitFor();
  await button(main(officer), W.save).click();
  await main(officer).getByRole("heading", { level: 1, name: words }).waitFor();
  await main(officer).getByText(W.letter, { exact: false }).first().waitFor();
  const id = new URL(officer.url()).pathname.split("/").pop();
  const letter = await issue(id);
  assert.equal(letter.type_code, "CV", "a fault of form is set right by a công văn");
  await officer.goto(`${house.web}/van-ban-di/${d.id}`);
  await main(officer).getByRole("alert").filter({ hasText: W.corrected }).filter({ hasText: `${letter.number}/${letter.symbol}` }).waitFor();
  await trailSays(officer, W.note);
  const receiver = await at("vanthu.stc", `/van-ban-den/${d.copy.id}`);
  await main(receiver).getByRole("alert").filter({ hasText: W.corrected }).filter({ hasText: `${letter.number}/${letter.symbol}` }).getByRole("link").click();
  await main(receiver).getByRole("heading", { level: 1, name: words }).waitFor();
  assert.deepEqual([officer, receiver].flatMap((p) => p.faults), []);
  await Promise.all([officer, receiver].map((p) => p.context().close()));
});
