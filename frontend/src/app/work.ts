import { useQuery } from "@tanstack/react-query";
import { get } from "@/shared/api/client";
import type { Row } from "@/shared/api/types";

export type Basket = Row<"/baskets">;

/** Baskets that look at the same work from another side: they are not counted twice in the rail. */
const SAME_WORK = new Set(["due_today", "overdue", "due_soon", "overdue_mine", "issue_late", "due_today_mine", "due_soon_all", "following"]);

/** What burns, the worst first: over, due today, late to be issued. */
const BURNS = ["overdue_mine", "due_today_mine", "overdue", "due_today", "issue_late", "late_agencies"];

/** The baskets as the home page shows them: what burns, what waits in the order of the desks, what is empty. */
export function sorted(baskets: Basket[]): { burning: Basket[]; waiting: Basket[]; empty: Basket[] } {
  const full = baskets.filter((b) => b.count > 0);
  return {
    burning: BURNS.flatMap((code) => full.filter((b) => b.code === code)),
    waiting: full.filter((b) => !BURNS.includes(b.code)),
    empty: baskets.filter((b) => b.count === 0),
  };
}

export function useBaskets() {
  return useQuery({ queryKey: ["/baskets"], queryFn: () => get("/baskets"), refetchInterval: 60_000 });
}

export function linkOf(basket: Pick<Basket, "link">): { to: string; search: Record<string, string> } {
  const [to = "/", query = ""] = basket.link.split("?");
  return { to, search: Object.fromEntries(new URLSearchParams(query)) };
}

/** How much waits behind each screen. */
export function countsByPlace(baskets: Basket[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const b of baskets) if (!SAME_WORK.has(b.code)) counts[linkOf(b).to] = (counts[linkOf(b).to] ?? 0) + b.count;
  return counts;
}

const LISTS = {
  "/van-ban-den": "/incoming-documents", "/van-ban-di": "/outgoing-documents", "/ho-so": "/dossiers", "/nop-luu": "/agency-archive/submissions",
  "/kho-luu-tru": "/agency-archive/holdings", "/nop-lich-su": "/historical-archive/transfers",
} as const;

/** What a person does first: the own work that is over, then due, then the desks in their order; what only looks at others' work last. */
const FIRST = ["overdue_mine", "due_today_mine", "due_soon"];
const LAST = ["following", "overdue", "due_today", "due_soon_all"];
const rank = (b: Basket) => (FIRST.includes(b.code) ? FIRST.indexOf(b.code) : LAST.includes(b.code) ? 9 : 5);

/** Where the next piece of work is: the first record of the first basket that holds any; its list where a record has no page. */
export async function nextWork(baskets: Basket[]): Promise<string | null> {
  for (const basket of baskets.filter((b) => b.count > 0).sort((a, b) => rank(a) - rank(b))) {
    const { to, search } = linkOf(basket);
    const list = LISTS[to as keyof typeof LISTS];
    if (!list) return basket.link;
    const found = (await get(list, { ...search, ...(list === "/incoming-documents" && search.state !== "waiting" && { order: "term" as const }), limit: 1 })) as { items: { id: string }[] };
    if (found.items[0]) return `${to}/${found.items[0].id}`;
  }
  return null;
}
