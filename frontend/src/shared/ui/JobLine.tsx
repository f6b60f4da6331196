import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Progress } from "antd";
import { useEffect } from "react";
import { get, post } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { Failure } from "./Page";

const OPEN = ["waiting", "running"];

/** Follows deferred work until it ended, then reads everything anew; nothing is shown of work that is done. */
export function JobLine({ jobId, label, ended }: { jobId: string; label: string; ended?: () => void }) {
  const client = useQueryClient();
  const w = t.books.job;
  const job = useQuery({
    queryKey: ["/jobs", jobId],
    queryFn: () => get(`/jobs/${jobId}`),
    retry: false,
    refetchInterval: (query) => (query.state.data && !OPEN.includes(query.state.data.state) ? false : 1_500),
  });
  const state = job.data?.state;
  const done = state !== undefined && !OPEN.includes(state);
  useEffect(() => {
    if (!done) return;
    void client.invalidateQueries();
    if (state === "done") ended?.();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the work has ended
  }, [done]);
  const cancel = useMutation({ mutationFn: () => post(`/jobs/${jobId}/cancellation`), onSuccess: () => client.invalidateQueries({ queryKey: ["/jobs", jobId] }) });
  if (job.isError) return <Failure error={job.error} />;
  if (!job.data || state === "done") return null;
  return (
    <div role="status">
      <Progress percent={job.data.percentage} status={state === "failed" ? "exception" : "active"} aria-label={label} />
      <p className="muted">
        {label}: {w.states[job.data.state] ?? job.data.state}
        {job.data.error && `. ${job.data.error}`}{" "}
        {job.data.allowed_actions.includes("cancelJob") && (
          <Button size="small" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {w.cancel}
          </Button>
        )}
      </p>
    </div>
  );
}
