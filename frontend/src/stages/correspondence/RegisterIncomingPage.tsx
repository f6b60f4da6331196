import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { get } from "@/shared/api/client";
import type { Incoming } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { Failure, Loading, Page } from "@/shared/ui/Page";
import { Entry } from "./Entry";

/** Vào sổ văn bản đến: paper with its scan, or what another agency sent (`?den=`), or what was in an envelope (`?bi=`), with the same form. */
export default function RegisterIncomingPage() {
  const [last, setLast] = useState<Incoming>();
  const { den, bi } = useSearch({ strict: false }) as { den?: string; bi?: string };
  const found = useQuery({ queryKey: ["/incoming-documents", den], queryFn: () => get(`/incoming-documents/${den ?? ""}`), enabled: Boolean(den) });
  const envelope = useQuery({ queryKey: ["/envelopes", bi], queryFn: () => get(`/envelopes/${bi ?? ""}`), enabled: Boolean(bi) });
  if ((den && found.isPending) || (bi && envelope.isPending)) return <Loading />;
  if (den && found.isError)
    return (
      <Page title={t.correspondence.entry.arrivalTitle}>
        <Failure error={found.error} retry={() => void found.refetch()} />
      </Page>
    );
  return <Entry last={last} setLast={setLast} key={den ?? bi ?? "paper"} {...(found.data && { arrival: found.data })} {...(envelope.data && { envelope: envelope.data })} />;
}
