import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Modal, Segmented } from "antd";
import { useState, type ReactNode } from "react";
import { post, Refused } from "@/shared/api/client";
import { Failure } from "@/shared/ui/Page";
import type { Line, Transfer } from "./Gates";
import { words } from "./words";

const w = words.transfer;
type Verb = "answer" | "again" | "take" | "return";

function Blocked({ label, why }: { label: string; why?: string }) {
  return why ? <span className="blocked"><Button disabled>{label}</Button><small>{why}</small></span> : null;
}

function failedLines(error: unknown): { code?: string }[] {
  const lines = error instanceof Refused ? error.problem.lines : undefined;
  return Array.isArray(lines) ? (lines as { code?: string }[]) : [];
}

function Ask({ title, ok, danger, error, busy, close, send, children }: { title: string; ok: string; danger?: boolean; error: unknown; busy: boolean;
  close: () => void; send: () => void; children: ReactNode }) {
  const failed = failedLines(error);
  return (
    <Modal open title={title} okText={ok} cancelText={w.close} okButtonProps={{ danger }} confirmLoading={busy} onCancel={close} onOk={send}>
      {children}
      {Boolean(error) && <Failure error={error} />}
      {failed.length > 0 && <Alert type="warning" title={failed.map((l) => l.code).join(", ")} />}
    </Modal>
  );
}

/** What the receiving archive may do now: answer, make packages again, take in, return; for all open lines or for the chosen ones. */
export function TransferActs({ transfer: t, chosen }: { transfer: Transfer; chosen: Line[] }) {
  const client = useQueryClient();
  const [verb, setVerb] = useState<Verb>();
  const [verdict, setVerdict] = useState<"accept" | "refuse">("accept");
  const [form] = Form.useForm<{ reason?: string }>();
  const base = `/historical-archive/transfers/${t.id}` as const;
  const lines = chosen.map((l) => l.dossier_id);
  const passed = t.lines.filter((l) => l.state === "packaged").map((l) => l.dossier_id);
  const taken = lines.length ? lines : passed;
  const act = useMutation({
    mutationFn: async ({ what, reason }: { what: Verb; reason?: string }): Promise<unknown> => {
      if (what === "answer") return post(`${base}/answer`, { verdict, reason }, t.version);
      if (what === "again") return post(`${base}/answer`, { verdict: "accept" }, t.version);
      if (what === "take") return post(`${base}/acceptance`, { lines: taken.map((id) => ({ dossier_id: id, verdict: "accept" as const })) }, t.version);
      return post(`${base}/return`, lines.length ? { reason, lines: lines.map((id) => ({ dossier_id: id, verdict: "return" as const })) } : { reason },
        t.version);
    },
    onSuccess: () => { setVerb(undefined); void client.invalidateQueries(); },
  });
  const ask = (what: Verb) => {
    act.reset();
    form.resetFields();
    setVerb(what);
  };
  const send = () => void form.validateFields().then(({ reason }) => verb && act.mutate({ what: verb, reason })).catch(() => undefined);
  const may = (operation: string) => t.allowed_actions.includes(operation);
  const open = t.receipt.undecided_total;
  const again = t.state !== "registered";
  const needsReason = verb === "return" || (verb === "answer" && verdict === "refuse");
  const shared = { error: act.error, busy: act.isPending, close: () => setVerb(undefined), send };
  const reason = needsReason && (
    <Form form={form} layout="vertical">
      <Form.Item name="reason" label={w.reason} rules={[{ required: true, min: 10, message: w.reasonShort }]}><Input.TextArea rows={3}
        maxLength={2000} /></Form.Item>
    </Form>
  );
  const decides = ["answerTransfer", "acceptTransfer", "returnTransfer"].some((o) => may(o) || t.why_not[o]);
  if (!decides) return <p className="muted">{w.waits[t.state]}</p>;
  return (
    <div className="acts">
      {may("answerTransfer") ? <Button type={again ? "default" : "primary"}
        onClick={() => ask(again ? "again" : "answer")}>{again ? w.again : w.answer}</Button> : <Blocked label={w.answer}
          why={t.state === "registered" ? t.why_not.answerTransfer : undefined} />}
      {may("acceptTransfer") ? <Button type="primary"
        onClick={() => ask("take")}>{lines.length || passed.length < open ? w.takeChosen(taken.length) : w.takeAll}</Button> : <Blocked label={w.take}
          why={t.why_not.acceptTransfer} />}
      {may("returnTransfer") ? <Button danger onClick={() => ask("return")}>{lines.length ? w.returnChosen(lines.length) : w.return}</Button> : <Blocked
        label={w.return} why={t.why_not.returnTransfer} />}
      {verb === "answer" && (
        <Ask title={w.answer} ok={verdict === "accept" ? w.accept : w.refuse} danger={verdict === "refuse"} {...shared}>
          <Segmented block aria-label={w.verdict} value={verdict} onChange={(v) => setVerdict(v as "accept" | "refuse")}
            options={[{ value: "accept", label: w.accept }, { value: "refuse", label: w.refuse }]} />
          <div className="preview spaced">{verdict === "accept" ? w.answerSays(t.lines.length) : w.refuseSays}</div>
          {reason}
        </Ask>
      )}
      {verb === "again" && <Ask title={w.again} ok={w.again} {...shared}><div className="preview">{w.againSays}</div></Ask>}
      {verb === "take" && <Ask title={w.take} ok={w.take} {...shared}><div className="preview">{w.takeSays(taken.length)}</div></Ask>}
      {verb === "return" && <Ask title={w.return} ok={w.return} danger {...shared}><div
        className="preview">{w.returnSays(lines.length || open)}</div>{reason}</Ask>}
    </div>
  );
}
