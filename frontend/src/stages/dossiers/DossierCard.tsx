import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Select } from "antd";
import { useState } from "react";
import { get, post } from "@/shared/api/client";
import { useMay } from "@/shared/lib/session";
import { Card, Empty, Failure } from "@/shared/ui/Page";

/** In which dossiers a document stands, and filing it in one more. */
export function DossierCard({ documentId }: { documentId: string }) {
  const may = useMay("fileDocument");
  const client = useQueryClient();
  const [chosen, setChosen] = useState<string>();
  const held = useQuery({ queryKey: ["/dossiers", { documentId }], queryFn: () => get("/dossiers", { document_id: documentId }) });
  const open = useQuery({ queryKey: ["/dossiers", { mine: true, state: "open" }], queryFn: () => get("/dossiers", { state: "open", mine: true, limit: 100 }), enabled: may });
  const file = useMutation({ mutationFn: () => post(`/dossiers/${chosen ?? ""}/documents`, { document_id: documentId }), onSuccess: () => { setChosen(undefined); void client.invalidateQueries(); } });
  return (
    <Card title="Hồ sơ">
      {held.data?.items.length === 0 && <Empty>Chưa đưa vào hồ sơ nào.</Empty>}
      <ul className="timeline">{held.data?.items.map((d) => <li key={d.id}><Link to="/ho-so/$id" params={{ id: d.id }}><strong>{d.code}</strong> {d.title}</Link> · {d.retention_label}</li>)}</ul>
      {may && (
        <div className="acts">
          <Select aria-label="Chọn hồ sơ" placeholder="Chọn hồ sơ đang mở" value={chosen} onChange={setChosen} style={{ minWidth: 240 }} options={open.data?.items.map((d) => ({ value: d.id, label: `${d.code} ${d.title}` }))} />
          <Button disabled={!chosen} loading={file.isPending} onClick={() => file.mutate()}>Đưa vào hồ sơ</Button>
        </div>
      )}
      {file.isError && <Failure error={file.error} />}
    </Card>
  );
}
