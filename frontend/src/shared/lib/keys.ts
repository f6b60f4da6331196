import { useEffect, useSyncExternalStore } from "react";

/** Shortcuts as the help of a screen lists them: [keys, what they do]. */
export type Key = [keys: string, does: string];

let shown: Record<string, Key[]> = {};
const listeners = new Set<() => void>();
const tell = (next: Record<string, Key[]>) => {
  shown = next;
  listeners.forEach((l) => l());
};

/** Lists shortcuts of a part of the screen while that part is there; the help (`?`) shows them. */
export function useKeys(part: string, keys: Key[]): void {
  const same = JSON.stringify(keys);
  useEffect(() => {
    tell({ ...shown, [part]: JSON.parse(same) as Key[] });
    return () => {
      const { [part]: _, ...rest } = shown;
      tell(rest);
    };
  }, [part, same]);
}

export function useShownKeys(): Key[] {
  const all = useSyncExternalStore((l) => (listeners.add(l), () => listeners.delete(l)), () => shown);
  return Object.values(all).flat();
}

/** Whether a person is typing: letters are then no shortcuts. */
export function isTyping(event: KeyboardEvent): boolean {
  const at = event.target;
  return at instanceof HTMLElement && (at.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(at.tagName));
}

/** A shortcut of the screen: `n`, `/`, `ctrl+k`. It is listed in the help and does nothing while somebody types or a dialog is open. */
export function useShortcut(key: string, does: string, run: () => void, enabled = true): void {
  useKeys(`key:${key}`, enabled ? [[key.replace(/(^|\+)./g, (c) => c.toUpperCase()), does]] : []);
  useEffect(() => {
    if (!enabled) return;
    const pressed = (event: KeyboardEvent) => {
      const wanted = key.split("+").at(-1);
      const withCtrl = key.startsWith("ctrl+");
      if (event.key.toLowerCase() !== wanted || (event.ctrlKey || event.metaKey) !== withCtrl || event.altKey) return;
      if (!withCtrl && (isTyping(event) || document.querySelector(".ant-modal-wrap:not([style*='display: none'])"))) return;
      event.preventDefault();
      run();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  });
}
