import { Link, Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { Button, Dropdown } from "antd";
import { useEffect, useRef, useState } from "react";
import { signOut } from "@/shared/api/client";
import { vi } from "@/shared/i18n/vi";
import { useMe } from "@/shared/lib/session";

const IDLE = 15 * 60_000; // DL-SE-11

const groups: { title: string; links: { to: string; label: string; needs?: string }[] }[] = [
  { title: "Việc của tôi", links: [{ to: "/ban-lam-viec", label: "Bàn làm việc" }] },
  { title: "Văn bản", links: [{ to: "/van-ban-den", label: "Văn bản đến", needs: "listIncoming" }, { to: "/van-ban-di", label: "Văn bản đi", needs: "listOutgoing" }, { to: "/so-dang-ky", label: "Sổ đăng ký", needs: "printRegister" }] },
  { title: "Hồ sơ", links: [{ to: "/ho-so", label: "Hồ sơ công việc", needs: "listDossiers" }] },
  { title: "Lưu trữ", links: [{ to: "/nop-luu", label: "Nộp lưu", needs: "listSubmissions" }, { to: "/kho-luu-tru", label: "Kho lưu trữ hiện hành", needs: "listHoldings" }, { to: "/nop-lich-su", label: "Nộp lưu trữ lịch sử", needs: "listTransfers" }, { to: "/luu-tru-lich-su", label: "Lưu trữ lịch sử", needs: "listArchivalDossiers" }, { to: "/tim-kiem", label: "Tra cứu", needs: "search" }] },
  { title: "Toàn tỉnh", links: [{ to: "/don-vi-cham", label: "Đơn vị chậm", needs: "listAgencyStanding" }] },
  { title: "Quản trị", links: [{ to: "/quan-tri", label: "Quản trị cơ quan", needs: "listPeople" }] },
];

function initials(name: string): string {
  return name.split(" ").slice(-2).map((w) => w[0]).join("");
}

function leave(): void {
  void signOut().finally(() => window.dispatchEvent(new Event("hoso:signed-out")));
}

function useIdleLock(): void {
  const timer = useRef<number>(0);
  useEffect(() => {
    const again = () => {
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(leave, IDLE);
    };
    const events = ["pointerdown", "keydown", "scroll"] as const;
    events.forEach((e) => window.addEventListener(e, again, { passive: true, capture: true }));
    again();
    return () => {
      window.clearTimeout(timer.current);
      events.forEach((e) => window.removeEventListener(e, again, { capture: true }));
    };
  }, []);
}

function changeTheme(): void {
  const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  localStorage.setItem("hoso.theme", next);
  window.dispatchEvent(new Event("hoso:theme"));
}

/** Rail in the order of a document's life, search, agency and person; one scroll area for the page. */
export function Shell() {
  const me = useMe();
  const go = useNavigate();
  const [open, setOpen] = useState(false);
  const [q, setQ] = useState("");
  const search = useRef<HTMLInputElement>(null);
  const path = useRouterState({ select: (s) => s.location.pathname });
  useIdleLock();
  useEffect(() => setOpen(false), [path]);
  useEffect(() => {
    const slash = (event: KeyboardEvent) => {
      if (event.key === "/" && !(event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement)) {
        event.preventDefault();
        search.current?.focus();
      }
    };
    window.addEventListener("keydown", slash);
    return () => window.removeEventListener("keydown", slash);
  }, []);
  const items = [
    { key: "theme", label: "Đổi nền sáng, tối", onClick: changeTheme },
    { key: "out", label: "Đăng xuất", onClick: leave },
  ];
  return (
    <div className="shell">
      <header className="top">
        <Button className="menu" aria-label="Mở danh mục" aria-expanded={open} onClick={() => setOpen((o) => !o)}>☰</Button>
        <div className="top-left"><Link to="/ban-lam-viec" className="brand">Hồ Sơ</Link><span className="top-agency">{me.agency.name}</span></div>
        <form className="top-search" role="search" onSubmit={(e) => { e.preventDefault(); if (q.trim()) void go({ to: "/tim-kiem", search: { q } }); }}>
          <label htmlFor="find" className="unseen">Tìm kiếm</label>
          <input id="find" ref={search} value={q} onChange={(e) => setQ(e.target.value)} placeholder="Tìm số ký hiệu, trích yếu, hồ sơ… (gõ không dấu cũng được)" maxLength={400} />
        </form>
        <div className="top-right">
          {me.demo && <span className="demo">Bản trình diễn</span>}
          <div className="top-person"><strong>{me.full_name}</strong><div>{me.roles.map((r) => vi.role[r] ?? r).join(", ")}{me.unit ? ` · ${me.unit.name}` : ""}</div></div>
          <Dropdown menu={{ items }} trigger={["click"]}><button type="button" className="avatar" aria-label="Tài khoản của tôi">{initials(me.full_name)}</button></Dropdown>
        </div>
      </header>
      <nav className={`rail${open ? " open" : ""}`} aria-label="Danh mục">
        {groups.map((g) => {
          const links = g.links.filter((l) => !l.needs || me.permissions.includes(l.needs));
          return links.length > 0 && (
            <div key={g.title}>
              <h2>{g.title}</h2>
              {links.map((l) => <Link key={l.to} to={l.to} activeProps={{ className: "active", "aria-current": "page" }}>{l.label}</Link>)}
            </div>
          );
        })}
      </nav>
      <main className="content"><Outlet /></main>
    </div>
  );
}
