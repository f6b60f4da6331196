import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Input, Modal, Segmented } from "antd";
import { useState } from "react";
import { post } from "@/shared/api/client";
import type { Submission } from "@/shared/api/types";
import { onDay } from "@/shared/lib/format";
import { Card, Failure } from "@/shared/ui/Page";
import { Tone } from "@/shared/ui/Tone";
import { words } from "./words";

const w = words.submission;
type Line = Submission["lines"][number];
interface Verdict {
  verdict: "accept" | "return";
  reason?: string;
  location_id?: string;
}
type Verdicts = Record<string, Verdict>;

function Decided({ line: l }: { line: Line }) {
  if (l.verdict === "accept") return <Tone tone="good">{w.accepted}</Tone>;
  if (l.verdict === "return") return <><Tone tone="bad">{w.returned}</Tone><div>{l.reason}</div></>;
  return <Tone tone="wait">{w.waiting}</Tone>;
}

function Deciding({ line: l, verdict, set }: { line: Line; verdict: Verdict; set: (more: Partial<Verdict>) => void }) {
  return (
    <div className="deciding">
      <Segmented aria-label={w.verdictOf(l.code)} value={verdict.verdict} onChange={(v) => set({ verdict: v as Verdict["verdict"] })}
        options={[{ value: "accept", label: w.accept }, { value: "return", label: w.return }]} />
      {verdict.verdict === "return"
        ? <Input.TextArea aria-label={w.reasonOf(l.code)} placeholder={w.reason} className="grows grows-1" maxLength={500} value={verdict.reason}
          onChange={(e) => set({ reason: e.target.value })} />
        : <Input aria-label={w.locationOf(l.code)} placeholder={w.location} maxLength={100} value={verdict.location_id}
          onChange={(e) => set({ location_id: e.target.value })} />}
    </div>
  );
}

/** The dossiers of a submission with a verdict for each; nothing is written before the summary was seen. */
export function DecideSubmission({ submission: s, narrow }: { submission: Submission; narrow?: boolean }) {
  const client = useQueryClient();
  const [verdicts, setVerdicts] = useState<Verdicts>({});
  const [place, setPlace] = useState("");
  const [shown, setShown] = useState(false);
  const may = s.allowed_actions.includes("decideSubmission");
  const of = (l: Line): Verdict => ({ verdict: "accept", ...verdicts[l.dossier_id] });
  const lines = s.lines.map((l) => {
    const { verdict, reason, location_id } = of(l);
    return verdict === "accept" ? { dossier_id: l.dossier_id, verdict, location_id: location_id || place || undefined } : { dossier_id: l.dossier_id, verdict,
      reason };
  });
  const decide = useMutation({
    mutationFn: () => post(`/agency-archive/submissions/${s.id}/decision`, { lines }, s.version),
    onSuccess: () => { setShown(false); void client.invalidateQueries(); },
  });
  const ask = () => {
    decide.reset();
    setShown(true);
  };
  const returned = lines.filter((l) => l.verdict === "return");
  const side = may ? (
    <span className="acts">
      <Button onClick={() => { setVerdicts({}); ask(); }}>{w.acceptAll}</Button>
      <Button type="primary" onClick={ask}>{w.decide}</Button>
    </span>
  ) : s.decided_on && <span className="muted">{w.done(onDay(s.decided_on))}</span>;
  return (
    <Card flush title={<Tone tone={s.state === "submitted" ? "wait" : "good"}>{words.submissionState[s.state]}</Tone>} side={side}>
      <div className="scroll-x" role="region" aria-label={w.lines} tabIndex={0}>
        <table className="rows" role="table" aria-label={w.lines}>
          <thead><tr><th scope="col">{w.dossier}</th>{!narrow && <th scope="col" className="wide-only">{w.term}</th>}{!narrow && <th scope="col"
            className="wide-only">{w.content}</th>}<th scope="col" style={{ width: may ? 330 : 260 }}>{w.decision}</th></tr></thead>
          <tbody>{s.lines.map((l) => (
            <tr key={l.dossier_id}>
              <td className="row-main">
                <div className="muted">{l.code} · {onDay(l.started_on)} – {onDay(l.ended_on)}</div>
                <Link to="/ho-so/$id" params={{ id: l.dossier_id }}>{l.title}</Link>
              </td>
              {!narrow && <td className="wide-only" data-label={w.term}>{l.retention_label}</td>}
              {!narrow && <td className="wide-only" data-label={w.content}>{w.amount(l.doc_total, l.page_total, l.sheet_count)}</td>}
              <td>{may ? <Deciding line={l} verdict={of(l)} set={(more) => setVerdicts((v) => ({ ...v,
                [l.dossier_id]: { ...of(l), ...more } }))} /> : <Decided line={l} />}</td>
            </tr>
          ))}</tbody>
        </table>
      </div>
      <Modal open={shown} title={w.check} okText={w.decide} cancelText={w.later} confirmLoading={decide.isPending} onCancel={() => setShown(false)}
        onOk={() => decide.mutate()}>
        <div className="preview">{w.says(lines.length - returned.length, returned.length)}</div>
        {returned.length > 0 && (
          <ul className="plain numbered">
            {s.lines.filter((l) => of(l).verdict === "return").map((l) => <li
              key={l.dossier_id}><strong>{l.code}</strong>: {of(l).reason ?? <span className="late">{w.reasonMissing}</span>}</li>)}
          </ul>
        )}
        {returned.length < lines.length && <Input aria-label={w.locationAll} placeholder={w.locationAll} value={place} maxLength={100}
          onChange={(e) => setPlace(e.target.value)} />}
        {decide.isError && <Failure error={decide.error} />}
      </Modal>
    </Card>
  );
}
