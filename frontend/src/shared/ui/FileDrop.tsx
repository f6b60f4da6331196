import { useEffect, useRef, useState, type DragEvent } from "react";
import { upload, type Uploaded } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { size } from "@/shared/lib/format";
import { sentenceOf } from "@/shared/lib/refusals";

/** A file that the API keeps, with the person's own bytes for the viewer. */
export type Stored = Uploaded & { local: File };

interface Sending {
  key: string;
  file: File;
  share: number;
  stored?: Stored;
  refusal?: string;
}

interface Props {
  /** Called with the files that are stored, in the order of the list. */
  onChange?: (files: Stored[]) => void;
  onBusy?: (busy: boolean) => void;
  multiple?: boolean;
  accept?: string;
  hint?: string;
  id?: string;
  small?: boolean;
}

let made = 0;

/** Takes files by drop or choice and uploads them at once: each has its progress, and its own sentence when it is refused. */
export function FileDrop({ onChange, onBusy, multiple = true, accept, hint, id, small }: Props) {
  const [list, setList] = useState<Sending[]>([]);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const told = useRef({ onChange, onBusy });
  told.current = { onChange, onBusy };
  const stored = list.flatMap((s) => (s.stored ? [s.stored] : []));
  const digests = stored.map((s) => `${s.sha256} ${s.name}`).join();
  const busy = list.some((s) => !s.stored && !s.refusal);
  const last = useRef(stored);
  last.current = stored;
  const untouched = useRef(Boolean(id)); // a field of a form: telling it that nothing is there would count as touched, and complain at once
  useEffect(() => {
    if (untouched.current && !last.current.length) return;
    untouched.current = false;
    told.current.onChange?.(last.current);
  }, [digests]);
  useEffect(() => {
    told.current.onBusy?.(busy);
  }, [busy]);

  const change = (key: string, more: Partial<Sending>) => setList((l) => l.map((s) => (s.key === key ? { ...s, ...more } : s)));
  const send = ({ key, file }: Sending) =>
    void upload(file, (share) => change(key, { share }))
      .then((answer) => change(key, { stored: { ...answer, local: file }, share: 100 }))
      .catch((error: unknown) => change(key, { refusal: sentenceOf(error) }));
  const take = (files: File[]) => {
    const added = files.slice(0, multiple ? undefined : 1).map((file) => ({ key: `${(made += 1)}`, file, share: 0 }));
    setList((l) => (multiple ? [...l, ...added] : added));
    added.forEach(send);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take([...event.dataTransfer.files]);
  };
  return (
    <div className="file-drop">
      <button
        type="button"
        className={`drop${over ? " drop-on" : ""}${small ? " drop-small" : ""}`}
        onClick={() => input.current?.click()}
        onDragOver={(e) => {
          e.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {hint ?? (multiple ? t.shared.drop.many : t.shared.drop.one)}
      </button>
      <input
        ref={input}
        id={id}
        type="file"
        className="unseen"
        tabIndex={-1}
        multiple={multiple}
        accept={accept}
        aria-label={t.shared.drop.choose}
        data-testid="files"
        onChange={(e) => {
          take([...(e.target.files ?? [])]);
          e.target.value = "";
        }}
      />
      {list.length > 0 && (
        <ul className="sending" aria-label={t.shared.drop.list}>
          {list.map((s) => (
            <li key={s.key}>
              <span className="sending-name">
                {s.file.name} <span className="muted">{size(s.file.size)}</span>
              </span>
              {s.refusal && (
                <button
                  type="button"
                  className="plain-button"
                  onClick={() => {
                    change(s.key, { refusal: undefined, share: 0 });
                    send(s);
                  }}
                  aria-label={t.shared.drop.retry(s.file.name)}
                >
                  {t.shared.drop.again}
                </button>
              )}
              <button
                type="button"
                className="plain-button"
                onClick={() => setList((l) => l.filter((x) => x.key !== s.key))}
                aria-label={t.shared.drop.remove(s.file.name)}
              >
                ✕
              </button>
              {s.refusal ? (
                <span role="alert" className="late">
                  {s.refusal}
                </span>
              ) : (
                <span className="muted">{s.stored ? `✓ ${t.shared.drop.stored}` : t.shared.drop.sending(s.share)}</span>
              )}
              {!s.stored && !s.refusal && <progress max={100} value={s.share} aria-label={s.file.name} />}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
