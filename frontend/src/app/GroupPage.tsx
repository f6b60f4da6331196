import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { get, post } from "@/shared/api/client";
import type { Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment } from "@/shared/lib/format";
import { Act, ReasonField } from "@/shared/ui/Act";
import { Card, Empty, Failure, Loading, Page } from "@/shared/ui/Page";
import { personName, Pick } from "@/shared/ui/Pick";
import { Tone } from "@/shared/ui/Tone";
import "@/shared/ui/lists.css";
import { recordPlace } from "./places";

type Group = Schemas["GroupAnswer"];
type Change = Schemas["GroupChange"];
interface Rule {
  to: "person" | "unit";
  user_id?: string;
  unit_id?: string;
  reason: string;
}
const acting = (g: Group) => ({ ...g, version: 0 });
const body = (act: "grant" | "revoke", { user_id, unit_id, reason }: Rule) => ({ act, user_id, unit_id, reason, preview: false });

/** Whom the rule names, and what it would do before it is set. */
function RuleFields({ group, act }: { group: Group; act: "grant" | "revoke" }) {
  const w = t.groups;
  const form = Form.useFormInstance<Rule>();
  const to = Form.useWatch("to", form) ?? "person";
  const [tried, setTried] = useState<Change>();
  const [failed, setFailed] = useState<unknown>();
  const tryIt = async () => {
    const values = await form.validateFields().catch(() => undefined);
    if (!values) return;
    setFailed(undefined);
    try {
      setTried(await post(`/record-groups/${group.id}/readers`, { ...body(act, values), preview: true }));
    } catch (error) {
      setTried(undefined);
      setFailed(error);
    }
  };
  return (
    <>
      <Form.Item name="to" label={t.access.whom}>
        <Select options={[{ value: "person", label: t.access.people }, { value: "unit", label: t.access.units }]} />
      </Form.Item>
      {to === "person" ? (
        <Form.Item key="person" name="user_id" label={t.access.who} rules={[{ required: true, message: t.access.choose }]}>
          <Pick path="/users" show={personName} />
        </Form.Item>
      ) : (
        <Form.Item key="unit" name="unit_id" label={t.access.which} rules={[{ required: true, message: t.access.choose }]}>
          <Pick path="/units" />
        </Form.Item>
      )}
      <ReasonField />
      <Button onClick={() => void tryIt()}>{w.tryIt}</Button>
      {tried && (
        <div className="preview spaced" role="status">
          {w.tried(tried.changed.length, tried.left.length)}
          <ul>
            {tried.changed.slice(0, 8).map((r) => (
              <li key={r.id}>{r.title}</li>
            ))}
          </ul>
        </div>
      )}
      {failed !== undefined && <Failure error={failed} />}
    </>
  );
}

function Readers({ group }: { group: Group }) {
  const w = t.groups;
  const run = (act: "grant" | "revoke") => (v: Rule) => post(`/record-groups/${group.id}/readers`, body(act, v));
  return (
    <Card title={w.readers}>
      {group.reader_items.length === 0 ? <p className="muted">{w.noReaders}</p> : null}
      <ul className="plain">
        {group.reader_items.map((r) => (
          <li key={r.id}>
            {r.name} {r.kind === "unit" && <span className="muted">({t.access.unit})</span>}
          </li>
        ))}
      </ul>
      <span className="acts spaced">
        <Act<Rule> record={acting(group)} operation="changeGroupReaders" label={w.grant} initial={{ to: "person" }} fields={<RuleFields group={group} act="grant" />} run={run("grant")} />
        {group.reader_items.length > 0 && (
          <Act<Rule> record={acting(group)} operation="changeGroupReaders" label={w.revoke} danger initial={{ to: "person" }} fields={<RuleFields group={group} act="revoke" />} run={run("revoke")} />
        )}
      </span>
    </Card>
  );
}

function Records({ group }: { group: Group }) {
  const w = t.groups;
  if (group.record_items.length === 0) return <Empty>{w.noRecords}</Empty>;
  return (
    <table className="rows" aria-label={w.records}>
      <thead>
        <tr>
          <th scope="col">{w.records}</th>
          <th scope="col">{t.app.search.kind}</th>
          <th scope="col">{w.added}</th>
          <th scope="col">{w.act}</th>
        </tr>
      </thead>
      <tbody>
        {group.record_items.map((r) => (
          <tr key={r.id}>
            <td className="row-main">
              <Link to={recordPlace(r.kind, r.id)}>{r.title}</Link>
            </td>
            <td data-label={t.app.search.kind}>{t.kind[r.kind] ?? r.kind}</td>
            <td data-label={w.added}>{atMoment(r.added_at)}</td>
            <td data-label={w.act}>
              <Act<{ reason: string }>
                record={acting(group)}
                operation="changeGroupRecords"
                label={w.takeOut}
                fields={<ReasonField />}
                run={(v) => post(`/record-groups/${group.id}/records`, { act: "remove", subject_ids: [r.id], ...v })}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** One group: its rule, its records, and holding all of them. */
export default function GroupPage() {
  const w = t.groups;
  const { id } = useParams({ strict: false }) as { id: string };
  const found = useQuery({ queryKey: ["/record-groups", id], queryFn: () => get(`/record-groups/${id}`) });
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failure error={found.error} retry={() => void found.refetch()} />;
  const g = found.data;
  return (
    <Page
      title={g.name}
      above={<Link to="/nhom-tai-lieu">{w.title}</Link>}
      below={
        <>
          <Tone tone={g.state === "held" ? "late" : "work"}>{w.states[g.state] ?? g.state}</Tone>{" "}
          <span className="muted">
            {w.levels[g.level] ?? g.level}
            {g.basis && ` · ${g.basis}`}
          </span>
        </>
      }
      side={
        <span className="acts">
          {g.record_items.length > 0 && (
            <Act<{ reason: string; basis?: string }>
              record={acting(g)}
              operation="holdGroup"
              label={w.hold}
              preview={w.holdSays(g.record_items.length)}
              fields={
                <>
                  <ReasonField />
                  <Form.Item name="basis" label={t.access.basis}>
                    <Input maxLength={200} />
                  </Form.Item>
                </>
              }
              run={(v) => post(`/record-groups/${id}/holds`, { basis: "", ...v })}
            />
          )}
          <Act<{ reason: string }> record={acting(g)} operation="liftGroupHold" label={w.lift} fields={<ReasonField />} run={(v) => post(`/record-groups/${id}/lifting`, v)} />
        </span>
      }
    >
      <Readers group={g} />
      <Card flush title={w.records}>
        <Records group={g} />
      </Card>
    </Page>
  );
}
