import { useMutation, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { blobOf, get } from "@/shared/api/client";
import { onDay } from "@/shared/lib/format";
import { asFile, save } from "@/shared/lib/saving";
import { Failure, Loading, Page } from "@/shared/ui/Page";
import { PdfPane } from "@/shared/ui/PdfPane";
import { Trail } from "@/shared/ui/Trail";
import { DecideSubmission } from "./DecideSubmission";
import { words } from "./words";
import "@/shared/ui/lists.css";

const w = words.submission;
type Form = "inventory" | "handover";

/** One submission: the forms opened beside, a decision for each dossier, what happened. */
export default function SubmissionPage() {
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const found = useQuery({ queryKey: ["/agency-archive/submissions", id], queryFn: () => get(`/agency-archive/submissions/${id}`) });
  const [printed, setPrinted] = useState<File>();
  const print = useMutation({
    mutationFn: async ({ form, format }: { form: Form; format: "pdf" | "xlsx" }) => {
      const base = `/agency-archive/submissions/${id}` as const;
      const bytes = form === "inventory" ? await blobOf(`${base}/inventory`, { format }) : await blobOf(`${base}/handover`);
      return { bytes, name: `${w[form]} ${found.data?.code ?? ""}.${format}`, format };
    },
    onSuccess: ({ bytes, name, format }) => (format === "pdf" ? setPrinted(asFile(bytes, name)) : save(bytes, name)),
  });
  if (found.isPending) return <Loading />;
  if (found.isError) return <Page title={w.notFound}><Failure error={found.error} retry={() => void found.refetch()} /></Page>;
  const s = found.data;
  const busy = (form: Form) => print.isPending && print.variables.form === form;
  const side = (
    <>
      <Button loading={busy("inventory")} onClick={() => print.mutate({ form: "inventory", format: "pdf" })}>{w.inventory}</Button>
      <Button onClick={() => print.mutate({ form: "inventory", format: "xlsx" })}>{w.sheet}</Button>
      <Button loading={busy("handover")} onClick={() => print.mutate({ form: "handover", format: "pdf" })}>{w.handover}</Button>
      {printed && <Button onClick={() => setPrinted(undefined)}>{w.close}</Button>}
    </>
  );
  return (
    <div className={printed ? "split" : undefined}>
      <Page title={w.title(s.code)} above={w.above(onDay(s.submitted_on), s.lines.length)} side={side}>
        {print.isError && <Failure error={print.error} />}
        <DecideSubmission submission={s} narrow={Boolean(printed)} />
        <Trail subject={s.id} />
      </Page>
      {printed && <PdfPane local={printed} key={printed.lastModified} />}
    </div>
  );
}
