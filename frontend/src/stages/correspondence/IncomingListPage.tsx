import { Link, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { useMay } from "@/shared/lib/session";
import { Filters } from "@/shared/ui/Filters";
import { Card, Page } from "@/shared/ui/Page";
import { IncomingTable } from "./IncomingTable";

export default function IncomingListPage() {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const may = useMay("registerIncoming");
  return (
    <Page title="Văn bản đến" side={may && <Link to="/van-ban-den/vao-so"><Button type="primary">Vào sổ văn bản đến</Button></Link>}>
      <Card flush title={search.desk ? "Việc của tôi" : "Tất cả"} side={<Filters states={["waiting", "registered", "presented", "handling", "completed", "returned", "recalled"]} />}>
        <IncomingTable query={{ q: search.q, state: search.state, desk: search.desk, due_before: search.due_before, due_from: search.due_from, limit: 50 }} />
      </Card>
    </Page>
  );
}
