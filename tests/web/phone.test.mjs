// On a phone: a draft of Word becomes the PDF that is signed, is checked and signed with the thumb; whoever may not see it there sees it nowhere.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { act, button, main } from "./desk.mjs";
import { openBrowser, ROOT, sitDown, startHouse } from "./house.mjs";
import { atApi, uploaded } from "./stock.mjs";

const PHONE = { width: 390, height: 844 };
const LIMIT = { timeout: 180_000 };
const W = { convert: "Chuyển sang PDF", content: "Duyệt nội dung", approve: "Phê duyệt", sign: "Ký văn bản", missing: /Không tìm thấy/, signedState: /Đã ký/ };
const ABSTRACT = `Kế hoạch soạn bằng Word lượt ${process.pid}`;
let house, browser, folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "hoso-phone-"));
  [house, browser] = await Promise.all([startHouse(), openBrowser()]);
}, { timeout: 200_000 });
after(async () => {
  await browser?.close();
  await house?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function at(who, path) {
  const page = await sitDown(browser, house, who, { viewport: PHONE });
  await page.goto(house.web + path);
  await main(page).getByRole("heading", { level: 1 }).waitFor();
  return page;
}

/** The page is no wider than the phone, and nothing on it failed. */
async function fits(page) {
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= PHONE.width, "nothing is wider than the phone");
  assert.deepEqual(page.faults, []);
}

/** A draft whose file is a DOCX; its page. */
async function draftOfWord() {
  const signer = (await (await atApi(house, "lanhdao.snv"))("GET", "/me"));
  const path = join(folder, "ke-hoach.docx");
  await promisify(execFile)(join(ROOT, ".venv/bin/python"), ["-m", "tests.web.word", path, signer.full_name], { cwd: ROOT });
  const { sha256 } = await uploaded(house, "chuyenvien.snv", "ke-hoach.docx", await readFile(path));
  const made = await (await atApi(house, "chuyenvien.snv"))("POST", "/outgoing-documents", {
    type_code: "KH", abstract: ABSTRACT, proposed_signer_id: signer.id, recipients: [{ name: "Sở Tài chính" }], files: [{ sha256, name: "ke-hoach.docx", role: "main" }],
  });
  return made.id;
}

test("a draft of Word is converted, checked and signed on a phone; a stranger is refused there too [PL6-III-2-b] [PL6-III-1-a]", LIMIT, async () => {
  const id = await draftOfWord();
  const path = `/van-ban-di/${id}`;
  const drafter = await at("chuyenvien.snv", path);
  await button(main(drafter), W.convert).click();
  await main(drafter).getByText("ke-hoach.pdf").first().waitFor({ timeout: 60_000 });
  await button(main(drafter), W.convert).waitFor({ state: "detached" });
  await fits(drafter);
  if (process.env.HOSO_SHOTS) await drafter.screenshot({ path: `${process.env.HOSO_SHOTS}/phone.png`, fullPage: true });
  const head = await at("truongphong.snv", path);
  await act(head, W.content, { fill: async () => {} });
  await fits(head);
  await (await atApi(house, "vanthu.snv"))("POST", `/outgoing-documents/${id}/reviews`, { aspect: "form", verdict: "approve" });
  const signer = await at("lanhdao.snv", path);
  await act(signer, W.approve, { fill: async () => {} });
  await act(signer, W.sign, { fill: async () => {} });
  await main(signer).getByText(W.signedState).first().waitFor();
  await fits(signer);
  const document = await (await atApi(house, "lanhdao.snv"))("GET", `/outgoing-documents/${id}`);
  assert.equal(document.state, "signed");
  assert.equal(document.files.filter((f) => f.role === "signed").at(-1).name, "ke-hoach.pdf");
  const stranger = await sitDown(browser, house, "chuyenvien.stc", { viewport: PHONE });
  await stranger.goto(house.web + path);
  await main(stranger).getByText(W.missing).first().waitFor();
  assert.equal(await stranger.getByText(ABSTRACT).count(), 0, "not a word of it");
});
