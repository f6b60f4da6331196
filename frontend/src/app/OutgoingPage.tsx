import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Form, Input } from "antd";
import { get, post } from "@/shared/api/client";
import type { Outgoing } from "@/shared/api/types";
import { vi } from "@/shared/i18n/vi";
import { atMoment, numberAndSymbol, onDay } from "@/shared/lib/format";
import { Act, ReasonField } from "@/shared/ui/Act";
import { Card, Failure, Loading, Page } from "@/shared/ui/Page";
import { PdfPane } from "@/shared/ui/PdfPane";
import { StateTag, UrgencyTag } from "@/shared/ui/StateTag";
import { Trail } from "@/shared/ui/Trail";
import { DossierCard } from "@/stages/dossiers/DossierCard";

const ORDER = ["draft", "content_checked", "form_checked", "approved", "signed", "sealed", "issued"];
const NAMES = ["Nội dung", "Thể thức", "Phê duyệt", "Ký, cấp số", "Ký số cơ quan", "Phát hành"];
const ASPECT: Record<string, string> = { draft: "content", content_checked: "form", form_checked: "approval" };

function Acts({ document: d }: { document: Outgoing }) {
  const to = (act: string) => `/outgoing-documents/${d.id}/${act}`;
  const aspect = ASPECT[d.state] ?? "content";
  const note = <Form.Item name="note" label="Ý kiến"><Input.TextArea rows={2} maxLength={2000} /></Form.Item>;
  return (
    <div className="acts">
      <Act record={d} operation="reviewOutgoing" label={`Duyệt ${(vi.aspect[aspect] ?? "").toLowerCase()}`} primary run={(v) => post(to("reviews"), { aspect, verdict: "approve", ...v }, d.version)} fields={note} />
      <Act record={d} operation="reviewOutgoing" label="Trả lại dự thảo" danger run={(v) => post(to("reviews"), { aspect, verdict: "return", ...v }, d.version)} fields={<ReasonField name="note" />} />
      <Act record={d} operation="signOutgoing" label="Ký" primary run={() => post(to("signature"), {}, d.version)} preview="Văn bản điện tử được cấp số, ngày hôm nay, ghi vào chỗ trống rồi ký số. Sau khi ký không sửa được nội dung." />
      <Act record={d} operation="numberOutgoing" label="Cấp số" run={() => post(to("number"), {}, d.version)} />
      <Act record={d} operation="issueOutgoing" label="Phát hành" primary run={() => post(to("issue"), {}, d.version)} preview={`Gửi đến ${d.recipients.length} nơi nhận: ${d.recipients.map((r) => r.name).join("; ")}. Việc còn thiếu (số, ký số cơ quan) được làm luôn.`} />
      <Act record={d} operation="sealOutgoing" label="Ký số cơ quan" run={() => post(to("seal"), {}, d.version)} />
      <Act record={d} operation="recallOutgoing" label="Thu hồi" danger run={(v) => post(to("recall"), v, d.version)} preview="Văn bản bị khóa ở cơ quan; các nơi nhận được yêu cầu hủy bản đã nhận." fields={<ReasonField />} />
    </div>
  );
}

export default function OutgoingPage() {
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const found = useQuery({ queryKey: ["/outgoing-documents", id], queryFn: () => get(`/outgoing-documents/${id}`) });
  if (found.isPending) return <Loading />;
  if (found.isError) return <Page title="Văn bản đi"><Failure error={found.error} retry={() => void found.refetch()} /></Page>;
  const d = found.data;
  const at = ORDER.indexOf(d.state);
  const file = d.files.filter((f) => f.role === "signed").at(-1) ?? d.files.find((f) => f.role === "main");
  return (
    <div className={file ? "split" : undefined}>
      <Page title={d.abstract} above={<>{d.type_name} {numberAndSymbol(d)}{d.issued_on ? ` · ${onDay(d.issued_on)}` : ""}{d.signer ? ` · ${d.signer.full_name}` : ""}</>}>
        <ol className="steps">{NAMES.map((name, i) => <li key={name} className={i < at ? "past" : i === at ? "now" : ""} aria-current={i === at ? "step" : undefined}>{name}</li>)}</ol>
        <Card title={<><StateTag state={d.state} /> <UrgencyTag urgency={d.urgency} /></>}><Acts document={d} /></Card>
        <Card title="Nơi nhận"><ul className="timeline">{d.recipients.map((r) => <li key={r.id}>{r.name} <StateTag state={r.state} />{r.state_note && <div className="muted">{r.state_note}</div>}</li>)}</ul></Card>
        {d.reviews.length > 0 && <Card title="Kiểm tra và phê duyệt"><ol className="timeline">{d.reviews.map((r) => <li key={r.id}><strong>{vi.aspect[r.aspect]}</strong>: {r.verdict === "approve" ? "đồng ý" : "trả lại"} · {r.full_name}{r.note && <> — {r.note}</>}<div className="muted">{atMoment(r.at)}{r.voided_at && " · đã hết giá trị do dự thảo thay đổi"}</div></li>)}</ol></Card>}
        {d.links.length > 0 && <Card title="Văn bản liên quan"><ul className="timeline">{d.links.map((l) => <li key={l.id}><Link to={l.kind === "outgoing" ? "/van-ban-di/$id" : "/van-ban-den/$id"} params={{ id: l.id }}>{numberAndSymbol(l)} {l.abstract}</Link></li>)}</ul></Card>}
        <DossierCard documentId={d.id} />
        <Trail subject={d.id} />
      </Page>
      {file && <PdfPane file={file} />}
    </div>
  );
}
