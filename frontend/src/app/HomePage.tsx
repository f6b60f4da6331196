import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { get } from "@/api/client";
import type { Page as Rows, Notice } from "@/api/types";
import { atMoment } from "@/shared/lib/format";
import { useMe } from "@/shared/lib/session";
import { Card, Empty, Page } from "@/shared/ui/Page";
import { IncomingTable } from "@/stages/correspondence/IncomingTable";

interface Basket {
  label: string;
  path: string;
  query: Record<string, string>;
  to: string;
  needs: string;
  roles: string[];
}

const LEADERS = ["lanhdao", "pholanhdao"];
const HANDLERS = ["truongphong", "phophong", "chuyenvien"];
const BASKETS: Basket[] = [
  { label: "Chờ vào sổ", path: "/incoming-documents", query: { state: "waiting" }, to: "/van-ban-den", needs: "registerIncoming", roles: ["vanthu"] },
  { label: "Chờ trình", path: "/incoming-documents", query: { state: "registered" }, to: "/van-ban-den", needs: "presentIncoming", roles: ["vanthu"] },
  { label: "Chờ kiểm tra thể thức", path: "/outgoing-documents", query: { state: "content_checked" }, to: "/van-ban-di", needs: "reviewOutgoing", roles: ["vanthu"] },
  { label: "Chờ phát hành", path: "/outgoing-documents", query: { state: "signed" }, to: "/van-ban-di", needs: "issueOutgoing", roles: ["vanthu"] },
  { label: "Chờ cho ý kiến", path: "/incoming-documents", query: { desk: "presented" }, to: "/van-ban-den", needs: "directIncoming", roles: LEADERS },
  { label: "Chờ phê duyệt", path: "/outgoing-documents", query: { state: "form_checked" }, to: "/van-ban-di", needs: "signOutgoing", roles: LEADERS },
  { label: "Chờ ký", path: "/outgoing-documents", query: { state: "approved" }, to: "/van-ban-di", needs: "signOutgoing", roles: LEADERS },
  { label: "Được giao", path: "/incoming-documents", query: { desk: "mine" }, to: "/van-ban-den", needs: "completeIncoming", roles: HANDLERS },
  { label: "Dự thảo", path: "/outgoing-documents", query: { state: "draft" }, to: "/van-ban-di", needs: "draftOutgoing", roles: HANDLERS },
  { label: "Hồ sơ đang mở", path: "/dossiers", query: { state: "open" }, to: "/ho-so", needs: "openDossier", roles: HANDLERS },
  { label: "Chờ tiếp nhận", path: "/agency-archive/submissions", query: { state: "submitted" }, to: "/nop-luu", needs: "decideSubmission", roles: ["luutru"] },
  { label: "Trong kho", path: "/agency-archive/holdings", query: {}, to: "/kho-luu-tru", needs: "listHoldings", roles: ["luutru"] },
];

function BasketCard({ basket }: { basket: Basket }) {
  const list = useQuery({ queryKey: ["basket", basket.path, basket.query], queryFn: () => get<Rows<{ id: string }>>(basket.path, { ...basket.query, limit: 100 }) });
  const count = list.data ? `${list.data.items.length}${list.data.next_cursor ? "+" : ""}` : "…";
  return (
    <Link to={basket.to} search={basket.query} className={`basket${list.data?.items.length ? " basket-hot" : ""}`}>
      <span className="muted">{basket.label}</span>
      <b>{list.isError ? "—" : count}</b>
    </Link>
  );
}

export default function HomePage() {
  const me = useMe();
  const mine = BASKETS.filter((b) => me.permissions.includes(b.needs) && b.roles.some((r) => me.roles.includes(r)));
  const notices = useQuery({ queryKey: ["/notices"], queryFn: () => get<Rows<Notice>>("/notices", { limit: 6 }) });
  const today = new Intl.DateTimeFormat("vi-VN", { dateStyle: "full", timeZone: "Asia/Ho_Chi_Minh" }).format(new Date());
  return (
    <Page title={`Chào ${me.full_name}`} above={today} side={me.permissions.includes("registerIncoming") && <Link to="/van-ban-den/vao-so"><Button type="primary">Vào sổ văn bản đến</Button></Link>}>
      <div className="baskets">{mine.map((b) => <BasketCard key={b.label} basket={b} />)}</div>
      {me.permissions.includes("listIncoming") && (
        <Card title="Văn bản đến mới nhất" flush><IncomingTable query={{ limit: 8 }} /></Card>
      )}
      <Card title="Thông báo">
        {notices.data?.items.length === 0 && <Empty>Chưa có thông báo nào. Việc được giao, được trả lại sẽ hiện ở đây.</Empty>}
        <ul className="timeline">{notices.data?.items.map((n) => <li key={n.id}><Link to={n.link}>{n.text}</Link><div className="muted">{atMoment(n.at)}</div></li>)}</ul>
      </Card>
    </Page>
  );
}
