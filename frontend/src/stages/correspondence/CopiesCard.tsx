import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Form, Input, InputNumber, Modal, Radio, Select } from "antd";
import { useState } from "react";
import { blobOf, get, post } from "@/shared/api/client";
import type { Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { onDay } from "@/shared/lib/format";
import { save } from "@/shared/lib/saving";
import { useMay } from "@/shared/lib/session";
import { Act, ReasonField } from "@/shared/ui/Act";
import { FileDrop, type Stored } from "@/shared/ui/FileDrop";
import { Card, Failure, Quiet } from "@/shared/ui/Page";
import { Tone } from "@/shared/ui/Tone";
import { personName, Pick } from "@/shared/ui/Pick";
import { ofCopy } from "./signable";
import { SigningAct } from "./SigningAct";

const w = t.signing.copies;
type Copy = Schemas["CopyItem"];
interface Values {
  kind: "SY" | "SL" | "TrS";
  from_medium: "paper" | "electronic";
  to_medium: "paper" | "electronic";
  signer_id: string;
  source_copy_id?: string;
  received_as_true_copy?: boolean;
  pages?: string;
  copies: number;
  recipients?: string[];
  key?: "here" | "device";
}

const required = [{ required: true, get message() { return t.administration.common.required; } }];
const media = () => Object.entries(w.media).map(([value, label]) => ({ value, label }));

export async function openCopy(c: { sha256: string; kind_name: string; written_number: string }): Promise<void> {
  save(await blobOf(`/files/${c.sha256}`), `${c.kind_name} ${c.written_number.replace("/", "-")}.pdf`);
}

/** What the kind needs: pages or a file for an excerpt, the true copy for a sao lục, the scan of a paper; for an electronic one, whose key signs. */
function OfKind({ copies, incoming, keyHere, onFile }: { copies: Copy[]; incoming: boolean; keyHere: boolean; onFile: (file: Stored | undefined) => void }) {
  const kind = Form.useWatch<Values["kind"] | undefined>("kind");
  const from = Form.useWatch<Values["from_medium"] | undefined>("from_medium");
  const to = Form.useWatch<Values["to_medium"] | undefined>("to_medium");
  const trueCopies = copies.filter((c) => c.kind === "SY");
  return (
    <>
      {kind === "TrS" && (
        <>
          <Form.Item name="pages" label={w.pages} extra={w.pagesHelp}><Input maxLength={200} /></Form.Item>
          <FileDrop small multiple={false} accept="application/pdf" hint={w.file} onChange={(f) => onFile(f[0])} />
        </>
      )}
      {kind === "SL" && (
        <Form.Item name="source_copy_id" label={w.source}>
          <Select allowClear options={trueCopies.map((c) => ({ value: c.id, label: `${c.written_number} · ${onDay(c.made_on)}` }))} />
        </Form.Item>
      )}
      {kind === "SL" && incoming && <Form.Item name="received_as_true_copy" valuePropName="checked"><Checkbox>{w.received}</Checkbox></Form.Item>}
      {kind !== "TrS" && from === "paper" && <FileDrop small multiple={false} accept="application/pdf" hint={w.scan} onChange={(f) => onFile(f[0])} />}
      {to === "electronic" && keyHere && (
        <Form.Item name="key" label={w.key} rules={required}>
          <Radio.Group options={Object.entries(w.keys).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
      )}
      <Alert type="info" showIcon title={to === "electronic" ? w.electronicHow : w.paperHow} style={{ margin: "8px 0 16px" }} />
    </>
  );
}

interface Making {
  documentId: string;
  medium: string;
  incoming: boolean;
  copies: Copy[];
  /** A copy that takes its number and waits for the agency's signature. */
  waits: (id: string) => void;
}

function Make({ documentId, medium, incoming, copies, waits }: Making) {
  const [open, setOpen] = useState(false);
  const [file, setFile] = useState<Stored>();
  const [form] = Form.useForm<Values>();
  const client = useQueryClient();
  const device = useQuery({ queryKey: ["/signing-device"], queryFn: () => get("/signing-device"), enabled: open });
  const keyHere = device.data?.agency_key_here ?? false;
  const make = useMutation({
    mutationFn: ({ key, ...v }: Values) =>
      post(`/documents/${documentId}/copies`, {
        ...v, pages: v.pages ?? "", recipients: v.recipients ?? [], received_as_true_copy: v.received_as_true_copy ?? false,
        file: v.kind === "TrS" || v.from_medium === "paper" ? file?.sha256 : undefined,
        awaits_signature: v.to_medium === "electronic" && !(keyHere && key === "here"),
      }),
    onSuccess: async (made) => {
      setOpen(false);
      if (made.state === "awaiting") waits(made.id);
      await client.invalidateQueries({ queryKey: ["copies", documentId] });
      if (made.state === "made") await openCopy(made);
    },
  });
  const initial: Partial<Values> = { kind: "SY", from_medium: medium === "paper" ? "paper" : "electronic", to_medium: "paper", copies: 1, key: "device" };
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>{w.make}</Button>
      <Modal open={open} title={w.make} okText={w.make} cancelText={t.shared.later} confirmLoading={make.isPending} destroyOnHidden onCancel={() => setOpen(false)}
        onOk={() => void form.validateFields().then((v) => make.mutate(v)).catch(() => undefined)}>
        <Form form={form} layout="vertical" preserve={false} initialValues={initial}>
          <Form.Item name="kind" label={w.kind} rules={required}><Radio.Group options={Object.entries(w.kinds).map(([value, label]) => ({ value, label }))} /></Form.Item>
          <div className="two">
            <Form.Item name="from_medium" label={w.from} rules={required}><Radio.Group options={media()} /></Form.Item>
            <Form.Item name="to_medium" label={w.to} rules={required}><Radio.Group options={media()} /></Form.Item>
          </div>
          <OfKind copies={copies.filter((c) => c.state === "made")} incoming={incoming} keyHere={keyHere} onFile={setFile} />
          <Form.Item name="signer_id" label={w.signer} rules={required}><Pick path="/users" show={personName} /></Form.Item>
          <Form.Item name="recipients" label={w.recipients}><Select mode="tags" open={false} suffixIcon={null} /></Form.Item>
          <Form.Item name="copies" label={w.amount} rules={required}><InputNumber min={1} max={999} /></Form.Item>
        </Form>
        {make.isError && <Failure error={make.error} />}
      </Modal>
    </>
  );
}

/** The copies of a document (Điều 25–27), and making one. */
export default function CopiesCard({ documentId, medium, incoming }: { documentId: string; medium: string; incoming: boolean }) {
  const makes = useMay("makeCopy");
  const [fresh, setFresh] = useState("");
  const found = useQuery({ queryKey: ["copies", documentId], queryFn: () => get(`/documents/${documentId}/copies`) });
  const items = found.data?.items ?? [];
  if (!makes && !items.length) return null;
  const make = makes && found.data && <Make documentId={documentId} medium={medium} incoming={incoming} copies={items} waits={setFresh} />;
  if (found.isPending) return null;
  if (found.data && !items.length) return <Quiet title={w.title} side={make}>{w.none}</Quiet>;
  return (
    <Card title={w.title} side={make}>
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      <ul className="plain">
        {items.map((c) => (
          <li key={c.id}>
            <strong>{c.written_number}</strong> {c.kind_name}, {onDay(c.made_on)} <span className="muted">{c.signer_position} {c.signer_name}</span>{" "}
            {c.state === "made" && <Button size="small" type="link" onClick={() => void openCopy(c)}>{w.open}</Button>}
            {c.state === "void" && <span className="muted">{w.voided(c.void_reason)}</span>}
            {c.state === "awaiting" && (
              <>
                <Tone tone="wait">{w.awaiting}</Tone>
                <div className="acts">
                  <SigningAct record={c} operation="prepareCopySignature" of={ofCopy(c)} primary atOnce={c.id === fresh} />
                  <Act<{ reason: string }> record={c} operation="voidCopy" label={w.void} danger preview={w.voidHow(c.written_number)} fields={<ReasonField name="reason" />}
                    run={(v) => post(`/copies/${c.id}/void`, v)} />
                </div>
              </>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
