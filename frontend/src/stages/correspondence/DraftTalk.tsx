import { Form, Input, InputNumber, Radio, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { post } from "@/shared/api/client";
import type { Acting, Outgoing, Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment, onDay } from "@/shared/lib/format";
import { useMe } from "@/shared/lib/session";
import { Act } from "@/shared/ui/Act";
import { FileDrop, type Stored } from "@/shared/ui/FileDrop";
import { Card, Quiet } from "@/shared/ui/Page";
import { Tone } from "@/shared/ui/Tone";
import { FileLink } from "./DraftVersions";
import { asText, DayField, needed, WhomField } from "./fields";
import "./drafting.css";

type Process = Schemas["ProcessAnswer"];
interface Props {
  document: Outgoing;
  process: Process;
}

/** The record for an act on one line beside the document: allowed where `may` says so. */
export const acting = (d: Acting, operation: string, may: boolean): Acting => ({ ...d, allowed_actions: may ? [operation] : [], why_not: {} });

interface Remark {
  text: string;
  version?: number;
  page?: number | null;
  quote?: string;
}

/** Remarks on the draft, each with its answers; open ones first to be seen. */
export function DraftComments({ document: d, process }: Props) {
  const w = t.drafting.comments;
  const me = useMe();
  const base = `/outgoing-documents/${d.id}/comments` as const;
  const may = d.allowed_actions.includes("commentDraft");
  const roots = process.comments.filter((c) => !c.parent_id);
  if (!may && roots.length === 0) return null;
  const newest = process.versions[0]?.number ?? 1;
  const resolves = (by: string) => may && (by === me.id || d.drafter_id === me.id || d.allowed_actions.includes("requestConsultation"));
  const add = (
    <Act<Remark>
      record={d}
      operation="commentDraft"
      label={w.add}
      initial={{ version: newest }}
      run={(v) => post(base, { text: v.text, version: v.version, page: v.page ?? undefined, quote: v.quote || undefined })}
      fields={
        <>
          <Form.Item name="text" label={w.text} rules={needed()}>
            <Input.TextArea rows={4} maxLength={4000} />
          </Form.Item>
          <div className="two">
            <Form.Item name="version" label={w.version}>
              <Select options={process.versions.map((v) => ({ value: v.number, label: t.drafting.versions.number(v.number) }))} />
            </Form.Item>
            <Form.Item name="page" label={w.page}>
              <InputNumber min={1} max={9999} style={{ width: "100%" }} />
            </Form.Item>
          </div>
          <Form.Item name="quote" label={w.quote}>
            <Input.TextArea rows={2} maxLength={1000} />
          </Form.Item>
        </>
      }
    />
  );
  if (roots.length === 0) return <Quiet title={w.title} side={add}>{w.none}</Quiet>;
  return (
    <Card
      title={w.title}
      side={
        <span className="acts">
          {process.open_comments > 0 && <Tone tone="wait">{w.open(process.open_comments)}</Tone>}
          {add}
        </span>
      }
    >
      <ul className="beside-list">
        {roots.map((c) => (
          <li key={c.id}>
            <strong>{c.full_name}</strong>{" "}
            <span className="muted">
              {w.where(c.version_number, c.page)} · {atMoment(c.at)}
            </span>{" "}
            <Tone tone={c.resolved_at ? "good" : "wait"}>{c.resolved_at ? w.resolved(c.resolved_by_name) : w.pending}</Tone>
            {c.quote && <blockquote className="quote">{c.quote}</blockquote>}
            <div className="said">{c.text}</div>
            <ul className="beside-answers">
              {process.comments
                .filter((a) => a.parent_id === c.id)
                .map((a) => (
                  <li key={a.id}>
                    <strong>{a.full_name}</strong> <span className="muted">{atMoment(a.at)}</span>
                    <div className="said">{a.text}</div>
                  </li>
                ))}
            </ul>
            {may && (
              <div className="acts">
                <Act<{ text: string }>
                  record={d}
                  operation="commentDraft"
                  label={w.answer}
                  run={(v) => post(base, { text: v.text, answers: c.id })}
                  fields={
                    <Form.Item name="text" label={w.text} rules={needed()}>
                      <Input.TextArea rows={3} maxLength={4000} />
                    </Form.Item>
                  }
                />
                <Act
                  record={acting(d, "resolveComment", resolves(c.by))}
                  operation="resolveComment"
                  label={c.resolved_at ? w.reopen : w.resolve}
                  run={() => post(`/outgoing-documents/${d.id}/comments/${c.id}/resolution`, { resolved: !c.resolved_at })}
                />
              </div>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

interface Wish {
  whom: string[];
  due_on?: Dayjs;
  note?: string;
}

function split(whom: string[]) {
  const of = (kind: string) => whom.filter((k) => k.startsWith(`${kind}:`)).map((k) => k.slice(kind.length + 1));
  return { unit_ids: of("unit"), user_ids: of("user") };
}

const TONE = { asked: "wait", answered: "work", closed: "good" } as const;

/** Opinions that were asked of other units and people, what they said, what was taken over. */
export function DraftOpinions({ document: d, process }: Props) {
  const w = t.drafting.opinions;
  const may = d.allowed_actions.includes("requestConsultation");
  if (!may && process.consultations.length === 0) return null;
  const ask = (
    <Act<Wish>
      record={d}
      operation="requestConsultation"
      label={w.ask}
      run={(v) => post(`/outgoing-documents/${d.id}/consultations`, { ...split(v.whom), due_on: asText(v.due_on), note: v.note })}
      fields={
        <>
          <Form.Item name="whom" label={w.whom} rules={needed()}>
            <WhomField mode="multiple" />
          </Form.Item>
          <Form.Item name="due_on" label={w.due}>
            <DayField only="future" />
          </Form.Item>
          <Form.Item name="note" label={w.note}>
            <Input.TextArea rows={3} maxLength={2000} />
          </Form.Item>
        </>
      }
    />
  );
  if (process.consultations.length === 0) return <Quiet title={w.title} side={ask}>{w.none}</Quiet>;
  return (
    <Card title={w.title} side={ask}>
      <ul className="beside-list">
        {process.consultations.map((c) => (
          <Opinion key={c.id} document={d} item={c} />
        ))}
      </ul>
    </Card>
  );
}

function Opinion({ document: d, item: c }: { document: Outgoing; item: Schemas["ConsultationItem"] }) {
  const w = t.drafting.opinions;
  const [file, setFile] = useState<Stored[]>([]);
  const [busy, setBusy] = useState(false);
  const one = file[0];
  return (
    <li>
      <strong>{c.name}</strong> <Tone tone={c.is_overdue ? "late" : TONE[c.state as "asked"]}>{c.is_overdue ? w.overdue : w.state[c.state]}</Tone>{" "}
      <span className="muted">
        {w.asked(c.asked_by_name, atMoment(c.asked_at))}
        {c.due_on && `, ${w.dueOn(onDay(c.due_on))}`}
      </span>
      {c.note && <div className="said">{c.note}</div>}
      {c.verdict && (
        <div className="said">
          <strong>
            {c.answered_by_name}: {w[c.verdict as "agree"]}
          </strong>
          {c.answer && `. ${c.answer}`} <span className="muted">{atMoment(c.answered_at)}</span>
        </div>
      )}
      {c.file_sha256 && <FileLink sha256={c.file_sha256} name={c.file_name} />}
      {c.outcome && <div className="said">{w.outcome(c.outcome)}</div>}
      <div className="acts">
        <Act<{ verdict: "agree" | "remarks"; text?: string }>
          record={acting(d, "giveConsultation", c.may_answer)}
          operation="giveConsultation"
          label={w.give}
          primary={c.state === "asked"}
          initial={{ verdict: "agree" }}
          run={(v) =>
            post(`/outgoing-documents/${d.id}/consultations/${c.id}/answer`, { ...v, ...(one && !busy && { file: { sha256: one.sha256, name: one.name } }) })
          }
          fields={
            <>
              <Form.Item name="verdict" label={w.verdict} rules={needed()}>
                <Radio.Group
                  options={[
                    { value: "agree", label: w.agree },
                    { value: "remarks", label: w.remarks },
                  ]}
                />
              </Form.Item>
              <Form.Item name="text" label={w.text}>
                <Input.TextArea rows={4} maxLength={4000} />
              </Form.Item>
              <FileDrop small multiple={false} hint={w.file} onChange={setFile} onBusy={setBusy} />
            </>
          }
        />
        <Act<{ taken_over: string }>
          record={acting(d, "closeConsultation", c.may_close)}
          operation="closeConsultation"
          label={w.close}
          run={(v) => post(`/outgoing-documents/${d.id}/consultations/${c.id}/closure`, v)}
          fields={
            <Form.Item name="taken_over" label={w.taken} rules={needed()}>
              <Input.TextArea rows={3} maxLength={2000} />
            </Form.Item>
          }
        />
      </div>
    </li>
  );
}
