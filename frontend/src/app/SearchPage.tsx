import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { get } from "@/shared/api/client";
import { vi } from "@/shared/i18n/vi";
import { onDay } from "@/shared/lib/format";
import { Card, Empty, Failure, Loading, Page } from "@/shared/ui/Page";

const PLACE = { incoming: "/van-ban-den/$id", outgoing: "/van-ban-di/$id", dossier: "/ho-so/$id" } as const;
const placeOf = (kind: string) => PLACE[kind as keyof typeof PLACE] ?? PLACE.dossier;

export default function SearchPage() {
  const { q = "" } = useSearch({ strict: false }) as { q?: string };
  const hits = useQuery({ queryKey: ["/search", q], queryFn: () => get("/search", { q, limit: 50 }), enabled: Boolean(q) });
  return (
    <Page title={q ? `Kết quả cho “${q}”` : "Tra cứu"} above="Gõ có dấu hoặc không dấu; “trong ngoặc kép” là cả cụm; 39/KH-UBND là số, ký hiệu">
      {!q && <Empty>Gõ từ cần tìm vào ô ở đầu trang.</Empty>}
      {q && hits.isPending && <Loading />}
      {hits.isError && <Failure error={hits.error} />}
      {hits.data?.items.length === 0 && <Empty>Không có kết quả trong những gì anh/chị được xem.</Empty>}
      {hits.data && hits.data.items.length > 0 && (
        <Card flush>
          <div className="scroll-x"><table className="rows">
            <thead><tr><th scope="col">Tên</th><th scope="col">Loại</th><th scope="col">Ngày</th></tr></thead>
            <tbody>{hits.data.items.map((h) => <tr key={h.id}><td><Link to={placeOf(h.kind)} params={{ id: h.id }}>{h.title}</Link></td><td>{vi.kind[h.kind]}</td><td>{onDay(h.dated_on)}</td></tr>)}</tbody>
          </table></div>
        </Card>
      )}
    </Page>
  );
}
