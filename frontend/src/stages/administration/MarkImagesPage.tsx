import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Form, InputNumber, Radio } from "antd";
import { useEffect, useState } from "react";
import { blobOf, get, post } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { FileDrop, type Stored } from "@/shared/ui/FileDrop";
import { Card, Empty, Failure, Loading, Page } from "@/shared/ui/Page";
import { personName, Pick } from "@/shared/ui/Pick";
import { Tone } from "@/shared/ui/Tone";
import { Ask, required } from "./Ask";
import "./devices.css";
import "@/shared/ui/rows.css";

const w = t.signing.images;
interface Values {
  kind: "signature" | "seal";
  person_id?: string;
  file: Stored;
  width_mm: number;
}

/** The picture itself, from its own address: bytes that only whoever keeps images may see. */
function Shown({ id, name }: { id: string; name: string }) {
  const bytes = useQuery({ queryKey: ["mark-image", id], queryFn: () => blobOf(`/mark-images/${id}/image`), staleTime: Infinity });
  const [url, setUrl] = useState("");
  useEffect(() => {
    if (!bytes.data) return undefined;
    const made = URL.createObjectURL(bytes.data);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes.data]);
  return url ? <img className="mark-image" src={url} alt={name} /> : null;
}

function OneFile({ id, onChange }: { id?: string; onChange?: (file: Stored | undefined) => void }) {
  return <FileDrop small multiple={false} accept="image/png" hint={w.file} {...(id && { id })} onChange={(files) => onChange?.(files[0])} />;
}

function Fields() {
  const kind = Form.useWatch<Values["kind"] | undefined>("kind");
  return (
    <>
      <Form.Item name="kind" label={w.kind} rules={required}>
        <Radio.Group options={Object.entries(w.kinds).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      {kind === "signature" && <Form.Item name="person_id" label={w.person} rules={required}><Pick path="/users" show={personName} /></Form.Item>}
      <Form.Item name="file" label={w.file} rules={required}><OneFile /></Form.Item>
      <Form.Item name="width_mm" label={w.width} extra={w.widthHelp} rules={required}><InputNumber min={10} max={120} /></Form.Item>
    </>
  );
}

/** The images that signatures show: of each signatory in blue, of the agency's seal in red, at their real size. */
export default function MarkImagesPage() {
  const client = useQueryClient();
  const found = useQuery({ queryKey: ["/mark-images"], queryFn: () => get("/mark-images") });
  const end = useMutation({ mutationFn: (id: string) => post(`/mark-images/${id}/ending`), onSuccess: () => client.invalidateQueries({ queryKey: ["/mark-images"] }) });
  const items = found.data?.items ?? [];
  return (
    <Page title={w.title} above={w.above} side={
      <Ask<Values> label={w.add} primary initial={{ kind: "signature", width_mm: 50 }} fields={<Fields />}
        run={(v) => post("/mark-images", { kind: v.kind, person_id: v.kind === "signature" ? v.person_id : undefined, file: v.file.sha256, width_mm: v.width_mm })} />}>
      <Card flush title={w.list}>
        {found.isPending && <Loading />}
        {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
        {found.data && !items.length && <Empty>{w.empty}</Empty>}
        {items.length > 0 && (
          <table className="rows" aria-label={w.list}>
            <thead>
              <tr>
                <th scope="col">{w.shown}</th><th scope="col">{w.whose}</th><th scope="col">{w.size}</th>
                <th scope="col">{w.state}</th><th scope="col" style={{ width: 120 }}>{w.actions}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((i) => (
                <tr key={i.id}>
                  <td data-head={w.shown}><Shown id={i.id} name={i.full_name || (w.kinds[i.kind] ?? "")} /></td>
                  <td data-head={w.whose}><strong>{i.full_name || w.kinds[i.kind]}</strong></td>
                  <td data-head={w.size} className="number">{w.measured(i.width_mm, i.height_mm)}</td>
                  <td data-head={w.state}>{i.warnings.length ? i.warnings.map((x) => <div key={x} className="late">{x}</div>) : <Tone tone="good">{w.fine}</Tone>}</td>
                  <td data-head={w.actions}><Ask label={w.end} danger small says={w.endHow} run={() => end.mutateAsync(i.id)} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Card>
    </Page>
  );
}
