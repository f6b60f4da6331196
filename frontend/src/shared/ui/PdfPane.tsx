import { useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { blobOf } from "@/shared/api/client";
import type { FileItem } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { size } from "@/shared/lib/format";
import { save } from "@/shared/lib/saving";
import { Failure, Loading } from "./Page";
import type { Mark, Source } from "./PdfPages";
import "./pdf.css";

const PdfPages = lazy(() => import("./PdfPages"));
const PIECEWISE = 3_000_000;

type Shown = Pick<FileItem, "sha256" | "name" | "size" | "media_type"> & { /** On its tab, instead of the name. */ label?: string };

function useBytes(file: Shown | undefined, local: File | undefined, wanted: boolean) {
  return useQuery({
    queryKey: ["bytes", file?.sha256 ?? `${local?.name}:${local?.size}:${local?.lastModified}`],
    queryFn: async () => local ?? (await blobOf(`/files/${file?.sha256 ?? ""}`)),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: wanted,
  });
}

function Picture({ blob, name, turn }: { blob: Blob; name: string; turn: number }) {
  const url = useMemo(() => URL.createObjectURL(blob), [blob]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return (
    <div className="pdf-pages" tabIndex={0} role="region" aria-label={t.shared.pdf.content}>
      <img className="pdf-picture" alt={name} src={url} style={{ rotate: `${turn}deg` }} />
    </div>
  );
}

/** Drawn, not a letter: no font that we ship has one. */
const PrinterIcon = () => (
  <svg width="14" height="14" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true">
    <path d="M4 6V1.7h8V6M4 12H1.7V6h12.6v6H12M4 9.7h8v4.6H4z" />
  </svg>
);

/** A copy to be printed: marked with the person and the time, and noted (PL VI III.6.k). */
function PrintButton({ documentId, sha256 }: { documentId: string; sha256: string }) {
  const print = useMutation({ mutationFn: async () => save(await blobOf(`/documents/${documentId}/files/${sha256}/print`), t.shared.pdf.printName(sha256.slice(0, 8))) });
  const words = t.shared.pdf;
  return (
    <>
      <Button size="small" type="text" aria-label={words.print} title={words.print} loading={print.isPending} onClick={() => print.mutate()}>
        <PrinterIcon />
      </Button>
      {print.isError && <Failure error={print.error} />}
    </>
  );
}

function Pane({ file, local, tabs, printOf, mark }: { printOf?: string | undefined; mark?: Mark | undefined; file?: Shown | undefined; local?: File | undefined; tabs?: React.ReactNode }) {
  const [zoom, setZoom] = useState(1);
  const [turn, setTurn] = useState(0);
  const [count, setCount] = useState(0);
  const [page, setPage] = useState(1);
  const [asked, setAsked] = useState(false);
  const name = file?.name ?? local?.name ?? "";
  const type = file?.media_type ?? local?.type ?? "";
  const length = file?.size ?? local?.size ?? 0;
  const piecewise = Boolean(file && type === "application/pdf" && length > PIECEWISE);
  const blob = useBytes(file, local, asked || (!piecewise && (type === "application/pdf" || type.startsWith("image/"))));
  const bytes = useQuery({
    queryKey: ["read", file?.sha256 ?? `${local?.name}:${local?.size}:${local?.lastModified}`],
    queryFn: async () => new Uint8Array(await (blob.data as Blob).arrayBuffer()),
    enabled: Boolean(blob.data) && !piecewise && type === "application/pdf",
    staleTime: Number.POSITIVE_INFINITY,
  });
  const source = useMemo<Source | undefined>(() => {
    if (piecewise && file) return { sha256: file.sha256, length };
    return bytes.data ? { bytes: bytes.data } : undefined;
  }, [piecewise, file?.sha256, length, bytes.data]);
  useEffect(() => {
    if (asked && blob.data) {
      save(blob.data, name);
      setAsked(false);
    }
  }, [asked, blob.data, name]);
  const words = t.shared.pdf;
  const isPdf = type === "application/pdf";
  const isPicture = type.startsWith("image/");
  return (
    <section className="card pdf" aria-label={words.file(name)}>
      {tabs}
      <div className="pdf-bar">
        <strong title={name}>{name}</strong>
        <span className="muted pdf-count">{count > 0 ? words.page(page, count) : size(length)}</span>
        {isPdf && (
          <>
            <Button
              size="small"
              type="text"
              aria-label={words.smaller}
              title={words.smaller}
              disabled={zoom <= 0.5}
              onClick={() => setZoom((z) => Math.max(0.5, z - 0.25))}
            >
              −
            </Button>
            <Button size="small" type="text" className="pdf-zoom" aria-label={words.fit} title={words.fit} onClick={() => setZoom(1)}>
              {words.zoom(Math.round(zoom * 100))}
            </Button>
            <Button
              size="small"
              type="text"
              aria-label={words.larger}
              title={words.larger}
              disabled={zoom >= 3}
              onClick={() => setZoom((z) => Math.min(3, z + 0.25))}
            >
              +
            </Button>
          </>
        )}
        {(isPdf || isPicture) && (
          <Button size="small" type="text" aria-label={words.turn} title={words.turn} onClick={() => setTurn((r) => (r + 90) % 360)}>
            ⟳
          </Button>
        )}
        <Button size="small" type="text" aria-label={words.save} title={words.save} loading={asked && blob.isFetching} onClick={() => setAsked(true)}>
          ⤓
        </Button>
        {printOf && file && (isPdf || isPicture) && <PrintButton documentId={printOf} sha256={file.sha256} />}
      </div>
      {blob.isLoading && (
        <div className="pad">
          <Loading />
        </div>
      )}
      {blob.isError && (
        <div className="pad">
          <Failure error={blob.error} retry={() => void blob.refetch()} />
        </div>
      )}
      {isPdf && source && (
        <Suspense
          fallback={
            <div className="pad">
              <Loading />
            </div>
          }
        >
          <PdfPages source={source} zoom={zoom} turn={turn} mark={mark} onCount={setCount} onPage={setPage} />
        </Suspense>
      )}
      {isPicture && blob.data && <Picture blob={blob.data} name={name} turn={turn} />}
      {!isPdf && !isPicture && <p className="empty">{words.other}</p>}
    </section>
  );
}

interface Props {
  file?: Shown | undefined;
  local?: File | undefined;
  /** Several files of a record: one tab each, the first is open. */
  files?: Shown[];
  locals?: File[];
  /** The document whose files they are: then a marked copy can be printed. */
  printOf?: string;
  /** A place to go to and to frame. */
  mark?: Mark | undefined;
}

/** The one viewer: PDF or picture beside the work; pages come as they scroll; several files are tabs. */
export function PdfPane({ file, local, files, locals, printOf, mark }: Props) {
  const [at, setAt] = useState(0);
  const names = files?.map((f) => f.label ?? f.name) ?? locals?.map((f) => f.name) ?? [];
  const now = Math.min(at, Math.max(0, names.length - 1));
  const shown = files?.[now] ?? file;
  const own = locals?.[now] ?? local;
  if (!shown && !own) return null;
  const tabs = names.length > 1 && (
    <div className="pdf-tabs" role="group" aria-label={t.shared.pdf.files}>
      {names.map((name, i) => (
        <button key={`${i}${name}`} type="button" aria-pressed={i === now} className={i === now ? "on" : undefined} onClick={() => setAt(i)}>
          {name}
        </button>
      ))}
    </div>
  );
  return <Pane key={shown?.sha256 ?? `${own?.name}${own?.lastModified}`} file={shown} local={own} tabs={tabs} printOf={printOf} mark={mark} />;
}
