import { Form, Input } from "antd";
import { patch, post } from "@/shared/api/client";
import type { Row } from "@/shared/api/types";
import { Card } from "@/shared/ui/Page";
import { Rows } from "@/shared/ui/Rows";
import { Tone } from "@/shared/ui/Tone";
import { AdminFrame } from "./AdminFrame";
import { Ask, required } from "./Ask";
import { words } from "./words";

const w = words.units;
type Unit = Row<"/administration/units">;
interface NewUnit {
  code: string;
  name: string;
  symbol: string;
}

const Symbol_ = () => <Form.Item name="symbol" label={w.symbol} rules={required} extra={w.symbolHelp}><Input maxLength={20} /></Form.Item>;
const Name = () => <Form.Item name="name" label={w.name} rules={required}><Input maxLength={200} /></Form.Item>;

function Acts({ unit: u }: { unit: Unit }) {
  const base = `/administration/units/${u.id}` as const;
  return (
    <span className="acts">
      <Ask<{ name: string; symbol: string }> label={words.common.change} title={u.name} ok={words.common.save} small
        initial={{ name: u.name, symbol: u.symbol }} run={(v) => patch(base, v, u.version)} fields={<><Name /><Symbol_ /></>} />
      {u.state === "active" ? <Ask label={w.close} title={w.closeTitle(u.name)} small danger says={u.people ? w.hasPeople(u.people) : w.closeSays}
        run={() => post(`${base}/closure`, undefined, u.version)} /> : <Ask label={w.reopen} small run={() => patch(base, { is_active: true }, u.version)} />}
    </span>
  );
}

/** The units of the agency with the symbols that stand in document symbols. */
export default function UnitsPage() {
  const add = (
    <Ask<NewUnit> label={w.add} primary run={(v) => post("/administration/units", v)}
      fields={<><Name /><div className="two"><Form.Item name="code" label={w.code} rules={required} extra={w.codeHelp}><Input
        maxLength={20} /></Form.Item><Symbol_ /></div></>} />
  );
  return (
    <AdminFrame side={add}>
      <Card flush title={w.list}>
        <Rows path="/administration/units" query={{ limit: 100 }} label={w.list} empty={w.empty}
          columns={[
            { head: w.code, width: 110, cell: (r) => <span className="number">{r.code}</span> },
            { head: w.name, cell: (r) => r.name },
            { head: w.symbol, width: 120, cell: (r) => r.symbol },
            { head: w.people, width: 80, narrow: true, cell: (r) => r.people },
            { head: w.state, width: 170, narrow: true, cell: (r) => <Tone
              tone={r.state === "active" ? "good" : "bad"}>{r.state === "active" ? w.active : w.closed}</Tone> },
            { head: w.actions, width: 170, cell: (r) => <Acts unit={r} /> },
          ]} />
      </Card>
    </AdminFrame>
  );
}
