import { Link } from "@tanstack/react-router";
import { Refused } from "@/shared/api/client";
import type { Outgoing } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment } from "@/shared/lib/format";
import { sentenceOf } from "@/shared/lib/refusals";
import { Card } from "@/shared/ui/Page";
import { LayoutCounts, LayoutList, LayoutUndecided } from "./LayoutFindings";
import { checkable, useOutgoingLayout } from "./layoutQuery";

/** "Thể thức: n lỗi, m cần xem" of the file that counts, for the drafter before sending and for who checks the form. */
export default function LayoutCard({ document: d }: { document: Outgoing }) {
  const w = t.layout;
  const found = useOutgoingLayout(d);
  const file = checkable(d);
  if (!file) return null;
  if (found.isError && found.error instanceof Refused && found.error.problem.status === 403) return null;
  const r = found.data;
  const check = d.state === "content_checked";
  return (
    <Card title={w.card} side={r && <LayoutCounts result={r} />}>
      {found.isPending && <p className="muted">{w.checking}</p>}
      {found.isError && <p className="muted">{sentenceOf(found.error)}</p>}
      {r && (
        <>
          <p className="muted" style={{ margin: "0 0 6px" }}>
            {r.reason === "scan" ? w.scan : w.decides} {r.checked_at && w.checkedBy(r.checked_by, atMoment(r.checked_at))}
          </p>
          {r.items.length > 0 && (
            <details className="layout-undecided" open={check}>
              <summary>{w.all}</summary>
              <LayoutList result={r} />
            </details>
          )}
          {!r.reason && <LayoutUndecided result={r} />}
          {!r.reason && (
            <Link className="layout-open" to="/kiem-tra-the-thuc" search={{ tep: file.sha256, loai: d.type_code }}>
              {w.open}
            </Link>
          )}
        </>
      )}
    </Card>
  );
}
