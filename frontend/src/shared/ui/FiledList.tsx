import type { ReactNode } from "react";
import type { FileItem } from "@/shared/api/types";
import { size } from "@/shared/lib/format";
import { Empty } from "./Page";
import "./lists.css";

export interface Filed {
  id: string;
  ordinal: number;
  above: ReactNode;
  name: ReactNode;
  files: (Pick<FileItem, "sha256" | "name" | "size"> & { key: string })[];
  side?: ReactNode;
}

interface Props {
  documents: Filed[];
  label: string;
  empty: string;
  noFile: string;
  shown?: string;
  show: (key: string) => void;
}

/** Documents in their order with their files; a file opens in the viewer beside. */
export function FiledList({ documents, label, empty, noFile, shown, show }: Props) {
  if (documents.length === 0) return <Empty>{empty}</Empty>;
  return (
    <ol className="filed" aria-label={label}>
      {documents.map((x) => (
        <li key={x.id}>
          <span className="filed-ordinal number">{x.ordinal}</span>
          <div className="filed-body">
            <div className="muted">{x.above}</div>
            <div>{x.name}</div>
            <div className="filed-files">
              {x.files.length === 0 && <span className="muted">{noFile}</span>}
              {x.files.map((f) => (
                <button
                  key={f.key}
                  type="button"
                  className={`file-chip${shown === f.key ? " file-chip-on" : ""}`}
                  aria-pressed={shown === f.key}
                  onClick={() => show(f.key)}
                >
                  {f.name} <span className="muted">{size(f.size)}</span>
                </button>
              ))}
            </div>
          </div>
          {x.side}
        </li>
      ))}
    </ol>
  );
}
