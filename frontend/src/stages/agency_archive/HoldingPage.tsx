import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { get } from "@/shared/api/client";
import { numberAndSymbol, onDay, today } from "@/shared/lib/format";
import { FiledList } from "@/shared/ui/FiledList";
import { Card, Failure, Loading, Page } from "@/shared/ui/Page";
import { PdfPane } from "@/shared/ui/PdfPane";
import { Trail } from "@/shared/ui/Trail";
import { HoldingTone } from "./HoldingTone";
import { RegisterTransfer } from "./RegisterTransfer";
import { words } from "./words";

const w = words.holding;

/** One dossier of the agency's archive: where it stands, until when, its documents with the file beside. */
export default function HoldingPage() {
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const found = useQuery({ queryKey: ["/agency-archive/holdings", id], queryFn: () => get(`/agency-archive/holdings/${id}`) });
  const [chosen, setChosen] = useState<string>();
  if (found.isPending) return <Loading />;
  if (found.isError) return <Page title={words.holdings.title}><Failure error={found.error} retry={() => void found.refetch()} /></Page>;
  const h = found.data;
  const files = h.files.map((f) => ({ ...f, key: `${f.document_id}/${f.ordinal}/${f.sha256}` }));
  const file = files.find((f) => f.key === chosen) ?? files[0];
  const expired = h.retention_ends_on !== null && h.retention_ends_on < today();
  const why = h.state === "held" ? h.why_not.registerTransfer : undefined;
  const listed = h.documents.map((x) => ({
    id: x.id, ordinal: x.ordinal, above: <>{x.kind === "paper" ? x.type_name : numberAndSymbol(x)} · {x.issuer_name} · {onDay(x.issued_on)}</>,
      name: x.abstract,
    files: files.filter((f) => f.document_id === x.id),
  }));
  return (
    <div className={file ? "split" : undefined}>
      <Page title={h.title} above={w.above(h.code)} side={<Link to="/ho-so/$id" params={{ id: h.id }}><Button>{w.dossier}</Button></Link>}>
        <Card title={<HoldingTone state={h.state} />} side={h.allowed_actions.includes("registerTransfer") && <RegisterTransfer holdings={[h]}
          label={words.holdings.one} />}>
          {why && <p className="muted">{why}</p>}
          <dl className="facts">
            <dt>{w.fonds}</dt><dd>{h.fonds_code || w.none}</dd>
            <dt>{w.inventory}</dt><dd>{h.inventory} · {w.ordinal.toLowerCase()} {h.ordinal}</dd>
            <dt>{w.location}</dt><dd>{h.location || w.none}</dd>
            <dt>{w.term}</dt><dd>{h.retention_label}</dd>
            <dt>{w.ends}</dt><dd className={expired ? "late" : undefined}>{h.retention_ends_on ? onDay(h.retention_ends_on) : w.endless}</dd>
            <dt>{w.accepted}</dt><dd>{onDay(h.accepted_on)}</dd>
            {h.transferred_to && <><dt>{w.went}</dt><dd>{h.transferred_to}</dd></>}
          </dl>
        </Card>
        <Card flush title={w.documents(h.documents.length)}>
          <FiledList documents={listed} label={w.label} empty={w.empty} noFile={w.noFile} shown={file?.key} show={setChosen} />
        </Card>
        <Trail subject={h.id} />
      </Page>
      {file && <PdfPane file={file} key={file.key} />}
    </div>
  );
}
