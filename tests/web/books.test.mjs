// The books on the screen: the columns of the law, a day of them, and the closing of a year that is over.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertPdf, button, dialog, downloaded, goTo, main } from "./desk.mjs";
import { openBrowser, sitDown, startHouse } from "./house.mjs";
import { N } from "./names.mjs";

const LIMIT = { timeout: 90_000 };
let house, browser;
before(async () => {
  [house, browser] = await Promise.all([startHouse(), openBrowser()]);
}, { timeout: 200_000 });
after(async () => {
  await browser?.close();
  await house?.stop();
});

const books = (page, kind) => main(page).getByRole("link", { name: new RegExp(`^Mở Sổ đăng ký văn bản ${kind} \\d{4}$`) });

test("the clerk reads the book of the year in both forms, and a day of it [PL6-V-1]", LIMIT, async () => {
  const page = await sitDown(browser, house, "vanthu.snv");
  await goTo(page, N.nav.registers);
  await books(page, "đến").first().click();
  const table = main(page).getByRole("table", { name: "Sổ đăng ký văn bản đến" });
  await table.waitFor();
  assert.deepEqual(await table.getByRole("columnheader").allInnerTexts(), [
    "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung văn bản", "Đơn vị hoặc người nhận", "Ngày chuyển", "Ký nhận", "Ghi chú",
  ]);
  assert.equal(await button(main(page), "Khóa sổ").count(), 0, "a year that still runs is not closed");
  await main(page).getByText(/khóa từ ngày 31\/12/).waitFor();
  await main(page).getByText("Sổ theo dõi giải quyết văn bản đến", { exact: true }).click();
  await main(page).getByRole("table", { name: "Sổ theo dõi giải quyết văn bản đến" }).getByRole("columnheader", { name: "Tiến độ giải quyết" }).waitFor();
  assertPdf(await downloaded(page, () => button(main(page), "In sổ (PDF)").click()));
  await page.close();
});

test("a year that is over is closed: the bound book is kept with its digest", LIMIT, async () => {
  const page = await sitDown(browser, house, "vanthu.snv");
  await goTo(page, N.nav.registers);
  await books(page, "đến").last().click();
  await button(main(page), "Khóa sổ").click();
  await dialog(page).getByText(/không cấp thêm số nào/).waitFor();
  await button(dialog(page), "Khóa sổ").click();
  await main(page).getByText(/Đã khóa ngày/).waitFor();
  assert.equal(await button(main(page), "Khóa sổ").count(), 0);
  const kept = main(page).getByRole("table", { name: "Bản in đã lưu" });
  await kept.getByText("Bản đóng quyển cuối năm").first().waitFor();
  assert.match(await kept.innerText(), /[0-9a-f]{64}/);
  assertPdf(await downloaded(page, () => kept.getByRole("button", { name: "Tải xuống Sổ đăng ký văn bản đến" }).click()));
  await page.close();
});
