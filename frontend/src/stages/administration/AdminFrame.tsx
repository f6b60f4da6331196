import { Link, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef, type ReactNode } from "react";
import { useMe } from "@/shared/lib/session";
import { Page } from "@/shared/ui/Page";
import { words } from "./words";
import "@/shared/ui/lists.css";

const TABS = [
  { to: "/quan-tri", name: "people" }, { to: "/quan-tri/don-vi", name: "units" }, { to: "/quan-tri/so", name: "series" }, { to: "/quan-tri/tham-quyen",
    name: "authorities" },
  { to: "/quan-tri/phan-phoi", name: "distributors" }, { to: "/quan-tri/lich", name: "calendar" }, { to: "/quan-tri/han", name: "terms" }, { to: "/quan-tri/co-quan", name: "agency" },
] as const;

/** The frame of administration: its parts as tabs that are links, so that each has an address; the page bears the name of its part. */
export function AdminFrame({ side, children }: { side?: ReactNode; children: ReactNode }) {
  const me = useMe();
  const path = useRouterState({ select: (s) => s.location.pathname });
  const tabs = useRef<HTMLElement>(null);
  useEffect(() => {
    void tabs.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [path]);
  const here = TABS.find((tab) => tab.to === path);
  return (
    <Page title={here ? words.tabs[here.name] : words.title} above={words.above(me.agency.name)} side={side}>
      <nav ref={tabs} className="tabs" aria-label={words.tabsLabel}>
        {TABS.map((t) => <Link key={t.to} to={t.to} activeOptions={{ exact: true }}
          activeProps={{ className: "active", "aria-current": "page" }}>{words.tabs[t.name]}</Link>)}
      </nav>
      {children}
    </Page>
  );
}
