// Makes the pictures of the user guide and the README from a fresh demo: `node tests/web/screenshots.mjs [name ...]`. No test.
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { button, choose, dialog, dropFile, main } from "./desk.mjs";
import { openBrowser, ROOT, sitDown, startHouse } from "./house.mjs";
import { N } from "./names.mjs";
import { stockTheArchive } from "./stock.mjs";

const FOLDER = join(ROOT, "docs/guide/images");
const PHONE = { width: 390, height: 844 };
const go = (path) => async (page, house) => void (await page.goto(house.web + path));
const first = (path, under) => async (page, house) => {
  await page.goto(house.web + path);
  const link = main(page).locator(`a[href^='${under}/']:not([href$='/vao-so']):not([href$='/soan'])`).first();
  await link.waitFor();
  await page.goto(house.web + (await link.getAttribute("href")));
};

/** name of the picture: [who looks, how to get there, {theme, viewport}]. */
const PICTURES = {
  "dang-nhap": ["", go("/")],
  "ban-lam-viec": ["vanthu.snv", go("/ban-lam-viec")],
  "ban-lam-viec-toi": ["lanhdao.snv", go("/ban-lam-viec"), { theme: "dark" }],
  "van-ban-den": ["vanthu.snv", go("/van-ban-den")],
  "vao-so": ["vanthu.snv", async (page, house) => {
    await page.goto(`${house.web}/van-ban-den/vao-so`);
    const bytes = await readFile(join(ROOT, "tests/samples/ke-hoach-39-2019.pdf"));
    await dropFile(page, main(page).getByRole("button", { name: N.incoming.drop }).first(), { name: "ke-hoach-39-2019.pdf", mimeType: "application/pdf", bytes });
    const form = main(page).locator("form").first();
    await choose(page, form, N.incoming.type, "ke hoach", "Kế hoạch");
    const fields = [[N.incoming.number, "39"], [N.incoming.symbol, "KH-UBND"], [N.incoming.issuer, "UBND tỉnh Thanh Hóa"], [N.incoming.abstract, "Công tác văn thư, lưu trữ năm 2019 trên địa bàn tỉnh Thanh Hoá"], [N.incoming.signer, "Lê Thị Thìn"]];
    for (const [label, value] of fields) await form.getByLabel(label, { exact: true }).fill(value);
    await form.getByLabel(N.incoming.abstract, { exact: true }).click();
  }],
  "van-ban-den-chi-tiet": ["lanhdao.snv", first("/van-ban-den?state=presented", "/van-ban-den")],
  "cho-y-kien": ["lanhdao.snv", async (page, house) => {
    await first("/van-ban-den?state=presented", "/van-ban-den")(page, house);
    await button(main(page), N.incoming.direct).click();
    await dialog(page).waitFor();
  }],
  "soan-van-ban": ["chuyenvien.snv", go("/van-ban-di/soan")],
  "van-ban-di": ["vanthu.snv", go("/van-ban-di")],
  "van-ban-di-chi-tiet": ["vanthu.snv", first("/van-ban-di?state=issued", "/van-ban-di")],
  "so-dang-ky": ["vanthu.snv", go("/so-dang-ky")],
  "ho-so": ["chuyenvien.snv", go("/ho-so")],
  "ho-so-chi-tiet": ["chuyenvien.snv", first("/ho-so", "/ho-so")],
  "nop-luu": ["luutru.snv", first("/nop-luu", "/nop-luu")],
  "kho-luu-tru": ["luutru.snv", go("/kho-luu-tru")],
  "nop-lich-su": ["luutru.ltls", first("/nop-lich-su", "/nop-lich-su")],
  "ho-so-luu-tru-lich-su": ["docgia", first("/luu-tru-lich-su", "/luu-tru-lich-su")],
  "tra-cuu": ["docgia", go("/tim-kiem?q=cong%20tac%20van%20thu")],
  "don-vi-cham": ["theodoi.snv", go("/don-vi-cham")],
  "quan-tri": ["quantri.snv", go("/quan-tri")],
  "dien-thoai": ["lanhdao.snv", go("/ban-lam-viec"), { viewport: PHONE }],
};

const wanted = process.argv.slice(2);
const house = await startHouse();
const browser = await openBrowser();
const open = new Map();
try {
  await mkdir(FOLDER, { recursive: true });
  await stockTheArchive(house);
  for (const [name, [username, way, options = {}]] of Object.entries(PICTURES)) {
    if (wanted.length && !wanted.includes(name)) continue;
    const desk = `${username} ${JSON.stringify(options)}`;
    const page = open.get(desk) ?? (await sitDown(browser, house, username, options));
    open.set(desk, page);
    await way(page, house);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(700); // pages of a PDF are drawn after they have come
    await page.screenshot({ path: join(FOLDER, `${name}.png`) });
    process.stdout.write(`${name}\n`);
  }
} finally {
  await browser.close();
  await house.stop();
}
