import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Select } from "antd";
import { useDeferredValue, useState } from "react";
import { get, post } from "@/shared/api/client";
import { useMay } from "@/shared/lib/session";
import { Card, Failure, Quiet } from "@/shared/ui/Page";
import { StateTag } from "@/shared/ui/StateTag";
import { OpenDossier } from "./OpenDossier";
import { words } from "./words";

/** In which dossiers a document stands; files it in an open one, or in one that is opened right here. */
export function DossierCard({ documentId }: { documentId: string }) {
  const may = useMay("fileDocument");
  const client = useQueryClient();
  const [chosen, setChosen] = useState<string>();
  const [q, setQ] = useState("");
  const [filing, setFiling] = useState(false);
  const query = { state: "open", mine: true, limit: 30, q: useDeferredValue(q) };
  const held = useQuery({ queryKey: ["/dossiers", { documentId }], queryFn: () => get("/dossiers", { document_id: documentId }) });
  const open = useQuery({ queryKey: ["/dossiers", query], queryFn: () => get("/dossiers", query), enabled: may && (filing || Boolean(held.data?.items.length)), placeholderData: (old) => old });
  const put = (dossier: string) => post(`/dossiers/${dossier}/documents`, { document_id: documentId });
  const file = useMutation({ mutationFn: put, onSuccess: () => { setChosen(undefined); void client.invalidateQueries(); } });
  const fresh = <OpenDossier small label={words.card.fresh} then={(d) => put(d.id)} />;
  if (held.isPending) return null;
  if (held.data?.items.length === 0 && !filing) {
    const acts = <><Button size="small" onClick={() => setFiling(true)}>{words.card.put}</Button>{fresh}</>;
    return <Quiet title={words.card.title} side={may && acts}>{words.card.none}</Quiet>;
  }
  return (
    <Card title={words.card.title}>
      {held.isError && <Failure error={held.error} />}
      <ul className="plain">
        {held.data?.items.map((d) => (
          <li key={d.id} className="line">
            <span><Link to="/ho-so/$id" params={{ id: d.id }}><strong>{d.code}</strong> {d.title}</Link> <span
              className="muted">{d.retention_label}</span></span>
            <StateTag state={d.state} />
          </li>
        ))}
      </ul>
      {may && (
        <div className="acts card-foot">
          <Select
            autoFocus={filing} aria-label={words.card.mine} placeholder={words.card.pick} value={chosen} onChange={setChosen}
              style={{ minWidth: 220, flex: "1 1 220px", maxWidth: 420 }} allowClear
            showSearch={{ filterOption: false, onSearch: setQ }} notFoundContent={words.card.noOpen}
            options={open.data?.items.map((d) => ({ value: d.id, label: `${d.code} ${d.title}` }))}
          />
          <Button disabled={!chosen} loading={file.isPending} onClick={() => chosen && file.mutate(chosen)}>{words.card.put}</Button>
          {fresh}
        </div>
      )}
      {file.isError && <Failure error={file.error} />}
    </Card>
  );
}
