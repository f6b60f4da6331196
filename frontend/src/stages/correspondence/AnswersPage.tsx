import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert } from "antd";
import { get } from "@/shared/api/client";
import type { Row } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment, numberAndSymbol } from "@/shared/lib/format";
import { Card, Page } from "@/shared/ui/Page";
import { Rows, type Column } from "@/shared/ui/Rows";
import { AnswerActs, AnswerState } from "./SenderAnswers";

const w = t.intake.answers;
const columns: Column<Row<"/sender-answers">>[] = [
  {
    head: w.document,
    cell: (a) => (
      <>
        <Link to="/van-ban-den/$id" params={{ id: a.document_id }}>
          {a.abstract}
        </Link>
        <div className="muted">{numberAndSymbol(a)}</div>
      </>
    ),
  },
  { head: w.what, width: 210, cell: (a) => a.text || a.meaning },
  { head: w.to, width: 170, narrow: true, cell: (a) => a.organ_name || a.organ_code },
  { head: w.when, width: 110, cell: (a) => atMoment(a.made_at) },
  { head: w.state, width: 160, cell: (a) => <AnswerState answer={a} /> },
  { head: w.acts, width: 140, cell: (a) => <AnswerActs answer={a} /> },
];

/** Answers that senders outside of this installation are owed and that have not left yet. */
export default function AnswersPage() {
  const query = { unsent: true, limit: 100 };
  const found = useQuery({ queryKey: ["/sender-answers", "late"], queryFn: () => get("/sender-answers", query) });
  const late = found.data?.items.filter((a) => a.state === "late").length ?? 0;
  return (
    <Page title={w.all}>
      {late > 0 && <Alert className="failure" type="warning" showIcon role="alert" title={w.late(late)} />}
      <Card flush>
        <Rows path="/sender-answers" query={query} columns={columns} empty={w.empty} label={w.all} />
      </Card>
    </Page>
  );
}
