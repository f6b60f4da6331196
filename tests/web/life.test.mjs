// The life of a document by clicks alone: from the scan on the clerk's desk to the reader who finds it in the historical archive.
// Every person signs in; every step leaves a line in the trail.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { act, assertPdf, button, choose, dialog, downloaded, dropFile, goTo, main, openRow, trailSays } from "./desk.mjs";
import { openBrowser, ROOT, sitDown, startHouse } from "./house.mjs";
import { N } from "./names.mjs";
import { atApi } from "./stock.mjs";

const run = promisify(execFile);
const PLAN = "Công tác văn thư, lưu trữ năm 2019 trên địa bàn tỉnh Thanh Hoá";
const ANSWER = "Thực hiện Kế hoạch số 39/KH-UBND về công tác văn thư, lưu trữ";
const DOSSIER = "Hồ sơ thực hiện Kế hoạch công tác văn thư, lưu trữ năm 2019 của tỉnh Thanh Hóa";
const ACCOUNTS = { clerk: "vanthu.snv", leader: "lanhdao.snv", head: "truongphong.snv", officer: "chuyenvien.snv", archivist: "luutru.snv", receiver: "luutru.ltls" };
const withoutMarks = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();

/** The people of this story, each at a desk that is opened when it is needed first. */
function desks(browser, house) {
  const open = new Map();
  let last;
  return {
    async of(username) {
      const page = open.get(username) ?? (await sitDown(browser, house, username));
      if (open.has(username)) await page.goto(`${house.web}/ban-lam-viec`);
      open.set(username, page);
      last = page;
      await main(page).getByRole("heading", { level: 1 }).waitFor();
      return page;
    },
    picture: async (name) => {
      await mkdir(join(ROOT, ".cache/web"), { recursive: true });
      await last?.screenshot({ path: join(ROOT, ".cache/web", `${name}.png`), fullPage: true });
    },
    faults: () => [...open].flatMap(([who, page]) => page.faults.map((f) => `${who}: ${f}`)),
  };
}

/** Steps of one story: after the first failure, which leaves a picture, the rest is skipped. */
function teller(t, people) {
  let failed = false;
  let n = 0;
  return async (name, tell) => {
    n += 1;
    await t.test(`${n}. ${name}`, { skip: failed && "an earlier step failed" }, async () => {
      try {
        await tell();
      } catch (error) {
        failed = true;
        await people.picture(`life-${n}`);
        throw error;
      }
    });
  };
}

async function signaturesOf(path) {
  const { stdout } = await run("pdfsig", ["-nocert", path]);
  return (stdout.match(/Signature is Valid/g) ?? []).length;
}
const textOf = async (path) => (await run("pdftotext", ["-layout", path, "-"])).stdout.normalize("NFC");
const review = { fill: () => undefined };

async function fileOfPage(page, folder, name) {
  const got = await downloaded(page, () => main(page).getByRole("button", { name: N.outgoing.download }).last().click());
  assert.equal(got.bytes.subarray(0, 5).toString(), "%PDF-");
  const path = join(folder, name);
  await writeFile(path, got.bytes);
  return path;
}

