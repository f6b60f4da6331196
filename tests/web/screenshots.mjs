// Makes the pictures of the user guide and the README from a fresh demo: `node tests/web/screenshots.mjs [name ...]`. No test.
// Each picture is a palette image of less than 80 kB. Pages that act (a book closed, a year opened) are only looked at, never acted on.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { button, dialog, dropFile, main } from "./desk.mjs";
import { openBrowser, ROOT, sitDown, startHouse } from "./house.mjs";
import { N } from "./names.mjs";
import { stockTheArchive } from "./stock.mjs";

const run = promisify(execFile);
const PYTHON = join(ROOT, ".venv/bin/python");
const FOLDER = join(ROOT, "docs/guide/images");
const PHONE = { width: 390, height: 844 };
const scans = await mkdtemp(join(tmpdir(), "hoso-pictures-"));

const go = (path) => async (page, house) => void (await page.goto(house.web + path));
const first = (path, under, name) => async (page, house) => {
  await page.goto(house.web + path);
  const links = main(page).locator(`a[href^='${under}/']:not([href$='/vao-so']):not([href$='/soan'])`);
  const link = (name ? links.filter({ hasText: name }) : links).first();
  await link.waitFor();
  await page.goto(house.web + (await link.getAttribute("href")));
  await page.getByRole("main").getByRole("heading", { level: 1 }).waitFor();
};
const pressed = (way, name) => async (page, house) => {
  await way(page, house);
  await button(main(page), name).first().click();
  await dialog(page).waitFor();
};
const scrolled = (way, heading) => async (page, house) => {
  await way(page, house);
  const card = main(page).getByRole("heading", { name: heading }).first();
  await card.waitFor();
  await card.evaluate((e) => e.closest("section").scrollIntoView({ block: "start" }));
};
const scanned = (...names) => async (page, house) => {
  await page.goto(`${house.web}/van-ban-den/vao-so`);
  await main(page).getByTestId("files").setInputFiles(names.map((name) => join(scans, name)));
  await main(page).getByText(N.reading.mark).first().waitFor();
};

/** The plan of the README: read from its scan, the suggestions still marked. */
async function thePlan(page, house) {
  await page.goto(`${house.web}/van-ban-den/vao-so`);
  const bytes = await readFile(join(ROOT, "tests/samples/ke-hoach-39-2019.pdf"));
  await dropFile(page, main(page).getByRole("button", { name: N.incoming.drop }).first(), { name: "ke-hoach-39-2019.pdf", mimeType: "application/pdf", bytes });
  await main(page).getByText(N.reading.mark).first().waitFor();
}

async function aMessage(page, house) {
  await page.goto(`${house.web}/van-ban-den/vao-so`);
  await page.getByTestId("files").setInputFiles(join(ROOT, "tests/samples/edxml/documents/01-new-sdk-form.edxml"));
  await page.getByTestId("message-facts").waitFor();
}

async function bulk(page, house) {
  await page.goto(`${house.web}/van-ban-den?state=registered`);
  const boxes = main(page).locator("tbody .row-choice input");
  await boxes.first().waitFor();
  for (const at of [0, 1, 2]) await boxes.nth(at).check();
  await main(page).getByRole("toolbar").getByRole("button", { name: /^Trình/ }).click();
  await dialog(page).waitFor();
}

async function theWeek(page, house) {
  await page.goto(`${house.web}/ky-nhan`);
  await main(page).getByRole("button", { name: /7 ngày/ }).or(main(page).getByRole("link", { name: /7 ngày/ })).or(main(page).locator("tbody tr")).first().waitFor();
  const week = main(page).getByText(/7 ngày/);
  if (await week.count()) await week.first().click();
  await main(page).locator("tbody tr").first().waitFor();
}

async function twoVersions(page, house) {
  await first("/van-ban-di?state=draft", "/van-ban-di", "Ban hành Quy chế công tác văn thư")(page, house);
  await button(main(page), "So sánh phiên bản").click();
  await dialog(page).locator("ins, del").first().waitFor();
}

async function layout(page, house) {
  await page.goto(`${house.web}/kiem-tra-the-thuc`);
  await main(page).locator("input[type=file]").setInputFiles(join(scans, "cong-van.pdf"));
  await main(page).locator("[data-finding]").first().waitFor();
}

