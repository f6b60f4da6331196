import type { PDFDocumentProxy, RenderTask } from "pdfjs-dist";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { bytesOf } from "@/shared/api/client";
import { t } from "@/shared/i18n";

/** Where the bytes of a PDF come from: all at hand, or the store, piece by piece. */
export type Source = { bytes: Uint8Array } | { sha256: string; length: number };

/** A place in a PDF: page from 1, x0, y0, x1, y1 in millimetres from the upper left corner; a new object asks to go there. */
export interface Mark {
  page: number;
  box: number[];
}

const POINTS = 72 / 25.4;

async function openPdf(source: Source): Promise<{ pdf: PDFDocumentProxy; close: () => void }> {
  const pdfjs = await import("pdfjs-dist");
  const worker = await import("pdfjs-dist/build/pdf.worker.min.mjs?url");
  pdfjs.GlobalWorkerOptions.workerSrc = worker.default;
  const common = { isEvalSupported: false, disableAutoFetch: true, disableStream: true };
  if ("bytes" in source) {
    const task = pdfjs.getDocument({ ...common, data: source.bytes.slice() });
    return { pdf: await task.promise, close: () => void task.destroy() };
  }
  const range = new pdfjs.PDFDataRangeTransport(source.length, null);
  const task = pdfjs.getDocument({ ...common, range });
  return new Promise((opened, failed) => {
    range.requestDataRange = (begin: number, end: number) =>
      void bytesOf(source.sha256, begin, end)
        .then((chunk) => range.onDataRange(begin, chunk))
        .catch(failed);
    task.promise.then((pdf) => opened({ pdf, close: () => void task.destroy() }), failed);
  });
}

interface SheetProps {
  pdf: PDFDocumentProxy;
  n: number;
  width: number;
  ratio: number;
  turn: number;
  root: HTMLElement | null;
  seen: (n: number) => void;
  mark: Mark | undefined;
  over: ReactNode;
}

/** One page: drawn when it comes near, forgotten when it is far, so that a long scan costs what is on the screen. */
function Sheet({ pdf, n, width, ratio, turn, root, seen, mark, over }: SheetProps) {
  const box = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(n === 1);
  const [shape, setShape] = useState(ratio);
  const [points, setPoints] = useState(595);
  useEffect(() => {
    if (!box.current) return;
    const here = box.current;
    const close = new IntersectionObserver(([e]) => setNear(Boolean(e?.isIntersecting)), { root, rootMargin: "800px 0px" });
    const read = new IntersectionObserver(([e]) => e?.isIntersecting && seen(n), { root, rootMargin: "-45% 0px -45% 0px" });
    close.observe(here);
    read.observe(here);
    return () => {
      close.disconnect();
      read.disconnect();
    };
  }, [n, root, seen]);
  useEffect(() => {
    const host = box.current;
    if (!near || !host || width <= 0) return;
    let task: RenderTask | undefined;
    let ended = false;
    void pdf
      .getPage(n)
      .then((page) => {
        if (ended) return;
        const rotation = (page.rotate + turn) % 360;
        const plain = page.getViewport({ scale: 1, rotation });
        const viewport = page.getViewport({ scale: width / plain.width, rotation });
        const dense = Math.min(window.devicePixelRatio || 1, 2);
        const canvas = document.createElement("canvas");
        canvas.width = Math.floor(viewport.width * dense);
        canvas.height = Math.floor(viewport.height * dense);
        setShape(plain.height / plain.width);
        setPoints(plain.width);
        task = page.render({ canvas, viewport, transform: [dense, 0, 0, dense, 0, 0] });
        return task.promise.then(() => host.replaceChildren(canvas));
      })
      .catch(() => undefined);
    return () => {
      ended = true;
      task?.cancel();
    };
  }, [pdf, n, near, width, turn]);
  useEffect(() => {
    if (!near) box.current?.replaceChildren();
  }, [near]);
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = mark?.box.map((mm) => (mm * POINTS * width) / points) ?? [];
  return (
    <div className="pdf-at" style={{ width }}>
      <div ref={box} className="pdf-sheet" role="img" aria-label={t.shared.pdf.pageOnly(n)} style={{ width, height: width * shape }} />
      {mark && turn === 0 && <div className="pdf-mark" style={{ left: x0 - 4, top: y0 - 3, width: x1 - x0 + 8, height: y1 - y0 + 6 }} />}
      {over && turn === 0 && <div className="pdf-over">{over}</div>}
    </div>
  );
}

interface Props {
  source: Source;
  zoom: number;
  turn: number;
  onCount: (n: number) => void;
  onPage: (n: number) => void;
  mark?: Mark | undefined;
  /** What lies over a page: marks at their places, in shares of its width and height. */
  over?: (n: number) => ReactNode;
}

/** The pages of a PDF as they scroll. */
export default function PdfPages({ source, zoom, turn, onCount, onPage, mark, over }: Props) {
  const [host, setHost] = useState<HTMLDivElement | null>(null);
  const [room, setRoom] = useState(0);
  const [pdf, setPdf] = useState<{ pdf: PDFDocumentProxy; ratio: number }>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!host) return;
    const watch = new ResizeObserver(() => setRoom(host.clientWidth - 24));
    watch.observe(host);
    return () => watch.disconnect();
  }, [host]);
  useEffect(() => {
    let ended = false;
    let close = () => undefined as void;
    void openPdf(source)
      .then(async (opened) => {
        close = opened.close;
        if (ended) return close();
        const first = (await opened.pdf.getPage(1)).getViewport({ scale: 1 });
        onCount(opened.pdf.numPages);
        setPdf({ pdf: opened.pdf, ratio: first.height / first.width });
      })
      .catch(() => {
        if (!ended) setFailed(true);
      });
    return () => {
      ended = true;
      close();
    };
  }, [source, onCount]);
  useEffect(() => {
    const sheet = mark && host?.querySelectorAll<HTMLElement>(".pdf-at")[mark.page - 1];
    if (!sheet || !host) return;
    const top = ((mark.box[1] ?? 0) * POINTS * sheet.clientWidth) / 595;
    host.scrollTo({ top: sheet.offsetTop - host.offsetTop + top - host.clientHeight / 3 });
  }, [mark, host, pdf]);
  if (failed) return <p className="empty">{t.shared.pdf.damaged}</p>;
  return (
    <div ref={setHost} className="pdf-pages" tabIndex={0} role="region" aria-label={t.shared.pdf.content}>
      {!pdf && <div className="pdf-sheet" style={{ width: "100%", aspectRatio: "210 / 297" }} />}
      {pdf &&
        room > 0 &&
        Array.from({ length: pdf.pdf.numPages }, (_, i) => (
          <Sheet key={i} pdf={pdf.pdf} n={i + 1} width={Math.round(room * zoom)} ratio={pdf.ratio} turn={turn} root={host} seen={onPage} mark={mark?.page === i + 1 ? mark : undefined} over={over?.(i + 1)} />
        ))}
    </div>
  );
}
