import { Link } from "@tanstack/react-router";
import { Button, Form, Input, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { lazy, Suspense, type ReactNode } from "react";
import { post } from "@/shared/api/client";
import type { Incoming, Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment, numberAndSymbol, registerNumber, today } from "@/shared/lib/format";
import { useMe } from "@/shared/lib/session";
import { Act, ReasonField } from "@/shared/ui/Act";
import { personName, Pick } from "@/shared/ui/Pick";
import { CategoryField } from "./CategoryField";
import { CorrectIncoming } from "./CorrectIncoming";
import { DirectIncoming } from "./DirectIncoming";
import { asInstant, asText, DayField, HourField, needed, whom, WhomField } from "./fields";
import { PrintSlip } from "./PrintSlip";
import { WorkCard } from "./WorkCard";
import "./correspondence.css";

const AddFiles = lazy(() => import("./AddFiles"));
const AssignDraft = lazy(() => import("./AssignDraft").then((m) => ({ default: m.AssignDraft })));
const CompetentField = lazy(() => import("./CompetentField"));
const FurtherActs = lazy(() => import("./FurtherActs"));
const DecideExtension = lazy(() => import("./FurtherActs").then((m) => ({ default: m.DecideExtension })));
const w = t.correspondence.incoming;
const field = t.correspondence.field;
type Operation = keyof typeof w.do;

/** The one next step, of what the server allows now. */
function nextStep(d: Incoming, mayDraft: boolean): Operation | undefined {
  const can = (operation: string) => d.allowed_actions.includes(operation);
  const answered = d.links.some((l) => l.relation === "answered_by");
  const given = d.handlings.some((h) => h.parent_id && h.state !== "done");
  const leads = can("returnIncoming") && can("completeIncoming") && d.state === "handling";
  if (can("confirmRecall") && d.recall_asked_at) return "confirmRecall";
  if (can("registerArrival")) return "registerArrival";
  if (d.state === "registered") return can("presentIncoming") ? "presentIncoming" : can("transferIncoming") ? "transferIncoming" : undefined;
  if (d.state === "presented") return can("directIncoming") ? "directIncoming" : undefined;
  if (can("decideExtension")) return "decideExtension";
  if (can("acknowledgeIncoming") && !can("assignIncoming")) return "acknowledgeIncoming";
  if (can("assignIncoming") && !given) return "assignIncoming";
  if (can("transferIncoming") && d.medium === "paper" && !d.transferred_on) return "transferIncoming";
  if (leads && mayDraft && !answered && !can("assignIncoming")) return "draftOutgoing";
  return can("completeIncoming") && !can("assignIncoming") ? "completeIncoming" : undefined;
}

function waitsFor(d: Incoming): string {
  const lead = d.handlings
    .filter((h) => h.part === "lead")
    .map((h) => h.name)
    .join(", ");
  const said: Record<string, string> = {
    waiting: w.wait.waiting,
    registered: w.wait.registered,
    presented: w.wait.presented(d.presented_to_name),
    handling: w.wait.handling(lead),
    completed: w.wait.completed(atMoment(d.completed_at)),
    returned: w.wait.returned,
    recalled: w.wait.recalled,
  };
  return said[d.state] ?? "";
}

/** The instruction that lies with the caller: of the own part, else the last direction. */
function askedOf(d: Incoming, me: string, unit: string | undefined): string {
  const own = d.handlings.find((h) => h.person_id === me && h.instruction) ?? d.handlings.find((h) => h.unit_id === unit && h.instruction);
  return own?.instruction ?? d.opinions.filter((o) => o.kind === "direction").at(-1)?.text ?? "";
}

/** Who leads and who coordinates, in a line. */
function partsOf(d: Incoming): string {
  const names = (part: string) =>
    d.handlings
      .filter((h) => h.part === part && !h.parent_id)
      .map((h) => h.name)
      .join(", ");
  return (["lead", "coordinating"] as const)
    .filter(names)
    .map((part) => `${t.part[part]}: ${names(part)}`)
    .join(" · ");
}

interface Due {
  due_on?: Dayjs;
}

/** What may be done with a văn bản đến now: one primary next step, the rest beside it, and why something cannot be done yet. */
export function IncomingActs({ document: d }: { document: Incoming }) {
  const me = useMe();
  const mayDraft = me.permissions.includes("draftOutgoing");
  const base = `/incoming-documents/${d.id}` as const;
  const next = nextStep(d, mayDraft);
  const can = (operation: string) => d.allowed_actions.includes(operation);
  const returnTo = d.state === "handling" ? ("director" as const) : d.state === "presented" ? ("clerk" as const) : ("sender" as const);
  const back = w.act.returnIncoming[returnTo];
  const arrival = registerNumber(d.arrival_number);
  const again = d.handlings.length > 0;
  const leads = d.handlings.some((h) => h.part === "lead" && h.state !== "done" && (h.person_id === me.id || h.unit_id === me.unit?.id));
  const replies = d.links.filter((l) => l.kind === "outgoing").map((l) => ({ value: l.id, label: `${numberAndSymbol(l)} ${l.abstract}` }));
  const acts: Record<string, ReactNode> = {
    registerArrival: can("registerArrival") && (
      <Link to="/van-ban-den/vao-so" search={{ den: d.id }} tabIndex={-1}>
        <Button type={next === "registerArrival" ? "primary" : "default"}>{w.act.registerArrival}</Button>
      </Link>
    ),
    confirmRecall: (
      <Act
        record={d}
        operation="confirmRecall"
        label={w.act.confirmRecall}
        danger={next !== "confirmRecall"}
        primary={next === "confirmRecall"}
        run={() => post(`${base}/recall`, undefined, d.version)}
        preview={w.recall(d.recall_reason)}
      />
    ),
    declineRecall: (
      <Act<{ reason: string }>
        record={d}
        operation="declineRecall"
        label={t.intake.recall.decline}
        preview={t.intake.recall.declineHow}
        run={(v) => post(`${base}/recall-refusal`, v, d.version)}
        fields={<ReasonField />}
      />
    ),
    presentIncoming: (
      <Act<Schemas["PresentIncoming"]>
        record={d}
        operation="presentIncoming"
        label={d.state === "presented" ? w.act.presentAgain : w.act.presentIncoming}
        primary={next === "presentIncoming"}
        run={(v) => post(`${base}/presentation`, v, d.version)}
        fields={
          <Form.Item name="to_user_id" label={w.present.to} rules={needed()} extra={w.present.help}>
            <CompetentField document={d.id} />
          </Form.Item>
        }
      />
    ),
    directIncoming: <DirectIncoming document={d} primary={next === "directIncoming"} />,
    assignIncoming: (
      <Act<{ user_id: string; instruction?: string } & Due>
        record={d}
        operation="assignIncoming"
        label={d.handlings.some((h) => h.parent_id) ? w.act.assignAgain : w.act.assignIncoming}
        primary={next === "assignIncoming"}
        run={(v) => post(`${base}/assignments`, { user_id: v.user_id, instruction: v.instruction, due_on: asText(v.due_on) }, d.version)}
        fields={
          <>
            <Form.Item name="user_id" label={w.assign.to} rules={needed()} extra={w.assign.help}>
              <Pick path="/users" query={me.unit ? { unit_id: me.unit.id } : {}} show={personName} />
            </Form.Item>
            <Form.Item name="instruction" label={w.assign.instruction}>
              <Input.TextArea rows={3} maxLength={1000} showCount />
            </Form.Item>
            <Form.Item name="due_on" label={field.due}>
              <DayField only="future" />
            </Form.Item>
          </>
        }
      />
    ),
    acknowledgeIncoming: (
      <Act
        record={d}
        operation="acknowledgeIncoming"
        label={w.act.acknowledgeIncoming}
        primary={next === "acknowledgeIncoming"}
        run={() => post(`${base}/receipt`, undefined, d.version)}
      />
    ),
    draftOutgoing: mayDraft && d.state === "handling" && (
      <Link to="/van-ban-di/soan" search={{ in_reply_to: d.id }} tabIndex={-1}>
        <Button type={next === "draftOutgoing" ? "primary" : "default"}>{w.act.draftOutgoing}</Button>
      </Link>
    ),
    assignDraft: me.permissions.includes("assignDraft") && ["presented", "handling"].includes(d.state) && (
      <Suspense fallback={null}>
        <AssignDraft replyTo={d.id} subject={d.abstract} />
      </Suspense>
    ),
    recordProgress: (
      <Act<Schemas["RecordProgress"]>
        record={d}
        operation="recordProgress"
        label={w.act.recordProgress}
        run={(v) => post(`${base}/progress`, v, d.version)}
        fields={
          <Form.Item name="note" label={w.progress.note} rules={needed()}>
            <Input.TextArea rows={4} maxLength={4000} showCount />
          </Form.Item>
        }
      />
    ),
    transferIncoming: (
      <Act<{ lead?: string; informed?: string[]; due_hour?: string } & Due>
        record={d}
        operation="transferIncoming"
        label={w.act.transferIncoming}
        primary={next === "transferIncoming"}
        preview={d.state === "registered" ? w.transfer.how : w.transfer.paperHow}
        run={(v) =>
          post(`${base}/transfer`, { ...(v.lead && { lead: whom(v.lead) }), informed: (v.informed ?? []).map(whom), due_on: asText(v.due_on), due_at: asInstant(v.due_on, v.due_hour) }, d.version)
        }
        fields={
          d.state === "registered" ? (
            <>
              <Form.Item name="lead" label={w.direct.lead} rules={needed()}>
                <WhomField />
              </Form.Item>
              <Form.Item name="informed" label={w.direct.informed}>
                <WhomField mode="multiple" />
              </Form.Item>
              <div className="two">
                <Form.Item name="due_on" label={field.due}>
                  <DayField only="future" />
                </Form.Item>
                <HourField urgency={d.urgency} />
              </div>
            </>
          ) : (
            <Form.Item name="informed" label={w.transfer.informed}>
              <WhomField mode="multiple" />
            </Form.Item>
          )
        }
      />
    ),
    completeIncoming: (
      <Act<Schemas["CompleteIncoming"]>
        record={d}
        operation="completeIncoming"
        label={w.act.completeIncoming}
        primary={next === "completeIncoming"}
        preview={leads ? w.complete.whole : w.complete.part}
        run={(v) => post(`${base}/completion`, v, d.version)}
        {...(replies[0] && { initial: { reply_document_id: replies[0].value } })}
        fields={
          <>
            <Form.Item name="outcome" label={w.complete.outcome} rules={needed()}>
              <Input.TextArea rows={3} maxLength={1000} showCount />
            </Form.Item>
            <Form.Item name="reply_document_id" label={w.complete.reply}>
              <Select allowClear placeholder={w.complete.noReply} options={replies} />
            </Form.Item>
          </>
        }
      />
    ),
    decideExtension: can("decideExtension") && (
      <Suspense>
        <DecideExtension document={d} primary={next === "decideExtension"} />
      </Suspense>
    ),
    further: (
      <Suspense>
        <FurtherActs document={d} />
      </Suspense>
    ),
    slip: again && <PrintSlip id={d.id} name={arrival} />,
    attachPaperCopy: (
      <Act<{ received_on: Dayjs; handed_to?: string }>
        record={d}
        operation="attachPaperCopy"
        label={w.act.attachPaperCopy}
        preview={w.paper.how}
        initial={{ received_on: dayjs(today()) }}
        run={(v) => post(`${base}/paper-copy`, { received_on: asText(v.received_on) ?? today(), handed_to: v.handed_to }, d.version)}
        fields={
          <>
            <Form.Item name="received_on" label={w.paper.received} rules={needed()}>
              <DayField only="past" />
            </Form.Item>
            <Form.Item name="handed_to" label={w.paper.to}>
              <Input maxLength={200} />
            </Form.Item>
          </>
        }
      />
    ),
    addIncomingFiles: can("addIncomingFiles") && (
      <Suspense>
        <AddFiles document={d} />
      </Suspense>
    ),
    correctIncoming: <CorrectIncoming document={d} />,
    returnIncoming: (
      <Act<{ reason: string; category?: "misdirected" }>
        record={d}
        operation="returnIncoming"
        label={back}
        danger
        run={(v) => post(`${base}/return`, { to: returnTo, ...v }, d.version)}
        fields={returnTo === "sender" ? <CategoryField /> : <ReasonField />}
      />
    ),
    voidNumber: d.register_entry_id && (
      <Act<Schemas["VoidNumber"]>
        record={d}
        operation="voidNumber"
        label={w.act.voidNumber}
        danger
        preview={w.void(arrival)}
        run={(v) => post(`/register-entries/${d.register_entry_id ?? ""}/void`, v, d.version)}
        fields={<ReasonField />}
      />
    ),
  };
  const labels = w.act as unknown as Record<string, string>;
  const reasons = Object.entries(d.why_not).filter(([operation]) => operation in acts);
  const asked = next && d.state === "handling" ? askedOf(d, me.id, me.unit?.id) : "";
  const waits = <div className="muted">{next || !d.allowed_actions.length ? partsOf(d) : waitsFor(d)}</div>;
  return (
    <WorkCard
      title={next ? w.workNow(w.do[next]) : d.allowed_actions.length ? w.work : waitsFor(d)}
      told={
        <>
          {waits}
          {d.acting_for.length > 0 && <div className="muted acting-for">{t.handling.actingFor(d.acting_for.join(", "))}</div>}
          {asked && <div className="asked-text">{asked}</div>}
        </>
      }
      acts={acts}
      next={next}
      reasons={reasons}
      labels={labels}
    />
  );
}