async function lastYearsBook(page, house) {
  await page.goto(`${house.web}/so-dang-ky`);
  await main(page).getByRole("link", { name: /^Mở Sổ đăng ký văn bản đến \d{4}$/ }).last().click();
  await button(main(page), "Khóa sổ").click();
  await dialog(page).waitFor();
}

const incoming = (state) => first(`/van-ban-den?state=${state}`, "/van-ban-den");
const issued = first("/van-ban-di?state=issued", "/van-ban-di");

/** name of the picture: [who looks, how to get there, {theme, viewport}]. */
const PICTURES = {
  "dang-nhap": ["", go("/")],
  "ban-lam-viec": ["vanthu.snv", go("/ban-lam-viec")],
  "ban-lam-viec-toi": ["lanhdao.snv", go("/ban-lam-viec"), { theme: "dark" }],
  "ban-lam-viec-chuyen-vien": ["chuyenvien.snv", go("/ban-lam-viec")],
  "van-ban-den": ["vanthu.snv", go("/van-ban-den")],
  "vao-so": ["vanthu.snv", thePlan],
  "nhieu-ban-quet": ["vanthu.snv", scanned("bao-cao.pdf", "moi-hop.pdf", "cong-van.pdf")],
  "edxml": ["vanthu.snv", aMessage],
  "bi-thu-den": ["vanthu.snv", go("/bi-thu-den")],
  "phan-hoi-noi-gui": ["vanthu.snv", go("/phan-hoi-noi-gui?unsent=true")],
  "hang-loat": ["vanthu.snv", bulk],
  "ky-nhan": ["vanthu.snv", theWeek],
  "linh-vuc": ["vanthu.snv", go("/linh-vuc")],
  "xac-thuc-chu-ky": ["vanthu.snv", scrolled(first("/van-ban-den?state=registered", "/van-ban-den", "bản nhận qua thư điện tử"), "Xác thực")],
  "dau-den": ["vanthu.snv", async (page, house) => {
    await incoming("handling")(page, house);
    await button(main(page), "Xem có dấu đến").first().click();
    await main(page).locator("canvas").first().waitFor();
  }],
  "cach-ly": ["vanthu.snv", go("/cach-ly")],
  "sua-dang-ky": ["vanthu.snv", pressed(incoming("registered"), "Sửa đăng ký")],
  "van-ban-den-chi-tiet": ["lanhdao.snv", incoming("presented")],
  "cho-y-kien": ["lanhdao.snv", pressed(incoming("presented"), N.incoming.direct)],
  "phan-cong": ["truongphong.snv", pressed(first("/van-ban-den?desk=to_assign", "/van-ban-den"), N.incoming.assign)],
  "giai-quyet": ["chuyenvien.snv", first("/van-ban-den?desk=given", "/van-ban-den")],
  "gia-han": ["chuyenvien.snv", pressed(first("/van-ban-den?desk=given&due=soon", "/van-ban-den"), "Xin gia hạn")],
  "qua-trinh-chuyen": ["chuyenvien.snv", scrolled(first("/van-ban-den?desk=given", "/van-ban-den"), "Quá trình chuyển")],
  "vang-mat": ["chuyenvien.snv", pressed(go("/vang-mat"), /Ủy nhiệm xử lý/)],
  "giao-soan-thao": ["lanhdao.snv", go("/giao-soan-thao")],
  "soan-van-ban": ["chuyenvien.snv", go("/van-ban-di/soan")],
  "so-sanh-phien-ban": ["chuyenvien.snv", twoVersions],
  "kiem-tra-the-thuc": ["chuyenvien.snv", layout],
  "van-ban-di": ["vanthu.snv", go("/van-ban-di")],
  "van-ban-di-chi-tiet": ["vanthu.snv", issued],
  "thu-hoi": ["vanthu.snv", pressed(issued, "Thu hồi")],
  "ky-van-ban": ["lanhdao.snv", pressed(first("/van-ban-di?desk=to_sign", "/van-ban-di"), N.outgoing.sign)],
  "lien-nganh": ["lanhdao.stc", first("/lien-nganh", "/lien-nganh")],
  "so-gui": ["vanthu.snv", go("/so-gui")],
  "so-ban-sao": ["vanthu.snv", go("/so-ban-sao")],
  "hinh-chu-ky": ["vanthu.snv", pressed(go("/hinh-chu-ky"), "Tải hình lên")],
  "ban-giao-thiet-bi": ["vanthu.snv", go("/ban-giao-thiet-bi")],
  "so-dang-ky": ["vanthu.snv", go("/so-dang-ky")],
  "so-dang-ky-nam": ["vanthu.snv", first("/so-dang-ky", "/so-dang-ky")],
  "khoa-so": ["vanthu.snv", lastYearsBook],
  "tim-nang-cao": ["vanthu.snv", go("/tim-nang-cao")],
  "bao-cao": ["lanhdao.snv", go("/bao-cao")],
  "thong-bao": ["chuyenvien.snv", go("/thong-bao")],
  "quyen-xem": ["lanhdao.snv", go("/quyen-xem")],
  "nhom-tai-lieu": ["lanhdao.snv", first("/nhom-tai-lieu", "/nhom-tai-lieu")],
  "chua-lap-ho-so": ["chuyenvien.snv", go("/chua-lap-ho-so")],
  "ho-so": ["chuyenvien.snv", go("/ho-so")],
  "ho-so-chi-tiet": ["chuyenvien.snv", first("/ho-so", "/ho-so")],
  "nop-luu": ["luutru.snv", first("/nop-luu", "/nop-luu")],
  "den-han-nop": ["luutru.snv", go("/den-han-nop")],
  "kho-luu-tru": ["luutru.snv", go("/kho-luu-tru")],
  "nop-lich-su": ["luutru.ltls", first("/nop-lich-su", "/nop-lich-su")],
  "ho-so-luu-tru-lich-su": ["docgia", first("/luu-tru-lich-su", "/luu-tru-lich-su")],
  "tra-cuu": ["docgia", go("/tim-kiem?q=cong%20tac")],
  "don-vi-cham": ["theodoi.snv", go("/don-vi-cham")],
  "quan-tri": ["quantri.snv", go("/ban-lam-viec")],
  "nguoi-va-vai-tro": ["quantri.snv", go("/quan-tri")],
  "tham-quyen-ky": ["quantri.snv", go("/quan-tri/tham-quyen")],
  "lich-lam-viec": ["quantri.snv", go("/quan-tri/lich")],
  "han-xu-ly": ["quantri.snv", go("/quan-tri/han")],
  "dien-thoai": ["lanhdao.snv", go("/ban-lam-viec"), { viewport: PHONE }],
};

