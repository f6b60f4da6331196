/** Dates and numbers as an office writes them, in Hà Nội's calendar; the same in every language of the page. */
import { currentLanguage, t } from "@/shared/i18n";

const HANOI = "Asia/Ho_Chi_Minh";
const day = new Intl.DateTimeFormat("vi-VN", { day: "2-digit", month: "2-digit", year: "numeric", timeZone: HANOI });
const clock = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: HANOI });
const grouped = new Intl.NumberFormat("vi-VN");
const instant = (value: string) => new Date(value.length === 10 ? `${value}T05:00:00Z` : value);

export function onDay(value: string | null | undefined): string {
  return value ? day.format(instant(value)) : t.shared.none;
}

/** 22/11: where the year is plain from the place. */
export function onShortDay(value: string | null | undefined): string {
  return value ? day.format(instant(value)).slice(0, 5) : t.shared.none;
}

/** 22/11 08:12, with the year when it is not this one. */
export function atMoment(value: string | null | undefined, now = today()): string {
  if (!value) return t.shared.none;
  const on = day.format(instant(value));
  return `${on.endsWith(now.slice(0, 4)) ? on.slice(0, 5) : on} ${clock.format(instant(value))}`;
}

/** Chủ nhật, 22 tháng 11, 2026: for the head of a page. */
export function inWords(value = new Date()): string {
  return new Intl.DateTimeFormat(currentLanguage() === "en" ? "en-GB" : "vi-VN", { dateStyle: "full", timeZone: HANOI }).format(value);
}

export function hourNow(now = new Date()): number {
  return Number(new Intl.DateTimeFormat("en-GB", { hour: "2-digit", hourCycle: "h23", timeZone: HANOI }).format(now));
}

export function today(now = new Date()): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: HANOI }).format(now);
}

const DAY = 86_400_000;

export function daysLate(due: string | null | undefined, now = today()): number {
  return due ? Math.max(0, Math.round((Date.parse(now) - Date.parse(due.slice(0, 10))) / DAY)) : 0;
}

/** Days until a day; 0 is today, negative is past. */
export function daysUntil(due: string, now = today()): number {
  return Math.round((Date.parse(due.slice(0, 10)) - Date.parse(now)) / DAY);
}

export function numberAndSymbol(row: { number: string; symbol: string }): string {
  return [row.number, row.symbol].filter(Boolean).join("/") || t.shared.noNumber;
}

/** A figure of statistics: 12.345. */
export const figure = (n: number): string => grouped.format(n);

/** A number of a register: never a thousands mark. */
export const registerNumber = (n: number | string | null | undefined): string => (n === null || n === undefined || n === "" ? t.shared.none : String(n));

export function size(bytes: number): string {
  const { kb, mb } = t.shared.unit;
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} ${kb}` : `${(bytes / 1024 / 1024).toFixed(1).replace(".", ",")} ${mb}`;
}
