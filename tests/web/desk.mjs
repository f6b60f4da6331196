// What a person does at the page: sit down, click, choose, read the trail. Everything by role and accessible name.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { N } from "./names.mjs";

export const main = (page) => page.getByRole("main");
export const dialog = (page) => page.getByRole("dialog");
export const button = (where, name) => where.getByRole("button", { name, exact: typeof name === "string" });

/** Goes where the rail leads, and waits until that page stands there. */
export async function goTo(page, name) {
  const link = page.getByRole("navigation", { name: N.nav.label }).getByRole("link", { name }).first();
  const path = new URL(await link.getAttribute("href"), page.url()).pathname;
  const before = new URL(page.url()).pathname === path ? "" : await main(page).getByRole("heading", { level: 1 }).first().innerText();
  await link.click();
  await page.waitForFunction((old) => ![old, undefined].includes(document.querySelector("main h1")?.innerText), before);
}

/** Opens a record from the list that shows it, found by typing; a list has a text filter of its own or the address has one. */
export async function openRow(page, text) {
  await main(page).getByRole("link", { name: text }).first().click();
  await main(page).getByRole("heading", { level: 1, name: text }).waitFor();
}

/** Chooses from a drop-down by typing into it; what was chosen must then stand in the field. */
export async function choose(page, where, label, typed, wanted = typed) {
  const box = where.getByLabel(label, { exact: typeof label === "string" }).first();
  const list = page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)");
  await box.click();
  await box.fill(typed);
  await list.locator(".ant-select-item-option").filter({ hasText: wanted }).first().click();
  if ((await box.getAttribute("aria-expanded")) === "true") await box.press("Escape");
  await list.waitFor({ state: "hidden" });
  await box.locator("xpath=ancestor::div[contains(concat(' ', @class, ' '), ' ant-select ')][1]").getByText(wanted, { exact: false }).first().waitFor();
}

/** Presses a button of the page; when a dialog asks, fills it and presses the button of the same name there. */
export async function act(page, name, { fill, ok = name } = {}) {
  await button(main(page), name).first().click();
  if (fill !== undefined) {
    const asked = dialog(page);
    await asked.waitFor();
    await page.waitForFunction(() => !document.querySelector("[role=dialog][class*='-appear'], [role=dialog][class*='-enter']"));
    await fill?.(asked);
    await button(asked, ok).click();
    await asked.waitFor({ state: "hidden" });
  }
  await page.waitForLoadState("networkidle");
}

/** The trail of the record says what was done, and by whom. */
export async function trailSays(page, did, who = "") {
  const trail = main(page).locator("section").filter({ has: page.getByRole("heading", { name: N.trail, exact: true }) });
  const line = trail.getByRole("listitem").filter({ has: page.locator("strong", { hasText: new RegExp(`^${did}$`) }) }).filter({ hasText: who });
  const all = trail.getByRole("button", { name: N.trailAll });
  await trail.getByRole("listitem").first().waitFor();
  if (!(await line.count()) && (await all.count())) await all.click();
  await line.first().waitFor({ timeout: 10_000 });
  await line.first().scrollIntoViewIfNeeded();
}

/** What a click brings down: {name, path, bytes}. */
export async function downloaded(page, click) {
  const [download] = await Promise.all([page.waitForEvent("download"), click()]);
  const path = await download.path();
  return { name: download.suggestedFilename(), path, bytes: await readFile(path) };
}

export function assertPdf({ name, bytes }) {
  assert.match(name, /\.pdf$/);
  assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
}

/** Drops a file from the person's computer on the page, as a mouse would. */
export async function dropFile(page, target, { name, mimeType, bytes }) {
  const transfer = await page.evaluateHandle(
    ([data, fileName, type]) => {
      const all = new DataTransfer();
      all.items.add(new File([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], fileName, { type }));
      return all;
    },
    [bytes.toString("base64"), name, mimeType],
  );
  for (const event of ["dragenter", "dragover", "drop"]) await target.dispatchEvent(event, { dataTransfer: transfer });
}
