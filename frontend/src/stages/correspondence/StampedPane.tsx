import { useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useMemo, useState } from "react";
import { blobOf, get } from "@/shared/api/client";
import type { Incoming } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { save } from "@/shared/lib/saving";
import { Failure } from "@/shared/ui/Page";
import { PdfPane } from "@/shared/ui/PdfPane";
import "./signatures.css";

const w = t.verification.stamp;
const SHOWN = ["application/pdf", "image/png", "image/jpeg", "image/tiff"];

/** The files of a văn bản đến beside the work; its main file also as a rendition with the arrival stamp, and the stamp as a label. */
export function StampedPane({ document: d }: { document: Incoming }) {
  const [on, setOn] = useState(false);
  const number = String(d.arrival_number ?? "");
  const can = d.arrival_number !== null && d.files.some((f) => SHOWN.includes(f.media_type));
  const held = useQuery({ queryKey: ["/dossiers", { documentId: d.id }], queryFn: () => get("/dossiers", { document_id: d.id }), enabled: on });
  const dossier = held.data?.items[0]?.notation ?? "";
  const path = `/incoming-documents/${d.id}/arrival-stamp` as const;
  const stamped = useQuery({
    queryKey: [path, dossier, d.version],
    queryFn: () => blobOf(path, { dossier }),
    enabled: on && !held.isPending,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const label = useMutation({ mutationFn: async () => save(await blobOf(path, { only: "label", dossier }), w.labelName(number)) });
  const file = useMemo(
    () => (stamped.data ? new File([stamped.data], w.fileName(number), { type: "application/pdf", lastModified: d.version }) : undefined),
    [stamped.data, number, d.version],
  );
  if (d.arrival_number === null) return <PdfPane files={d.files} printOf={d.id} />;
  return (
    <div className="pane-stack">
      <div className="stamp-bar">
        {can && (
          <Button size="small" aria-pressed={on} loading={on && stamped.isFetching} onClick={() => setOn((o) => !o)}>
            {on ? w.original : w.show}
          </Button>
        )}
        {on && file && (
          <Button size="small" onClick={() => save(file, w.fileName(number))}>
            {w.print}
          </Button>
        )}
        <Button size="small" loading={label.isPending} onClick={() => label.mutate()}>
          {w.label}
        </Button>
        {on && <span className="muted">{w.what}</span>}
      </div>
      {stamped.isError && <Failure error={stamped.error} retry={() => void stamped.refetch()} />}
      {label.isError && <Failure error={label.error} />}
      {on && file ? <PdfPane local={file} /> : d.files.length > 0 && <PdfPane files={d.files} printOf={d.id} />}
    </div>
  );
}
