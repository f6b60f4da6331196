import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { get } from "@/shared/api/client";
import { atMoment } from "@/shared/lib/format";
import { useMe } from "@/shared/lib/session";
import { Card, Empty, Failure, Page } from "@/shared/ui/Page";
import { IncomingTable } from "@/stages/correspondence/IncomingTable";

interface Basket {
  id: string;
  code: string;
  label: string;
  count: number;
  hint: string;
  link: string;
}

function BasketCard({ basket }: { basket: Basket }) {
  const [to = "/", query = ""] = basket.link.split("?");
  return (
    <Link to={to} search={Object.fromEntries(new URLSearchParams(query))} className={`basket${basket.count ? " basket-hot" : ""}`}>
      <span className="muted">{basket.label}</span>
      <b>{basket.count}</b>
      <span className="muted">{basket.hint}</span>
    </Link>
  );
}

export default function HomePage() {
  const me = useMe();
  const mine = useQuery({ queryKey: ["/baskets"], queryFn: () => get("/baskets"), refetchInterval: 60_000 });
  const notices = useQuery({ queryKey: ["/notices"], queryFn: () => get("/notices", { limit: 6 }) });
  const today = new Intl.DateTimeFormat("vi-VN", { dateStyle: "full", timeZone: "Asia/Ho_Chi_Minh" }).format(new Date());
  return (
    <Page title={`Chào ${me.full_name}`} above={today} side={me.permissions.includes("registerIncoming") && <Link to="/van-ban-den/vao-so"><Button type="primary">Vào sổ văn bản đến</Button></Link>}>
      {mine.isError && <Failure error={mine.error} />}
      <div className="baskets">{mine.data?.items.map((b) => <BasketCard key={b.code} basket={b} />)}</div>
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
