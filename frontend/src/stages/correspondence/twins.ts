import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { get } from "@/shared/api/client";
import type { IncomingRow } from "./IncomingTable";

const folded = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/\s+/g, " ").trim();

/** A value that has stood still for a moment. */
export function useSettled<T>(value: T, wait = 350): T {
  const [settled, setSettled] = useState(value);
  const same = JSON.stringify(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(JSON.parse(same) as T), wait);
    return () => window.clearTimeout(timer);
  }, [same, wait]);
  return settled;
}

/** Registered documents with the same number, symbol and issuer, found while somebody types; the server asks again on saving. */
export function useTwins(typed: { number: string; symbol: string; issuer: string }, except?: string): IncomingRow[] {
  const { number, symbol, issuer } = useSettled(typed);
  const wanted = `${number}/${symbol}`;
  const found = useQuery({
    queryKey: ["/incoming-documents", "twins", wanted],
    queryFn: () => get("/incoming-documents", { q: wanted, limit: 20 }),
    enabled: Boolean(number && symbol),
    staleTime: 0,
  });
  if (!number || !symbol) return [];
  const alike = (r: IncomingRow) =>
    r.id !== except && folded(r.number) === folded(number) && folded(r.symbol) === folded(symbol) && !["returned", "recalled"].includes(r.state);
  return (found.data?.items ?? []).filter((r) => alike(r) && (!issuer || folded(r.issuer_name) === folded(issuer)));
}
