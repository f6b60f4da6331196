import { useEffect, useRef, useState } from "react";
import { upload, type Uploaded } from "@/shared/api/client";
import { pageCount } from "./pageCount";

/** Files that wait to be registered one after another: the first is uploaded at once, while the clerk types. */
export function useQueue() {
  const [files, setFiles] = useState<File[]>([]);
  const [total, setTotal] = useState(0);
  const [share, setShare] = useState<number>();
  const [pages, setPages] = useState<number>();
  const sent = useRef(new Map<File, Promise<Uploaded>>());
  const file = files[0];

  const store = (one: File): Promise<Uploaded> => {
    const known = sent.current.get(one);
    if (known) return known;
    const going = upload(one, setShare).finally(() => setShare(undefined));
    sent.current.set(one, going);
    going.catch(() => sent.current.delete(one));
    return going;
  };
  useEffect(() => {
    setPages(undefined);
    if (!file) return;
    let over = false;
    store(file).catch(() => undefined);
    void pageCount(file).then((n) => !over && setPages(n));
    return () => {
      over = true;
    };
  }, [file]);

  return {
    file,
    share,
    pages,
    left: files.length,
    total,
    at: total - files.length + 1,
    take: (more: File[]) => {
      setFiles((old) => [...old, ...more]);
      setTotal((n) => n + more.length);
    },
    next: () => setFiles((old) => old.slice(1)),
    /** The stored bytes of the file in hand; waits for the upload and starts it anew after a failure. */
    stored: async () => (file ? store(file) : undefined),
  };
}

/** A name for one attempt to write: the same while the same is sent again, another as soon as something changes. */
export function useAttempt(): (body: unknown) => string {
  const last = useRef({ body: "", name: "" });
  return (body) => {
    const text = JSON.stringify(body);
    if (text !== last.current.body) {
      const random = crypto.getRandomValues(new Uint8Array(16));
      last.current = { body: text, name: [...random].map((n) => n.toString(16).padStart(2, "0")).join("") };
    }
    return last.current.name;
  };
}
