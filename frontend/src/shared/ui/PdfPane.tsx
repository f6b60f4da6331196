import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { blobOf } from "@/shared/api/client";
import type { FileItem } from "@/shared/api/types";
import { size } from "@/shared/lib/format";
import { Failure, Loading } from "./Page";

async function openPdf(data: Uint8Array) {
  const pdfjs = await import("pdfjs-dist");
  const worker = await import("pdfjs-dist/build/pdf.worker.min.mjs?url");
  pdfjs.GlobalWorkerOptions.workerSrc = worker.default;
  return pdfjs.getDocument({ data, isEvalSupported: false }).promise;
}

function Pages({ bytes, zoom, turn, onCount }: { bytes: Uint8Array; zoom: number; turn: number; onCount: (n: number) => void }) {
  const host = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let ended = false;
    void (async () => {
      try {
        const pdf = await openPdf(bytes.slice());
        if (ended || !host.current) return;
        onCount(pdf.numPages);
        host.current.replaceChildren();
        const room = host.current.clientWidth - 24;
        for (let n = 1; n <= Math.min(pdf.numPages, 60); n++) {
          const page = await pdf.getPage(n);
          if (ended || !host.current) return;
          const plain = page.getViewport({ scale: 1, rotation: turn });
          const viewport = page.getViewport({ scale: (room / plain.width) * zoom, rotation: turn });
          const canvas = document.createElement("canvas");
          const dense = Math.min(window.devicePixelRatio, 2);
          canvas.width = viewport.width * dense;
          canvas.height = viewport.height * dense;
          canvas.style.width = `${viewport.width}px`;
          canvas.setAttribute("role", "img");
          canvas.setAttribute("aria-label", `Trang ${n}`);
          host.current.append(canvas);
          await page.render({ canvas, viewport, transform: [dense, 0, 0, dense, 0, 0] }).promise;
        }
      } catch {
        setFailed(true);
      }
    })();
    return () => {
      ended = true;
    };
  }, [bytes, zoom, turn, onCount]);
  if (failed) return <p className="empty">Không mở được tệp PDF này. Tải tệp xuống để xem bằng chương trình khác.</p>;
  return <div ref={host} className="pdf-pages" tabIndex={0} role="region" aria-label="Nội dung tệp" />;
}

/** The one viewer: a PDF or a picture beside the work, with zoom, turn and download. */
export function PdfPane({ file, local }: { file?: FileItem; local?: File }) {
  const [zoom, setZoom] = useState(1);
  const [turn, setTurn] = useState(0);
  const [count, setCount] = useState(0);
  const blob = useQuery({
    queryKey: ["bytes", file?.sha256 ?? `${local?.name}:${local?.lastModified}`],
    queryFn: async () => {
      const data = local ?? (await blobOf(`/files/${file?.sha256 ?? ""}`));
      return { bytes: new Uint8Array(await data.arrayBuffer()), type: file?.media_type ?? local?.type ?? "" };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  const name = file?.name ?? local?.name ?? "";
  const save = () => {
    if (!blob.data) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([blob.data.bytes]));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <section className="card pdf" aria-label={`Tệp ${name}`}>
      <div className="pdf-bar">
        <strong title={name}>{name}</strong>
        <span className="muted">{count > 0 ? `${count} trang` : size(file?.size ?? local?.size ?? 0)}</span>
        <Button size="small" aria-label="Thu nhỏ" onClick={() => setZoom((z) => Math.max(0.5, z - 0.25))}>−</Button>
        <Button size="small" aria-label="Phóng to" onClick={() => setZoom((z) => Math.min(3, z + 0.25))}>+</Button>
        <Button size="small" aria-label="Xoay" onClick={() => setTurn((t) => (t + 90) % 360)}>⟳</Button>
        <Button size="small" aria-label="Tải xuống" onClick={save}>⤓</Button>
      </div>
      {blob.isPending && <Loading />}
      {blob.isError && <Failure error={blob.error} retry={() => void blob.refetch()} />}
      {blob.data?.type === "application/pdf" && <Pages bytes={blob.data.bytes} zoom={zoom} turn={turn} onCount={setCount} />}
      {blob.data?.type.startsWith("image/") && <img className="pdf-picture" alt={name} src={URL.createObjectURL(new Blob([blob.data.bytes], { type: blob.data.type }))} />}
      {blob.data && blob.data.type !== "application/pdf" && !blob.data.type.startsWith("image/") && <p className="empty">Loại tệp này xem sau khi tải xuống.</p>}
    </section>
  );
}
