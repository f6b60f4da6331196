import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Modal } from "antd";
import { useState } from "react";
import { remove } from "@/shared/api/client";
import type { Dossier, Schemas } from "@/shared/api/types";
import { numberAndSymbol, onDay } from "@/shared/lib/format";
import { FiledList } from "@/shared/ui/FiledList";
import { Card, Failure } from "@/shared/ui/Page";
import { StateTag } from "@/shared/ui/StateTag";
import { words } from "./words";

type Filed = Schemas["FiledDocument"];
type FiledFile = Schemas["FiledFile"];

const SETTLED = ["completed", "issued", "filed"];
export const keyOf = (f: FiledFile): string => `${f.document_id}/${f.ordinal}/${f.sha256}`;

function Name({ of: x }: { of: Filed }) {
  if (x.kind === "paper") return <>{x.abstract}</>;
  return <Link to={x.kind === "outgoing" ? "/van-ban-di/$id" : "/van-ban-den/$id"} params={{ id: x.id }}>{x.type_name}: {x.abstract}</Link>;
}

function Above({ of: x }: { of: Filed }) {
  const what = x.kind === "paper" ? x.type_name : numberAndSymbol(x);
  return <>{what} · {x.issuer_name} · {onDay(x.issued_on)}{!SETTLED.includes(x.state) && <> <StateTag state={x.state} /></>}</>;
}

/** What stands in a dossier, in its order; a file opens beside, a document may be taken out. */
export function DossierDocuments({ dossier: d, shown, show }: { dossier: Dossier; shown?: string; show: (key: string) => void }) {
  const client = useQueryClient();
  const [leaving, setLeaving] = useState<Filed>();
  const take = useMutation({
    mutationFn: (documentId: string) => remove(`/dossiers/${d.id}/documents/${documentId}`, d.version),
    onSuccess: () => { setLeaving(undefined); void client.invalidateQueries(); },
  });
  const may = d.allowed_actions.includes("takeOutDocument");
  const listed = d.documents.map((x) => ({
    id: x.id, ordinal: x.ordinal, above: <Above of={x} />, name: <Name of={x} />,
    files: d.files.filter((f) => f.document_id === x.id).map((f) => ({ ...f, key: keyOf(f) })),
    side: may && <Button size="small" aria-label={words.documents.takeOutOf(x.ordinal)}
      onClick={() => { take.reset(); setLeaving(x); }}>{words.documents.takeOut}</Button>,
  }));
  return (
    <Card flush title={words.documents.title(d.doc_total, d.page_total)}>
      <FiledList documents={listed} label={words.documents.label} empty={words.documents.empty} noFile={words.documents.noFile} shown={shown} show={show} />
      <Modal open={Boolean(leaving)} title={words.documents.takeOutTitle} okText={words.documents.takeOut} cancelText={words.open.later}
        confirmLoading={take.isPending}
        onCancel={() => setLeaving(undefined)} onOk={() => leaving && take.mutate(leaving.id)}>
        <div className="preview">{words.documents.takeOutSays}</div>
        {leaving && <p><strong>{leaving.kind === "paper" ? leaving.type_name : numberAndSymbol(leaving)}</strong> {leaving.abstract}</p>}
        {take.isError && <Failure error={take.error} />}
      </Modal>
    </Card>
  );
}
