import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input, Modal, Segmented } from "antd";
import { lazy, Suspense, useState } from "react";
import { blobOf, post } from "@/shared/api/client";
import type { Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment } from "@/shared/lib/format";
import { save } from "@/shared/lib/saving";
import { Act, ReasonField } from "./Act";
import { acting, useAccess } from "./AccessAlert";
import { Card, Failure } from "./Page";
import { personName, Pick } from "./Pick";
import { Rows } from "./Rows";
import { Tone } from "./Tone";

const RecordExtras = lazy(() => import("./RecordExtras"));
type Access = Schemas["RecordAccess"];
type Change = Schemas["AccessChangeItem"];
interface Grant {
  user_id?: string;
  unit_id?: string;
  reason: string;
}


function GrantFields() {
  const [to, setTo] = useState<"person" | "unit">("person");
  const w = t.access;
  return (
    <>
      <Form.Item label={w.whom}>
        <Segmented<"person" | "unit"> value={to} onChange={setTo} options={[{ value: "person", label: w.people }, { value: "unit", label: w.units }]} />
      </Form.Item>
      {to === "person" ? (
        <Form.Item key="person" name="user_id" label={w.who} rules={[{ required: true, message: w.choose }]}>
          <Pick path="/users" show={personName} />
        </Form.Item>
      ) : (
        <Form.Item key="unit" name="unit_id" label={w.which} rules={[{ required: true, message: w.choose }]}>
          <Pick path="/units" />
        </Form.Item>
      )}
      <ReasonField />
    </>
  );
}

function History({ id }: { id: string }) {
  const [open, setOpen] = useState(false);
  const w = t.access;
  return (
    <>
      <Button type="link" className="inline-button" onClick={() => setOpen(true)}>
        {w.history}
      </Button>
      <Modal open={open} title={w.history} footer={null} width={720} onCancel={() => setOpen(false)} destroyOnHidden>
        <Uses id={id} />
      </Modal>
    </>
  );
}

function Uses({ id }: { id: string }) {
  const w = t.access;
  return (
    <Rows
      path={`/records/${id}/uses`}
      label={w.history}
      empty={w.historyEmpty}
      columns={[
        { head: w.at, width: 170, cell: (u) => atMoment(u.at) },
        { head: w.person, cell: (u) => u.person },
        { head: w.act, width: 130, cell: (u) => w.acts[u.act] ?? u.act },
      ]}
    />
  );
}

function Readers({ id, access }: { id: string; access: Access }) {
  const w = t.access;
  return (
    <>
      {access.readers.length === 0 ? <p className="empty">{w.readersEmpty}</p> : null}
      <ul className="plain">
        {access.readers.map((r) => (
          <li key={r.id}>
            {r.name} {r.kind === "unit" && <span className="muted">({w.unit})</span>}
          </li>
        ))}
      </ul>
      <p className="muted">{w.readersNote}</p>
      <span className="acts">
        <Act<Grant>
          record={acting(access)}
          operation="changeAccess"
          label={w.grant}
          preview={w.grantPreview}
          fields={<GrantFields />}
          run={(v) => post(`/records/${id}/access`, { act: "grant", ...v })}
        />
        <Act<Grant>
          record={acting(access)}
          operation="changeAccess"
          label={w.revoke}
          danger
          fields={<GrantFields />}
          run={(v) => post(`/records/${id}/access`, { act: "revoke", ...v })}
        />
      </span>
    </>
  );
}

function Changes({ items }: { items: Change[] }) {
  const w = t.access;
  if (items.length === 0) return null;
  return (
    <>
      <h3>{w.changes}</h3>
      <ol className="timeline">
        {items.map((c) => (
          <li key={c.id}>
            <strong>{c.kind === "granted" ? w.granted(c.reader) : w.revoked(c.reader)}</strong>{" "}
            <Tone tone={c.state === "pending" ? "work" : "good"}>{w.states[c.state] ?? c.state}</Tone>
            <div className="muted">
              {w.by(c.made_by_name, atMoment(c.made_at))} · {c.reason}
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

function Holds({ id, access }: { id: string; access: Access }) {
  const w = t.access;
  const held = access.holds.find((h) => h.state === "held");
  return (
    <>
      {access.holds.length > 0 && (
        <>
          <h3>{w.holds}</h3>
          <ol className="timeline">
            {access.holds.map((h) => (
              <li key={h.id}>
                {h.reason} {h.basis && <span className="muted">({h.basis})</span>}
                <div className="muted">
                  {w.by(h.placed_by_name, atMoment(h.placed_at))}
                  {h.lifted_at && ` · ${w.lifted(h.lifted_by_name ?? "", atMoment(h.lifted_at))}`}
                </div>
              </li>
            ))}
          </ol>
        </>
      )}
      <span className="acts">
        {!held && (
          <Act<{ reason: string; basis?: string }>
            record={acting(access)}
            operation="placeHold"
            label={w.hold}
            preview={w.holdPreview}
            fields={
              <>
                <ReasonField />
                <Form.Item name="basis" label={w.basis}>
                  <Input maxLength={200} />
                </Form.Item>
              </>
            }
            run={(v) => post(`/records/${id}/holds`, { basis: "", ...v })}
          />
        )}
        {held && (
          <Act<{ reason: string }> record={acting(held)} operation="liftHold" label={w.lift} fields={<ReasonField />} run={(v) => post(`/holds/${held.id}/lifting`, v)} />
        )}
      </span>
    </>
  );
}

/** The whole process of a document as one file (PL VI III.5.a). */
function Process({ id }: { id: string }) {
  const take = useMutation({ mutationFn: async (format: "pdf" | "xml") => save(await blobOf(`/documents/${id}/process`, { format }), `qua-trinh.${format}`) });
  return (
    <>
      {(["pdf", "xml"] as const).map((format) => (
        <Button key={format} size="small" loading={take.isPending && take.variables === format} onClick={() => take.mutate(format)}>
          {t.access.process(format.toUpperCase())}
        </Button>
      ))}
      {take.isError && <Failure error={take.error} />}
    </>
  );
}

/** Who may read the record, who looked at it, and whether it is held: one card, closed until somebody asks. */
export default function RecordAccess({ id, process }: { id: string; process?: boolean }) {
  const [asked, setAsked] = useState(false);
  const found = useAccess(id);
  const w = t.access;
  if (found.isError)
    return (
      <Card title={w.title}>
        <Failure error={found.error} retry={() => void found.refetch()} />
      </Card>
    );
  if (!found.data) return null;
  const c = found.data.counts as Record<string, number>;
  return (
    <Card title={w.title} side={process && <span className="acts"><Process id={id} /></span>}>
      <p>
        {w.counts(c.viewed ?? 0, c.downloaded ?? 0, c.printed ?? 0, c.people ?? 0)} · <History id={id} />
      </p>
      <details onToggle={(e) => setAsked(asked || e.currentTarget.open)}>
        <summary>{w.readers}</summary>
        <Readers id={id} access={found.data} />
        <Changes items={found.data.changes} />
        <Holds id={id} access={found.data} />
        {asked && (
          <Suspense>
            <RecordExtras id={id} />
          </Suspense>
        )}
      </details>
    </Card>
  );
}
