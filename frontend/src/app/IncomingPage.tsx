import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Alert } from "antd";
import { lazy, Suspense } from "react";
import { get } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { atMoment, numberAndSymbol, onDay } from "@/shared/lib/format";
import { useMe } from "@/shared/lib/session";
import { Card, Failure, Loading, Page } from "@/shared/ui/Page";
import { AccessAlert } from "@/shared/ui/AccessAlert";
import { StateTag, UrgencyTag } from "@/shared/ui/StateTag";
import { Trail } from "@/shared/ui/Trail";
import { HourLeft } from "@/stages/correspondence/HourLeft";
import { IncomingActs } from "@/stages/correspondence/IncomingActs";
import { Facts, Handlings, incomingFacts, IncomingSteps, Links } from "@/stages/correspondence/IncomingParts";
import { Neighbours } from "@/stages/correspondence/Neighbours";
import { SetRight } from "@/stages/correspondence/SetRight";
import { StampedPane } from "@/stages/correspondence/StampedPane";

const RecordAccess = lazy(() => import("@/shared/ui/RecordAccess"));
const DossierCard = lazy(() => import("@/stages/dossiers/DossierCard").then((m) => ({ default: m.DossierCard })));
const HandlingProcess = lazy(() => import("@/stages/correspondence/HandlingProcess"));
const SenderAnswers = lazy(() => import("@/stages/correspondence/SenderAnswers"));
const Opinions = lazy(() => import("@/stages/correspondence/Opinions"));
const CopiesCard = lazy(() => import("@/stages/correspondence/CopiesCard"));
const SignatureCard = lazy(() => import("@/stages/correspondence/SignatureCard"));
const w = t.correspondence.incoming;

/** One văn bản đến: where it stands, what the person does next, what was said, beside its file. */
export default function IncomingPage() {
  const me = useMe();
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const found = useQuery({ queryKey: ["/incoming-documents", id], queryFn: () => get(`/incoming-documents/${id}`) });
  if (found.isPending) return <Loading />;
  if (found.isError)
    return (
      <Page title={w.title}>
        <Failure error={found.error} retry={() => void found.refetch()} />
      </Page>
    );
  const d = found.data;
  const above = d.arrival_number ? w.above(String(d.arrival_year ?? ""), String(d.arrival_number)) : w.unregistered;
  const subject = [d.number || d.symbol ? numberAndSymbol(d) : d.type_name, d.issuer_name, d.issued_on && onDay(d.issued_on)].filter(Boolean).join(" · ");
  const said = (
    <Suspense fallback={<Card title={w.opinions}>{t.shared.loading}</Card>}>
      <Opinions document={d} />
    </Suspense>
  );
  return (
    <div className={d.files.length ? "split" : undefined} key={d.id}>
      <Page
        title={d.abstract}
        above={above}
        below={
          <>
            {subject} <StateTag state={d.state} /> <UrgencyTag urgency={d.urgency} /> <HourLeft dueAt={d.due_at} running={["registered", "presented", "handling"].includes(d.state)} />
          </>
        }
        side={<Neighbours path="/incoming-documents" place="/van-ban-den/$id" id={d.id} />}
      >
        <AccessAlert id={d.id} />
        <IncomingSteps document={d} />
        {d.recall_asked_at && d.state !== "recalled" && (
          <Alert className="failure" type="warning" showIcon title={w.recallNote(d.recall_reason, atMoment(d.recall_asked_at))} />
        )}
        <SetRight links={d.links} />
        <IncomingActs document={d} />
        <Suspense>
          <SignatureCard document={d} />
        </Suspense>
        {d.opinions.length > 0 && said}
        <Handlings items={d.handlings} />
        <Facts rows={incomingFacts(d)} />
        <Suspense>
          <HandlingProcess document={d} />
        </Suspense>
        {d.medium === "electronic" && (
          <Suspense>
            <SenderAnswers documentId={d.id} mayAnswer={me.permissions.includes("acceptUpdate")} />
          </Suspense>
        )}
        <Links items={d.links} />
        {d.opinions.length === 0 && said}
        <Suspense>
          <CopiesCard documentId={d.id} medium={d.medium} incoming={true} />
        </Suspense>
        <Suspense>
          <DossierCard documentId={d.id} />
        </Suspense>
        <Suspense>
          <RecordAccess id={d.id} process />
        </Suspense>
        <Trail subject={d.id} />
      </Page>
      {(d.files.length > 0 || d.arrival_number !== null) && <StampedPane document={d} />}
    </div>
  );
}
