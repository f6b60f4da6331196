import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Alert } from "antd";
import { lazy, Suspense } from "react";
import { get } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { atMoment, numberAndSymbol, onDay } from "@/shared/lib/format";
import { Failure, Loading, Page } from "@/shared/ui/Page";
import { PdfPane } from "@/shared/ui/PdfPane";
import { AccessAlert } from "@/shared/ui/AccessAlert";
import { StateTag, UrgencyTag } from "@/shared/ui/StateTag";
import { Trail } from "@/shared/ui/Trail";
import { Facts, Links } from "@/stages/correspondence/IncomingParts";
import { Neighbours } from "@/stages/correspondence/Neighbours";
import { OutgoingActs } from "@/stages/correspondence/OutgoingActs";
import { filesInOrder, outgoingFacts, OutgoingSteps, Recipients, Reviews, Signatures } from "@/stages/correspondence/OutgoingParts";
import { SetRight } from "@/stages/correspondence/SetRight";

const RecordAccess = lazy(() => import("@/shared/ui/RecordAccess"));
const DossierCard = lazy(() => import("@/stages/dossiers/DossierCard").then((m) => ({ default: m.DossierCard })));
const LayoutCard = lazy(() => import("@/stages/correspondence/LayoutCard"));
const RecipientReports = lazy(() => import("@/stages/correspondence/RecipientReports"));
const CopiesCard = lazy(() => import("@/stages/correspondence/CopiesCard"));
const DraftingPanels = lazy(() => import("@/stages/correspondence/DraftingPanels"));

/** One văn bản đi: where it stands, what the person does next, who checked it, who received it, beside its file. */
export default function OutgoingPage() {
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const found = useQuery({ queryKey: ["/outgoing-documents", id], queryFn: () => get(`/outgoing-documents/${id}`) });
  if (found.isPending) return <Loading />;
  if (found.isError)
    return (
      <Page title={t.correspondence.outgoing.title}>
        <Failure error={found.error} retry={() => void found.refetch()} />
      </Page>
    );
  const d = found.data;
  const files = filesInOrder(d);
  const who = d.signer?.full_name ?? d.proposed_signer_name;
  const subject = [d.type_name, d.issued_on ? onDay(d.issued_on) : "", who].filter(Boolean).join(" · ");
  return (
    <div className={files.length ? "split" : undefined} key={d.id}>
      <Page
        title={d.abstract}
        above={d.number ? numberAndSymbol(d) : t.correspondence.outgoing.unnumbered}
        below={
          <>
            {subject} <StateTag state={d.state} /> <UrgencyTag urgency={d.urgency} />
          </>
        }
        side={<Neighbours path="/outgoing-documents" place="/van-ban-di/$id" id={d.id} />}
      >
        <AccessAlert id={d.id} />
        <OutgoingSteps document={d} />
        {d.recalled_at && (
          <Alert className="failure" type="warning" showIcon title={`${t.state.recalled ?? ""} ${atMoment(d.recalled_at)}: ${d.recall_reason}`} />
        )}
        <SetRight links={d.links} />
        <OutgoingActs document={d} />
        <Suspense>
          <LayoutCard document={d} />
        </Suspense>
        <Recipients items={d.recipients} recalled={d.state === "recalled"} />
        <Reviews items={d.reviews} />
        <Signatures document={d} />
        <Suspense fallback={<p className="muted">{t.drafting.loading}</p>}>
          <DraftingPanels document={d} />
        </Suspense>
        <Links items={d.links} />
        <Suspense>
          <CopiesCard documentId={d.id} medium={d.medium} incoming={false} />
        </Suspense>
        <Suspense>
          <DossierCard documentId={d.id} />
        </Suspense>
        {(d.state === "issued" || d.state === "recalled") && (
          <Suspense>
            <RecipientReports documentId={d.id} />
          </Suspense>
        )}
        <Facts rows={outgoingFacts(d)} />
        <Suspense>
          <RecordAccess id={d.id} process />
        </Suspense>
        <Trail subject={d.id} />
      </Page>
      {files.length > 0 && <PdfPane files={files} printOf={d.id} />}
    </div>
  );
}
