import { currentLanguage, t } from "@/shared/i18n";
import { hourNow } from "@/shared/lib/format";
import type { Basket } from "./work";

/** The first work that waits, in the words of the office: “Chào Phạm Thu Hà, sáng nay có 6 văn bản chờ vào sổ”. */
export function greeting(name: string, baskets: Pick<Basket, "code" | "count" | "label">[], hour = hourNow()): string {
  const { home, work } = t.app;
  const when = hour < 12 ? home.morning : hour < 18 ? home.afternoon : home.evening;
  const first = baskets.find((b) => b.count > 0);
  if (!first) return baskets.length > 0 ? home.free(name, when) : home.hello(name);
  const say = work[first.code as keyof typeof work];
  return home.has(name, when, say ? say(first.count) : `${first.count} ${first.label.toLowerCase()}`);
}

/** What a basket is called; the server's words serve where the catalogue has none. */
export function basketName(basket: Pick<Basket, "code" | "label">): string {
  return currentLanguage() === "vi" ? basket.label : (t.app.basket[basket.code as keyof typeof t.app.basket] ?? basket.label);
}
