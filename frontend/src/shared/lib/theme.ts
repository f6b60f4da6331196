/** Light, dark, or as the device says: kept on this machine. */
export type Theme = "light" | "dark" | "system";

const KEPT = "hoso.theme";
const device = window.matchMedia("(prefers-color-scheme: dark)");

export function chosenTheme(): Theme {
  const kept = localStorage.getItem(KEPT);
  return kept === "light" || kept === "dark" ? kept : "system";
}

export const isDark = (): boolean => (chosenTheme() === "system" ? device.matches : chosenTheme() === "dark");

export function applyTheme(): void {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  window.dispatchEvent(new Event("hoso:theme"));
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(KEPT, theme);
  applyTheme();
}

device.addEventListener("change", applyTheme);
