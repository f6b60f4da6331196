import { useQuery } from "@tanstack/react-query";
import { get } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { atMoment } from "@/shared/lib/format";
import { Card } from "@/shared/ui/Page";

const w = t.intake.reports;

/** What receivers outside of this installation reported about one of our documents; nothing where nobody did. */
export default function RecipientReports({ documentId }: { documentId: string }) {
  const query = { document_id: documentId };
  const found = useQuery({ queryKey: ["/outgoing-documents", query.document_id, "recipient-reports"], queryFn: () => get(`/outgoing-documents/${query.document_id}/recipient-reports`) });
  if (!found.data?.items.length) return null;
  return (
    <Card title={w.title}>
      <table className="recipients">
        <thead>
          <tr>
            <th scope="col">{w.who}</th>
            <th scope="col">{w.what}</th>
            <th scope="col">{w.when}</th>
          </tr>
        </thead>
        <tbody>
          {found.data.items.map((r) => (
            <tr key={r.id}>
              <td>
                <strong>{r.name}</strong>
                <div className="muted">{r.staff}</div>
              </td>
              <td>
                {r.meaning}
                <div className="muted">{r.description}</div>
              </td>
              <td>{atMoment(r.reported_at ?? r.received_at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
