import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { get } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { atMoment } from "@/shared/lib/format";
import { Card, Failure } from "./Page";
import { TrailDetail } from "./TrailDetail";

const NEWEST = 5;

/** What happened to a record, newest first, each entry with its hash; closed to the newest until somebody asks for all. */
export function Trail({ subject }: { subject: string }) {
  const [all, setAll] = useState(false);
  const trail = useQuery({ queryKey: ["/trail", subject], queryFn: () => get("/trail", { subject, limit: 500 }) });
  const entries = [...(trail.data?.items ?? [])].reverse();
  const shown = all ? entries : entries.slice(0, NEWEST);
  return (
    <Card title={t.shared.trail.title}>
      {trail.isError && <Failure error={trail.error} retry={() => void trail.refetch()} />}
      {trail.data && entries.length === 0 && <p className="empty">{t.shared.trail.empty}</p>}
      <ol className="timeline">
        {shown.map((e) => (
          <li key={e.sequence}>
            <strong>{t.tag[e.tag] ?? e.tag}</strong> · {e.by_name || t.shared.trail.system}
            {typeof e.detail.on_behalf_of === "string" && <em className="muted"> ({t.handling.inPlaceOf(e.detail.on_behalf_of)})</em>}
            <TrailDetail detail={e.detail} />
            <div className="muted">
              {atMoment(e.at)}
              <details className="hash"><summary>{t.shared.trail.hash} {e.hash.slice(0, 8)}</summary><code>{e.hash}</code></details>
            </div>
          </li>
        ))}
      </ol>
      {entries.length > NEWEST && (
        <Button type="link" className="inline-button" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t.shared.trail.newest : t.shared.trail.all(entries.length)}
        </Button>
      )}
    </Card>
  );
}
