import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { get } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { numberAndSymbol, onDay } from "@/shared/lib/format";
import { Card, Failure } from "@/shared/ui/Page";
import { UrgencyTag } from "@/shared/ui/StateTag";
import { Tone } from "@/shared/ui/Tone";

const w = t.correspondence.incoming;
const SHOWN = 5;

/** What other agencies sent and nobody has registered yet: on top of the clerk's list, with the next step at hand. */
export function WaitingArrivals() {
  const query = { state: "waiting", limit: SHOWN };
  const found = useQuery({ queryKey: ["/incoming-documents", "waiting", query], queryFn: () => get("/incoming-documents", query) });
  if (found.isError) return <Failure error={found.error} retry={() => void found.refetch()} />;
  if (!found.data?.items.length) return null;
  return (
    <Card
      flush
      title={w.waiting}
      side={
        found.data.next_cursor && (
          <Link to="/van-ban-den" search={{ state: "waiting" }}>
            {t.shared.more}
          </Link>
        )
      }
    >
      <table className="rows waiting" aria-label={w.waiting}>
        <tbody>
          {found.data.items.map((r) => (
            <tr key={r.id}>
              <td className="row-main">
                <UrgencyTag urgency={r.urgency} /> {r.recall_asked_at && <Tone tone="late">{w.recallAsked}</Tone>}{" "}
                <Link to="/van-ban-den/$id" params={{ id: r.id }}>
                  {r.abstract}
                </Link>
                <div className="muted">
                  {r.issuer_name} · {numberAndSymbol(r)} · {onDay(r.issued_on)}
                </div>
              </td>
              <td className="waiting-act">
                <Link to="/van-ban-den/vao-so" search={{ den: r.id }} tabIndex={-1}>
                  <Button type="primary" size="small" aria-label={`${w.enter}: ${r.abstract}`}>
                    {w.enter}
                  </Button>
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
