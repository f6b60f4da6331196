import * as codesVi from "./vi/codes";
import { all as vi } from "./vi/all";

/** Every string that people read. `t` is live: what it says follows the chosen language; the page is drawn anew when that changes. */
type Open<T> = { [K in keyof T]: Record<string, string> };
export type Catalogue = Omit<typeof vi, keyof typeof codesVi.codes> & Open<typeof codesVi.codes>;
export type Language = "vi" | "en";

const KEPT = "hoso.language";
let language: Language = "vi";
let spoken: object = vi;

function live<T extends object>(target: T, path: PropertyKey[]): T {
  const parts = new Map<PropertyKey, object>();
  return new Proxy(target, {
    get(shown, key) {
      const here = path.reduce<Record<PropertyKey, unknown> | undefined>(
        (at, step) => at?.[step] as Record<PropertyKey, unknown> | undefined,
        spoken as Record<PropertyKey, unknown>,
      );
      const inner: unknown = Reflect.get(shown, key);
      const value = here?.[key] ?? inner;
      if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
      const known = parts.get(key) ?? live((inner ?? value) as object, [...path, key]);
      parts.set(key, known);
      return known;
    },
  });
}

/** The catalogue in the language of the person. Read it while drawing, never into a constant of a module. */
export const t: Catalogue = live(vi, []) as unknown as Catalogue;

export const currentLanguage = (): Language => language;

/** Speak a language from now on; the choice is kept for the person, and for the sign-in page of this machine. */
export async function speak(wanted: Language, person?: string): Promise<void> {
  spoken = wanted === "en" ? (await import("./en/all")).all : vi;
  language = wanted;
  document.documentElement.lang = wanted;
  localStorage.setItem(KEPT, wanted);
  if (person) localStorage.setItem(`${KEPT}.${person}`, wanted);
  window.dispatchEvent(new Event("hoso:language"));
}

/** The language that a person chose, or that this machine spoke last. */
export function keptLanguage(person?: string): Language {
  const kept = (person && localStorage.getItem(`${KEPT}.${person}`)) || localStorage.getItem(KEPT);
  return kept === "en" ? "en" : "vi";
}
