import { useMutation, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Button, Dropdown } from "antd";
import { lazy, Suspense, useState } from "react";
import { blobOf, get } from "@/shared/api/client";
import type { Dossier } from "@/shared/api/types";
import { daysLate, onDay } from "@/shared/lib/format";
import { asFile, save } from "@/shared/lib/saving";
import { Card, Failure, Loading, Page } from "@/shared/ui/Page";
import { PdfPane } from "@/shared/ui/PdfPane";
import { StateTag } from "@/shared/ui/StateTag";
import { Trail } from "@/shared/ui/Trail";
import { DossierActs } from "./DossierActs";
import { DossierDocuments, keyOf } from "./DossierDocuments";
import { words } from "./words";
import "@/shared/ui/lists.css";

const RecordAccess = lazy(() => import("@/shared/ui/RecordAccess"));
const BEFORE_SUBMISSION = ["closed", "returned"];

function Due({ dossier: d }: { dossier: Dossier }) {
  if (!d.submission_due_on) return <span className="muted">{d.ended_on ? words.page.dueShort : words.page.dueNone}</span>;
  const late = BEFORE_SUBMISSION.includes(d.state) ? daysLate(d.submission_due_on) : 0;
  return (
    <>
      <span className={late ? "late" : undefined}>{onDay(d.submission_due_on)}{late > 0 && ` · ${words.page.late(late)}`}</span>
      <ul className="plain terms">
        {d.submission_terms.map((t) => <li key={`${t.basis}${t.due_on}`}
          className="muted">{onDay(t.due_on)}: {t.basis} ({words.certainty[t.certainty] ?? t.certainty})</li>)}
      </ul>
    </>
  );
}

function Facts({ dossier: d }: { dossier: Dossier }) {
  return (
    <dl className="facts">
      <dt>{words.page.retention}</dt><dd>{d.retention_label} <span
        className="muted">· {words.page.basis.toLowerCase()}: {d.retention_basis || words.page.noBasis}</span></dd>
      <dt>{words.page.due}</dt><dd><Due dossier={d} /></dd>
      <dt>{words.page.started}</dt><dd>{onDay(d.started_on)}{d.ended_on && ` – ${onDay(d.ended_on)}`}</dd>
      <dt>{words.page.access}</dt><dd>{words.access[d.access_mode] ?? d.access_mode} <span className="muted">· {d.language}</span></dd>
      {d.sheet_count !== null && <><dt>{words.page.sheets}</dt><dd>{d.sheet_count}</dd></>}
      {d.description && <><dt>{words.page.description}</dt><dd>{d.description}</dd></>}
    </dl>
  );
}

/** One dossier: what stands in it with the file beside, what may be done, when it is due, and what happened. */
export default function DossierPage() {
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const found = useQuery({ queryKey: ["/dossiers", id], queryFn: () => get(`/dossiers/${id}`) });
  const [chosen, setChosen] = useState<string>();
  const [printed, setPrinted] = useState<File>();
  const code = found.data?.code ?? "";
  const print = useMutation({
    mutationFn: async (format: "pdf" | "xml" | "zip") => ({ format, bytes: await blobOf(`/dossiers/${id}/export`, { format }) }),
    onSuccess: ({ format, bytes }) => {
      if (format === "pdf") setPrinted(asFile(bytes, `${words.page.inventory} ${code}.pdf`));
      else save(bytes, `${code}.${format}`);
    },
  });
  if (found.isPending) return <Loading />;
  if (found.isError) return <Page title={words.page.notFound}><Failure error={found.error} retry={() => void found.refetch()} /></Page>;
  const d = found.data;
  const file = d.files.find((f) => keyOf(f) === chosen) ?? d.files[0];
  const show = (key: string) => { setPrinted(undefined); setChosen(key); };
  const formats = [{ key: "xml", label: words.page.xml }, { key: "zip", label: words.page.zip }];
  const side = (
    <>
      <Button loading={print.isPending && print.variables === "pdf"} onClick={() => print.mutate("pdf")}>{words.page.inventory}</Button>
      <Dropdown trigger={["click"]}
        menu={{ items: formats, onClick: ({ key }) => print.mutate(key as "xml" | "zip") }}><Button>{words.page.export} ▾</Button></Dropdown>
    </>
  );
  return (
    <div className={printed || file ? "split" : undefined}>
      <Page title={d.title} above={words.page.above(d.code, d.creator)} side={side}>
        {print.isError && <Failure error={print.error} />}
        <Card title={<StateTag state={d.state} />}><DossierActs dossier={d} /></Card>
        <DossierDocuments dossier={d} shown={printed || !file ? undefined : keyOf(file)} show={show} />
        <Card title={words.page.facts}><Facts dossier={d} /></Card>
        <Suspense>
          <RecordAccess id={d.id} />
        </Suspense>
        <Trail subject={d.id} />
      </Page>
      {printed && <PdfPane local={printed} key={printed.lastModified} />}
      {!printed && file && <PdfPane file={file} key={keyOf(file)} />}
    </div>
  );
}
