import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Checkbox } from "antd";
import { useState } from "react";
import { blobOf } from "@/shared/api/client";
import { atMoment, size } from "@/shared/lib/format";
import { save } from "@/shared/lib/saving";
import { useMay } from "@/shared/lib/session";
import { Card, Failure } from "@/shared/ui/Page";
import { Gates, type Line, type Transfer } from "./Gates";
import { LineTone } from "./tones";
import { words } from "./words";

const w = words.transfer;
const UNDECIDED = ["packaged", "failed", "waiting"];

function Package({ transfer: t, line: l }: { transfer: Transfer; line: Line }) {
  const load = useMutation({ mutationFn: async () => save(await blobOf(`/historical-archive/transfers/${t.id}/packages/${l.dossier_id}`), `${l.code}.zip`) });
  return (
    <>
      {l.package_sha256 && (
        <dl className="facts">
          <dt>{w.objid}</dt><dd className="digest">{l.objid}</dd>
          <dt>{w.sha}</dt><dd className="digest">{l.package_sha256}</dd>
          <dt>{w.size}</dt><dd>{size(l.package_size ?? 0)} <span className="muted">· {w.made.toLowerCase()} {atMoment(l.packaged_at)}</span></dd>
        </dl>
      )}
      <h3>{w.gates}</h3>
      <Gates gates={l.gates} />
      {l.package_sha256 && t.allowed_actions.includes("getTransferPackage") && <Button size="small" loading={load.isPending}
        onClick={() => load.mutate()}>{w.download}</Button>}
      {load.isError && <Failure error={load.error} />}
    </>
  );
}

/** The dossiers of a transfer; each opens its package and what the gates found; those without decision can be chosen. */
export function TransferLines({ transfer: t, chosen, choose }: { transfer: Transfer; chosen: string[]; choose: (ids: string[]) => void }) {
  const [turned, setTurned] = useState<string[]>([]);
  // What failed lies open, the rest closed, until the person turns it.
  const isOpen = (l: Line) => (l.state === "failed") !== turned.includes(l.dossier_id);
  const maySee = useMay("getArchivalDossier");
  const decides = t.allowed_actions.includes("acceptTransfer") || t.allowed_actions.includes("returnTransfer");
  const waiting = t.lines.filter((l) => UNDECIDED.includes(l.state)).map((l) => l.dossier_id);
  const picks = decides && waiting.length > 1;
  const flip = (list: string[], id: string) => (list.includes(id) ? list.filter((x) => x !== id) : [...list, id]);
  const all = picks && <Checkbox checked={chosen.length === waiting.length} indeterminate={chosen.length > 0 && chosen.length < waiting.length}
    onChange={(e) => choose(e.target.checked ? waiting : [])}>{w.chooseAll}</Checkbox>;
  return (
    <Card flush title={w.lines(t.lines.length)} side={all}>
      <ol className="filed" aria-label={w.undecided}>
        {t.lines.map((l) => (
          <li key={l.dossier_id}>
            <span className="filed-ordinal number">{picks && waiting.includes(l.dossier_id) ? <Checkbox aria-label={w.choose(l.code)}
              checked={chosen.includes(l.dossier_id)} onChange={() => choose(flip(chosen, l.dossier_id))} /> : l.ordinal}</span>
            <div className="filed-body">
              <div className="line"><span><span className="muted number">{l.code}</span></span><LineTone state={l.state} /></div>
              <div>{l.title}</div>
              {l.reason && <div className="late">{w.told}: {l.reason}</div>}
              <div className="acts">
                <Button size="small" type="link" className="bare" aria-expanded={isOpen(l)}
                  onClick={() => setTurned(flip(turned, l.dossier_id))}>{isOpen(l) ? w.hide : w.show}</Button>
                {l.state === "accepted" && maySee && <Link to="/luu-tru-lich-su/$id" params={{ id: l.dossier_id }}>{w.open}</Link>}
              </div>
              {isOpen(l) && <Package transfer={t} line={l} />}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
