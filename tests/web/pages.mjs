// The pages of the house, by the person who works there. `open` goes there as that person would; details open the first row of their list.
const at = (path, name = path) => ({ name, open: async (page, house) => void (await page.goto(house.web + path)) });
const firstOf = (path, name) => ({
  name,
  open: async (page, house) => {
    await page.goto(house.web + path);
    const link = page.getByRole("main").getByRole("row").locator("a[href^='/']").first();
    await link.waitFor();
    await page.goto(house.web + (await link.getAttribute("href")));
    await page.getByRole("main").getByRole("heading", { level: 1 }).waitFor();
  },
});

export const PAGES = {
  "": [at("/", "sign-in")],
  "vanthu.snv": [
    at("/ban-lam-viec"), at("/van-ban-den"), at("/van-ban-den/vao-so"), firstOf("/van-ban-den", "incoming document"), at("/van-ban-di"),
    firstOf("/van-ban-di?state=issued", "issued document"), at("/so-dang-ky"), at("/tim-kiem?q=van%20thu"),
  ],
  "lanhdao.snv": [at("/ban-lam-viec"), firstOf("/van-ban-den?state=presented", "document to direct"), firstOf("/van-ban-di?state=approved", "document to sign")],
  "chuyenvien.snv": [at("/ban-lam-viec"), at("/van-ban-di/soan"), at("/ho-so"), firstOf("/ho-so", "dossier"), firstOf("/van-ban-den", "document in hand")],
  "luutru.snv": [at("/ban-lam-viec"), at("/nop-luu"), firstOf("/nop-luu", "submission"), at("/kho-luu-tru")],
  "luutru.ltls": [at("/ban-lam-viec")],
  "docgia": [at("/ban-lam-viec"), at("/tim-kiem?q=ho%20so")],
  "theodoi.snv": [at("/ban-lam-viec"), at("/don-vi-cham")],
  "quantri.snv": [at("/ban-lam-viec")],
};
