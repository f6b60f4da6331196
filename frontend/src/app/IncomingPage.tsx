import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { get } from "@/shared/api/client";
import type { Incoming } from "@/shared/api/types";
import { vi } from "@/shared/i18n/vi";
import { atMoment, numberAndSymbol, onDay } from "@/shared/lib/format";
import { useMay } from "@/shared/lib/session";
import { Card, Empty, Failure, Loading, Page } from "@/shared/ui/Page";
import { PdfPane } from "@/shared/ui/PdfPane";
import { StateTag, UrgencyTag } from "@/shared/ui/StateTag";
import { Trail } from "@/shared/ui/Trail";
import { IncomingActs } from "@/stages/correspondence/IncomingActs";
import { DossierCard } from "@/stages/dossiers/DossierCard";

const ORDER = ["waiting", "registered", "presented", "handling", "completed"];

function Steps({ document: d }: { document: Incoming }) {
  const at = ORDER.indexOf(d.state);
  const steps: [string, string][] = [["Vào sổ", onDay(d.arrived_on)], ["Trình", atMoment(d.presented_at)], ["Giao", ""], ["Xử lý", d.due_on ? `hạn ${onDay(d.due_on)}` : ""], ["Kết thúc", atMoment(d.completed_at)]];
  const current = [0, 1, 2, 3, 5][at] ?? 5;
  return (
    <ol className="steps">
      {steps.map(([name, note], i) => <li key={name} className={i < current ? "past" : i === current ? "now" : ""} aria-current={i === current ? "step" : undefined}>{name}<small>{note === "—" ? "" : note}</small></li>)}
    </ol>
  );
}

export default function IncomingPage() {
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const mayDraft = useMay("draftOutgoing");
  const found = useQuery({ queryKey: ["/incoming-documents", id], queryFn: () => get(`/incoming-documents/${id}`) });
  if (found.isPending) return <Loading />;
  if (found.isError) return <Page title="Văn bản đến"><Failure error={found.error} retry={() => void found.refetch()} /></Page>;
  const d = found.data;
  const file = d.files[0];
  return (
    <div className={file ? "split" : undefined}>
      <Page title={d.abstract} above={<>{d.arrival_number ? `Số đến ${d.arrival_number}/${d.arrival_year ?? ""} · ` : ""}{d.type_name} {numberAndSymbol(d)} · {d.issuer_name} · {onDay(d.issued_on)}</>}>
        <Steps document={d} />
        <Card title={<><StateTag state={d.state} /> <UrgencyTag urgency={d.urgency} /></>} side={mayDraft && d.state === "handling" && <Link to="/van-ban-di/soan" search={{ in_reply_to: d.id }}><Button>Soạn văn bản trả lời</Button></Link>}>
          <IncomingActs document={d} />
        </Card>
        {d.handlings.length > 0 && (
          <Card title="Phân công giải quyết">
            <ul className="timeline">{d.handlings.map((h) => <li key={h.id}><strong>{vi.part[h.part]}: {h.name}</strong> <StateTag state={h.state} />{h.due_on && <> · hạn {onDay(h.due_on)}</>}{h.instruction && <div className="muted">{h.instruction}</div>}</li>)}</ul>
          </Card>
        )}
        <Card title="Ý kiến và diễn biến">
          {d.opinions.length === 0 && <Empty>Chưa có ý kiến. Bút phê, phân công và tiến độ sẽ hiện ở đây.</Empty>}
          <ol className="timeline">{d.opinions.map((o) => <li key={o.id}><strong>{o.full_name}</strong>, {o.position}: {o.text}<div className="muted">{atMoment(o.at)} · {vi.opinion[o.kind]}</div></li>)}</ol>
        </Card>
        {d.links.length > 0 && <Card title="Văn bản liên quan"><ul className="timeline">{d.links.map((l) => <li key={l.id}><Link to={l.kind === "outgoing" ? "/van-ban-di/$id" : "/van-ban-den/$id"} params={{ id: l.id }}>{numberAndSymbol(l)} {l.abstract}</Link></li>)}</ul></Card>}
        <DossierCard documentId={d.id} />
        <Trail subject={d.id} />
      </Page>
      {file && <PdfPane file={file} />}
    </div>
  );
}
