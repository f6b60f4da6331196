import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useMemo, useRef } from "react";
import { blobOf } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { Failure, Loading } from "@/shared/ui/Page";
import type { Finding, Layout } from "./layoutQuery";
import "@/shared/ui/pdf.css";
import "./layout.css";

const PdfPages = lazy(() => import("@/shared/ui/PdfPages"));
const A4 = { width: 210, height: 297 };
type Marked = { f: Finding; at: number };

interface Props {
  result: Layout;
  chosen?: number;
  onChoose: (at: number) => void;
}

const marksOf = (r: Layout): Marked[] => r.items.map((f, at) => ({ f, at })).filter(({ f }) => f.place !== null);

/** The paper with a mark on each finding: the pages of a PDF, or the paragraphs of a DOCX as they are set. */
export default function LayoutPaper({ result: r, chosen, onChoose }: Props) {
  const host = useRef<HTMLElement>(null);
  useEffect(() => {
    if (chosen === undefined) return;
    const mark = host.current?.querySelector(`[data-mark~="${chosen}"]`);
    mark?.scrollIntoView({ block: "center", behavior: "smooth" });
  }, [chosen, r]);
  return (
    <section ref={host} className="card pdf layout-paper" aria-label={t.layout.paper}>
      <div className="pdf-bar">
        <strong title={r.name}>{r.name}</strong>
      </div>
      {r.source === "pdf" ? <PdfPaper result={r} chosen={chosen} onChoose={onChoose} /> : <Outline result={r} chosen={chosen} onChoose={onChoose} />}
    </section>
  );
}

function PdfPaper({ result: r, chosen, onChoose }: { result: Layout; chosen: number | undefined; onChoose: (at: number) => void }) {
  const found = useQuery({
    queryKey: ["layout-bytes", r.sha256],
    queryFn: async () => new Uint8Array(await (await blobOf(`/files/${r.sha256}`)).arrayBuffer()),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const source = useMemo(() => (found.data ? { bytes: found.data } : undefined), [found.data]);
  const marks = marksOf(r);
  if (found.isError) return <Failure error={found.error} retry={() => void found.refetch()} />;
  if (!source) return <Loading />;
  const over = (n: number) => marks.filter(({ f }) => f.place?.page === n).map(({ f, at }) => <Mark key={at} finding={f} at={at} on={at === chosen} onChoose={onChoose} />);
  return (
    <Suspense fallback={<Loading />}>
      <PdfPages source={source} zoom={1} turn={0} onCount={() => undefined} onPage={() => undefined} over={over} />
    </Suspense>
  );
}

/** A box over the page at the place of a finding. */
function Mark({ finding: f, at, on, onChoose }: { finding: Finding; at: number; on: boolean; onChoose: (at: number) => void }) {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = f.place?.box ?? [];
  const share = (value: number, whole: number) => `${(100 * value) / whole}%`;
  const style = { left: share(x0 - 1, A4.width), top: share(y0 - 0.6, A4.height), width: share(x1 - x0 + 2, A4.width), height: share(y1 - y0 + 1.2, A4.height) };
  return (
    <button type="button" data-mark={at} className={`layout-box layout-${f.severity}${on ? " on" : ""}`} style={style} title={f.found} onClick={() => onChoose(at)}>
      <span className="layout-no">{at + 1}</span>
    </button>
  );
}

/** Rows of the paper: what stands side by side in a head or foot is one row. */
function rowsOf(blocks: Layout["blocks"]): Layout["blocks"][] {
  const rows: Layout["blocks"][] = [];
  for (const b of blocks) {
    const last = rows.at(-1);
    if (last && b.row > 0 && b.side !== "full" && last[0]?.row === b.row && last[0].side !== "full") last.push(b);
    else rows.push([b]);
  }
  return rows;
}

function Outline({ result: r, chosen, onChoose }: { result: Layout; chosen: number | undefined; onChoose: (at: number) => void }) {
  const marks = marksOf(r);
  const of = (block: number) => marks.filter(({ f }) => f.place?.block === block);
  const line = (b: Layout["blocks"][number]) => <Line key={b.at} block={b} marks={of(b.at)} chosen={chosen} onChoose={onChoose} />;
  return (
    <div className="pdf-pages" tabIndex={0} role="region" aria-label={t.layout.outline}>
      <div className="layout-sheet" lang="vi">
        {rowsOf(r.blocks).map((row) => {
          const first = row[0];
          if (!first) return null;
          if (first.side === "full") return line(first);
          return (
            <div key={first.at} className="layout-row">
              <div>{row.filter((b) => b.side === "left").map(line)}</div>
              <div>{row.filter((b) => b.side === "right").map(line)}</div>
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface LineProps {
  block: Layout["blocks"][number];
  marks: Marked[];
  chosen: number | undefined;
  onChoose: (at: number) => void;
}

/** One paragraph in its own face; where findings lie, a coloured ground and their numbers. */
function Line({ block: b, marks, chosen, onChoose }: LineProps) {
  const worst = marks.some(({ f }) => f.severity === "error") ? "error" : "look";
  const on = marks.some(({ at }) => at === chosen);
  const style = {
    textAlign: (b.align || "left") as "left",
    fontWeight: b.bold ? 700 : 400,
    fontStyle: b.italic ? "italic" : "normal",
    fontSize: `${Math.min(20, Math.max(9, b.size || 13)) / 13}em`,
  };
  return (
    <p style={style} className={marks.length ? `layout-line layout-${worst}${on ? " on" : ""}` : undefined} data-mark={marks.map(({ at }) => at).join(" ")}>
      {marks.length > 0 && (
        <span className="layout-nos">
          {marks.map(({ f, at }) => (
            <button key={at} type="button" className={`layout-no layout-${f.severity}`} title={f.found} aria-label={`${at + 1}. ${f.found}`} onClick={() => onChoose(at)}>
              {at + 1}
            </button>
          ))}
        </span>
      )}
      {b.text}
    </p>
  );
}
