import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import type { Row } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { onDay, today } from "@/shared/lib/format";
import { useMay } from "@/shared/lib/session";
import { Filters, type Filter } from "@/shared/ui/Filters";
import { Card, Page } from "@/shared/ui/Page";
import { Rows } from "@/shared/ui/Rows";
import { StateTag } from "@/shared/ui/StateTag";
import { SubmitDossiers } from "./SubmitDossiers";
import { words } from "./words";
import "@/shared/ui/lists.css";

const OpenDossier = lazy(() => import("./OpenDossier").then((m) => ({ default: m.OpenDossier })));

type Item = Row<"/dossiers">;
interface Search {
  q?: string;
  state?: string;
  year?: string;
  retention?: string;
  mine?: string;
}

const STATES = ["open", "closed", "submitted", "returned", "accepted", "transferring", "transferred"];
const SUBMITTED_NEXT = ["closed", "returned"];
const years = Array.from({ length: 12 }, (_, i) => String(Number(today().slice(0, 4)) - i));

/** Dossiers that the person may see, by filters that live in the address; several can be submitted at once. */
export default function DossierListPage() {
  const search = useSearch({ strict: false }) as Search;
  const go = useNavigate();
  const mayOpen = useMay("openDossier");
  const maySubmit = useMay("submitToAgencyArchive");
  const filters: Filter[] = [
    { kind: "text", name: "q", label: words.list.find, placeholder: words.list.find },
    { kind: "choice", name: "state", label: words.list.state, options: STATES.map((value) => ({ value, label: t.state[value] ?? value })) },
    { kind: "choice", name: "year", label: words.list.year, options: years.map((y) => ({ value: y, label: y })) },
    { kind: "choice", name: "retention", label: words.list.term, options: Object.entries(words.term).map(([value, label]) => ({ value, label })) },
    { kind: "choice", name: "mine", label: words.list.whose, options: [{ value: "yes", label: words.list.mine }] },
  ];
  const query = { q: search.q, state: search.state, retention: search.retention, year: search.year ? Number(search.year) : undefined,
    mine: search.mine ? true : undefined, limit: 50 };
  const submit = (chosen: Item[]) => {
    const ready = chosen.filter((d) => SUBMITTED_NEXT.includes(d.state));
    return (
      <>
        {ready.length > 0 && <SubmitDossiers dossiers={ready} />}
        {ready.length < chosen.length && <span className="muted">{words.list.notReady(chosen.length - ready.length)}</span>}
      </>
    );
  };
  return (
    <Page title={words.list.title} side={mayOpen && <Suspense><OpenDossier primary then={(d) => go({ to: "/ho-so/$id", params: { id: d.id } })} /></Suspense>}>
      <Card flush title={words.list.all} side={<Filters filters={filters} />}>
        <Rows path="/dossiers" query={query} label={words.list.all} empty={words.list.empty} {...(maySubmit && { bulk: submit, nameOf: (r: Item) => r.code })}
          columns={[
            { head: words.list.code, width: 205, cell: (r) => <span className="number">{r.code}</span> },
            { head: words.list.name, cell: (r) => <Link to="/ho-so/$id" params={{ id: r.id }}>{r.title}</Link> },
            { head: words.list.retention, width: 130, narrow: true, cell: (r) => r.retention_label },
            { head: words.list.documents, width: 80, narrow: true, cell: (r) => r.doc_total },
            { head: words.list.ended, width: 130, narrow: true, cell: (r) => onDay(r.ended_on) },
            { head: words.list.state, width: 150, cell: (r) => <StateTag state={r.state} /> },
          ]} />
      </Card>
    </Page>
  );
}
