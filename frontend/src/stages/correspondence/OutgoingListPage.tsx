import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { lazy, Suspense } from "react";
import type { Query } from "@/shared/api/paths";
import { t } from "@/shared/i18n";
import { useMay } from "@/shared/lib/session";
import { Filters, useFilters, type Filter } from "@/shared/ui/Filters";
import { Card, Page } from "@/shared/ui/Page";
import { urgencies } from "./fields";
import { OutgoingTable } from "./OutgoingTable";

const ListTools = lazy(() => import("@/shared/ui/ListTools"));
const w = t.correspondence;
const STATES = ["draft", "content_checked", "form_checked", "approved", "signed", "sealed", "issued", "recalled"];
const KEPT = ["q", "state", "desk", "type_code", "urgency", "recipient", "issuer", "unit_id", "register_id", "from", "to", "due_before", "order", "by", "of", "outcome", "drafted_from", "drafted_to"] as const;

function filters(): Filter[] {
  return [
    { kind: "text", name: "q", label: t.shared.filters.words, placeholder: t.shared.filters.placeholder },
    { kind: "choice", name: "desk", label: w.incoming.desk, options: Object.entries(w.outgoing.deskName).map(([value, label]) => ({ value, label })) },
    { kind: "choice", name: "state", label: w.field.state, options: STATES.map((value) => ({ value, label: t.state[value] ?? value })) },
    { kind: "choice", name: "urgency", label: w.field.urgency, options: urgencies() },
    { kind: "lookup", name: "register_id", label: w.field.register, path: "/registers" },
    { kind: "lookup", name: "type_code", label: w.field.type, path: "/document-types", valueBy: (c) => c.code },
    { kind: "text", name: "recipient", label: w.field.recipient },
    { kind: "lookup", name: "unit_id", label: w.field.draftingUnit, path: "/units" },
    { kind: "dates", name: "issued", label: w.field.issued },
  ];
}

export default function OutgoingListPage() {
  const may = useMay("draftOutgoing");
  const { at, set } = useFilters();
  const query = Object.fromEntries(KEPT.map((k) => [k, at[k]])) as Query<"get", "/outgoing-documents">;
  const narrowed = KEPT.some((k) => at[k]);
  return (
    <Page
      title={w.outgoing.title}
      side={
        may && (
          <Link to="/van-ban-di/soan" tabIndex={-1}>
            <Button type="primary">{w.outgoing.draft}</Button>
          </Link>
        )
      }
    >
      <Card flush title={at.desk ? w.incoming.mine : w.outgoing.all} side={<span className="acts"><Filters filters={filters()} /><Suspense><ListTools page="outgoing" query={Object.fromEntries(KEPT.map((k) => [k, at[k]]))} set={set} /></Suspense></span>}>
        <OutgoingTable query={{ ...query, limit: 50 }} {...(narrowed && { empty: w.incoming.emptyFiltered })} />
      </Card>
    </Page>
  );
}
