import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Select } from "antd";
import { onDay } from "@/shared/lib/format";
import { Card, Page } from "@/shared/ui/Page";
import { Rows } from "@/shared/ui/Rows";
import { Tone } from "@/shared/ui/Tone";
import { words } from "./words";

const w = words.submissions;

/** Submissions to the agency's archive, newest first. */
export default function SubmissionListPage() {
  const search = useSearch({ strict: false }) as { state?: string };
  const go = useNavigate();
  const filter = (
    <Select aria-label={w.stateFilter} allowClear placeholder={w.anyState} value={search.state} style={{ width: 170 }}
      onChange={(state?: string) => void go({ to: ".", search: { ...search, state } as never, replace: true })}
      options={Object.entries(words.submissionState).map(([value, label]) => ({ value, label }))} />
  );
  return (
    <Page title={w.title} above={w.above}>
      <Card flush title={w.list} side={filter}>
        <Rows path="/agency-archive/submissions" query={{ state: search.state, limit: 50 }} label={w.list} empty={w.empty}
          columns={[
            { head: w.code, width: 205, cell: (r) => <Link to="/nop-luu/$id" params={{ id: r.id }}><span className="number">{r.code}</span></Link> },
            { head: w.who, cell: (r) => <>{r.submitter_name}{r.unit_name && <span className="muted"> · {r.unit_name}</span>}</> },
            { head: w.total, width: 90, cell: (r) => r.line_total },
            { head: w.submitted, width: 130, narrow: true, cell: (r) => onDay(r.submitted_on) },
            { head: w.decided, width: 125, narrow: true, cell: (r) => onDay(r.decided_on) },
            { head: w.state, width: 150, cell: (r) => <Tone tone={r.state === "submitted" ? "wait" : "good"}>{words.submissionState[r.state]}</Tone> },
          ]} />
      </Card>
    </Page>
  );
}
