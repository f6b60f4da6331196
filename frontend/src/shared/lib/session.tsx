import { useQuery } from "@tanstack/react-query";
import { createContext, useContext, useEffect, type ReactNode } from "react";
import { get, Refused } from "@/shared/api/client";
import type { Me } from "@/shared/api/types";
import { currentLanguage, keptLanguage, speak } from "@/shared/i18n";
import { Failure } from "@/shared/ui/Page";

const Session = createContext<Me | null>(null);

/** Gives the signed-in person to the pages below, in their language. A session that ended before the page was drawn goes back to the sign-in. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const me = useQuery({ queryKey: ["me"], queryFn: () => get("/me"), staleTime: 300_000, retry: false });
  const id = me.data?.id;
  const over = !me.data && me.error instanceof Refused && me.error.problem.status === 401;
  useEffect(() => {
    if (over) window.dispatchEvent(new Event("hoso:signed-out"));
  }, [over]);
  useEffect(() => {
    if (id && keptLanguage(id) !== currentLanguage()) void speak(keptLanguage(id), id);
  }, [id]);
  if (!me.data)
    return me.isError && !over ? (
      <main className="signin">
        <Failure error={me.error} retry={() => void me.refetch()} />
      </main>
    ) : (
      <main className="start" aria-busy="true" />
    );
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
