// Văn thư registers from scans: suggestions marked and shown in the file, nothing typed is overwritten, several scans one after another, waiting arrivals.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { execFile } from "node:child_process";
import { button, main } from "./desk.mjs";
import { openBrowser, ROOT, sitDown, startHouse } from "./house.mjs";
import { N } from "./names.mjs";
import { atApi } from "./stock.mjs";

const LIMIT = { timeout: 90_000 };
let house, browser, folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "hoso-scans-"));
  const make = promisify(execFile)(join(ROOT, ".venv/bin/python"), ["-m", "tests.web.scans", folder], { cwd: ROOT });
  [house, browser] = await Promise.all([startHouse(), openBrowser(), make]);
}, { timeout: 200_000 });
after(async () => {
  await browser?.close();
  await house?.stop();
  await rm(folder, { recursive: true, force: true });
});

const field = (page, label) => main(page).locator("form").getByLabel(label, { exact: true });
const shown = (page, label) => field(page, label).evaluate((e) => e.value || e.closest(".ant-select")?.innerText || "");
const until = async (page, label, wanted) => {
  for (let i = 0; i < 150; i += 1) {
    if (wanted.test(await shown(page, label))) return;
    await page.waitForTimeout(100);
  }
  assert.fail(`${label}: ${await shown(page, label)} is not ${wanted}`);
};

async function register(page) {
  await page.goto(`${house.web}/van-ban-den/vao-so`);
  await main(page).getByRole("button", { name: N.incoming.drop }).first().waitFor();
}

test("văn thư registers from a scan with suggestions that are marked and lead to their place", LIMIT, async () => {
  const page = await sitDown(browser, house, "vanthu.snv");
  await register(page);
  await field(page, N.incoming.number).fill("39");
  await main(page).getByTestId("files").setInputFiles(join(folder, "bao-cao.pdf"));
  await until(page, N.incoming.symbol, /^BC-STC$/);
  assert.equal(await shown(page, N.incoming.number), "39", "what the clerk typed stays");
  assert.match(await shown(page, N.incoming.issuedOn), /^12\/10\/2026$/);
  assert.match(await shown(page, N.incoming.type), /Báo cáo/);
  assert.equal(await shown(page, N.incoming.abstract), "Kết quả thanh toán kinh phí lưu trữ");
  assert.equal(await shown(page, N.incoming.signer), "Phạm Thị Vân Anh");
  const mark = main(page).getByRole("button", { name: N.reading.place("Ký hiệu") });
  assert.match(await mark.innerText(), N.reading.mark);
  await mark.focus();
  await page.keyboard.press("Enter");
  await main(page).locator(".pdf-mark").waitFor();
  const offer = main(page).getByRole("button", { name: N.reading.take("Số") });
  await offer.click();
  assert.equal(await shown(page, N.incoming.number), "241", "an offer is taken over by a click");
  await field(page, N.incoming.symbol).fill("BC-STC2");
  await mark.waitFor({ state: "detached" });
  await field(page, N.incoming.symbol).fill("BC-STC");
  await page.keyboard.press("Control+Enter");
  await main(page).getByRole("heading", { level: 1, name: "Kết quả thanh toán kinh phí lưu trữ" }).waitFor();
  assert.match(await main(page).innerText(), N.incoming.arrival);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("three scans dropped at once are registered one after another, with skip and back", LIMIT, async () => {
  const page = await sitDown(browser, house, "vanthu.snv");
  await register(page);
  await main(page).getByTestId("files").setInputFiles(["moi-hop.pdf", "cong-van.pdf", "quet-anh.pdf"].map((name) => join(folder, name)));
  const queue = main(page).getByRole("navigation", { name: N.reading.queue });
  await queue.getByText("moi-hop.pdf").waitFor();
  await until(page, N.incoming.symbol, /^GM-SYT$/);
  await page.keyboard.press("Control+Enter");
  await until(page, N.incoming.symbol, /^STC-HCSN$/);
  await queue.getByRole("link", { name: "moi-hop.pdf" }).waitFor();
  await field(page, N.incoming.abstract).fill("Thẩm định dự toán, đã sửa");
  await button(main(page), N.reading.skip).click();
  await main(page).getByText(N.reading.noText).waitFor();
  await button(main(page), N.reading.back).click();
  await until(page, N.incoming.symbol, /^STC-HCSN$/);
  assert.equal(await shown(page, N.incoming.abstract), "Thẩm định dự toán, đã sửa", "what was typed for a file outlives the way to another");
  await page.keyboard.press("Control+Enter");
  await main(page).getByText(N.reading.noText).waitFor();
  await field(page, N.incoming.issuer).fill("Hạt Kiểm lâm");
  await field(page, N.incoming.abstract).fill("Bản quét không có lớp chữ");
  await page.keyboard.press("Control+Enter");
  await main(page).getByRole("heading", { level: 1, name: "Bản quét không có lớp chữ" }).waitFor();
  const clerk = await atApi(house, "vanthu.snv");
  const newest = (await clerk("GET", "/incoming-documents?limit=3")).items.map((i) => i.abstract);
  assert.deepEqual(newest, ["Bản quét không có lớp chữ", "Thẩm định dự toán, đã sửa", "Họp bàn phương án chỉnh lý tài liệu"]);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("the clerk saves and goes on: sender and channel stay, the rest is empty, the number counts on", LIMIT, async () => {
  const page = await sitDown(browser, house, "vanthu.snv");
  await register(page);
  await field(page, N.incoming.issuer).fill("Trạm Thủy văn");
  for (const [number, abstract] of [["901", "Mực nước tháng mười"], ["902", "Mực nước tháng mười một"]]) {
    await field(page, N.incoming.number).fill(number);
    await field(page, N.incoming.abstract).fill(`${abstract} lượt ${process.pid}`);
    await button(main(page), N.incoming.saveAgain).click();
    await main(page).getByText(new RegExp(`Đã vào sổ số đến \\d+: .*${abstract} lượt ${process.pid}`)).waitFor();
    assert.equal(await shown(page, N.incoming.abstract), "");
    assert.equal(await shown(page, N.incoming.number), "");
    assert.equal(await shown(page, N.incoming.issuer), "Trạm Thủy văn");
    assert.ok(await field(page, N.incoming.number).evaluate((e) => e === document.activeElement), "the hand goes on where the next one begins");
  }
  const clerk = await atApi(house, "vanthu.snv");
  const [second, first] = (await clerk("GET", `/incoming-documents?q=${encodeURIComponent(`lượt ${process.pid}`)}&limit=2`)).items;
  assert.deepEqual([first.number, second.number], ["901", "902"]);
  assert.ok(second.arrival_number > first.arrival_number);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("a scan of what is registered already is known before anything is typed", LIMIT, async () => {
  const clerk = await atApi(house, "vanthu.snv");
  await clerk("POST", "/incoming-documents", { type_code: "QĐ", number: "77", symbol: "QĐ-SYT", issuer_name: "Sở Y tế", abstract: "Quyết định đã vào sổ", duplicate_confirmed: true });
  const page = await sitDown(browser, house, "vanthu.snv");
  await register(page);
  await main(page).getByTestId("files").setInputFiles(join(folder, "da-vao-so.pdf"));
  await main(page).getByRole("alert").filter({ hasText: N.incoming.duplicate }).or(main(page).getByRole("alert").filter({ hasText: N.reading.same })).first().waitFor();
  await page.context().close();
});
