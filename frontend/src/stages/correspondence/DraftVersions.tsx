import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Modal, Segmented, Select, Switch } from "antd";
import { useState, type ReactNode } from "react";
import { blobOf, get } from "@/shared/api/client";
import type { Outgoing, Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment } from "@/shared/lib/format";
import { save } from "@/shared/lib/saving";
import { Card, Failure } from "@/shared/ui/Page";
import "./drafting.css";

type Process = Schemas["ProcessAnswer"];
type Piece = Schemas["PieceItem"];
type Passage = Schemas["PassageItem"];

/** A stored file under its name; a click saves it. */
export function FileLink({ sha256, name }: { sha256: string; name: string }) {
  const fetching = useMutation({ mutationFn: async () => save(await blobOf(`/files/${sha256}`), name) });
  return (
    <>
      <button type="button" className="text-link" disabled={fetching.isPending} aria-label={t.drafting.download(name)} onClick={() => fetching.mutate()}>
        {name}
      </button>
      {fetching.isError && <Failure error={fetching.error} retry={() => fetching.mutate()} />}
    </>
  );
}

/** The versions of a draft, newest first; each file of each stays to be had, two versions are compared. */
export function DraftVersions({ document: d, process }: { document: Outgoing; process: Process }) {
  const w = t.drafting.versions;
  const [open, setOpen] = useState(false);
  const newest = process.versions[0]?.number;
  return (
    <Card
      title={w.title}
      side={
        process.versions.length > 1 && (
          <Button size="small" onClick={() => setOpen(true)}>
            {w.compare}
          </Button>
        )
      }
    >
      <ul className="beside-list">
        {process.versions.map((v) => (
          <li key={v.id}>
            <strong>{w.number(v.number)}</strong>
            {v.number === newest && <span className="muted"> ({w.newest})</span>} <span className="muted">{t.drafting.by(v.full_name, atMoment(v.at))}</span>
            {v.note && <div className="said">{v.note}</div>}
            {v.changed.length > 0 && (
              <div className="muted">
                {w.facts}: {v.changed.map((c) => w.fact[c.fact] ?? c.fact).join(", ")}
              </div>
            )}
            {v.files.map((f) => (
              <div key={`${f.role}${f.sha256}${f.name}`}>
                <FileLink sha256={f.sha256} name={f.name} />
              </div>
            ))}
          </li>
        ))}
      </ul>
      {open && <Comparison document={d} versions={process.versions} close={() => setOpen(false)} />}
    </Card>
  );
}

interface ComparisonProps {
  document: Outgoing;
  versions: Schemas["VersionItem"][];
  close: () => void;
}

function Comparison({ document: d, versions, close }: ComparisonProps) {
  const w = t.drafting.versions;
  const [left, setLeft] = useState(versions[1]?.number ?? 1);
  const [right, setRight] = useState(versions[0]?.number ?? 1);
  const [inline, setInline] = useState(window.innerWidth < 700);
  const [brief, setBrief] = useState(true);
  const found = useQuery({
    queryKey: ["/outgoing-documents", d.id, "comparison", left, right],
    queryFn: () => get(`/outgoing-documents/${d.id}/versions/${String(left)}/comparison/${String(right)}`),
    staleTime: Infinity,
  });
  const options = versions.map((v) => ({ value: v.number, label: `${w.number(v.number)} · ${atMoment(v.at)}` }));
  return (
    <Modal open title={w.compare} width={1100} footer={null} onCancel={close}>
      <div className="compare-pick">
        <Select aria-label={w.left} value={left} onChange={setLeft} options={options} />
        <span aria-hidden="true">→</span>
        <Select aria-label={w.right} value={right} onChange={setRight} options={options} />
        <Segmented
          aria-label={w.view}
          value={inline ? "inline" : "side"}
          onChange={(v) => setInline(v === "inline")}
          options={[
            { value: "side", label: w.side },
            { value: "inline", label: w.inline },
          ]}
        />
        <label>
          <Switch size="small" checked={brief} onChange={setBrief} aria-label={w.onlyChanges} /> {w.onlyChanges}
        </label>
      </div>
      <p className="law">{w.legend}</p>
      {found.isPending && <p className="muted">{t.shared.loading}</p>}
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      {found.data && found.data.facts.length > 0 && <FactChanges facts={found.data.facts} />}
      {found.data?.files.map((f) => (
        <section key={`${f.role}${f.name}`} aria-label={f.name}>
          <h3>{f.name}</h3>
          {f.state === "same" && <p className="muted">{w.same}</p>}
          {f.state === "added" && <p className="muted">{w.added}</p>}
          {f.state === "removed" && <p className="muted">{w.removed}</p>}
          {f.state === "unreadable" && <p className="late">{f.why}</p>}
          {f.state === "compared" && <Passages passages={f.passages} inline={inline} brief={brief} />}
        </section>
      ))}
    </Modal>
  );
}

