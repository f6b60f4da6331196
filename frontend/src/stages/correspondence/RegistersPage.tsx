import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { blobOf } from "@/shared/api/client";
import type { Row } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { onDay } from "@/shared/lib/format";
import { save } from "@/shared/lib/saving";
import { useMay } from "@/shared/lib/session";
import { Card, Failure, Page } from "@/shared/ui/Page";
import { Rows } from "@/shared/ui/Rows";
import { Tone } from "@/shared/ui/Tone";
import "./correspondence.css";

const w = t.correspondence.registers;
type Book = Row<"/registers">;

function Voided({ book }: { book: Book }) {
  if (!book.voided?.length) return <span className="muted">{w.none}</span>;
  const place = book.kind === "incoming" ? "/van-ban-den/$id" : "/van-ban-di/$id";
  return (
    <details>
      <summary>{book.voided.length}</summary>
      <ul className="voids" aria-label={w.voidedOf(book.name)}>
        {book.voided.map((v) => (
          <li key={v.number}>
            <Link to={place} params={{ id: v.document_id }}>
              {v.number}
            </Link>{" "}
            <span className="muted">
              {onDay(v.dated_on)} · {v.reason}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The statutory books of each year: last number, voided numbers, and the book itself as PDF or sheet. */
export default function RegistersPage() {
  const manages = useMay("openRegister");
  const prints = useMay("printRegister");
  const print = useMutation({
    mutationFn: async ({ book, form }: { book: Book; form: "pdf" | "xlsx" }) => {
      save(await blobOf(`/registers/${book.id}/print`, { format: form }), `${book.code}.${form}`);
      return book.name;
    },
  });
  const busy = (book: Book, form: string) => print.isPending && print.variables.book.id === book.id && print.variables.form === form;
  return (
    <Page
      title={w.title}
      above={w.above}
      side={
        manages && (
          <Link to="/quan-tri/so" tabIndex={-1}>
            <Button>{w.manage}</Button>
          </Link>
        )
      }
    >
      {print.isError && <Failure error={print.error} retry={() => print.mutate(print.variables)} />}
      {print.isPending && (
        <p className="card done-note" role="status">
          {w.making}
        </p>
      )}
      {print.isSuccess && (
        <p className="card done-note" role="status">
          ✓ {w.made(print.data)}
        </p>
      )}
      <Card flush>
        <Rows
          path="/registers"
          query={{ voided: true }}
          label={w.title}
          empty={w.empty}
          columns={[
            {
              head: w.book,
              cell: (r) => (
                <>
                  <Link to="/so-dang-ky/$id" params={{ id: r.id }} aria-label={t.books.lookAt(r.name)}>
                    <strong>{r.name}</strong>
                  </Link>
                  <div>
                    <Link className="muted" to={r.kind === "incoming" ? "/van-ban-den" : "/van-ban-di"} search={{ register_id: r.id }}>
                      {w.see}
                    </Link>
                  </div>
                </>
              ),
            },
            { head: w.year, width: 70, cell: (r) => r.year },
            { head: w.last, width: 90, figures: true, cell: (r) => <span className="number">{r.last_number || t.shared.none}</span> },
            { head: w.opened, width: 125, narrow: true, cell: (r) => onDay(r.opened_on) },
            { head: w.state, width: 120, cell: (r) => (r.state === "open" ? <Tone tone="work">{w.open}</Tone> : <Tone tone="good">{w.closed}</Tone>) },
            { head: w.voided, width: 200, cell: (r) => <Voided book={r} /> },
            ...(prints
              ? [
                  {
                    head: w.print,
                    width: 190,
                    cell: (r: Book) => (
                      <span className="acts">
                        <Button
                          size="small"
                          aria-label={w.pdfOf(r.name)}
                          loading={busy(r, "pdf")}
                          disabled={print.isPending}
                          onClick={() => print.mutate({ book: r, form: "pdf" })}
                        >
                          {w.pdf}
                        </Button>
                        <Button
                          size="small"
                          aria-label={w.sheetOf(r.name)}
                          loading={busy(r, "xlsx")}
                          disabled={print.isPending}
                          onClick={() => print.mutate({ book: r, form: "xlsx" })}
                        >
                          {w.sheet}
                        </Button>
                      </span>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Card>
    </Page>
  );
}
