// Intake in the browser: a message by hand is looked at, received and registered; a duplicate warns before saving; an envelope is opened and registered.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openBrowser, ROOT, sitDown, startHouse } from "./house.mjs";

let house, browser, page;
const SAMPLES = join(ROOT, "tests/samples/edxml");

before(async () => {
  house = await startHouse();
  browser = await openBrowser();
  page = await sitDown(browser, house, "vanthu.snv");
}, { timeout: 200_000 });
after(async () => {
  await browser?.close();
  await house?.stop();
});

test("a message is shown before it is kept, then registered as any other", async () => {
  await page.goto(`${house.web}/van-ban-den/vao-so`);
  const number = String(100_000 + (Date.now() % 800_000));
  const message = (await readFile(join(SAMPLES, "documents/01-new-sdk-form.edxml"), "utf8")).replaceAll("1234", number);
  await page.getByTestId("files").setInputFiles({ name: "den.edxml", mimeType: "application/xml", buffer: Buffer.from(message) });
  const facts = page.getByTestId("message-facts");
  await facts.waitFor();
  assert.match(await facts.innerText(), new RegExp(`${number}/SNV-VTLT`));
  await page.getByText("Bản tin không gửi cho cơ quan ta").waitFor();
  await page.getByRole("button", { name: "Nhận văn bản" }).click();
  await page.waitForURL(/den=/);
  await page.getByLabel("Trích yếu").waitFor();
  await page.getByRole("main").getByRole("button", { name: /^Vào sổ( Ctrl ↵)?$/ }).click();
  await page.waitForURL(/van-ban-den\/[0-9a-f-]{36}/);
  await page.getByText("Phản hồi cho nơi gửi").waitFor();
  await page.getByText("Đã tiếp nhận", { exact: true }).first().waitFor();
});

test("what may not be registered says why and leaves nothing", async () => {
  await page.goto(`${house.web}/van-ban-den/vao-so`);
  await page.getByTestId("files").setInputFiles(join(SAMPLES, "refuse/dtd-entity-expansion.edxml"));
  await page.getByText("khai báo DOCTYPE").waitFor();
});

test("a duplicate warns before saving and is registered only when confirmed", async () => {
  const number = String(100_000 + (Date.now() % 800_000));
  const fill = async () => {
    await page.goto(`${house.web}/van-ban-den/vao-so`);
    await page.getByLabel("Số", { exact: true }).fill(number);
    await page.getByLabel("Ký hiệu", { exact: true }).fill("STP-HCTP");
    await page.getByRole("combobox", { name: "Cơ quan ban hành" }).fill("Sở Tư pháp");
    await page.getByLabel("Trích yếu").fill("Rà soát văn bản quy phạm pháp luật");
  };
  const numbered = () => page.getByRole("alert").getByText(`${number}/STP-HCTP`);
  await fill();
  assert.equal(await numbered().count(), 0);
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(/van-ban-den\/[0-9a-f-]{36}/);
  await fill();
  await numbered().waitFor(); // nothing was saved yet
  await page.getByRole("button", { name: /Vẫn vào sổ/ }).click();
  await page.waitForURL(/van-ban-den\/[0-9a-f-]{36}/);
});

test("an envelope is taken in, opened, compared, and registered", async () => {
  await page.goto(`${house.web}/bi-thu-den`);
  await page.getByRole("button", { name: "Tiếp nhận bì" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Nơi gửi").fill("Sở Y tế tỉnh");
  await dialog.getByLabel("Số ghi ngoài bì").fill("12/SYT-VP, 13/SYT-VP");
  await dialog.getByRole("button", { name: "Tiếp nhận bì" }).click();
  const row = page.getByRole("row").filter({ hasText: "Sở Y tế tỉnh" }).first();
  await row.getByRole("button", { name: "Bóc bì" }).click();
  await page.getByRole("dialog").getByLabel("Số văn bản trong bì").fill("12/SYT-VP");
  await page.getByRole("dialog").getByRole("button", { name: "Bóc bì" }).click();
  await row.getByText("Ngoài bì có, trong bì thiếu: 13/SYT-VP").waitFor();
  await row.getByRole("button", { name: "Vào sổ" }).click();
  await page.waitForURL(/bi=/);
  await page.getByText("Từ bì thư của Sở Y tế tỉnh").waitFor();
  await page.getByLabel("Trích yếu").fill("Phòng, chống dịch bệnh mùa đông");
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(/van-ban-den\/[0-9a-f-]{36}/);
});
