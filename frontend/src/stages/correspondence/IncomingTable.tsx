import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Query } from "@/shared/api/paths";
import type { Row } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { numberAndSymbol, registerNumber } from "@/shared/lib/format";
import { Rows } from "@/shared/ui/Rows";
import { Due, StatePill, UrgencyTag } from "@/shared/ui/StateTag";
import { Tone } from "@/shared/ui/Tone";
import { HourLeft } from "./HourLeft";
import { listDay } from "./fields";

const w = t.correspondence;
const RUNNING = ["registered", "presented", "handling"];

export type IncomingRow = Row<"/incoming-documents">;
type Wanted = Omit<NonNullable<Query<"get", "/incoming-documents">>, "cursor">;

/** The term of the own part where there is one, else the hour of an express document, else the day. */
function dueOf(r: IncomingRow): ReactNode {
  const running = RUNNING.includes(r.state);
  if (r.due_at && (!r.part_due_on || r.part_due_on === r.due_on)) return <HourLeft dueAt={r.due_at} running={running} inList />;
  return <Due due={r.part_due_on ?? r.due_on} running={running} />;
}

interface Props {
  query: Wanted;
  bulk?: (chosen: IncomingRow[], drop: () => void) => ReactNode;
  empty?: ReactNode;
  short?: boolean;
}

/** Văn bản đến as a list; the columns that carry meaning come first. */
export function IncomingTable({ query, bulk, empty, short }: Props) {
  return (
    <Rows
      path="/incoming-documents"
      query={query}
      label={w.incoming.title}
      nameOf={(r) => r.abstract}
      {...(bulk && { bulk })}
      {...(short && { short })}
      empty={
        empty ?? (
          <>
            {w.incoming.empty} {w.incoming.emptyHow}
          </>
        )
      }
      columns={[
        { head: w.field.arrival, width: 74, cell: (r) => <span className="number">{registerNumber(r.arrival_number)}</span> },
        { head: w.field.arrived, width: 84, narrow: true, cell: (r) => listDay(r.arrived_on ?? r.received_on) },
        {
          head: w.field.abstract,
          cell: (r) => (
            <>
              <UrgencyTag urgency={r.urgency} /> {r.recall_asked_at && r.state !== "recalled" && <Tone tone="late">{w.incoming.recallAsked}</Tone>}{" "}
              <Link to="/van-ban-den/$id" params={{ id: r.id }}>
                {r.abstract}
              </Link>
            </>
          ),
        },
        { head: w.field.numberSymbol, width: 140, narrow: true, cell: (r) => numberAndSymbol(r) },
        { head: w.field.issuer, width: 180, narrow: true, cell: (r) => r.issuer_name },
        { head: w.field.state, width: 165, cell: (r) => <StatePill state={r.state} due={r.due_on} running={RUNNING.includes(r.state)} /> },
        { head: t.correspondence.field.due, width: 110, cell: (r) => dueOf(r) },
      ]}
    />
  );
}
