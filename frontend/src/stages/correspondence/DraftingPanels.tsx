import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { get } from "@/shared/api/client";
import type { Outgoing } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { onDay } from "@/shared/lib/format";
import { Failure } from "@/shared/ui/Page";
import { DraftComments, DraftOpinions } from "./DraftTalk";
import { DraftVersions } from "./DraftVersions";
import { JointIssuers } from "./JointIssuers";
import { KeptCopies, PaperDispatch } from "./PaperRoad";

/** Everything beside the steps of a văn bản đi: whence it came, versions, remarks, opinions, several agencies, paper, kept copies. */
export default function DraftingPanels({ document: d }: { document: Outgoing }) {
  const found = useQuery({ queryKey: ["/outgoing-documents", d.id, "process", d.version], queryFn: () => get(`/outgoing-documents/${d.id}/process`) });
  if (found.isPending) return <p className="muted">{t.drafting.loading}</p>;
  if (found.isError) return <Failure error={found.error} retry={() => void found.refetch()} />;
  const p = found.data;
  const waiting = p.issue_due_on && ["signed", "sealed"].includes(d.state);
  return (
    <>
      {waiting && (
        <Alert
          className="failure"
          type={p.is_late ? "error" : "info"}
          showIcon
          title={p.is_late ? t.drafting.late(onDay(p.issue_due_on)) : t.drafting.soon(onDay(p.issue_due_on))}
        />
      )}
      {(p.assignment || p.co_drafters.length > 0) && (
        <p className="muted">
          {p.assignment && t.drafting.assigned.of(p.assignment.given_by_name, p.assignment.due_on ? onDay(p.assignment.due_on) : "")}
          {p.assignment && p.co_drafters.length > 0 && " · "}
          {p.co_drafters.length > 0 && t.drafting.assigned.beside(p.co_drafters.map((c) => c.full_name).join(", "))}
        </p>
      )}
      <DraftOpinions document={d} process={p} />
      <DraftComments document={d} process={p} />
      <JointIssuers document={d} process={p} />
      <PaperDispatch document={d} process={p} />
      <KeptCopies document={d} process={p} />
      <DraftVersions document={d} process={p} />
    </>
  );
}
