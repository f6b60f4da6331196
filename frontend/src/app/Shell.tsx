import { Link, Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { t } from "@/shared/i18n";
import { inWords } from "@/shared/lib/format";
import { useShortcut } from "@/shared/lib/keys";
import { useMay, useMe } from "@/shared/lib/session";
import { Account } from "./Account";
import { Bell } from "./Bell";
import { ForbiddenPage } from "./ForbiddenPage";
import { HelpIcon, MenuIcon } from "./icons";
import { KeysHelp } from "./KeysHelp";
import { Lock, useLock } from "./Lock";
import { isOpenTo } from "./places";
import { Rail } from "./Rail";

const Palette = lazy(() => import("./Palette"));

function useOnline(): boolean {
  return useSyncExternalStore(
    (tell) => {
      window.addEventListener("online", tell);
      window.addEventListener("offline", tell);
      return () => {
        window.removeEventListener("online", tell);
        window.removeEventListener("offline", tell);
      };
    },
    () => navigator.onLine,
  );
}

/** After going to another page, the reader of the screen stands at its heading, unless the page put the focus somewhere itself. */
function useFocusOnHeading(path: string): void {
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    const until = Date.now() + 3_000;
    let frame = 0;
    const look = () => {
      const heading = document.querySelector<HTMLElement>("#content h1");
      const lost = document.activeElement === document.body || !document.getElementById("content")?.contains(document.activeElement);
      const asked = document.querySelector(".ant-modal-wrap:not([style*='display: none'])");
      if (heading && lost && !asked) heading.focus({ preventScroll: true });
      else if (heading && !asked) return;
      if (Date.now() < until) frame = requestAnimationFrame(look);
    };
    frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [path]);
}

function Search() {
  const may = useMay("search");
  const go = useNavigate();
  const q = useRouterState({ select: (s) => (s.location.pathname === "/tim-kiem" ? String((s.location.search as { q?: string }).q ?? "") : "") });
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.value = q;
  }, [q]);
  useShortcut("/", t.app.keys.search, () => box.current?.select(), may);
  if (!may) return <span className="top-search" />;
  return (
    <form
      className="top-search"
      role="search"
      onSubmit={(e) => {
        e.preventDefault();
        const typed = box.current?.value.trim();
        if (typed) void go({ to: "/tim-kiem", search: { q: typed } });
      }}
    >
      <label htmlFor="find" className="unseen">
        {t.app.search.label}
      </label>
      <input id="find" ref={box} defaultValue={q} placeholder={t.app.search.placeholder} maxLength={400} autoComplete="off" />
      <kbd aria-hidden="true">/</kbd>
    </form>
  );
}

/** Rail in the order of a document's life, search, agency and person; one scroll area for the page. */
export function Shell() {
  const me = useMe();
  const go = useNavigate();
  const [open, setOpen] = useState(false);
  const [palette, setPalette] = useState(false);
  const [keys, setKeys] = useState(false);
  const [locked, unlock] = useLock();
  const online = useOnline();
  const path = useRouterState({ select: (s) => s.location.pathname });
  useFocusOnHeading(path);
  useEffect(() => setOpen(false), [path]);
  useShortcut("ctrl+k", t.app.keys.palette, () => setPalette(true));
  useShortcut("?", t.app.keys.help, () => setKeys(true));
  useShortcut("g", t.app.keys.home, () => void go({ to: "/ban-lam-viec", search: {} }));
  return (
    <div className="shell" onKeyDown={(e) => e.key === "Escape" && setOpen(false)}>
      <a
        className="skip"
        href="#content"
        onClick={(e) => {
          e.preventDefault();
          document.getElementById("content")?.focus();
        }}
      >
        {t.app.skip}
      </a>
      <header className="top">
        <button
          type="button"
          className="icon-button menu"
          aria-label={open ? t.app.nav.closeRail : t.app.nav.openRail}
          aria-expanded={open}
          onClick={() => setOpen((o) => !o)}
        >
          <MenuIcon />
        </button>
        <div className="top-left">
          <Link to="/ban-lam-viec" search={{}} className="brand">
            {t.shared.product}
          </Link>
          <span className="top-agency" title={me.agency.name}>
            {me.agency.name}
          </span>
        </div>
        <Search />
        <div className="top-right">
          {me.demo && <span className="demo">{t.app.demo}</span>}
          <button
            type="button"
            className="icon-button wide-only"
            aria-label={t.app.account.keys}
            title={`${t.app.account.keys} (?)`}
            onClick={() => setKeys(true)}
          >
            <HelpIcon />
          </button>
          <Bell />
          <div className="top-person">
            <strong>{me.full_name}</strong>
            <span>
              {me.roles.map((r) => t.role[r] ?? r).join(", ")}
              {me.unit ? ` · ${me.unit.name}` : ""}
            </span>
          </div>
          <Account showKeys={() => setKeys(true)} />
        </div>
      </header>
      <Rail open={open} />
      {open && <button type="button" className="scrim" aria-label={t.app.nav.closeRail} onClick={() => setOpen(false)} />}
      <main className="content" id="content" tabIndex={-1} data-scroll-restoration-id="content">
        {me.demo && (
          <span className="demo demo-strip" aria-hidden="true">
            {t.app.demo}
          </span>
        )}
        <div className="print-head" aria-hidden="true">
          <span>{me.agency.name}</span>
          <span>{inWords()}</span>
        </div>
        {!online && (
          <p className="offline" role="status">
            {t.app.offline}
          </p>
        )}
        {isOpenTo(me, path) ? <Outlet /> : <ForbiddenPage />}
      </main>
      {palette && (
        <Suspense>
          <Palette close={() => setPalette(false)} />
        </Suspense>
      )}
      {keys && <KeysHelp close={() => setKeys(false)} />}
      {locked && <Lock unlock={unlock} />}
    </div>
  );
}
