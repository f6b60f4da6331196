import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { post } from "@/shared/api/client";
import type { Dossier } from "@/shared/api/types";
import { Act, ReasonField } from "@/shared/ui/Act";
import { words } from "./words";

// Their forms bring a calendar and the viewer: they come after the page stands.
const AddPapers = lazy(() => import("./AddPapers").then((m) => ({ default: m.AddPapers })));
const CloseDossier = lazy(() => import("./CloseDossier").then((m) => ({ default: m.CloseDossier })));
const FileDocuments = lazy(() => import("./FileDocuments").then((m) => ({ default: m.FileDocuments })));

/** What may be done with a dossier now. */
export function DossierActs({ dossier: d }: { dossier: Dossier }) {
  const go = useNavigate();
  const submit = async () => {
    const submission = await post("/agency-archive/submissions", { dossier_ids: [d.id] }, d.version);
    void go({ to: "/nop-luu/$id", params: { id: submission.id } });
  };
  return (
    <div className="acts">
      <Suspense>
        <CloseDossier dossier={d} />
        <FileDocuments dossier={d} />
        <AddPapers dossier={d} />
      </Suspense>
      <Act record={d} operation="submitToAgencyArchive" label={words.acts.submit} primary run={submit} preview={words.acts.submitSays(d.code, d.doc_total)} />
      <Act<{ reason: string }> record={d} operation="reopenDossier" label={words.acts.reopen} run={(v) => post(`/dossiers/${d.id}/reopening`, v, d.version)}
        fields={<ReasonField />} />
    </div>
  );
}
