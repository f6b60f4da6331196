import type { PDFDocumentProxy, RenderTask } from "pdfjs-dist";
import { useEffect, useRef, useState } from "react";
import { bytesOf } from "@/shared/api/client";
import { t } from "@/shared/i18n";

/** Where the bytes of a PDF come from: all at hand, or the store, piece by piece. */
export type Source = { bytes: Uint8Array } | { sha256: string; length: number };

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
}

/** One page: drawn when it comes near, forgotten when it is far, so that a long scan costs what is on the screen. */
function Sheet({ pdf, n, width, ratio, turn, root, seen }: SheetProps) {
  const box = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(n === 1);
  const [shape, setShape] = useState(ratio);
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
  return <div ref={box} className="pdf-sheet" role="img" aria-label={t.shared.pdf.pageOnly(n)} style={{ width, height: width * shape }} />;
}

interface Props {
  source: Source;
  zoom: number;
  turn: number;
  onCount: (n: number) => void;
  onPage: (n: number) => void;
}

/** The pages of a PDF as they scroll. */
export default function PdfPages({ source, zoom, turn, onCount, onPage }: Props) {
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
  if (failed) return <p className="empty">{t.shared.pdf.damaged}</p>;
  return (
    <div ref={setHost} className="pdf-pages" tabIndex={0} role="region" aria-label={t.shared.pdf.content}>
      {!pdf && <div className="pdf-sheet" style={{ width: "100%", aspectRatio: "210 / 297" }} />}
      {pdf &&
        room > 0 &&
        Array.from({ length: pdf.pdf.numPages }, (_, i) => (
          <Sheet key={i} pdf={pdf.pdf} n={i + 1} width={Math.round(room * zoom)} ratio={pdf.ratio} turn={turn} root={host} seen={onPage} />
        ))}
    </div>
  );
}
