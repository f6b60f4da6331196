import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { all as en } from "./en/all";
import { all as vi } from "./vi/all";

const SRC = new URL("../../", import.meta.url).pathname;
const BACKEND = new URL("../../../../backend/hoso", import.meta.url).pathname;
const MARKED = /[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]/i;

const LETTERS = /\p{L}{2}/u;
const SPOKEN = /^(label|title|alt|aria-label|okText|cancelText|hint|empty)$/;

type Leaf = [path: string, value: unknown];
const leaves = (part: object, path = ""): Leaf[] =>
  Object.entries(part).flatMap(([key, value]) =>
    typeof value === "object" && value !== null ? leaves(value as object, `${path}${key}.`) : [[`${path}${key}`, value] as Leaf],
  );

function filesUnder(dir: string, ending: RegExp): string[] {
  return readdirSync(dir, { recursive: true, encoding: "utf8" })
    .filter((name) => ending.test(name))
    .map((name) => join(dir, name));
}

/** Strings that a person would read: text between tags, labels, anything with Vietnamese marks; names of keys are the same in every language. */
function wordsIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    const key = ts.isJsxText(node) && ts.isJsxElement(node.parent) && node.parent.openingElement.tagName.getText() === "kbd";
    if (ts.isJsxText(node) && !key && LETTERS.test(node.text)) found.push(node.text.trim());
    if (
      ts.isJsxAttribute(node) &&
      SPOKEN.test(node.name.getText()) &&
      node.initializer &&
      ts.isStringLiteral(node.initializer) &&
      LETTERS.test(node.initializer.text)
    )
      found.push(node.initializer.text);
    if ((ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) && MARKED.test(node.text)) found.push(node.text);
    ts.forEachChild(node, look);
  };
  look(source);
  return found.map((words) => `${file.slice(SRC.length)}: ${words}`);
}

describe("the catalogue", () => {
  const vietnamese = leaves(vi);
  const english = new Map(leaves(en));
  it("says in English whatever it says in Vietnamese, with the same facts", () => {
    expect(vietnamese.length).toBeGreaterThan(400);
    expect(vietnamese.map(([path]) => path).filter((path) => !english.has(path))).toEqual([]);
    expect([...english.keys()].filter((path) => !vietnamese.some(([known]) => known === path))).toEqual([]);
    const other = vietnamese.filter(([path, value]) => typeof value !== typeof english.get(path)).map(([path]) => path);
    expect(other).toEqual([]);
  });
  it("leaves no sentence empty", () => {
    expect([...vietnamese, ...english].filter(([, value]) => value === "").map(([path]) => path)).toEqual([]);
  });
  it("has a sentence for every refusal of the API", () => {
    const codes = filesUnder(BACKEND, /\.py$/).flatMap((file) => [...readFileSync(file, "utf8").matchAll(/^ {4}code = "([a-z_]+)"/gm)].map((m) => m[1] ?? ""));
    expect(codes.length).toBeGreaterThan(50);
    expect([...new Set(codes)].filter((code) => !(code in vi.refusal))).toEqual([]);
  });
  it("holds every word of the pages: none stands in a page itself", () => {
    const pages = filesUnder(SRC, /\.tsx?$/).filter((file) => !/i18n\/|\.test\.|src\/api\//.test(file));
    expect(pages.length).toBeGreaterThan(60);
    expect(pages.flatMap(wordsIn)).toEqual([]);
  });
});
