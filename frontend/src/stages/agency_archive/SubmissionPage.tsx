import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { blobOf, get, post } from "@/shared/api/client";
import type { Submission } from "@/shared/api/types";
import { onDay } from "@/shared/lib/format";
import { Card, Failure, Loading, Page } from "@/shared/ui/Page";
import { StateTag } from "@/shared/ui/StateTag";
import { Trail } from "@/shared/ui/Trail";

type Verdicts = Record<string, { verdict: "accept" | "return"; reason?: string; location_id?: string }>;

export default function SubmissionPage() {
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const client = useQueryClient();
  const [verdicts, setVerdicts] = useState<Verdicts>({});
  const found = useQuery({ queryKey: ["/agency-archive/submissions", id], queryFn: () => get(`/agency-archive/submissions/${id}`) });
  const open = useMutation({ mutationFn: async (what: string) => window.open(URL.createObjectURL(await blobOf(`/agency-archive/submissions/${id}/${what}`)), "_blank") });
  const decide = useMutation({
    mutationFn: (s: Submission) => post(`/agency-archive/submissions/${id}/decision`, { lines: s.lines.map((l) => ({ dossier_id: l.dossier_id, ...(verdicts[l.dossier_id] ?? { verdict: "accept" as const }) })) }, s.version),
    onSuccess: () => client.invalidateQueries(),
  });
  if (found.isPending) return <Loading />;
  if (found.isError) return <Page title="Nộp lưu"><Failure error={found.error} /></Page>;
  const s = found.data;
  const may = s.allowed_actions.includes("decideSubmission");
  const set = (key: string, more: object) => setVerdicts((v) => ({ ...v, [key]: { verdict: "accept", ...v[key], ...more } }));
  return (
    <Page title={`Đợt nộp lưu ${s.code}`} above={`Nộp ngày ${onDay(s.submitted_on)}`} side={<><Button onClick={() => open.mutate("inventory")}>Mục lục nộp lưu</Button><Button onClick={() => open.mutate("handover")}>Biên bản giao nhận</Button></>}>
      {open.isError && <Failure error={open.error} />}
      <Card flush title={<StateTag state={s.state} />} side={may && <Button type="primary" loading={decide.isPending} onClick={() => decide.mutate(s)}>Ghi quyết định</Button>}>
        <div className="scroll-x"><table className="rows">
          <thead><tr><th scope="col">Hồ sơ</th><th scope="col">Thời hạn</th><th scope="col">Văn bản</th><th scope="col">Quyết định</th></tr></thead>
          <tbody>{s.lines.map((l) => (
            <tr key={l.dossier_id}>
              <td><Link to="/ho-so/$id" params={{ id: l.dossier_id }}><strong>{l.code}</strong> {l.title}</Link></td><td>{l.retention_label}</td><td>{l.doc_total}</td>
              <td>{may ? (
                <div className="acts">
                  <Select aria-label="Quyết định" value={verdicts[l.dossier_id]?.verdict ?? "accept"} onChange={(verdict: "accept" | "return") => set(l.dossier_id, { verdict })} options={[{ value: "accept", label: "Tiếp nhận" }, { value: "return", label: "Trả lại" }]} />
                  {verdicts[l.dossier_id]?.verdict === "return" ? <Input aria-label="Lý do trả lại" placeholder="Lý do (từ 10 ký tự)" onChange={(e) => set(l.dossier_id, { reason: e.target.value })} /> : <Input aria-label="Vị trí" placeholder="Kho, giá, hộp" onChange={(e) => set(l.dossier_id, { location_id: e.target.value })} />}
                </div>
              ) : l.verdict === "accept" ? "Đã tiếp nhận" : l.verdict === "return" ? `Trả lại: ${l.reason}` : "Chờ xem xét"}</td>
            </tr>
          ))}</tbody>
        </table></div>
      </Card>
      {decide.isError && <Failure error={decide.error} />}
      <Trail subject={s.id} />
    </Page>
  );
}
