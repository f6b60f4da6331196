import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Alert, Button, Input, Modal } from "antd";
import { useState } from "react";
import { post, Refused } from "@/shared/api/client";
import { Failure } from "@/shared/ui/Page";
import { words } from "./words";

const w = words.holdings;

interface Line {
  code?: string;
  reason?: string;
}

function linesOf(error: unknown): Line[] {
  const lines = error instanceof Refused ? error.problem.lines : undefined;
  return Array.isArray(lines) ? (lines as Line[]) : [];
}

/** Registers permanent holdings for submission to the historical archive, after showing which. */
export function RegisterTransfer({ holdings, label, primary = true }: { holdings: { id: string; code: string; title: string }[]; label: string;
  primary?: boolean }) {
  const [shown, setShown] = useState(false);
  const [note, setNote] = useState("");
  const go = useNavigate();
  const client = useQueryClient();
  const register = useMutation({
    mutationFn: () => post("/historical-archive/transfers", { dossier_ids: holdings.map((h) => h.id), note }),
    onSuccess: (t) => { void client.invalidateQueries(); void go({ to: "/nop-lich-su/$id", params: { id: t.id } }); },
  });
  const refused = linesOf(register.error);
  return (
    <>
      <Button type={primary ? "primary" : "default"} onClick={() => { register.reset(); setShown(true); }}>{label}</Button>
      <Modal open={shown} title={w.registerTitle} okText={label} cancelText={words.submission.later} confirmLoading={register.isPending} width={640}
        onCancel={() => setShown(false)} onOk={() => register.mutate()}>
        <div className="preview">{w.registerSays}</div>
        <ol className="plain numbered">{holdings.map((h) => <li key={h.id}><strong>{h.code}</strong> {h.title}</li>)}</ol>
        <label htmlFor="transfer-note" className="field-label">{w.note}</label>
        <Input.TextArea id="transfer-note" rows={2} maxLength={2000} value={note} onChange={(e) => setNote(e.target.value)} />
        {register.isError && <Failure error={register.error} />}
        {refused.length > 0 && <Alert type="warning" title={<ul className="plain">{refused.map((l) => <li
          key={l.code}><strong>{l.code}</strong>: {l.reason}</li>)}</ul>} />}
      </Modal>
    </>
  );
}
