import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { blobOf, get, post } from "@/shared/api/client";
import type { Row, Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { onDay, today } from "@/shared/lib/format";
import { save } from "@/shared/lib/saving";
import { Confirm } from "@/shared/ui/Confirm";
import { JobLine } from "@/shared/ui/JobLine";
import { Card, Empty, Failure, Loading, Page } from "@/shared/ui/Page";
import { Tone } from "@/shared/ui/Tone";
import { KeptPrints } from "./KeptPrints";
import "./books.css";

const DaysField = lazy(() => import("@/shared/ui/DaysField"));
type Book = Schemas["RegisterAnswer"];
interface Wanted {
  form?: string;
  from?: string;
  to?: string;
}

/** A day, a number, a symbol: written in one piece, never broken. */
const isWhole = (cell: string | number) => typeof cell === "number" || /^\S{1,24}$/.test(cell);
/** The column that says what the document is about: on a phone it is the row's title. */
const titleOf = (heads: string[]) => Math.max(0, heads.findIndex((head) => /trích yếu/i.test(head)));
const styleOf = (cell: string | number, i: number, title: number) => (i === title ? "book-title" : isWhole(cell) ? "whole" : undefined);

function Table({ book, wanted }: { book: Book; wanted: Wanted }) {
  const w = t.books;
  const rows = useInfiniteQuery({
    queryKey: [`/registers/${book.id}/book`, wanted],
    queryFn: ({ pageParam }) => get(`/registers/${book.id}/book`, { ...wanted, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  if (rows.isPending) return <Loading />;
  if (rows.isError) return <Failure error={rows.error} retry={() => void rows.refetch()} />;
  const first = rows.data.pages[0]!;
  const items: Row<`/registers/${string}/book`>[] = rows.data.pages.flatMap((p) => p.items);
  if (items.length === 0) return <Empty>{w.empty}</Empty>;
  const to = book.kind === "incoming" ? "/van-ban-den/$id" : "/van-ban-di/$id";
  const title = titleOf(first.heads);
  return (
    <>
      <p className="muted pad">{w.basis(first.basis)}</p>
      <div className="book" tabIndex={0} role="region" aria-label={first.title}>
        <table aria-label={first.title}>
          <thead>
            <tr>
              {first.heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((row) => (
              <tr key={row.number} className={row.state === "void" ? "book-void" : undefined}>
                {row.cells.map((cell, i) => (
                  <td key={first.heads[i]} data-label={first.heads[i]} className={styleOf(cell, i, title)}>
                    {cell === row.number || (book.kind === "outgoing" && i === 0) ? (
                      <Link to={to} params={{ id: row.id }} aria-label={w.openDocument(row.number)}>
                        {cell}
                      </Link>
                    ) : (
                      cell
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.hasNextPage && (
        <div className="more">
          <Button onClick={() => void rows.fetchNextPage()} loading={rows.isFetchingNextPage}>
            {t.shared.more}
          </Button>
        </div>
      )}
    </>
  );
}

function Printing({ book, wanted, started }: { book: Book; wanted: Wanted; started: (job: string) => void }) {
  const w = t.books;
  const name = (format: string) => `${book.series}-${book.year}.${format}`;
  const print = useMutation({
    mutationFn: async (format: "pdf" | "xlsx") => {
      if (format === "pdf" && !book.prints_at_once)
        started((await post(`/registers/${book.id}/prints`, { form: wanted.form, format, from_on: wanted.from, to_on: wanted.to })).job_id);
      else save(await blobOf(`/registers/${book.id}/print`, { format, ...wanted }), name(format));
    },
  });
  if (!book.allowed_actions.includes("printRegister")) return null;
  return (
    <span className="acts">
      <Button loading={print.isPending && print.variables === "pdf"} onClick={() => print.mutate("pdf")}>
        {w.print}
      </Button>
      <Button loading={print.isPending && print.variables === "xlsx"} onClick={() => print.mutate("xlsx")}>
        {w.sheet}
      </Button>
      {print.isError && <Failure error={print.error} />}
    </span>
  );
}

/** One book of a year on the screen: its statutory columns, a day of it, its prints, and its closing. */
export default function RegisterBookPage() {
  const w = t.books;
  const { id } = useParams({ strict: false }) as { id: string };
  const wanted = useSearch({ strict: false }) as Wanted;
  const go = useNavigate();
  const client = useQueryClient();
  const [jobs, setJobs] = useState<string[]>([]);
  const book = useQuery({ queryKey: ["/registers", id], queryFn: () => get(`/registers/${id}`) });
  if (book.isPending) return <Loading />;
  if (book.isError) return <Failure error={book.error} retry={() => void book.refetch()} />;
  const b = book.data;
  const set = (more: Wanted) => void go({ to: "/so-dang-ky/$id", params: { id }, search: { ...wanted, ...more } as Record<string, unknown>, replace: true });
  return (
    <Page
      title={b.name}
      above={<Link to="/so-dang-ky">{w.above}</Link>}
      below={b.closed_on ? <Tone tone="good">{w.closed(onDay(b.closed_on))}</Tone> : <Tone tone="work">{w.open}</Tone>}
      side={
        <span className="acts">
          <Printing book={b} wanted={wanted} started={(job) => setJobs((old) => [...old, job])} />
          {b.allowed_actions.includes("closeRegister") && (
            <Confirm
              label={w.close}
              preview={w.closePreview(b.name)}
              danger
              run={async () => setJobs((await post(`/registers/${id}/closure`)).job_ids ?? [])}
              done={() => void client.invalidateQueries()}
            />
          )}
        </span>
      }
    >
      {jobs.map((job) => (
        <Card key={job}>
          <JobLine jobId={job} label={w.progress} />
          <p className="muted">{w.large}</p>
        </Card>
      ))}
      {b.why_not.closeRegister && !b.closed_on && <p className="muted">{b.why_not.closeRegister}</p>}
      <Card flush>
        <div className="book-tools">
          {b.forms.length > 1 && (
            <fieldset className="choice">
              <legend className="unseen">{w.form}</legend>
              {b.forms.map((f) => (
                <button key={f.form} type="button" aria-pressed={(wanted.form ?? b.forms[0]!.form) === f.form} onClick={() => set({ form: f.form })}>
                  {f.title}
                </button>
              ))}
            </fieldset>
          )}
          <Suspense>
            <DaysField label={w.days} from={wanted.from} to={wanted.to} set={(from, to) => set({ from, to })} />
          </Suspense>
          <Button type="text" onClick={() => set({ from: today(), to: today() })}>
            {w.today}
          </Button>
          <Button type="text" onClick={() => set({ from: undefined, to: undefined })}>
            {w.all}
          </Button>
        </div>
        <Table book={b} wanted={wanted} />
      </Card>
      {b.allowed_actions.includes("printRegister") && <KeptPrints id={id} />}
    </Page>
  );
}
