import { useQuery } from "@tanstack/react-query";
import { Form, Input, InputNumber, Segmented, Select } from "antd";
import { useState } from "react";
import { get, patch, post } from "@/shared/api/client";
import { onDay, today } from "@/shared/lib/format";
import { Card, Empty, Failure, Loading } from "@/shared/ui/Page";
import { Pick } from "@/shared/ui/Pick";
import { Tone } from "@/shared/ui/Tone";
import { AdminFrame } from "./AdminFrame";
import { Ask, required } from "./Ask";
import { words } from "./words";

const w = words.series;
interface Values {
  kind: "incoming" | "outgoing";
  code: string;
  name: string;
  type_codes?: string[];
  issuing_body?: string;
  symbol?: string;
  from_year?: number;
}

function OpenSeries() {
  const [purpose, setPurpose] = useState("type");
  const [kind, setKind] = useState("outgoing");
  const body = purpose === "body" && kind === "outgoing";
  return (
    <Ask<Values> label={w.add} primary says={w.says} initial={{ kind: "outgoing", from_year: Number(today().slice(0, 4)) }}
      run={(v) => post("/administration/registers", { ...v, type_codes: body ? [] : (v.type_codes ?? []) })}
      fields={<>
        <div className="two">
          <Form.Item name="kind" label={w.kind}><Select onChange={setKind}
            options={Object.entries(words.kind).map(([value, label]) => ({ value, label }))} /></Form.Item>
          <Form.Item name="from_year" label={w.from}><InputNumber min={1945} max={2200} style={{ width: "100%" }} /></Form.Item>
        </div>
        {kind === "outgoing" && <Form.Item label={w.purpose}><Segmented block value={purpose} onChange={setPurpose}
          options={[{ value: "type", label: w.byType }, { value: "body", label: w.byBody }]} /></Form.Item>}
        <div className="two">
          <Form.Item name="code" label={w.code} rules={required} extra={w.codeHelp}><Input maxLength={15} /></Form.Item>
          <Form.Item name="name" label={w.name} rules={required}><Input maxLength={190} /></Form.Item>
        </div>
        {body
          ? <div className="two"><Form.Item name="issuing_body" label={w.body} rules={required}><Input maxLength={200} /></Form.Item><Form.Item name="symbol"
            label={w.symbol} rules={required}><Input maxLength={20} /></Form.Item></div>
          : <Form.Item name="type_codes" label={w.types} rules={kind === "outgoing" ? required : undefined}><Pick path="/document-types" mode="multiple"
            valueBy={(c) => c.code} /></Form.Item>}
      </>} />
  );
}

/** The agency's own series of numbers, and the books of this year with their last number. */
export default function SeriesPage() {
  const found = useQuery({ queryKey: ["/administration/registers"], queryFn: () => get("/administration/registers") });
  return (
    <AdminFrame side={<OpenSeries />}>
      {found.isPending && <Loading />}
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      {found.data && (
        <Card flush title={w.books(today().slice(0, 4))}>
          {found.data.books.length === 0 && <Empty>{w.noBooks}</Empty>}
          {found.data.books.length > 0 && (
            <div className="scroll-x" role="region" aria-label={w.book} tabIndex={0}><table className="rows">
              <thead><tr><th scope="col">{w.book}</th><th scope="col">{w.kind}</th><th scope="col" className="wide-only">{w.opened}</th><th
                scope="col">{w.last}</th><th scope="col" className="wide-only">{w.state}</th></tr></thead>
              <tbody>{found.data.books.map((b) => (
                <tr key={b.id}><td className="row-main"><strong>{b.name}</strong></td><td>{words.kind[b.kind] ?? b.kind}</td><td className="wide-only"
                  data-label={w.opened}>{onDay(b.opened_on)}</td><td data-label={w.last}>{b.last_number}</td><td className="wide-only"><Tone
                    tone={b.state === "open" ? "good" : "bad"}>{b.state === "open" ? w.open : w.closed}</Tone></td></tr>
              ))}</tbody>
            </table></div>
          )}
        </Card>
      )}
      {found.data && (
        <Card flush title={w.own}>
          {found.data.items.length === 0 && <Empty>{w.noOwn}</Empty>}
          {found.data.items.length > 0 && (
            <div className="scroll-x" role="region" aria-label={w.own} tabIndex={0}><table className="rows">
              <thead><tr><th scope="col">{w.code}</th><th scope="col">{w.name}</th><th scope="col" className="wide-only">{w.purpose}</th><th scope="col"
                className="wide-only">{w.from}</th><th scope="col">{w.actions}</th></tr></thead>
              <tbody>{found.data.items.map((s) => (
                <tr key={s.id}>
                  <td><span className="number">{s.code}</span></td><td className="row-main">{s.name} <span className="muted">· {words.kind[s.kind]}</span></td>
                  <td className="wide-only" data-label={w.purpose}>{s.issuing_body ? `${s.issuing_body} (${s.symbol})` : s.type_codes.join(", ") || w.all}</td>
                  <td className="wide-only" data-label={w.from}>{s.from_year} {s.state === "planned" && <Tone tone="wait">{w.planned}</Tone>}</td>
                  <td><Ask<{ name: string }> label={w.rename} small says={w.renameSays} initial={{ name: s.name }}
                    run={(v) => patch(`/administration/registers/${s.id}`, v, s.version)}
                      fields={<Form.Item name="name" label={w.name} rules={required}><Input maxLength={190} /></Form.Item>} /></td>
                </tr>
              ))}</tbody>
            </table></div>
          )}
        </Card>
      )}
    </AdminFrame>
  );
}
