import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { lazy, Suspense } from "react";
import type { Query } from "@/shared/api/paths";
import { t } from "@/shared/i18n";
import { useMe } from "@/shared/lib/session";
import { Filters, useFilters, type Filter } from "@/shared/ui/Filters";
import { Card, Page } from "@/shared/ui/Page";
import { BulkIncoming } from "./BulkIncoming";
import { IncomingTable } from "./IncomingTable";
import { urgencies } from "./fields";
import { WaitingArrivals } from "./WaitingArrivals";

const ListTools = lazy(() => import("@/shared/ui/ListTools"));
const w = t.correspondence;
const STATES = ["waiting", "registered", "presented", "handling", "completed", "returned", "recalled"];
const KEPT = ["q", "state", "desk", "type_code", "urgency", "issuer", "unit_id", "register_id", "from", "to", "due_from", "due_before", "due", "order", "by", "of", "outcome"] as const;

function filters(): Filter[] {
  return [
    { kind: "text", name: "q", label: t.shared.filters.words, placeholder: t.shared.filters.placeholder },
    { kind: "choice", name: "desk", label: w.incoming.desk, options: Object.entries(w.incoming.deskName).map(([value, label]) => ({ value, label })) },
    { kind: "choice", name: "state", label: w.field.state, options: STATES.map((value) => ({ value, label: t.state[value] ?? value })) },
    { kind: "choice", name: "due", label: t.deadlines.buckets, options: Object.entries(t.deadlines.bucket).map(([value, label]) => ({ value, label })) },
    { kind: "choice", name: "urgency", label: w.field.urgency, options: urgencies() },
    { kind: "lookup", name: "register_id", label: w.field.register, path: "/registers" },
    { kind: "lookup", name: "type_code", label: w.field.type, path: "/document-types", valueBy: (c) => c.code },
    { kind: "text", name: "issuer", label: w.field.issuer },
    { kind: "lookup", name: "unit_id", label: w.field.unit, path: "/units" },
    { kind: "dates", name: "arrived", label: w.field.arrived },
    { kind: "dates", name: "due_days", label: w.field.due, from: "due_from", to: "due_before" },
  ];
}

/** Văn bản đến: what waits to be registered on top, then the list with its filters and what may be done with several at once. */
export default function IncomingListPage() {
  const me = useMe();
  const { at, set } = useFilters();
  const may = (operation: string) => me.permissions.includes(operation);
  const query = Object.fromEntries(KEPT.map((k) => [k, at[k]])) as Query<"get", "/incoming-documents">;
  const narrowed = KEPT.some((k) => at[k]);
  const several = may("presentIncoming") || may("transferIncoming") || may("assignIncoming") || may("acknowledgeIncoming");
  return (
    <Page
      title={w.incoming.title}
      side={
        may("registerIncoming") && (
          <Link to="/van-ban-den/vao-so" tabIndex={-1}>
            <Button type="primary">{w.incoming.register}</Button>
          </Link>
        )
      }
    >
      {may("registerArrival") && !narrowed && <WaitingArrivals />}
      <Card flush title={at.desk ? w.incoming.mine : w.incoming.all} side={<span className="acts"><Filters filters={filters()} /><Suspense><ListTools page="incoming" query={Object.fromEntries(KEPT.map((k) => [k, at[k]]))} set={set} /></Suspense></span>}>
        <IncomingTable
          query={{ ...query, limit: 50 }}
          {...(narrowed && { empty: w.incoming.emptyFiltered })}
          {...(several && { bulk: (chosen, drop) => <BulkIncoming chosen={chosen} drop={drop} /> })}
        />
      </Card>
    </Page>
  );
}
