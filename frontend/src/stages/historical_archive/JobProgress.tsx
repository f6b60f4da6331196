import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Progress } from "antd";
import { useEffect } from "react";
import { get, post } from "@/shared/api/client";
import { Card, Failure } from "@/shared/ui/Page";
import { words } from "./words";

const w = words.job;
const OPEN = ["waiting", "running"];

/** Follows a job until it ended; then everything that hangs on it is read anew. */
export function JobProgress({ jobId }: { jobId: string }) {
  const client = useQueryClient();
  const job = useQuery({
    queryKey: ["/jobs", jobId], queryFn: () => get(`/jobs/${jobId}`), retry: false,
    refetchInterval: (query) => (query.state.data && !OPEN.includes(query.state.data.state) ? false : 2_000),
  });
  const state = job.data?.state;
  const ended = state !== undefined && !OPEN.includes(state);
  useEffect(() => {
    if (ended) void client.invalidateQueries({ queryKey: ["/historical-archive/transfers"] });
  }, [ended, client]);
  const cancel = useMutation({ mutationFn: () => post(`/jobs/${jobId}/cancellation`),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["/jobs", jobId] }) });
  if (job.isError) return <Card title={w.title}><p className="muted">{w.other}</p></Card>;
  if (!job.data || state === "done") return null;
  return (
    <Card title={w.title} side={job.data.allowed_actions.includes("cancelJob") && <Button loading={cancel.isPending}
      onClick={() => cancel.mutate()}>{w.cancel}</Button>}>
      <Progress percent={job.data.percentage} status={state === "failed" ? "exception" : "active"} aria-label={w.title} />
      <p className="muted" role="status">{w.state[job.data.state] ?? job.data.state}{job.data.error && `: ${job.data.error}`}. {!ended && w.says}</p>
      {cancel.isError && <Failure error={cancel.error} />}
    </Card>
  );
}