function FactChanges({ facts }: { facts: Schemas["ChangedFact"][] }) {
  const w = t.drafting.versions;
  const plain = facts.filter((f) => !f.fact.endsWith("_id"));
  const named = facts.filter((f) => f.fact.endsWith("_id"));
  return (
    <>
      <table className="recipients">
        <thead>
          <tr>
            <th scope="col">{w.facts}</th>
            <th scope="col">{w.from}</th>
            <th scope="col">{w.to}</th>
          </tr>
        </thead>
        <tbody>
          {plain.map((f) => (
            <tr key={f.fact}>
              <td>{w.fact[f.fact] ?? f.fact}</td>
              <td>{f.before || t.shared.none}</td>
              <td>{f.after || t.shared.none}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {named.length > 0 && <p className="muted">{named.map((f) => w.fact[f.fact] ?? f.fact).join(", ")}</p>}
    </>
  );
}

/** Words with what is only on this side marked, also for those who see no colours and for those who hear the page. */
function Words({ pieces, added }: { pieces: Piece[]; added: boolean }) {
  const w = t.drafting.versions;
  const said = added ? w.wordAdded : w.wordRemoved;
  return (
    <>
      {pieces.map((p, i) => {
        if (!p.changed) return <span key={i}>{p.text}</span>;
        const inside = (
          <>
            <span className="unseen">({said}) </span>
            {p.text}
          </>
        );
        return added ? <ins key={i}>{inside}</ins> : <del key={i}>{inside}</del>;
      })}
    </>
  );
}

/** Both sides in one line: what was removed stands before what took its place. */
function Inline({ passage: p }: { passage: Passage }) {
  const parts: ReactNode[] = [];
  const left = [...p.left];
  const right = [...p.right];
  while (left.length || right.length) {
    const l = left[0];
    const r = right[0];
    if (l?.changed) parts.push(<Words key={parts.length} pieces={[left.shift() as Piece]} added={false} />);
    else if (r?.changed) parts.push(<Words key={parts.length} pieces={[right.shift() as Piece]} added />);
    else {
      parts.push(<span key={parts.length}>{(r ?? l)?.text}</span>);
      left.shift();
      right.shift();
    }
  }
  return <>{parts}</>;
}

function Passages({ passages, inline, brief }: { passages: Passage[]; inline: boolean; brief: boolean }) {
  const w = t.drafting.versions;
  const count = (side: "left" | "right") => passages.reduce((n, p) => n + p[side].filter((x) => x.changed).length, 0);
  if (passages.every((p) => p.kind === "same")) return <p className="muted">{w.noDifference}</p>;
  const groups: { same: boolean; items: Passage[] }[] = [];
  for (const p of passages) {
    const last = groups.at(-1);
    if (last && last.same === (p.kind === "same")) last.items.push(p);
    else groups.push({ same: p.kind === "same", items: [p] });
  }
  return (
    <>
      <p className="muted" role="status">
        {w.counts(count("right"), count("left"))}
      </p>
      <div className="compared" tabIndex={0} role="group" aria-label={w.compare}>
        {groups.map((g, i) =>
          g.same && brief ? (
            <div key={i} className="compared-skip">
              {w.skipped(g.items.length)}
            </div>
          ) : (
            g.items.map((p, j) =>
              inline ? (
                <div key={`${i}.${j}`} className="compared-row compared-one">
                  <div>
                    <Inline passage={p} />
                  </div>
                </div>
              ) : (
                <div key={`${i}.${j}`} className="compared-row">
                  <div>
                    <Words pieces={p.left} added={false} />
                  </div>
                  <div>
                    <Words pieces={p.right} added />
                  </div>
                </div>
              ),
            )
          ),
        )}
      </div>
    </>
  );
}