/** Few colours are enough for a page of the house; the file shrinks to a third. */
const SHRINK = `
import sys; from pathlib import Path; from PIL import Image
path = Path(sys.argv[1]); image = Image.open(path).convert("RGB")
for colours in (96, 64, 48):
    image.quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(path, optimize=True)
    if path.stat().st_size <= 80_000: break
`;

async function take(page, house, name, way) {
  await way(page, house);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(900); // pages of a PDF are drawn after they have come
  const path = join(FOLDER, `${name}.png`);
  await page.screenshot({ path });
  await run(PYTHON, ["-c", SHRINK, path]);
}

const wanted = process.argv.slice(2);
const house = await startHouse();
const browser = await openBrowser();
const open = new Map();
try {
  await mkdir(FOLDER, { recursive: true });
  await Promise.all([stockTheArchive(house), run(PYTHON, ["-m", "tests.web.scans", scans], { cwd: ROOT })]);
  for (const [name, [username, way, options = {}]] of Object.entries(PICTURES)) {
    if (wanted.length && !wanted.includes(name)) continue;
    const desk = `${username} ${JSON.stringify(options)}`;
    const page = open.get(desk) ?? (await sitDown(browser, house, username, options));
    open.set(desk, page);
    try {
      await take(page, house, name, way);
      process.stdout.write(`${name}\n`);
    } catch (error) {
      process.exitCode = 1;
      process.stdout.write(`${name}: no picture: ${error.message.split("\n")[0]}\n`);
    }
  }
} finally {
  await browser.close();
  await house.stop();
  await rm(scans, { recursive: true, force: true });
}
