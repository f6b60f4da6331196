import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { post } from "@/shared/api/client";
import type { Outgoing, Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment } from "@/shared/lib/format";
import { Act } from "@/shared/ui/Act";
import { FileDrop, type Stored } from "@/shared/ui/FileDrop";
import { Card, Quiet } from "@/shared/ui/Page";
import { Pick } from "@/shared/ui/Pick";
import { Tone } from "@/shared/ui/Tone";
import { acting } from "./DraftTalk";
import { needed } from "./fields";
import "./drafting.css";

type Part = Schemas["JointItem"];
const TONE = { pending: "wait", approved: "work", signed: "good", sealed: "good" } as const;

/** Agencies that issue together, in the order in which they agree and sign. */
export function JointParts({ parts, act }: { parts: Part[]; act?: (part: Part) => React.ReactNode }) {
  const w = t.drafting.joint;
  return (
    <ol className="beside-list">
      {parts.map((p) => (
        <li key={p.id}>
          <span className="muted">{w.order(p.ordinal)}</span> <strong>{p.agency_name}</strong> <Tone tone={TONE[p.state as "pending"]}>{w.state[p.state]}</Tone>
          {p.signer_name && (
            <div>
              {p.signer_name}
              {p.signer_position && ` · ${p.signer_position}`} <span className="muted">{atMoment(p.sealed_at ?? p.signed_at ?? p.approved_at)}</span>
            </div>
          )}
          {p.note && <div className="said">{p.note}</div>}
          {act?.(p)}
        </li>
      ))}
    </ol>
  );
}

interface Issuers {
  inside?: string[];
  outside?: { name: string }[];
}

interface Recorded {
  step: "approved" | "signed";
  signer_name: string;
  signer_position: string;
}

function RecordOutside({ document: d, part: p }: { document: Outgoing; part: Part }) {
  const w = t.drafting.joint;
  const [file, setFile] = useState<Stored[]>([]);
  const may = d.allowed_actions.includes("noteJointSignature") && !p.is_inside && !p.signed_at;
  return (
    <div className="acts">
      <Act<Recorded>
        record={acting(d, "noteJointSignature", may)}
        operation="noteJointSignature"
        label={w.record}
        initial={{ step: p.approved_at ? "signed" : "approved", signer_name: p.signer_name, signer_position: p.signer_position }}
        run={(v) => post(`/outgoing-documents/${d.id}/joint-issuers/${p.id}/record`, { ...v, ...(file[0] && { file: file[0].sha256 }) }, d.version)}
        fields={
          <>
            <Form.Item name="step" label={w.step}>
              <Select options={Object.entries(w.steps).map(([value, label]) => ({ value, label }))} />
            </Form.Item>
            <div className="two">
              <Form.Item name="signer_name" label={w.signer} rules={needed()}>
                <Input maxLength={100} />
              </Form.Item>
              <Form.Item name="signer_position" label={w.position} rules={needed()}>
                <Input maxLength={100} />
              </Form.Item>
            </div>
            {d.medium === "electronic" && <FileDrop small multiple={false} accept="application/pdf" hint={w.file} onChange={setFile} />}
          </>
        }
      />
    </div>
  );
}

/** The co-issuers of an own document. */
export function JointIssuers({ document: d, process }: { document: Outgoing; process: Schemas["ProcessAnswer"] }) {
  const w = t.drafting.joint;
  const may = d.allowed_actions.includes("nameJointIssuers");
  if (!may && process.joint.length === 0) return null;
  const name = (
    <Act<Issuers>
      record={d}
      operation="nameJointIssuers"
      label={w.name}
      preview={w.how}
      run={(v) =>
        post(
          `/outgoing-documents/${d.id}/joint-issuers`,
          { issuers: [...(v.inside ?? []).map((agency_id) => ({ agency_id })), ...(v.outside ?? []).filter((o) => o?.name).map((o) => ({ name: o.name }))] },
          d.version,
        )
      }
      fields={
        <>
          <Form.Item name="inside" label={w.inside}>
            <Pick path="/agencies" mode="multiple" />
          </Form.Item>
          <Form.List name="outside">
            {(rows, { add, remove }) => (
              <div className="sub-rows" role="group" aria-label={w.outside}>
                {rows.map(({ key, name: at }) => (
                  <div key={key} className="sub-row sub-two">
                    <Form.Item name={[at, "name"]} rules={needed()}>
                      <Input maxLength={200} aria-label={w.outside} placeholder={w.outside} />
                    </Form.Item>
                    <span />
                    <Button type="text" aria-label={t.shared.remove} onClick={() => remove(at)}>
                      ✕
                    </Button>
                  </div>
                ))}
                <div>
                  <Button size="small" type="dashed" onClick={() => add({})}>
                    + {w.addOutside}
                  </Button>
                </div>
              </div>
            )}
          </Form.List>
        </>
      }
    />
  );
  if (process.joint.length === 0) return <Quiet title={w.title} side={name}>{w.none}</Quiet>;
  return (
    <Card title={w.title} side={name}>
      <JointParts parts={process.joint} act={(p) => <RecordOutside document={d} part={p} />} />
    </Card>
  );
}
