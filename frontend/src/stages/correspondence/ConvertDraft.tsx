import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { post } from "@/shared/api/client";
import type { Outgoing } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { JobLine } from "@/shared/ui/JobLine";
import { Failure } from "@/shared/ui/Page";

const w = t.correspondence.outgoing.convert;

/** Has the DOCX of a draft turned into the PDF that is signed, and follows the work; the PDF then stands first among the files. */
export function ConvertDraft({ document: d }: { document: Outgoing }) {
  const [job, setJob] = useState<string>();
  const start = useMutation({
    mutationFn: () => post(`/outgoing-documents/${d.id}/draft-pdf`, undefined, d.version),
    onSuccess: (started) => setJob(started.job_id),
  });
  return (
    <>
      <Button loading={start.isPending} title={w.how} onClick={() => start.mutate()}>
        {w.act}
      </Button>
      {start.isError && <Failure error={start.error} />}
      {job && <JobLine jobId={job} label={w.running} />}
    </>
  );
}
