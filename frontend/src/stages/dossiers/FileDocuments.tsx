import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox, Input, Modal, Segmented } from "antd";
import { useDeferredValue, useState } from "react";
import { get, post } from "@/shared/api/client";
import type { Dossier, Row } from "@/shared/api/types";
import { numberAndSymbol, onDay } from "@/shared/lib/format";
import { sentenceOf } from "@/shared/lib/refusals";
import { Empty, Failure, Loading } from "@/shared/ui/Page";
import { words } from "./words";

type Hit = Pick<Row<"/search">, "id" | "title"> & { dated_on: string | null };
type Outcome = Record<string, "done" | string>;

/** Finds documents that the person may see and files them one by one; each says what became of it. */
export function FileDocuments({ dossier: d }: { dossier: Dossier }) {
  const client = useQueryClient();
  const [shown, setShown] = useState(false);
  const [q, setQ] = useState("");
  const [kind, setKind] = useState("incoming");
  const [chosen, setChosen] = useState<Hit[]>([]);
  const [outcome, setOutcome] = useState<Outcome>({});
  const [busy, setBusy] = useState(false);
  const asked = useDeferredValue(q.trim());
  const hits = useQuery({ queryKey: ["/search", { asked, kind }], queryFn: () => get("/search", { q: asked, kind, limit: 20 }),
    enabled: shown && asked.length > 1, placeholderData: (old) => old });
  // Before anything is typed: what the person handled to the end and filed nowhere.
  const unfiled = useQuery({ queryKey: ["/oversight/unfiled-documents", { limit: 20 }], queryFn: () => get("/oversight/unfiled-documents", { limit: 20 }),
    enabled: shown });
  if (!d.allowed_actions.includes("fileDocument")) return null;
  const inside = new Set(d.documents.map((x) => x.id));
  const choose = (hit: Hit, on: boolean) => setChosen((old) => (on ? [...old, hit] : old.filter((h) => h.id !== hit.id)));
  const run = async () => {
    setBusy(true);
    const told: Outcome = {};
    // One after the other: the order chosen becomes the order in the dossier.
    for (const hit of chosen) {
      try {
        await post(`/dossiers/${d.id}/documents`, { document_id: hit.id });
        told[hit.id] = "done";
      } catch (error) {
        told[hit.id] = sentenceOf(error);
      }
    }
    setOutcome((old) => ({ ...old, ...told }));
    const failed = chosen.filter((h) => told[h.id] !== "done");
    setChosen(failed);
    setBusy(false);
    await client.invalidateQueries();
    if (failed.length === 0) setShown(false);
  };
  const start = () => {
    setChosen([]);
    setOutcome({});
    setShown(true);
  };
  const waiting: Hit[] = (unfiled.data?.items ?? []).map((u) => ({ id: u.id, title: `${numberAndSymbol(u)} ${u.type_name}: ${u.abstract}`,
    dated_on: u.issued_on }));
  const offered: Hit[] = asked.length > 1 ? (hits.data?.items ?? []) : waiting;
  const listed = [...chosen, ...offered.filter((h) => !chosen.some((c) => c.id === h.id))];
  return (
    <>
      <Button onClick={start}>{words.file.act}</Button>
      <Modal open={shown} title={words.file.title} width={720} okText={words.file.chosen(chosen.length)} cancelText={words.file.close}
        okButtonProps={{ disabled: chosen.length === 0 }} confirmLoading={busy}
        onCancel={() => setShown(false)} onOk={() => void run()} destroyOnHidden>
        <div className="acts">
          <Segmented aria-label={words.file.kind} value={kind} onChange={setKind}
            options={[{ value: "incoming", label: words.file.incoming }, { value: "outgoing", label: words.file.outgoing }]} />
          <Input aria-label={words.file.hint} placeholder={words.file.hint} value={q} onChange={(e) => setQ(e.target.value)} allowClear
            style={{ flex: 1, minWidth: 200 }} maxLength={200} />
        </div>
        {hits.isError && <Failure error={hits.error} />}
        {asked.length <= 1 && listed.length === 0 && <Empty>{words.file.start}</Empty>}
        {asked.length <= 1 && waiting.length > 0 && <p className="muted field-label">{words.file.waiting}</p>}
        {hits.isLoading && <Loading />}
        {asked.length > 1 && hits.data && listed.length === 0 && <Empty>{words.file.none}</Empty>}
        <ul className="plain hits">
          {listed.map((h) => (
            <li key={h.id}>
              <Checkbox disabled={inside.has(h.id)} checked={chosen.some((c) => c.id === h.id)} onChange={(e) => choose(h, e.target.checked)}>
                {h.title} <span className="muted">· {onDay(h.dated_on)}{inside.has(h.id) && ` · ${words.file.already}`}</span>
              </Checkbox>
              {outcome[h.id] && outcome[h.id] !== "done" && <div className="late">{words.file.failed}: {outcome[h.id]}</div>}
            </li>
          ))}
        </ul>
      </Modal>
    </>
  );
}
