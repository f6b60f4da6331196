import { useNavigate } from "@tanstack/react-router";
import { post } from "@/shared/api/client";
import type { Dossier } from "@/shared/api/types";
import { Act, ReasonField } from "@/shared/ui/Act";
import { AddPapers } from "./AddPapers";
import { CloseDossier } from "./CloseDossier";
import { FileDocuments } from "./FileDocuments";
import { words } from "./words";

/** What may be done with a dossier now. */
export function DossierActs({ dossier: d }: { dossier: Dossier }) {
  const go = useNavigate();
  const submit = async () => {
    const submission = await post("/agency-archive/submissions", { dossier_ids: [d.id] }, d.version);
    void go({ to: "/nop-luu/$id", params: { id: submission.id } });
  };
  return (
    <div className="acts">
      <CloseDossier dossier={d} />
      <FileDocuments dossier={d} />
      <AddPapers dossier={d} />
      <Act record={d} operation="submitToAgencyArchive" label={words.acts.submit} primary run={submit} preview={words.acts.submitSays(d.code, d.doc_total)} />
      <Act<{ reason: string }> record={d} operation="reopenDossier" label={words.acts.reopen} run={(v) => post(`/dossiers/${d.id}/reopening`, v, d.version)}
        fields={<ReasonField />} />
    </div>
  );
}
