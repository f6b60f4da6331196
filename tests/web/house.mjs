// A running demo and a browser for the tests: real processes on free ports, Debian's Chromium, nothing left behind.
import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { N } from "./names.mjs";

const need = createRequire(new URL("../../frontend/package.json", import.meta.url));
const { chromium } = need("playwright-core");
const AXE = readFileSync(need.resolve("axe-core/axe.min.js"), "utf8");
const WCAG = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const PASSWORD = "Hoso@2026!";
const FLAGS = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic", "--disable-gpu"];

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function readyLine(child) {
  return new Promise((resolve, reject) => {
    let said = "";
    const late = setTimeout(() => reject(new Error(`not ready in time:\n${said}`)), 180_000);
    const hear = (chunk) => {
      said += chunk;
      if (/^ready http/m.test(said)) {
        clearTimeout(late);
        resolve();
      }
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => {
      clearTimeout(late);
      reject(new Error(`the demo ended with ${code}:\n${said}`));
    });
  });
}

/** Starts `hoso up` with a data directory of its own; `stop()` ends it and removes the directory. HOSO_TEST_HOUSE="api web" names one that runs already. */
export async function startHouse() {
  if (process.env.HOSO_TEST_HOUSE) {
    const [api, web] = process.env.HOSO_TEST_HOUSE.split(" ");
    return { api, web, stop: () => Promise.resolve() };
  }
  const dir = await mkdtemp(join(tmpdir(), "hoso-web-"));
  const [api, web] = [await freePort(), await freePort()];
  const env = { ...process.env, HOSO_DATA_DIR: dir, HOSO_API_PORT: String(api), HOSO_WEB_PORT: String(web) };
  const child = spawn(join(ROOT, ".venv/bin/hoso"), ["up"], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
  const drop = () => {
    child.kill("SIGTERM");
    rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  };
  const leave = () => process.exit(1);
  process.once("exit", drop);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, leave);
  const stop = async () => {
    process.off("exit", drop);
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.off(signal, leave);
    if (child.exitCode === null) {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
    }
    await rm(dir, { recursive: true, force: true });
  };
  try {
    await readyLine(child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { api: `http://127.0.0.1:${api}`, web: `http://127.0.0.1:${web}`, stop };
}

export async function openBrowser(more = []) {
  const root = process.getuid?.() === 0;
  return chromium.launch({ executablePath: process.env.HOSO_CHROMIUM ?? "/usr/bin/chromium", args: [...FLAGS, ...more, ...(root ? ["--no-sandbox"] : [])] });
}

/** Signs in by clicks; done when the house knows who it is. */
export async function signIn(page, username) {
  await page.getByLabel(N.signIn.user).fill(username);
  await page.getByLabel(N.signIn.password, { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: N.signIn.go, exact: true }).click();
  await page.getByRole("button", { name: N.account }).waitFor();
  await page.getByRole("main").getByRole("heading", { level: 1 }).first().waitFor();
}

/** A person at a desk of their own: a fresh browser context, signed in by clicks. Collects page errors and requests that leave the house. */
export async function sitDown(browser, house, username, { viewport = { width: 1366, height: 768 }, theme = "light", clock = false } = {}) {
  const context = await browser.newContext({ viewport, reducedMotion: "reduce", locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", acceptDownloads: true });
  await context.addInitScript((t) => localStorage.setItem("hoso.theme", t), theme);
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  if (clock) await page.clock.install();
  page.faults = [];
  page.asking = new Set();
  page.on("request", (request) => page.asking.add(request));
  for (const end of ["requestfinished", "requestfailed"]) page.on(end, (request) => page.asking.delete(request));
  page.on("pageerror", (error) => page.faults.push(`error: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(house.web) && !url.startsWith(house.api) && !/^(data|blob):/.test(url)) page.faults.push(`outside request: ${url}`);
  });
  await page.goto(house.web);
  if (username) {
    await signIn(page, username);
  }
  return page;
}

/** Nothing is asked of the house any more, for a moment long enough to ask again. */
export async function settled(page) {
  for (let calm = 0; calm < 4; calm = page.asking.size ? 0 : calm + 1) await page.waitForTimeout(40);
}

const hidesUnderABar = (v) => v.id === "target-size" && v.nodes.every((n) => n.any.some((check) => check.data?.messageKey === "obscured" || /obscured/.test(check.message)));

/** What axe says against WCAG 2.2 AA; `rules` narrows it to some, `within` (a selector) to a part of the page. The pages have no frames: axe is put in
 * once a page, by the debugger, past the CSP. A target that the bar at the foot of the page covers half is looked at where a person would scroll it to. */
export async function violations(page, rules, within = "html") {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const look = (runOnly) =>
    page.evaluate(
      async ([part, wanted]) => (await window.axe.run(part === "html" ? document : part, wanted)).violations,
      [within, { runOnly, resultTypes: ["violations"] }],
    );
  const found = [];
  for (const violation of await look(rules ? { type: "rule", values: rules } : WCAG)) {
    if (!hidesUnderABar(violation)) {
      found.push(violation);
      continue;
    }
    for (const node of violation.nodes) {
      await page.evaluate((target) => document.querySelector(target).scrollIntoView({ block: "center" }), node.target[0]);
      const again = (await look({ type: "rule", values: ["target-size"] })).flatMap((v) => v.nodes).filter((n) => n.target[0] === node.target[0]);
      if (again.length) found.push({ ...violation, nodes: again });
    }
    await page.evaluate(() => scrollTo(0, 0));
  }
  return found.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target.join(" ")} ${n.any[0]?.message ?? ""}`).slice(0, 3).join(" | ")}`);
}