test("a plan lives from the clerk's desk to the reader", { timeout: 300_000 }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "hoso-life-"));
  const [house, browser] = await Promise.all([startHouse(), openBrowser()]);
  const people = desks(browser, house);
  const step = teller(t, people);
  const PEOPLE = {};
  let number;
  try {
    for (const [who, username] of Object.entries(ACCOUNTS)) PEOPLE[who] = (await (await atApi(house, username))("GET", "/me")).full_name;
    await step("văn thư drops the plan on the page, sees it beside the form and registers it", async () => {
      const page = await people.of("vanthu.snv");
      await main(page).getByRole("link", { name: N.incoming.register }).first().click();
      const bytes = await readFile(join(ROOT, "tests/samples/ke-hoach-39-2019.pdf"));
      await dropFile(page, main(page).getByRole("button", { name: N.incoming.drop }).first(), { name: "ke-hoach-39-2019.pdf", mimeType: "application/pdf", bytes });
      await main(page).locator("canvas").first().waitFor();
      const form = main(page).locator("form").first();
      await choose(page, form, N.incoming.type, "ke hoach", "Kế hoạch");
      const fields = [[N.incoming.number, "39"], [N.incoming.symbol, "KH-UBND"], [N.incoming.issuer, "UBND tỉnh Thanh Hóa"], [N.incoming.abstract, PLAN], [N.incoming.signer, "Lê Thị Thìn"], [N.incoming.pages, "4"]];
      for (const [label, value] of fields) await form.getByLabel(label, { exact: typeof label === "string" }).fill(value);
      await form.getByLabel(N.incoming.issuedOn).fill("19/02/2019");
      await form.getByLabel(N.incoming.issuedOn).press("Enter");
      await button(main(page), N.incoming.save).click();
      await main(page).getByRole("heading", { level: 1, name: PLAN }).waitFor();
      assert.match(await main(page).innerText(), N.incoming.arrival);
      await main(page).locator("canvas").first().waitFor();
      await trailSays(page, N.did.registered, PEOPLE.clerk);
    });

    await step("văn thư presents it to the lãnh đạo", async () => {
      const page = await people.of("vanthu.snv");
      await goTo(page, N.nav.incoming);
      await openRow(page, PLAN);
      await act(page, N.incoming.present, { fill: (asked) => choose(page, asked, N.incoming.presentTo, withoutMarks(PEOPLE.leader), PEOPLE.leader) });
      await trailSays(page, N.did.presented, PEOPLE.clerk);
    });

    await step("lãnh đạo directs it to a phòng", async () => {
      const page = await people.of("lanhdao.snv");
      await goTo(page, N.nav.incoming);
      await openRow(page, PLAN);
      await act(page, N.incoming.direct, {
        fill: async (asked) => {
          await asked.getByLabel(N.incoming.opinion).fill("Giao Phòng Văn thư – Lưu trữ chủ trì, tham mưu kế hoạch của Sở.");
          await choose(page, asked, N.incoming.lead, "van thu", "Phòng Văn thư – Lưu trữ");
        },
      });
      await trailSays(page, N.did.directed, PEOPLE.leader);
    });

    await step("trưởng phòng assigns it to the chuyên viên", async () => {
      const page = await people.of("truongphong.snv");
      await goTo(page, N.nav.incoming);
      await openRow(page, PLAN);
      await act(page, N.incoming.assign, { fill: (asked) => choose(page, asked, N.incoming.assignee, withoutMarks(PEOPLE.officer), PEOPLE.officer) });
      await trailSays(page, N.did.assigned, PEOPLE.head);
    });

    await step("chuyên viên acknowledges it and drafts the answer", async () => {
      const page = await people.of("chuyenvien.snv");
      await goTo(page, N.nav.incoming);
      await openRow(page, PLAN);
      await act(page, N.incoming.acknowledge);
      await trailSays(page, N.did.acknowledged, PEOPLE.officer);
      const draft = join(folder, "ke-hoach-tra-loi.pdf");
      await run(join(ROOT, ".venv/bin/python"), ["-m", "tests.web.draft", draft, PEOPLE.leader], { cwd: ROOT });
      await main(page).getByRole("link", { name: N.incoming.reply }).click();
      const form = main(page).locator("form").first();
      await choose(page, form, N.outgoing.type, "ke hoach", "Kế hoạch");
      await form.getByLabel(N.outgoing.abstract, { exact: true }).fill(ANSWER);
      await choose(page, form, N.outgoing.agencies, "so tai chinh", "Sở Tài chính");
      await choose(page, form, N.outgoing.signer, withoutMarks(PEOPLE.leader), PEOPLE.leader);
      await main(page).locator("input[type=file]").first().setInputFiles(draft);
      await main(page).getByText(N.outgoing.stored).first().waitFor();
      await main(page).getByRole("region", { name: "Tệp ke-hoach-tra-loi.pdf" }).locator("canvas").first().waitFor();
      await button(main(page), N.outgoing.save).click();
      await main(page).getByRole("heading", { level: 1, name: ANSWER }).waitFor();
      await trailSays(page, N.did.drafted, PEOPLE.officer);
    });

    await step("trưởng phòng reviews the content, văn thư the form", async () => {
      for (const [who, name, did, by] of [["truongphong.snv", N.outgoing.content, N.did.content, PEOPLE.head], ["vanthu.snv", N.outgoing.form, N.did.form, PEOPLE.clerk]]) {
        const page = await people.of(who);
        await goTo(page, N.nav.outgoing);
        await openRow(page, ANSWER);
        await act(page, name, review);
        await trailSays(page, did, by);
      }
    });

    await step("lãnh đạo approves and signs: number and date stand in the PDF before the signature", async () => {
      const page = await people.of("lanhdao.snv");
      await goTo(page, N.nav.outgoing);
      await openRow(page, ANSWER);
      await act(page, N.outgoing.approve, review);
      await trailSays(page, N.did.approved, PEOPLE.leader);
      await act(page, N.outgoing.sign, review);
      await trailSays(page, N.did.signed, PEOPLE.leader);
      number = /(\d+)\/KH-SNV/.exec(await main(page).innerText())?.[1];
      assert.ok(number, "the page shows the number");
      await main(page).locator("canvas").first().waitFor();
      const path = await fileOfPage(page, folder, "signed.pdf");
      assert.match(await textOf(path), new RegExp(`Số:\\s*0*${number}\\s*/KH-SNV`));
      const day = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date()).split("-");
      assert.match(await textOf(path), new RegExp(`ngày\\s*${day[2]}\\s*tháng\\s*0?${Number(day[1])}\\s*năm\\s*${day[0]}`));
      const { stdout } = await run("pdfsig", ["-nocert", path]);
      assert.match(stdout, /Signature is Valid/);
      assert.match(stdout, /Total document signed/);
    });

    await step("văn thư seals and issues it: both signatures hold", async () => {
      const page = await people.of("vanthu.snv");
      await goTo(page, N.nav.outgoing);
      await openRow(page, ANSWER);
      await act(page, N.outgoing.seal, review);
      await trailSays(page, N.did.sealed, PEOPLE.clerk);
      await act(page, N.outgoing.issue, review);
      await trailSays(page, N.did.issued, PEOPLE.clerk);
      await main(page).locator("canvas").first().waitFor();
      assert.equal(await signaturesOf(await fileOfPage(page, folder, "issued.pdf")), 2);
    });

    await step("it waits at Sở Tài chính, whose văn thư registers it", async () => {
      const page = await people.of("vanthu.stc");
      await goTo(page, N.nav.incoming);
      await openRow(page, ANSWER);
      await trailSays(page, N.did.arrived);
      await main(page).getByRole("link", { name: N.incoming.save }).click();
      await main(page).getByRole("heading", { level: 1, name: N.incoming.arrivalTitle }).waitFor();
      await main(page).locator("canvas").first().waitFor();
      await button(main(page), N.incoming.save).click();
      await main(page).getByRole("heading", { level: 1, name: ANSWER }).waitFor();
      await main(page).getByText(N.incoming.arrival).first().waitFor();
      await trailSays(page, N.did.registered);
      const sender = await people.of("vanthu.snv");
      await goTo(sender, N.nav.outgoing);
      await openRow(sender, ANSWER);
      await trailSays(sender, N.did.received);
    });

    await step("chuyên viên completes the plan with the answer", async () => {
      const page = await people.of("chuyenvien.snv");
      await goTo(page, N.nav.incoming);
      await openRow(page, PLAN);
      await act(page, N.incoming.complete, {
        fill: async (asked) => {
          await asked.getByLabel(N.incoming.outcome).fill("Đã tham mưu, Sở đã ban hành kế hoạch thực hiện.");
          assert.match(await asked.innerText(), new RegExp(ANSWER), "the answer is proposed");
        },
      });
      await trailSays(page, N.did.completed, PEOPLE.officer);
    });

    await step("chuyên viên opens a permanent dossier and files both, and a photo without registration", async () => {
      const page = await people.of("chuyenvien.snv");
      await goTo(page, N.nav.incoming);
      await openRow(page, PLAN);
      await act(page, N.dossier.fresh, {
        ok: N.dossier.open,
        fill: async (asked) => {
          await asked.getByLabel(N.dossier.title).fill(DOSSIER);
          await asked.getByLabel(N.dossier.notation).fill("39.VTLT");
          await asked.getByText(N.dossier.byKind, { exact: true }).click();
        },
      });
      await openRow(page, DOSSIER);
      await trailSays(page, N.did.dossierOpened, PEOPLE.officer);
      await button(main(page), N.dossier.file).click();
      const asked = dialog(page);
      await asked.getByText(N.dossier.fileOutgoing, { exact: true }).click();
      await asked.getByLabel(N.dossier.fileHint).fill("ke hoach 39 van thu luu tru");
      await asked.getByRole("checkbox", { name: ANSWER }).first().check();
      await button(asked, /^Đưa 1 văn bản vào/).click();
      await asked.waitFor({ state: "hidden" });
      await act(page, N.dossier.addPaper, {
        fill: async (paper) => {
          await paper.locator("input[type=file]").setInputFiles(join(ROOT, "tests/samples/anh-hoi-nghi.png"));
          await paper.getByRole("img", { name: "anh-hoi-nghi.png" }).waitFor();
          await paper.getByLabel(N.dossier.paperName).fill("Ảnh hội nghị triển khai Kế hoạch 39");
        },
      });
      const filed = main(page).getByRole("list", { name: N.dossier.filed }).getByRole("listitem");
      await filed.nth(2).waitFor();
      assert.equal(await filed.count(), 3);
      await trailSays(page, N.did.documentFiled, PEOPLE.officer);
      await trailSays(page, N.did.paperAdded, PEOPLE.officer);
    });

    await step("chuyên viên closes the dossier and submits it", async () => {
      const page = await people.of("chuyenvien.snv");
      await goTo(page, N.nav.dossiers);
      await openRow(page, DOSSIER);
      await act(page, N.dossier.close, { fill: (asked) => asked.getByLabel(N.dossier.sheets).fill("4") });
      await trailSays(page, N.did.dossierClosed, PEOPLE.officer);
      await act(page, N.dossier.submit, review);
      await main(page).getByText(DOSSIER).first().waitFor();
      await trailSays(page, N.did.submitted, PEOPLE.officer);
    });

    await step("lưu trữ accepts it, with Mục lục and Biên bản", async () => {
      const page = await people.of("luutru.snv");
      await goTo(page, N.nav.submissions);
      await main(page).getByRole("row").getByRole("link").first().click();
      await main(page).getByText(DOSSIER).first().waitFor();
      await act(page, N.submission.acceptAll, { ok: N.submission.decide, fill: (asked) => asked.getByLabel(N.submission.location).fill("Kho 1, giá 2, hộp 9") });
      await trailSays(page, N.did.decided, PEOPLE.archivist);
      await main(page).getByRole("button", { name: N.submission.inventory }).click();
      await main(page).locator("section[aria-label*='Mục lục'] canvas").first().waitFor();
      assertPdf(await downloaded(page, () => main(page).getByRole("button", { name: N.submission.download }).click()));
      await button(main(page), N.submission.handover).click();
      await main(page).locator("section[aria-label*='Biên bản'] canvas").first().waitFor();
      assertPdf(await downloaded(page, () => main(page).getByRole("button", { name: N.submission.download }).click()));
      await page.reload();
      await trailSays(page, N.did.inventory, PEOPLE.archivist);
      await trailSays(page, N.did.handover, PEOPLE.archivist);
    });

    await step("lưu trữ registers the permanent holding for the historical archive", async () => {
      const page = await people.of("luutru.snv");
      await goTo(page, N.nav.holdings);
      await openRow(page, DOSSIER);
      await trailSays(page, N.did.accepted, PEOPLE.archivist);
      await act(page, N.holding.register, review);
      await main(page).getByText(DOSSIER).first().waitFor();
      await trailSays(page, N.did.transferRegistered, PEOPLE.archivist);
    });

    await step("lưu trữ lịch sử answers: the package is made, passes its gates, unpacks and is accepted", async () => {
      const page = await people.of("luutru.ltls");
      await goTo(page, N.nav.transfers);
      await main(page).getByRole("row").getByRole("link").first().click();
      await main(page).getByText(DOSSIER).first().waitFor();
      await act(page, N.transfer.answer, { fill: () => undefined, ok: N.transfer.accept });
      await main(page).getByText(N.transfer.passed).first().waitFor();
      await trailSays(page, N.did.packaged, PEOPLE.receiver);
      await button(main(page), N.transfer.show).click();
      const zip = await downloaded(page, () => button(main(page), N.transfer.download).click());
      assert.match((await run("unzip", ["-t", zip.path])).stdout, /No errors detected/);
      await act(page, N.transfer.take, { fill: () => undefined, ok: N.transfer.takeOk });
      await trailSays(page, N.did.taken, PEOPLE.receiver);
      await trailSays(page, N.did.packageRead, PEOPLE.receiver);
    });

    await step("a reader finds it without marks, opens the dossier and the plan", async () => {
      const page = await people.of("docgia");
      const box = page.getByRole("search").getByRole("textbox").first();
      await box.fill("ke hoach van thu luu tru thanh hoa");
      await box.press("Enter");
      await openRow(page, DOSSIER);
      const files = main(page).getByRole("list", { name: N.archival.documents });
      await files.getByRole("button", { name: /ke-hoach-39-2019\.pdf/ }).click();
      await main(page).getByRole("region", { name: "Tệp ke-hoach-39-2019.pdf" }).locator("canvas").first().waitFor();
    });

    await step("Sở Nội vụ sees on one page which agencies are behind", async () => {
      const page = await people.of("theodoi.snv");
      await goTo(page, N.nav.standing);
      for (const agency of ["Sở Nội vụ", "Sở Tài chính", "UBND phường Hạc Thành", "UBND xã Hà Trung"]) await main(page).getByRole("row").filter({ hasText: agency }).first().waitFor();
      assert.doesNotMatch(await main(page).innerText(), /Kế hoạch số 39/);
    });

    await step("no page met a script error or asked anybody outside", () => assert.deepEqual(people.faults(), []));
  } finally {
    await browser.close();
    await house.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
