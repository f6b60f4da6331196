import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { get } from "@/shared/api/client";
import { numberAndSymbol, onDay, size } from "@/shared/lib/format";
import { FiledList } from "@/shared/ui/FiledList";
import { Card, Failure, Loading, Page } from "@/shared/ui/Page";
import { PdfPane } from "@/shared/ui/PdfPane";
import { Trail } from "@/shared/ui/Trail";
import { History } from "./History";
import { Proof, type Archival } from "./Proof";
import { words } from "./words";

const w = words.dossier;

/** The description in the order of ISAD(G): identity, context, content, access. */
function Description({ dossier: d }: { dossier: Archival }) {
  return (
    <Card title={w.description}>
      <dl className="facts">
        <dt>{w.isad.code}</dt><dd className="number">{d.arc_code}</dd>
        <dt>{w.isad.title}</dt><dd>{d.title}</dd>
        <dt>{w.isad.dates}</dt><dd>{onDay(d.started_on)} – {onDay(d.ended_on)}</dd>
        <dt>{w.isad.extent}</dt><dd>{w.extent(d.doc_total, d.page_total, size(d.package_size))}</dd>
        <dt>{w.isad.fonds}</dt><dd>{d.fonds.name} <span className="muted">{d.fonds.code}</span></dd>
        <dt>{w.isad.old}</dt><dd>{d.dossier_code} <span className="muted">· {d.source_agency_code}</span></dd>
        <dt>{w.isad.custody}</dt><dd>{onDay(d.accepted_on)}</dd>
        {d.description && <><dt>{w.isad.content}</dt><dd>{d.description}</dd></>}
        <dt>{w.isad.retention}</dt><dd>{words.retention[d.retention_kind] ?? d.retention_kind}</dd>
        <dt>{w.isad.access}</dt><dd>{words.access[d.access_mode] ?? d.access_mode}</dd>
        <dt>{w.isad.language}</dt><dd>{d.language || "—"}</dd>
      </dl>
    </Card>
  );
}

/** One dossier of the historical archive: description, documents with the file beside, preservation, and how to prove it genuine. */
export default function ArchivalDossierPage() {
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const found = useQuery({ queryKey: ["/historical-archive/dossiers", id], queryFn: () => get(`/historical-archive/dossiers/${id}`) });
  const [chosen, setChosen] = useState<string>();
  if (found.isPending) return <Loading />;
  if (found.isError) return <Page title={w.notFound}><Failure error={found.error} retry={() => void found.refetch()} /></Page>;
  const d = found.data;
  const listed = d.documents.map((x) => ({
    id: x.id, ordinal: x.ordinal, above: <>{x.number || x.symbol ? numberAndSymbol(x) : x.type_name} · {x.issuer_name} · {onDay(x.issued_on)}</>,
    name: x.number || x.symbol ? `${x.type_name}: ${x.abstract}` : x.abstract, files: x.files.map((f) => ({ ...f, key: `${x.id}/${f.ordinal}/${f.sha256}` })),
  }));
  const files = listed.flatMap((x) => x.files);
  const file = files.find((f) => f.key === chosen) ?? files[0];
  return (
    <div className={file ? "split" : undefined}>
      <Page title={d.title} above={w.above(d.arc_code, d.fonds.name)}>
        <Card flush title={w.documents(d.doc_total, d.page_total)}>
          <FiledList documents={listed} label={w.label} empty={w.empty} noFile={w.noFile} shown={file?.key} show={setChosen} />
        </Card>
        <Description dossier={d} />
        <Proof dossier={d} shown={file?.sha256} />
        <History events={d.events} />
        <Trail subject={d.id} />
      </Page>
      {file && <PdfPane file={file} key={file.key} />}
    </div>
  );
}
