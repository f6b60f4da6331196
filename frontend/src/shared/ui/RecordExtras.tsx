import { useQuery } from "@tanstack/react-query";
import { Form, Input, Select } from "antd";
import { get, post } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { atMoment } from "@/shared/lib/format";
import { useMay } from "@/shared/lib/session";
import { Act, ReasonField } from "./Act";
import { Failure } from "./Page";

const allowed = (id: string, acts: string[]) => ({ id, state: "", version: 0, allowed_actions: acts, why_not: {} });

function GroupField() {
  const all = useQuery({ queryKey: ["/record-groups"], queryFn: () => get("/record-groups") });
  return (
    <Form.Item name="group" label={t.groups.which} rules={[{ required: true, message: t.groups.choose }]}>
      <Select showSearch={{ optionFilterProp: "label" }} loading={all.isPending} options={all.data?.items.map((g) => ({ value: g.id, label: g.name }))} />
    </Form.Item>
  );
}

function Groups({ id }: { id: string }) {
  const w = t.groups;
  const may = useMay("changeGroupRecords");
  const found = useQuery({ queryKey: ["/record-groups", { record: id }], queryFn: () => get("/record-groups", { record: id }) });
  return (
    <>
      <h3>{w.inGroups}</h3>
      <p>
        {found.data?.items.length
          ? found.data.items.map((g, i) => (
              <span key={g.id}>
                {i > 0 && ", "}
                <a href={`/nhom-tai-lieu/${g.id}`}>{g.name}</a>
              </span>
            ))
          : w.inNone}
      </p>
      <Act<{ group: string; reason: string }>
        record={allowed(id, may ? ["changeGroupRecords"] : [])}
        operation="changeGroupRecords"
        label={w.putIn}
        fields={
          <>
            <GroupField />
            <ReasonField />
          </>
        }
        run={({ group, reason }) => post(`/record-groups/${group}/records`, { act: "add", subject_ids: [id], reason })}
      />
    </>
  );
}

function Metadata({ id }: { id: string }) {
  const w = t.groups;
  const found = useQuery({ queryKey: ["/records", id, "added-metadata"], queryFn: () => get(`/records/${id}/added-metadata`) });
  if (found.isError) return <Failure error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return null;
  return (
    <>
      <h3>{w.metadata}</h3>
      {found.data.items.length === 0 && <p className="muted">{w.metadataNone}</p>}
      <dl className="facts">
        {found.data.items.map((m) => [
          <dt key={`${m.id}n`}>{m.name}</dt>,
          <dd key={m.id}>
            {m.state === "withdrawn" ? <s>{m.value}</s> : m.value}
            <div className="muted">
              {w.by(m.added_by_name, atMoment(m.added_at))}
              {m.withdrawn_at && ` · ${w.withdrawn(m.withdrawn_by_name ?? "", atMoment(m.withdrawn_at), m.withdraw_reason)}`}
            </div>
            <Act<{ reason: string }> record={allowed(m.id, m.allowed_actions)} operation="withdrawMetadata" label={w.withdraw} fields={<ReasonField />} run={(v) => post(`/added-metadata/${m.id}/withdrawal`, v)} />
          </dd>,
        ])}
      </dl>
      <Act<{ name: string; value: string }>
        record={allowed(id, found.data.allowed_actions)}
        operation="addMetadata"
        label={w.add}
        preview={w.addSays}
        fields={
          <>
            <Form.Item name="name" label={w.what} rules={[{ required: true, message: w.needed }]}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name="value" label={w.value} rules={[{ required: true, message: w.needed }]}>
              <Input.TextArea rows={2} maxLength={1000} />
            </Form.Item>
          </>
        }
        run={(v) => post(`/records/${id}/added-metadata`, v)}
      />
    </>
  );
}

/** What stands beside a record's registered facts: its groups, and metadata added by hand. */
export default function RecordExtras({ id }: { id: string }) {
  const sees = useMay("listRecordGroups");
  return (
    <>
      <Metadata id={id} />
      {sees && <Groups id={id} />}
    </>
  );
}
