import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { blobOf, get, post } from "@/shared/api/client";
import type { Incoming, Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment, size } from "@/shared/lib/format";
import { save } from "@/shared/lib/saving";
import { useMe } from "@/shared/lib/session";
import { FileDrop, type Stored } from "@/shared/ui/FileDrop";
import { Card, Failure, Quiet } from "@/shared/ui/Page";
import { needed } from "./fields";
import "./handling.css";

const w = t.handling.opinion;
const LOUD = ["direction", "return", "urging"];
type Line = Schemas["OpinionItem"];

interface Values {
  text: string;
  mentions?: string[];
}

/** The box in which an opinion or an answer is written. */
function Write({ document: d, parent, done }: { document: Incoming; parent?: Line; done: () => void }) {
  const me = useMe();
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [files, setFiles] = useState<Stored[]>([]);
  const [busy, setBusy] = useState(false);
  const people = useQuery({ queryKey: ["/incoming-documents", d.id, "participants"], queryFn: () => get(`/incoming-documents/${d.id}/participants`) });
  const send = useMutation({
    mutationFn: (v: Values) =>
      post(`/incoming-documents/${d.id}/opinions`, {
        text: v.text,
        mentions: v.mentions ?? [],
        files: files.map((f) => ({ sha256: f.sha256, name: f.name, role: "attachment" as const })),
        ...(parent && { parent_id: parent.id }),
      }),
    onSuccess: async () => {
      form.resetFields();
      done();
      await client.invalidateQueries();
    },
  });
  const others = (people.data?.items ?? []).filter((p) => p.id !== me.id);
  return (
    <Form form={form} layout="vertical" className="opinion-box" onFinish={(v) => send.mutate(v)} requiredMark={false}>
      <Form.Item name="text" label={parent ? w.answerTo(parent.full_name) : w.text} rules={needed()}>
        <Input.TextArea className="grows grows-2" maxLength={4000} autoFocus />
      </Form.Item>
      <Form.Item name="mentions" label={w.mention} extra={w.mentionHelp}>
        <Select
          mode="multiple"
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          loading={people.isFetching}
          options={others.map((p) => ({ value: p.id, label: p.position ? `${p.name} · ${p.position}` : p.name }))}
        />
      </Form.Item>
      <div className="opinion-files">
        <span>{w.files}</span>
        <FileDrop small hint={w.filesHint} onChange={setFiles} onBusy={setBusy} />
      </div>
      {send.isError && <Failure error={send.error} />}
      <div className="acts">
        <Button type="primary" htmlType="submit" loading={send.isPending} disabled={busy} title={busy ? w.waitUpload : undefined}>
          {w.send}
        </Button>
        <Button onClick={done}>{t.correspondence.back}</Button>
      </div>
    </Form>
  );
}

function Withdraw({ document: d, line }: { document: Incoming; line: Line }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: () => post(`/incoming-documents/${d.id}/opinions/${line.id}/withdrawal`, { reason }),
    onSuccess: async () => {
      setOpen(false);
      await client.invalidateQueries();
    },
  });
  return (
    <>
      <Button type="link" size="small" className="inline-button" onClick={() => setOpen(true)}>
        {w.withdraw}
      </Button>
      <Modal
        open={open}
        title={w.withdraw}
        okText={w.withdraw}
        cancelText={t.shared.later}
        confirmLoading={act.isPending}
        onOk={() => act.mutate()}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <div className="preview">{w.withdrawHow}</div>
        <Form layout="vertical">
          <Form.Item label={w.withdrawReason} htmlFor="withdraw-reason">
            <Input.TextArea id="withdraw-reason" rows={2} maxLength={500} value={reason} onChange={(e) => setReason(e.target.value)} />
          </Form.Item>
        </Form>
        {act.isError && <Failure error={act.error} />}
      </Modal>
    </>
  );
}

interface SaidProps {
  document: Incoming;
  line: Line;
  reply?: () => void;
}

function Said({ document: d, line: o, reply }: SaidProps) {
  const me = useMe();
  const talks = d.allowed_actions.includes("addOpinion");
  const open = useMutation({ mutationFn: async (f: Schemas["SaidFile"]) => save(await blobOf(`/files/${f.sha256}`), f.name) });
  return (
    <>
      <div>
        <strong>{o.full_name}</strong>
        {o.position ? `, ${o.position}` : ""}
        {o.on_behalf_of && <em className="muted"> ({t.handling.inPlaceOf(o.on_behalf_of)})</em>}:{" "}
        {o.withdrawn_at ? <em className="muted">{w.withdrawn}</em> : <span className="said-text">{o.text}</span>}
      </div>
      {o.files.length > 0 && (
        <ul className="said-files">
          {o.files.map((f) => (
            <li key={f.sha256}>
              <Button type="link" size="small" className="inline-button" onClick={() => open.mutate(f)}>
                {f.name}
              </Button>{" "}
              <span className="muted">{size(f.size)}</span>
            </li>
          ))}
        </ul>
      )}
      {open.isError && <Failure error={open.error} />}
      <div className="muted">
        {atMoment(o.at)}
        {t.opinion[o.kind] && <> · {t.opinion[o.kind]}</>}
        {o.mentions.length > 0 && <> · {w.to(o.mentions.join(", "))}</>}
        {talks && (
          <span className="said-acts">
            {reply && (
              <Button type="link" size="small" className="inline-button" aria-label={w.answerTo(o.full_name)} onClick={reply}>
                {w.reply}
              </Button>
            )}
            {o.kind === "opinion" && o.person_id === me.id && !o.withdrawn_at && <Withdraw document={d} line={o} />}
          </span>
        )}
      </div>
    </>
  );
}

/** The conversation about a document: directions, progress and talk in one thread, answers beneath what they answer. */
export default function Opinions({ document: d }: { document: Incoming }) {
  const [writing, setWriting] = useState<Line | "new" | null>(null);
  const talks = d.allowed_actions.includes("addOpinion");
  const top = d.opinions.filter((o) => !o.parent_id);
  const close = () => setWriting(null);
  const begin = talks && writing !== "new" && (
    <Button size="small" onClick={() => setWriting("new")}>
      {w.write}
    </Button>
  );
  if (top.length === 0 && writing === null)
    return (
      <Quiet title={w.title} side={begin}>
        {w.empty}
      </Quiet>
    );
  return (
    <Card title={w.title} side={begin}>
      {writing === "new" && <Write document={d} done={close} />}
      <ol className="timeline">
        {top.map((o) => {
          const answers = d.opinions.filter((x) => x.parent_id === o.id);
          return (
            <li key={o.id} className={LOUD.includes(o.kind) ? "said-loud" : undefined}>
              <Said document={d} line={o} reply={() => setWriting(o)} />
              {answers.length > 0 && (
                <ol className="answers">
                  {answers.map((a) => (
                    <li key={a.id}>
                      <Said document={d} line={a} />
                    </li>
                  ))}
                </ol>
              )}
              {writing !== "new" && writing?.id === o.id && <Write document={d} parent={o} done={close} />}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
