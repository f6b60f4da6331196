import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Alert, Button, Form, Input, Modal, Select, Typography } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { get, patch, post } from "@/shared/api/client";
import type { Answer } from "@/shared/api/paths";
import { atMoment } from "@/shared/lib/format";
import { Card, Failure, Loading, Page } from "@/shared/ui/Page";
import { Pick } from "@/shared/ui/Pick";
import { Tone } from "@/shared/ui/Tone";
import { Trail } from "@/shared/ui/Trail";
import { Ask, End, InTime, iso, Period, required } from "./Ask";
import { GrantAuthority } from "./GrantAuthority";
import { temporaryPassword } from "./TemporaryPassword";
import { words } from "./words";
import "@/shared/ui/lists.css";

const w = words.person;
type Person = Answer<"get", `/administration/people/${string}`>;

function ResetPassword({ person: p }: { person: Person }) {
  const [asked, setAsked] = useState(false);
  const [told, setTold] = useState<string>();
  const client = useQueryClient();
  const reset = useMutation({
    mutationFn: async () => {
      const password = temporaryPassword();
      await post(`/administration/people/${p.id}/password`, { password }, p.version);
      return password;
    },
    onSuccess: (password) => { setTold(password); void client.invalidateQueries(); },
  });
  const close = () => {
    setAsked(false);
    setTold(undefined);
    reset.reset();
  };
  return (
    <>
      <Button onClick={() => setAsked(true)}>{w.reset}</Button>
      <Modal open={asked} title={w.reset} okText={told ? w.seen : w.reset} cancelText={words.common.later}
        cancelButtonProps={told ? { style: { display: "none" } } : undefined} confirmLoading={reset.isPending}
        onCancel={close} onOk={() => (told ? close() : reset.mutate())}>
        {told ? <Alert type="success" title={w.resetDone} description={<Typography.Text copyable code
          style={{ fontSize: 18 }}>{told}</Typography.Text>} /> : <div className="preview">{w.resetSays} {words.people.passwordHelp}</div>}
        {reset.isError && <Failure error={reset.error} />}
      </Modal>
    </>
  );
}

function GrantRole({ person: p }: { person: Person }) {
  const roles = useQuery({ queryKey: ["/administration/role-names"], queryFn: () => get("/administration/role-names"), staleTime: 600_000 });
  const [role, setRole] = useState<string>();
  const needsUnit = roles.data?.items.find((r) => r.code === role)?.needs_unit;
  interface Values { role: string; unit_id?: string; valid_from?: Dayjs; valid_to?: Dayjs; basis?: string }
  return (
    <Ask<Values> label={w.grantRole} why={p.why_not.grantRole}
      run={(v) => post("/administration/roles", { person_id: p.id, role: v.role, unit_id: v.unit_id, valid_from: iso(v.valid_from), valid_to: iso(v.valid_to),
        basis: v.basis ?? "" })}
      fields={<>
        <Form.Item name="role" label={words.people.role} rules={required}><Select onChange={setRole}
          options={roles.data?.items.map((r) => ({ value: r.code, label: r.name }))} /></Form.Item>
        {needsUnit && <Form.Item name="unit_id" label={w.unit} rules={required}><Pick path="/units" /></Form.Item>}
        <Period />
        <Form.Item name="basis" label={words.common.basis}><Input maxLength={300} /></Form.Item>
      </>} />
  );
}

function Roles({ person: p }: { person: Person }) {
  const now = p.roles.filter((r) => r.state !== "ended");
  const ended = p.roles.filter((r) => r.state === "ended");
  const line = (r: Person["roles"][number]) => (
    <li key={r.id} className="line">
      <span><strong>{r.name}</strong> <span className="muted">· {r.unit_name ?? w.agency}{r.basis && ` · ${r.basis}`}</span><br /><InTime of={r} /></span>
      {r.state !== "ended" && <End run={(valid_to) => post(`/administration/roles/${r.id}/ending`, { valid_to }, r.version)} />}
    </li>
  );
  return (
    <Card title={w.roles} side={<GrantRole person={p} />}>
      {now.length === 0 && <p className="muted">{w.noRoles}</p>}
      <ul className="plain">{now.map(line)}</ul>
      {ended.length > 0 && <details><summary>{w.ended(ended.length)}</summary><ul className="plain">{ended.map(line)}</ul></details>}
    </Card>
  );
}

/** One person: account, roles with unit and validity, authorities to sign. */
export default function PersonPage() {
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const found = useQuery({ queryKey: ["/administration/people", id], queryFn: () => get(`/administration/people/${id}`) });
  if (found.isPending) return <Loading />;
  if (found.isError) return <Page title={w.notFound}><Failure error={found.error} retry={() => void found.refetch()} /></Page>;
  const p = found.data;
  const base = `/administration/people/${p.id}` as const;
  const active = p.state !== "inactive";
  return (
    <Page title={p.full_name} above={<><Link to="/quan-tri">{words.title}</Link> · {w.above(p.username)}{p.position && ` · ${p.position}`}</>}>
      <Card title={<Tone tone={p.state === "active" ? "good" : p.state === "locked" ? "late" : "bad"}>{words.personState[p.state]}</Tone>}>
        {p.locked_until && p.state === "locked" && <p className="late">{w.lockedUntil(atMoment(p.locked_until))}</p>}
        <p className="muted">{words.people.last}: {p.last_signed_in_at ? atMoment(p.last_signed_in_at) : words.people.never}{p.must_change_password && ` · ${w.mustChange}`}</p>
        <div className="acts">
          {p.allowed_actions.includes("unlockPerson") && <Ask label={w.unlock} primary run={() => post(`${base}/unlocking`, undefined, p.version)} />}
          <Ask<{ full_name: string; position?: string }> label={w.change} ok={words.common.save} initial={{ full_name: p.full_name, position: p.position }}
            run={(v) => patch(base, v, p.version)}
            fields={<>
              <Form.Item name="full_name" label={words.people.name} rules={required}><Input maxLength={100} /></Form.Item>
              <Form.Item name="position" label={words.people.position}><Input maxLength={100} /></Form.Item>
            </>} />
          {p.allowed_actions.includes("resetPassword") && <ResetPassword person={p} />}
          {active ? <Ask label={w.stop} danger says={w.stopSays} run={() => patch(base, { is_active: false }, p.version)} /> : <Ask label={w.reopen}
            run={() => patch(base, { is_active: true }, p.version)} />}
        </div>
      </Card>
      <Roles person={p} />
      <Card title={w.authorities} side={<GrantAuthority person={{ id: p.id, why: p.why_not.grantAuthority }} />}>
        {p.authorities.length === 0 && <p className="muted">{w.noAuthorities}</p>}
        <ul className="plain">
          {p.authorities.map((a) => (
            <li key={a.id} className="line">
              <span><strong>{words.capacity[a.capacity] ?? a.capacity}</strong> <span className="muted">· {a.basis}</span><br /><InTime of={a} /></span>
              {a.state !== "ended" && <End run={(valid_to) => post(`/administration/authorities/${a.id}/ending`, { valid_to }, a.version)} />}
            </li>
          ))}
        </ul>
      </Card>
      <Trail subject={p.id} />
    </Page>
  );
}
