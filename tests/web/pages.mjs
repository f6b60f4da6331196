// The pages of the house, by the person who works there. `open` goes there as that person would; details open the first row of their list.
// `route` is the path as frontend/src/app/router.tsx names it: a test compares, so that no page is forgotten.
import { settled } from "./house.mjs";

/** Moves inside the page that stands there, as a link would: what was loaded stays loaded. */
async function goTo(page, path) {
  await page.evaluate((to) => {
    if (location.pathname + location.search === to) return;
    const same = to.split("?")[0] === location.pathname; // another list of the same page keeps its heading
    for (const h of document.querySelectorAll("h1")) h.dataset.former = same ? "" : h.textContent;
    history.pushState({}, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);
  // The same element with other words is another page, too.
  await page.waitForFunction(() => [...document.querySelectorAll("h1")].some((h) => h.dataset.former !== h.textContent && h.checkVisibility()));
  await settled(page);
}

const at = (path, route = path.split("?")[0]) => ({ name: path, route, open: (page) => goTo(page, path) });
const firstOf = (path, route) => ({
  name: `first of ${path}`,
  route,
  open: async (page) => {
    await goTo(page, path);
    const link = page.getByRole("main").locator(`a[href^='${route.split("$")[0]}']:not([href$='/vao-so']):not([href$='/soan'])`).first();
    await link.waitFor();
    await goTo(page, await link.getAttribute("href"));
  },
});

/** The page on which the person's newest draft is revised. */
const REVISION = {
  name: "/van-ban-di/soan?sua=…",
  route: "/van-ban-di/soan",
  open: async (page) => {
    await firstOf("/van-ban-di?state=draft", "/van-ban-di/$id").open(page);
    await goTo(page, `/van-ban-di/soan?sua=${new URL(page.url()).pathname.split("/").pop()}`);
  },
};
const HOME = at("/ban-lam-viec");
export const PAGES = {
  "": [at("/")],
  "vanthu.snv": [
    HOME, at("/van-ban-den"), at("/van-ban-den/vao-so"), firstOf("/van-ban-den", "/van-ban-den/$id"), at("/van-ban-di"), firstOf("/van-ban-di?state=issued", "/van-ban-di/$id"),
    at("/bi-thu-den"), at("/phan-hoi-noi-gui?unsent=true"), at("/so-dang-ky"), at("/ky-nhan"), at("/linh-vuc"), firstOf("/so-dang-ky", "/so-dang-ky/$id"), at("/so-ban-sao"), at("/so-gui"), firstOf("/so-gui", "/van-ban-di/$id"), at("/so-gui?so=loans"), at("/hinh-chu-ky"), at("/ban-giao-thiet-bi"), at("/cach-ly"), at("/tim-kiem?q=van%20thu"), at("/tim-nang-cao"), at("/bao-cao"), at("/thong-bao"), at("/khong-co-trang-nay", "404"),
  ],
  "lanhdao.snv": [HOME, firstOf("/van-ban-den?state=presented", "/van-ban-den/$id"), firstOf("/van-ban-di?state=approved", "/van-ban-di/$id"), at("/ho-so"), at("/quyen-xem"), at("/nhom-tai-lieu"), firstOf("/nhom-tai-lieu", "/nhom-tai-lieu/$id"), at("/giao-soan-thao"), at("/lien-nganh")],
  // what became of documents: recalled here, recalled there, returned, waiting, on paper
  "vanthu.stc": [firstOf("/van-ban-di?state=recalled", "/van-ban-di/$id"), firstOf("/van-ban-den?state=waiting", "/van-ban-den/$id"), firstOf("/van-ban-den?state=returned", "/van-ban-den/$id")],
  "vanthu.hacthanh": [firstOf("/van-ban-den?state=recalled", "/van-ban-den/$id"), firstOf("/van-ban-di?state=signed", "/van-ban-di/$id")],
  "lanhdao.stc": [firstOf("/lien-nganh", "/lien-nganh/$id")],
  "truongphong.snv": [HOME, firstOf("/van-ban-den?state=handling", "/van-ban-den/$id"), firstOf("/van-ban-di?state=draft", "/van-ban-di/$id")],
  "chuyenvien.snv": [HOME, at("/van-ban-di/soan"), at("/kiem-tra-the-thuc"), at("/ho-so"), firstOf("/ho-so", "/ho-so/$id"), firstOf("/van-ban-den?state=handling", "/van-ban-den/$id"), at("/chua-lap-ho-so"), at("/vang-mat"), at("/ky-nhan"), at("/giao-soan-thao"), REVISION],
  "luutru.snv": [
    HOME, at("/nop-luu"), firstOf("/nop-luu", "/nop-luu/$id"), at("/kho-luu-tru"), firstOf("/kho-luu-tru", "/kho-luu-tru/$id"), at("/den-han-nop"), at("/nop-lich-su"), firstOf("/nop-lich-su", "/nop-lich-su/$id"),
  ],
  "luutru.ltls": [HOME, at("/nop-lich-su"), firstOf("/nop-lich-su", "/nop-lich-su/$id"), at("/luu-tru-lich-su"), firstOf("/luu-tru-lich-su", "/luu-tru-lich-su/$id")],
  "lanhdao.ltls": [HOME, firstOf("/nop-lich-su", "/nop-lich-su/$id")],
  "phongdoc.ltls": [HOME, at("/luu-tru-lich-su")],
  docgia: [HOME, at("/luu-tru-lich-su"), firstOf("/luu-tru-lich-su", "/luu-tru-lich-su/$id"), at("/tim-kiem?q=ho%20so"), at("/luu-tru-lich-su?q=cong%20tac")],
  "theodoi.snv": [HOME, at("/don-vi-cham")],
  "quantri.snv": [
    HOME, at("/quan-tri"), firstOf("/quan-tri", "/quan-tri/nguoi/$id"), at("/quan-tri/don-vi"), at("/quan-tri/so"), at("/quan-tri/tham-quyen"), at("/quan-tri/phan-phoi"), at("/quan-tri/lich"), at("/quan-tri/han"),
    at("/quan-tri/co-quan"),
  ],
};
