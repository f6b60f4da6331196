import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { blobOf } from "@/shared/api/client";
import type { Row } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment, onDay } from "@/shared/lib/format";
import { save } from "@/shared/lib/saving";
import { Card, Failure } from "@/shared/ui/Page";
import { Rows } from "@/shared/ui/Rows";
import { Tone } from "@/shared/ui/Tone";

type Print = Row<`/registers/${string}/prints`>;

function Download({ print }: { print: Print }) {
  const fetch = useMutation({ mutationFn: async () => save(await blobOf(`/files/${print.sha256}`), `${print.form}-${print.sha256.slice(0, 8)}.${print.format}`) });
  return (
    <>
      <Button size="small" aria-label={t.books.downloadOf(print.title)} loading={fetch.isPending} onClick={() => fetch.mutate()}>
        {t.books.download}
      </Button>
      {fetch.isError && <Failure error={fetch.error} />}
    </>
  );
}

const days = (p: Print) => (p.from_on || p.to_on ? [p.from_on, p.to_on].map((d) => (d ? onDay(d) : "…")).join(" – ") : t.books.all);

/** Prints of a book that are kept with their digest; the bound book of a closed year among them. */
export function KeptPrints({ id }: { id: string }) {
  const w = t.books;
  return (
    <Card title={w.made} flush>
      <Rows
        path={`/registers/${id}/prints`}
        label={w.made}
        empty={w.madeEmpty}
        columns={[
          {
            head: w.form,
            cell: (p) => (
              <>
                <strong>{p.title}</strong> {p.is_closing && <Tone tone="good">{w.closing}</Tone>}
                <div className="muted">{w.by(p.made_by_name, atMoment(p.made_at))}</div>
              </>
            ),
          },
          { head: w.days, width: 210, cell: days },
          { head: w.number, width: 170, cell: (p) => (p.format === "pdf" ? w.facts(p.row_count, p.page_count) : w.rowsOnly(p.row_count)) },
          { head: w.digest, width: 190, narrow: true, cell: (p) => <code className="digest">{p.sha256}</code> },
          { head: w.download, width: 120, cell: (p) => <Download print={p} /> },
        ]}
      />
    </Card>
  );
}
