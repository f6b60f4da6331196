import { useQuery } from "@tanstack/react-query";
import { createContext, useContext, type ReactNode } from "react";
import { get } from "@/shared/api/client";
import type { Me } from "@/shared/api/types";

const Session = createContext<Me | null>(null);

/** Gives the signed-in person to the pages below; shows nothing until it is known. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const me = useQuery({ queryKey: ["me"], queryFn: () => get("/me"), staleTime: 300_000, retry: false });
  if (!me.data) return null;
  return <Session.Provider value={me.data}>{children}</Session.Provider>;
}

export function useMe(): Me {
  const me = useContext(Session);
  if (!me) throw new Error("used outside of a session");
  return me;
}

export function useMay(permission: string): boolean {
  return useMe().permissions.includes(permission);
}
