import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Form, Input } from "antd";
import { get, post } from "@/shared/api/client";
import { atMoment } from "@/shared/lib/format";
import { Filters, type Filter } from "@/shared/ui/Filters";
import { Card } from "@/shared/ui/Page";
import { Rows } from "@/shared/ui/Rows";
import { Tone, type ToneName } from "@/shared/ui/Tone";
import { AdminFrame } from "./AdminFrame";
import { Ask, required } from "./Ask";
import { TemporaryPassword, temporaryPassword } from "./TemporaryPassword";
import { words } from "./words";

const w = words.people;
const tones: Record<string, ToneName> = { active: "good", locked: "late", inactive: "bad" };
interface Search {
  q?: string;
  role?: string;
  account?: string;
}
interface NewPerson {
  username: string;
  full_name: string;
  position?: string;
  password: string;
}

function AddPerson() {
  const go = useNavigate();
  const add = async (v: NewPerson) => {
    const person = await post("/administration/people", { ...v, position: v.position ?? "" });
    void go({ to: "/quan-tri/nguoi/$id", params: { id: person.id } });
  };
  return (
    <Ask<NewPerson> label={w.add} primary run={add} initial={{ password: temporaryPassword() }}
      fields={<>
        <Form.Item name="full_name" label={w.name} rules={required}><Input maxLength={100} autoComplete="off" /></Form.Item>
        <div className="two">
          <Form.Item name="username" label={w.username} rules={[...required, { pattern: /^[a-z0-9][a-z0-9._-]{2,59}$/, message: w.usernameRule }]}
            extra={w.usernameRule}><Input maxLength={60} autoComplete="off" /></Form.Item>
          <Form.Item name="position" label={w.position}><Input maxLength={100} /></Form.Item>
        </div>
        <Form.Item name="password" label={w.password} rules={required} extra={w.passwordHelp}><TemporaryPassword /></Form.Item>
      </>} />
  );
}

/** The people of the agency: found, added, opened. */
export default function PeoplePage() {
  const search = useSearch({ strict: false }) as Search;
  const roles = useQuery({ queryKey: ["/administration/role-names"], queryFn: () => get("/administration/role-names"), staleTime: 600_000 });
  const filters: Filter[] = [
    { kind: "text", name: "q", label: w.find, placeholder: w.find },
    { kind: "choice", name: "role", label: w.role, options: (roles.data?.items ?? []).map((r) => ({ value: r.code, label: r.name })) },
    { kind: "choice", name: "account", label: w.only, options: [{ value: "active", label: w.active }, { value: "locked", label: words.personState.locked ?? "" }, { value: "inactive", label: w.inactive }] },
  ];
  const account = { active: { is_active: true }, inactive: { is_active: false }, locked: { is_locked: true } }[search.account ?? ""];
  return (
    <AdminFrame side={<AddPerson />}>
      <Card flush title={w.list} side={<Filters filters={filters} />}>
        <Rows path="/administration/people" query={{ q: search.q, role: search.role, ...account, limit: 50 }} label={w.list} empty={w.empty}
          columns={[
            { head: w.name, cell: (r) => <><Link to="/quan-tri/nguoi/$id" params={{ id: r.id }}><strong>{r.full_name}</strong></Link><div
              className="muted">{r.position}</div></> },
            { head: w.username, width: 160, cell: (r) => r.username },
            { head: w.roles, width: 290, narrow: true, cell: (r) => (r.roles.length ? r.roles.map((x) => <div
              key={x.id}>{x.name}{x.unit_name && <span className="muted"> · {x.unit_name}</span>}</div>) : <span className="muted">{w.noRole}</span>) },
            { head: w.last, width: 140, narrow: true, cell: (r) => (r.last_signed_in_at ? atMoment(r.last_signed_in_at) : <span
              className="muted">{w.never}</span>) },
            { head: w.state, width: 125, cell: (r) => <Tone tone={tones[r.state] ?? "work"}>{words.personState[r.state] ?? r.state}</Tone> },
          ]} />
      </Card>
    </AdminFrame>
  );
}
