// What each page weighs: JS and CSS that the browser loads for it, gzip. Fonts, the lazily loaded PDF viewer and charts are not counted. Fails above the limits.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const dist = process.argv[2] ?? new URL("./dist/", import.meta.url).pathname;
const FIRST = 180_000;
const PAGE = 420_000;
const manifest = JSON.parse(readFileSync(join(dist, ".vite/manifest.json"), "utf8"));
const weights = new Map();

function weigh(file) {
  if (!weights.has(file)) weights.set(file, gzipSync(readFileSync(join(dist, file)), { level: 6 }).length);
  return weights.get(file);
}

/** The files of a chunk and of all that it imports at once. */
function filesOf(key, seen = new Set(), files = new Set()) {
  if (seen.has(key)) return files;
  seen.add(key);
  const chunk = manifest[key];
  for (const file of [chunk.file, ...(chunk.css ?? [])]) if (/\.(js|css)$/.test(file)) files.add(file);
  for (const next of chunk.imports ?? []) filesOf(next, seen, files);
  return files;
}

const total = (files) => [...files].reduce((sum, file) => sum + weigh(file), 0);
const entry = Object.keys(manifest).find((k) => manifest[k].isEntry);
const house = Object.keys(manifest).find((k) => k.endsWith("src/app/House.tsx"));
const pages = Object.keys(manifest).filter((k) => /src\/(app|stages)\/.*Page\.tsx$/.test(k) && manifest[k].isDynamicEntry);
if (!entry || !house || pages.length < 10) throw new Error("the manifest names no pages: was the page built with `manifest: true`?");

const first = filesOf(entry);
const rows = [["sign-in", total(first), FIRST]];
for (const page of pages) rows.push([page.replace(/^.*src\//, ""), total(new Set([...first, ...filesOf(house), ...filesOf(page)])), PAGE]);
let heavy = 0;
for (const [name, bytes, limit] of rows.sort((a, b) => b[1] - a[1])) {
  const over = bytes > limit;
  heavy += over ? 1 : 0;
  if (over || process.env.HOSO_SHOW_SIZES) console.log(`${over ? "TOO HEAVY" : "ok       "} ${String(Math.round(bytes / 1000)).padStart(4)} kB of ${limit / 1000}  ${name}`);
}
if (heavy) process.exit(1);
console.log(`${rows.length} pages within their limits; heaviest ${Math.round(rows[0][1] / 1000)} kB, sign-in ${Math.round(total(first) / 1000)} kB`);
