import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Query } from "@/shared/api/paths";
import { t } from "@/shared/i18n";
import { numberAndSymbol } from "@/shared/lib/format";
import { Rows } from "@/shared/ui/Rows";
import { Due, StatePill, UrgencyTag } from "@/shared/ui/StateTag";
import { listDay } from "./fields";

const w = t.correspondence;
const RUNNING = ["draft", "content_checked", "form_checked", "approved"];
type Wanted = Omit<NonNullable<Query<"get", "/outgoing-documents">>, "cursor">;

/** Văn bản đi as a list: drafts on their way and what was issued. */
export function OutgoingTable({ query, empty }: { query: Wanted; empty?: ReactNode }) {
  return (
    <Rows
      path="/outgoing-documents"
      query={query}
      label={w.outgoing.title}
      nameOf={(r) => r.abstract}
      empty={
        empty ?? (
          <>
            {w.outgoing.empty} {w.outgoing.emptyHow}
          </>
        )
      }
      columns={[
        {
          head: w.field.numberSymbol,
          width: 150,
          cell: (r) => (r.number ? <span className="number">{numberAndSymbol(r)}</span> : <span className="muted">{w.outgoing.unnumbered}</span>),
        },
        { head: w.outgoing.changed, width: 84, narrow: true, cell: (r) => listDay(r.issued_on) },
        {
          head: w.field.abstract,
          cell: (r) => (
            <>
              <UrgencyTag urgency={r.urgency} />{" "}
              <Link to="/van-ban-di/$id" params={{ id: r.id }}>
                {r.abstract}
              </Link>
            </>
          ),
        },
        { head: w.field.type, width: 120, narrow: true, cell: (r) => r.type_name },
        { head: w.field.signer, width: 160, narrow: true, cell: (r) => r.signer_name || t.shared.none },
        { head: w.field.state, width: 190, cell: (r) => <StatePill state={r.state} due={r.due_on} running={RUNNING.includes(r.state)} /> },
        { head: w.field.due, width: 105, narrow: true, cell: (r) => <Due due={r.due_on} running={RUNNING.includes(r.state)} /> },
      ]}
    />
  );
}
