/** Vietnamese without marks, in small letters: what is typed “ho so” finds “Hồ sơ”. */
export function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase().trim();
}

/** Whether every word typed begins a word of the name. */
export function foundIn(name: string, typed: string): boolean {
  const words = fold(name).split(/[\s/·,-]+/);
  return fold(typed).split(/\s+/).every((w) => words.some((word) => word.startsWith(w)));
}
