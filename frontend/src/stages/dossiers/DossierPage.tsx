import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Button, DatePicker, Form, Input, InputNumber } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { blobOf, get, post, upload } from "@/shared/api/client";
import type { Dossier } from "@/shared/api/types";
import { numberAndSymbol, onDay, today } from "@/shared/lib/format";
import { Act, ReasonField } from "@/shared/ui/Act";
import { Card, Empty, Failure, Loading, Page } from "@/shared/ui/Page";
import { StateTag } from "@/shared/ui/StateTag";
import { Trail } from "@/shared/ui/Trail";

function Acts({ dossier: d }: { dossier: Dossier }) {
  const go = useNavigate();
  const required = [{ required: true, message: "Không được để trống." }];
  return (
    <div className="acts">
      <Act<{ title: string; made_on?: Dayjs }> record={d} operation="addPaper" label="Thêm tài liệu" 
        run={async (v) => {
          const chosen = (document.getElementById("paper-file") as HTMLInputElement | null)?.files?.[0];
          const stored = chosen && (await upload(chosen));
          return post(`/dossiers/${d.id}/papers`, { title: v.title, made_on: v.made_on?.format("YYYY-MM-DD"), files: stored ? [{ sha256: stored.sha256, name: stored.name, role: "main" as const }] : [], page_count: 0 }, d.version);
        }}
        fields={<>
          <Form.Item name="title" label="Tên tài liệu (ảnh, biên bản, hóa đơn…)" rules={required}><Input maxLength={500} /></Form.Item>
          <Form.Item name="made_on" label="Ngày lập"><DatePicker format="DD/MM/YYYY" /></Form.Item>
          <Form.Item label="Tệp" htmlFor="paper-file"><input id="paper-file" type="file" /></Form.Item>
        </>} />
      <Act<{ ended_on: Dayjs; sheet_count?: number }> record={d} operation="closeDossier" label="Kết thúc hồ sơ" primary initial={{ ended_on: dayjs(today()) }} run={(v) => post(`/dossiers/${d.id}/closure`, { ended_on: v.ended_on.format("YYYY-MM-DD"), sheet_count: v.sheet_count }, d.version)}
        fields={<><Form.Item name="ended_on" label="Ngày kết thúc công việc" rules={required}><DatePicker format="DD/MM/YYYY" /></Form.Item><Form.Item name="sheet_count" label="Số tờ (tài liệu giấy)"><InputNumber min={0} max={999999} /></Form.Item></>} />
      <Act record={d} operation="submitToAgencyArchive" label="Nộp lưu" primary run={async () => { const s = await post("/agency-archive/submissions", { dossier_ids: [d.id] }); void go({ to: "/nop-luu/$id", params: { id: s.id } }); }} preview={`Hồ sơ ${d.code} cùng ${d.doc_total} văn bản, tài liệu được chuyển cho lưu trữ cơ quan và không sửa được nữa.`} />
      <Act<{ reason: string }> record={d} operation="reopenDossier" label="Mở lại" run={(v) => post(`/dossiers/${d.id}/reopening`, v, d.version)} fields={<ReasonField />} />
    </div>
  );
}

export default function DossierPage() {
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const found = useQuery({ queryKey: ["/dossiers", id], queryFn: () => get(`/dossiers/${id}`) });
  const save = useMutation({
    mutationFn: async (form: string) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await blobOf(`/dossiers/${id}/export?format=${form}`));
      link.download = `ho-so.${form}`;
      link.click();
    },
  });
  if (found.isPending) return <Loading />;
  if (found.isError) return <Page title="Hồ sơ"><Failure error={found.error} retry={() => void found.refetch()} /></Page>;
  const d = found.data;
  return (
    <Page title={d.title} above={`Hồ sơ ${d.code} · ${d.retention_label} · ${d.creator}`} side={<><Button onClick={() => save.mutate("pdf")}>Mục lục (PDF)</Button><Button onClick={() => save.mutate("zip")}>Toàn bộ (ZIP)</Button></>}>
      {save.isError && <Failure error={save.error} />}
      <Card title={<StateTag state={d.state} />} side={d.submission_due_on && <span className="muted">Hạn nộp lưu sớm nhất: {onDay(d.submission_due_on)} ({d.submission_terms[0]?.basis})</span>}><Acts dossier={d} /></Card>
      <Card flush title={`${d.doc_total} văn bản, tài liệu · ${d.page_total} trang`}>
        {d.documents.length === 0 && <Empty>Chưa có gì. Mở một văn bản rồi chọn “Đưa vào hồ sơ”, hoặc thêm tài liệu ở trên.</Empty>}
        {d.documents.length > 0 && (
          <div className="scroll-x"><table className="rows">
            <thead><tr><th scope="col">STT</th><th scope="col">Số, ký hiệu</th><th scope="col">Tên loại và trích yếu</th><th scope="col">Tác giả</th><th scope="col">Ngày</th></tr></thead>
            <tbody>{d.documents.map((x) => (
              <tr key={x.id}>
                <td>{x.ordinal}</td><td>{x.kind === "paper" ? "—" : numberAndSymbol(x)}</td>
                <td>{x.kind === "paper" ? x.abstract : <Link to={x.kind === "outgoing" ? "/van-ban-di/$id" : "/van-ban-den/$id"} params={{ id: x.id }}>{x.type_name}: {x.abstract}</Link>}</td>
                <td>{x.issuer_name}</td><td>{onDay(x.issued_on)}</td>
              </tr>
            ))}</tbody>
          </table></div>
        )}
      </Card>
      <Trail subject={d.id} />
    </Page>
  );
}
