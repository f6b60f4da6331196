// Lighthouse (desktop preset) on the production build as server.mjs serves it: sign-in and home, the median of five runs each.
// Part of `make bench`, no test. HOSO_TEST_HOUSE="api web" measures a house that runs already.
import { createRequire } from "node:module";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { openBrowser, ROOT, signIn, startHouse } from "../web/house.mjs";

const need = createRequire(new URL("../../frontend/package.json", import.meta.url));
const { default: lighthouse, desktopConfig } = await import(need.resolve("lighthouse"));
const RUNS = Number(process.env.HOSO_BENCH_RUNS ?? 5);
const KINDS = ["performance", "accessibility"];
const TARGET = 95;

// Accounts are signed in by tab (sessionStorage): a tab that Lighthouse opens itself would be a stranger's.
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** The scores of one address, run by run: {performance: [..], accessibility: [..]}. */
async function scoresOf(url, port, page) {
  const scores = Object.fromEntries(KINDS.map((kind) => [kind, []]));
  for (let run = 0; run < RUNS; run += 1) {
    const flags = { port, onlyCategories: KINDS, disableStorageReset: true, logLevel: "error", output: "json" };
    const { lhr } = await lighthouse(url, flags, desktopConfig, page);
    if (!lhr.finalDisplayedUrl.startsWith(url)) throw new Error(`measured ${lhr.finalDisplayedUrl} instead of ${url}`);
    if (page && !(await page.$("nav"))) throw new Error("the session ended: the sign-in was measured instead of the page");
    for (const kind of KINDS) scores[kind].push(Math.round((lhr.categories[kind].score ?? 0) * 100));
  }
  return scores;
}

/** A tab of the browser that plays the signed-in person: the session lives in the tab, therefore Lighthouse must use this very one. */
async function signedInTab(context, house) {
  const page = await context.newPage();
  await page.goto(house.web);
  await signIn(page, "vanthu.snv");
  return page;
}

const house = await startHouse();
const port = await freePort();
const browser = await openBrowser([`--remote-debugging-port=${port}`]);
try {
  const found = { "sign-in": await scoresOf(`${house.web}/`, port) };
  const puppeteer = await import(need.resolve("puppeteer-core"));
  const context = browser.contexts()[0] ?? (await browser.newContext());
  const page = await signedInTab(context, house);
  const remote = await puppeteer.default.connect({ browserURL: `http://127.0.0.1:${port}`, defaultViewport: null });
  const tab = (await remote.pages()).find((p) => p.url() === page.url());
  found.home = await scoresOf(`${house.web}/ban-lam-viec`, port, tab);
  await remote.disconnect();
  process.stdout.write(`\nLighthouse, desktop, median of ${RUNS} (target ${TARGET})\n`);
  for (const [name, scores] of Object.entries(found)) {
    process.stdout.write(`  ${name.padEnd(10)}${KINDS.map((kind) => `${kind} ${median(scores[kind])} (${scores[kind].join(" ")})`).join("   ")}\n`);
  }
  await mkdir(join(ROOT, ".cache/bench"), { recursive: true });
  await writeFile(join(ROOT, ".cache/bench/page.json"), JSON.stringify({ at: new Date().toISOString(), scores: found }, null, 1));
} finally {
  await browser.close();
  await house.stop();
}
