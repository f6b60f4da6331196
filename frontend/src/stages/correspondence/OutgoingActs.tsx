import { Link } from "@tanstack/react-router";
import { Button, Form, Input } from "antd";
import { lazy, Suspense, type ReactNode } from "react";
import { post } from "@/shared/api/client";
import type { Outgoing, Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { numberAndSymbol } from "@/shared/lib/format";
import { Act, ReasonField } from "@/shared/ui/Act";
import { ConvertDraft } from "./ConvertDraft";
import { ofDocument, type Purpose } from "./signable";
import { SigningAct } from "./SigningAct";
import { WorkCard } from "./WorkCard";
import "./correspondence.css";

const RoadActs = lazy(() => import("./RoadActs"));
const FormNote = lazy(() => import("./FormNote"));
const w = t.correspondence.outgoing;
type Aspect = "content" | "form" | "approval";
const ASPECT: Record<string, Aspect> = { draft: "content", content_checked: "form", form_checked: "approval" };
const DRAFTING = [...Object.keys(ASPECT), "approved"];
const DO: Record<Aspect, keyof typeof w.do> = { content: "reviewContent", form: "reviewForm", approval: "reviewApproval" };

function waitsFor(d: Outgoing): string {
  const said: Record<string, string> = {
    draft: w.wait.draft(d.drafting_unit_name),
    content_checked: w.wait.content_checked,
    form_checked: w.wait.form_checked(d.proposed_signer_name),
    approved: w.wait.approved(d.proposed_signer_name),
    signed: w.wait.signed,
    sealed: w.wait.sealed,
    issued: w.wait.issued,
    recalled: w.wait.recalled,
  };
  return said[d.state] ?? "";
}

const numberOf = (f: NonNullable<Outgoing["forecast"]>) => `${f.number}/${f.symbol}`;

/** Signing by the signatory or with the agency's signature. */
function Signing({ document: d, purpose, primary, file }: { document: Outgoing; purpose: Purpose; primary: boolean; file: string | undefined }) {
  return <SigningAct record={d} operation={purpose === "person" ? "signOutgoing" : "sealOutgoing"} of={ofDocument(d, purpose)} primary={primary} file={file} />;
}

function IssuePreview({ document: d }: { document: Outgoing }) {
  return (
    <>
      {w.issue.preview(d.recipients.length)}
      <ul style={{ margin: "4px 0 8px", paddingLeft: 18, maxHeight: 180, overflowY: "auto" }}>
        {d.recipients.map((r) => (
          <li key={r.id}>
            {r.name} <span className="muted">{r.agency_id || r.unit_id || r.user_id ? w.issue.electronic : w.issue.outside}</span>
          </li>
        ))}
      </ul>
      {w.issue.rest}
    </>
  );
}

/** What may be done with a văn bản đi now: one primary next step, the rest beside it, and why something cannot be done yet. */
export function OutgoingActs({ document: d }: { document: Outgoing }) {
  const base = `/outgoing-documents/${d.id}` as const;
  const aspect = ASPECT[d.state] ?? "content";
  const can = (operation: string) => d.allowed_actions.includes(operation);
  const file = (d.files.filter((f) => f.role === "rendition" && DRAFTING.includes(d.state)).at(-1) ?? d.files.find((f) => f.role === "main"))?.name;
  const forward = ["reviewOutgoing", "signOutgoing", "recordHandSignature", "issueOutgoing"].find(can);
  const road = (operation: string, act: "sendBack" | "hand" | "copies" | "correct") =>
    can(operation) && (
      <Suspense fallback={null}>
        <RoadActs document={d} act={act} primary={operation === next} />
      </Suspense>
    );
  const unfinished = d.reviews.at(-1)?.verdict === "return" || (!file && d.medium === "electronic");
  const next = forward ?? (d.state === "draft" && unfinished && can("reviseOutgoing") ? "reviseOutgoing" : undefined);
  const todo = next === "reviewOutgoing" ? DO[aspect] : (next as keyof typeof w.do | undefined);
  const paper = d.medium === "paper";
  const forecast = d.forecast && (
    <>
      {w.numberPreview(numberOf(d.forecast), d.forecast.register_name)} <span className="muted">{w.sign.forecast}</span>
    </>
  );
  const note = (required: boolean) =>
    required ? (
      <ReasonField name="note" />
    ) : (
      <Form.Item name="note" label={w.note} extra={w.noteHelp}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    );
  const acts: Record<string, ReactNode> = {
    reviewOutgoing: (
      <Act<{ note?: string }>
        record={d}
        operation="reviewOutgoing"
        label={w.act.approve[aspect]}
        primary={next === "reviewOutgoing"}
        run={(v) => post(`${base}/reviews`, { aspect, verdict: "approve", ...v }, d.version)}
        fields={aspect === "form" ? <Suspense fallback={note(false)}><FormNote document={d} fallback={note(false)} /></Suspense> : note(false)}
      />
    ),
    signOutgoing: <Signing document={d} purpose="person" primary={next === "signOutgoing"} file={file} />,
    issueOutgoing: (
      <Act
        record={d}
        operation="issueOutgoing"
        label={w.act.issue}
        primary={next === "issueOutgoing"}
        run={() => post(`${base}/issue`, undefined, d.version)}
        preview={<IssuePreview document={d} />}
      />
    ),
    reviseOutgoing: can("reviseOutgoing") && (
      <Link to="/van-ban-di/soan" search={{ sua: d.id }} tabIndex={-1}>
        <Button type={next === "reviseOutgoing" ? "primary" : "default"}>{w.act.revise}</Button>
      </Link>
    ),
    convertDraft: can("convertDraft") && <ConvertDraft document={d} />,
    recordHandSignature: road("recordHandSignature", "hand"),
    recordPaperCopies: road("recordPaperCopies", "copies"),
    correctOutgoing: road("correctOutgoing", "correct"),
    sendBackOutgoing: road("sendBackOutgoing", "sendBack"),
    numberOutgoing: (
      <Act
        record={d}
        operation="numberOutgoing"
        label={w.act.number}
        run={() => post(`${base}/number`, undefined, d.version)}
        preview={forecast ?? w.act.number}
      />
    ),
    sealOutgoing: !paper ? (
      <Signing document={d} purpose="agency" primary={false} file={d.files.filter((f) => f.role === "signed").at(-1)?.name} />
    ) : (
      <Act
        record={d}
        operation="sealOutgoing"
        label={w.act.sealPaper}
        run={() => post(`${base}/seal`, undefined, d.version)}
        preview={w.sealPaperPreview}
      />
    ),
    back: !can("sendBackOutgoing") && (
      <Act<{ note: string }>
        record={d}
        operation="reviewOutgoing"
        label={w.act.back}
        danger
        run={(v) => post(`${base}/reviews`, { aspect, verdict: "return", ...v }, d.version)}
        fields={note(true)}
      />
    ),
    recallOutgoing: (
      <Act<Schemas["RecallOutgoing"]>
        record={d}
        operation="recallOutgoing"
        label={w.act.recall}
        danger
        preview={w.recallHow}
        run={(v) => post(`${base}/recall`, v, d.version)}
        fields={<ReasonField />}
      />
    ),
    voidNumber: d.register_entry_id && (
      <Act<Schemas["VoidNumber"]>
        record={d}
        operation="voidNumber"
        label={w.act.void}
        danger
        preview={w.void(numberAndSymbol(d))}
        run={(v) => post(`/register-entries/${d.register_entry_id ?? ""}/void`, v, d.version)}
        fields={<ReasonField />}
      />
    ),
  };
  const labels: Record<string, string> = { signOutgoing: w.act.sign, convertDraft: w.convert.act, issueOutgoing: w.act.issue, reviewOutgoing: w.act.approve[aspect] };
  const reasons = Object.entries(d.why_not);
  const incoming = t.correspondence.incoming;
  return (
    <WorkCard
      title={todo ? incoming.workNow(w.do[todo]) : d.allowed_actions.length ? incoming.work : waitsFor(d)}
      told={!todo && d.allowed_actions.length > 0 && <div className="muted">{waitsFor(d)}</div>}
      acts={acts}
      next={next}
      reasons={reasons}
      labels={labels}
    />
  );
}
