// The browser tests against one house: starts a demo, runs the test files (axe beside the rest), ends the demo whatever happened.
// `node --test tests/web/<one>.test.mjs` runs a single file with a house of its own.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { ROOT, startHouse } from "./house.mjs";

const FILES = ["axe", "books", "copies", "desk", "dialogs", "drafting", "handling", "intake", "life", "phone", "reading", "recall"].map((name) => join(ROOT, "tests/web", `${name}.test.mjs`));

function tested(house) {
  return new Promise((resolve) => {
    const env = { ...process.env, HOSO_TEST_HOUSE: `${house.api} ${house.web}` };
    const child = spawn(process.execPath, ["--test", "--test-concurrency=2", "--test-reporter=spec", ...FILES], { cwd: ROOT, env, stdio: "inherit" });
    process.once("exit", () => child.kill("SIGTERM"));
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

const house = await startHouse();
try {
  process.exitCode = await tested(house);
} finally {
  await house.stop();
}
