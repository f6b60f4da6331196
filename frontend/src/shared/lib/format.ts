/** Dates as an office writes them, in Hà Nội's calendar. */
const day = new Intl.DateTimeFormat("vi-VN", { day: "2-digit", month: "2-digit", year: "numeric", timeZone: "Asia/Ho_Chi_Minh" });
const moment = new Intl.DateTimeFormat("vi-VN", { day: "2-digit", month: "2-digit", hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });

export function onDay(value: string | null | undefined): string {
  if (!value) return "—";
  return day.format(new Date(value.length === 10 ? `${value}T05:00:00Z` : value));
}

export function atMoment(value: string | null | undefined): string {
  return value ? moment.format(new Date(value)) : "—";
}

export function today(): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date());
}

export function daysLate(due: string | null, now = today()): number {
  if (!due) return 0;
  return Math.max(0, Math.round((Date.parse(now) - Date.parse(due)) / 86_400_000));
}

export function numberAndSymbol(row: { number: string; symbol: string }): string {
  return [row.number, row.symbol].filter(Boolean).join("/") || "Chưa có số";
}

export function size(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
