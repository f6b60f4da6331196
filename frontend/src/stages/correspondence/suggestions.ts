import { useQuery } from "@tanstack/react-query";
import type { FormInstance } from "antd";
import dayjs from "dayjs";
import { useEffect, useRef, useState } from "react";
import { post } from "@/shared/api/client";
import type { Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { onDay } from "@/shared/lib/format";
import type { EntryValues } from "./entryValues";

export type Read = Schemas["SuggestedFields"];
export type Said = Read["suggestions"][number];
/** Where a value stands in the file: page from 1, millimetres from the upper left corner; a new object asks the viewer to go there. */
export interface Place {
  page: number;
  box: number[];
}

const FIELDS = ["type_code", "type_name", "number", "symbol", "issued_on", "issuer_name", "abstract", "signer_name", "signer_position", "page_count", "urgency"] as const;
export type Field = (typeof FIELDS)[number];

/** What a machine filled in or found: a mark per filled field (no percentage where only the pages were counted), offers for the others. */
export interface Marks {
  filled: ReadonlyMap<string, Said | undefined>;
  offers: ReadonlyMap<string, Said>;
}

/** What the server read in a stored file; asked once per file. */
export function useRead(sha256: string | undefined, holder?: string) {
  return useQuery({
    queryKey: ["suggestions", sha256, holder],
    queryFn: () => post(`/files/${sha256 ?? ""}/suggestions${holder ? `?document_id=${holder}` : ""}` as `/files/${string}/suggestions`),
    enabled: Boolean(sha256),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

export const percentOf = (said: Said): number => Math.round(said.confidence * 100);

/** The value as the form holds it. */
const asValue = (said: Said): unknown => (said.field === "issued_on" ? dayjs(String(said.value)) : said.value);

const same = (held: unknown, said: Said): boolean =>
  said.field === "issued_on" ? Boolean(held) && dayjs(held as string).format("YYYY-MM-DD") === said.value : String(held ?? "") === String(said.value);

/** The value as a person reads it. */
export function shownOf(said: Said): string {
  if (said.field === "issued_on") return onDay(String(said.value));
  if (said.field === "urgency") return (t.urgency as Record<string, string>)[String(said.value)] ?? String(said.value);
  return said.label || String(said.value);
}

/** What a laid-aside form remembers of its suggestions. */
export interface Kept {
  filled: ReadonlyMap<string, Said | undefined>;
  byHand: string[];
}

interface How {
  /** Names the file in hand: the same reading is put in again for another file with the same bytes. */
  key: string | undefined;
  /** Only empty fields are filled: the sender has written the others. */
  onlyEmpty: boolean;
}

/** Puts what was read into the form, marked; never over what somebody typed. */
export function useSuggestions(form: FormInstance<EntryValues>, read: Read | undefined, values: EntryValues | undefined, { key, onlyEmpty }: How) {
  const [filled, setFilled] = useState<ReadonlyMap<string, Said | undefined>>(new Map());
  const byHand = useRef(new Set<string>());
  const said = new Map((read?.suggestions ?? []).filter((s) => (FIELDS as readonly string[]).includes(s.field)).map((s) => [s.field, s]));
  const put = (one: Said) => {
    form.setFieldValue(one.field as keyof EntryValues, asValue(one));
    if (one.field === "issuer_name") form.setFieldValue("issuer_code", read?.suggestions.find((s) => s.field === "issuer_code")?.value);
    void form.validateFields([one.field as keyof EntryValues]).catch(() => undefined);
    setFilled((old) => new Map([...old, [one.field, one]]));
  };
  useEffect(() => {
    for (const one of said.values()) {
      const held = form.getFieldValue(one.field as keyof EntryValues) as unknown;
      if (one.is_sure && !byHand.current.has(one.field) && (!onlyEmpty || !held)) put(one);
    }
  }, [read, key]);
  const offers = new Map([...said].filter(([name, one]) => !filled.has(name) && !same(values?.[name as Field], one)));
  return {
    marks: { filled, offers } as Marks,
    take: put,
    /** Somebody typed: these fields are theirs from now on. */
    typed: (names: string[]) => {
      names.forEach((name) => byHand.current.add(name));
      setFilled((old) => new Map([...old].filter(([name]) => !names.includes(name))));
    },
    /** The pages that the browser counted itself. */
    counted: () => setFilled((old) => (old.has("page_count") ? old : new Map([...old, ["page_count", undefined]]))),
    isByHand: (name: string) => byHand.current.has(name),
    kept: (): Kept => ({ filled, byHand: [...byHand.current] }),
    restore: (kept?: Kept) => {
      byHand.current = new Set(kept?.byHand ?? []);
      setFilled(kept?.filled ?? new Map());
    },
  };
}
