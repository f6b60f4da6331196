import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, Modal } from "antd";
import { useState } from "react";
import { post } from "@/shared/api/client";
import type { Row } from "@/shared/api/types";
import { Failure } from "@/shared/ui/Page";
import { words } from "./words";

/** Submits several dossiers as one submission, after showing which. */
export function SubmitDossiers({ dossiers }: { dossiers: Row<"/dossiers">[] }) {
  const [shown, setShown] = useState(false);
  const go = useNavigate();
  const client = useQueryClient();
  const submit = useMutation({
    mutationFn: () => post("/agency-archive/submissions", { dossier_ids: dossiers.map((d) => d.id) }),
    onSuccess: (s) => { void client.invalidateQueries(); void go({ to: "/nop-luu/$id", params: { id: s.id } }); },
  });
  const label = words.acts.submitMany(dossiers.length);
  return (
    <>
      <Button type="primary" onClick={() => { submit.reset(); setShown(true); }}>{label}</Button>
      <Modal open={shown} title={words.acts.submitManyTitle} okText={label} cancelText={words.open.later} confirmLoading={submit.isPending} width={640}
        onCancel={() => setShown(false)} onOk={() => submit.mutate()}>
        <div className="preview">{words.acts.submitManySays}</div>
        <ol className="plain numbered">
          {dossiers.map((d) => <li key={d.id}><strong>{d.code}</strong> {d.title} <span className="muted">· {d.retention_label} · {d.doc_total}</span></li>)}
        </ol>
        {submit.isError && <Failure error={submit.error} />}
      </Modal>
    </>
  );
}
