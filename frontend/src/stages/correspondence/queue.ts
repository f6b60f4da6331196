import { useEffect, useRef, useState } from "react";
import { upload, type Uploaded } from "@/shared/api/client";
import type { Incoming } from "@/shared/api/types";
import { sentenceOf } from "@/shared/lib/refusals";
import { pageCount } from "./pageCount";

/** A scan that was dropped, and how far it came. */
export interface Queued {
  key: string;
  file: File;
  state: "waiting" | "done" | "skipped";
  stored?: Uploaded;
  refusal?: string;
  document?: Incoming;
}

let made = 0;

/** Files that wait to be registered one after another: the one in hand and the next are uploaded while the clerk types. */
export function useQueue() {
  const [items, setItems] = useState<Queued[]>([]);
  const [key, setKey] = useState<string>();
  const [share, setShare] = useState<number>();
  const [pages, setPages] = useState<number>();
  const sent = useRef(new Map<string, Promise<Uploaded>>());
  const current = items.find((i) => i.key === key);
  const file = current?.file;
  const change = (which: string, more: Partial<Queued>) => setItems((old) => old.map((i) => (i.key === which ? { ...i, ...more } : i)));

  const store = (one: Queued, told: (share: number) => void = () => undefined): Promise<Uploaded> => {
    const known = sent.current.get(one.key);
    if (known) return known;
    const going = upload(one.file, told);
    sent.current.set(one.key, going);
    going.then(
      (stored) => setItems((old) => old.map(({ refusal: _, ...i }) => (i.key === one.key ? { ...i, stored } : { ...i, ...(_ && { refusal: _ }) }))),
      (error: unknown) => {
        sent.current.delete(one.key);
        change(one.key, { refusal: sentenceOf(error) });
      },
    );
    return going;
  };
  const after = (list: Queued[], from?: string) => {
    const at = list.findIndex((i) => i.key === from);
    return [...list.slice(at + 1), ...list.slice(0, Math.max(0, at))].find((i) => i.state === "waiting");
  };
  useEffect(() => {
    setPages(undefined);
    if (!current) return;
    let over = false;
    store(current, setShare)
      .then(() => {
        const next = after(items, key);
        if (!over && next) void store(next).catch(() => undefined);
      })
      .catch(() => undefined)
      .finally(() => setShare(undefined));
    void pageCount(current.file).then((n) => !over && setPages(n));
    return () => {
      over = true;
    };
  }, [key]);

  /** Leaves the file in hand in a state and turns to the next one that waits. */
  const leave = (state: Queued["state"], document?: Incoming): string | undefined => {
    const list = items.map((i) => (i.key === key ? { ...i, state, ...(document && { document }) } : i));
    const next = after(list, key)?.key;
    setItems(list);
    setKey(next);
    return next;
  };
  return {
    items,
    key,
    file,
    share,
    pages,
    digest: current?.stored?.sha256,
    left: items.filter((i) => i.state === "waiting" || i.key === key).length,
    total: items.length,
    at: items.findIndex((i) => i.key === key) + 1,
    take: (more: File[]) => {
      const added = more.map((one) => ({ key: `scan-${(made += 1)}`, file: one, state: "waiting" as const }));
      setItems((old) => [...old, ...added]);
      setKey((old) => old ?? added[0]?.key);
    },
    next: (document: Incoming) => leave("done", document),
    skip: () => leave("skipped"),
    goTo: (wanted: string) => {
      setItems((old) => old.map((i) => (i.key === wanted && i.state === "skipped" ? { ...i, state: "waiting" } : i)));
      setKey(wanted);
      return wanted;
    },
    /** The file before the one in hand that is not registered yet. */
    former: items.slice(0, Math.max(0, items.findIndex((i) => i.key === key))).filter((i) => i.state !== "done").at(-1)?.key,
    /** The stored bytes of the file in hand; waits for the upload and starts it anew after a failure. */
    stored: async () => (current ? store(current, setShare).finally(() => setShare(undefined)) : undefined),
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
