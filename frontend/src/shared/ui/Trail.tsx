import { useQuery } from "@tanstack/react-query";
import { get } from "@/shared/api/client";
import { vi } from "@/shared/i18n/vi";
import { atMoment } from "@/shared/lib/format";
import { Card, Failure } from "./Page";

/** What happened to a record, with the hash of each entry at hand. */
export function Trail({ subject }: { subject: string }) {
  const trail = useQuery({ queryKey: ["/trail", subject], queryFn: () => get("/trail", { subject }) });
  return (
    <Card title="Nhật ký">
      {trail.isError && <Failure error={trail.error} />}
      <ol className="timeline">
        {trail.data?.items.map((e) => (
          <li key={e.sequence}>
            <strong>{vi.tag[e.tag] ?? e.tag}</strong> · {e.by_name}
            <div className="muted" title={`Mã băm ${e.hash}`}>{atMoment(e.at)}</div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
