import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Segmented } from "antd";
import { blobOf, get } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { numberAndSymbol, onDay } from "@/shared/lib/format";
import { save } from "@/shared/lib/saving";
import DaysField from "@/shared/ui/DaysField";
import { Card, Empty, Failure, Loading, Page } from "@/shared/ui/Page";
import "./correspondence.css";
import "./drafting.css";

type Book = "post" | "hand" | "loans";
interface Shown {
  id: string;
  document_id: string;
  day: string;
  what: string;
  whom: string;
  how: string;
  end: string;
}

async function page(book: Book, days: { from?: string; to?: string }, cursor?: string): Promise<{ items: Shown[]; next: string | undefined }> {
  const w = t.drafting;
  if (book === "loans") {
    const found = await get("/retained-loans", { ...days, limit: 50, cursor });
    const items = found.items.map((l) => ({
      id: l.id, document_id: l.document_id, day: l.lent_on, what: numberAndSymbol(l), whom: l.borrower_name, how: `${l.place} · ${l.permitted_by_name}`,
      end: l.returned_on ? onDay(l.returned_on) : w.kept.lent(l.borrower_name, l.due_on ? onDay(l.due_on) : ""),
    }));
    return { items, next: found.next_cursor ?? undefined };
  }
  const found = await get("/dispatches", { ...days, way: book, limit: 50, cursor });
  const items = found.items.map((x) => ({
    id: x.id, document_id: x.document_id, day: x.dispatched_on, what: numberAndSymbol(x), whom: x.recipient_name,
    how: [x.item_number, `${w.post.envelopes}: ${x.envelopes}`].filter(Boolean).join(" · "),
    end: x.outcome ? [w.post.outcomes[x.outcome], x.received_by, onDay(x.received_on)].filter(Boolean).join(" · ") : w.post.waiting,
  }));
  return { items, next: found.next_cursor ?? undefined };
}

/** Sổ gửi văn bản đi bưu điện, sổ chuyển giao, sổ sử dụng bản lưu: on the screen, as PDF and as a sheet. */
export default function DispatchesPage() {
  const w = t.drafting.post;
  const { so = "post", from, to } = useSearch({ strict: false }) as { so?: Book; from?: string; to?: string };
  const go = useNavigate();
  const days = { ...(from && { from }), ...(to && { to }) };
  const show = (more: Record<string, string | undefined>) => void go({ to: "/so-gui", search: { so, ...days, ...more } });
  const found = useInfiniteQuery({
    queryKey: ["/dispatches", so, from, to],
    queryFn: ({ pageParam }) => page(so, days, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
  });
  const print = useMutation({
    mutationFn: async (format: "pdf" | "xlsx") =>
      save(
        so === "loans" ? await blobOf("/retained-loans/print", { ...days, format }) : await blobOf("/dispatches/print", { ...days, way: so, format }),
        `so-${so}.${format}`,
      ),
  });
  const items = found.data?.pages.flatMap((p) => p.items) ?? [];
  const title = { post: w.book, hand: w.handBook, loans: w.loanBook }[so];
  const heads = so === "loans" ? t.drafting.kept.loans : { on: w.on, whom: w.to, how: w.way, end: w.outcome, none: w.empty };
  return (
    <Page
      title={title}
      side={
        <span className="acts">
          <Button loading={print.isPending && print.variables === "pdf"} onClick={() => print.mutate("pdf")}>
            {w.pdf}
          </Button>
          <Button loading={print.isPending && print.variables === "xlsx"} onClick={() => print.mutate("xlsx")}>
            {w.xlsx}
          </Button>
        </span>
      }
    >
      <div className="compare-pick">
        <Segmented
          aria-label={w.book}
          value={so}
          onChange={(v) => show({ so: v })}
          options={[
            { value: "post", label: w.ways.post },
            { value: "hand", label: w.ways.hand },
            { value: "loans", label: w.loanBook },
          ]}
        />
        <DaysField label={heads.on} from={from} to={to} set={(first, last) => show({ from: first, to: last })} />
      </div>
      {print.isError && <Failure error={print.error} />}
      <Card>
        {found.isPending && <Loading />}
        {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
        {found.isSuccess && items.length === 0 && <Empty>{heads.none}</Empty>}
        {items.length > 0 && (
          <table className="recipients">
            <thead>
              <tr>
                <th scope="col">{heads.on}</th>
                <th scope="col">{w.document}</th>
                <th scope="col">{heads.whom}</th>
                <th scope="col">{heads.how}</th>
                <th scope="col">{heads.end}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((x) => (
                <tr key={x.id}>
                  <td>{onDay(x.day)}</td>
                  <td>
                    <Link to="/van-ban-di/$id" params={{ id: x.document_id }}>
                      {x.what}
                    </Link>
                  </td>
                  <td>{x.whom}</td>
                  <td className="muted">{x.how}</td>
                  <td>{x.end}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {found.hasNextPage && (
          <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t.shared.more}
          </Button>
        )}
      </Card>
    </Page>
  );
}
