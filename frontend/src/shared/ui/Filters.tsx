import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Input, Popover, Select, Spin } from "antd";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { useQuery } from "@tanstack/react-query";
import { get } from "@/shared/api/client";
import type { Query } from "@/shared/api/paths";
import type { Choice, LookupPath } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { onShortDay } from "@/shared/lib/format";
import { Pick } from "./Pick";

const DaysField = lazy(() => import("./DaysField"));

/** What a list can be narrowed by; the value lives in the URL under `name` (dates: under `from` and `to`). */
export type Filter =
  | { kind: "text"; name: string; label: string; placeholder?: string }
  | { kind: "choice"; name: string; label: string; options: { value: string; label: string }[] }
  | { kind: "dates"; name: string; label: string; from?: string; to?: string }
  | {
      kind: "lookup";
      name: string;
      label: string;
      path: LookupPath;
      query?: Record<string, string>;
      show?: (c: Choice) => string;
      valueBy?: (c: Choice) => string;
    };

type Place = Record<string, string | undefined>;
const ends = (f: Extract<Filter, { kind: "dates" }>) => [f.from ?? "from", f.to ?? "to"] as const;
const keysOf = (f: Filter): string[] => (f.kind === "dates" ? [...ends(f)] : [f.name]);
const isSet = (f: Filter, at: Place) => keysOf(f).some((k) => at[k]);

/** The filters of this page as they stand in the URL, and how to change them. */
export function useFilters() {
  const at = useSearch({ strict: false }) as Place;
  const go = useNavigate();
  const set = (more: Place) => void go({ to: ".", search: { ...at, ...more } as never, replace: true });
  return { at, set };
}

function LookupName({ filter, value }: { filter: Extract<Filter, { kind: "lookup" }>; value: string }) {
  const found = useQuery({
    queryKey: [filter.path, filter.query ?? {}, ""],
    queryFn: async () => (await get(filter.path, { ...filter.query, limit: 200 } as Query<"get", LookupPath>)) as { items: Choice[] },
    staleTime: 60_000,
  });
  const hit = found.data?.items.find((c) => (filter.valueBy ? filter.valueBy(c) : c.id) === value);
  return <>{hit ? (filter.show ? filter.show(hit) : hit.name) : "…"}</>;
}

function valueOf(f: Filter, at: Place): ReactNode {
  if (f.kind === "dates") {
    const [from, to] = ends(f).map((k) => at[k]);
    return [from && t.shared.filters.since(onShortDay(from)), to && t.shared.filters.until(onShortDay(to))].filter(Boolean).join(" ");
  }
  const value = at[f.name] ?? "";
  if (f.kind === "choice") return f.options.find((o) => o.value === value)?.label ?? value;
  if (f.kind === "lookup") return <LookupName filter={f} value={value} />;
  return `“${value}”`;
}

function Editor({ f, at, set }: { f: Filter; at: Place; set: (more: Place) => void }) {
  if (f.kind === "choice") {
    return (
      <Select
        aria-label={f.label}
        allowClear
        placeholder={f.label}
        value={at[f.name]}
        onChange={(v?: string) => set({ [f.name]: v })}
        options={f.options}
        style={{ width: 230 }}
      />
    );
  }
  if (f.kind === "lookup") {
    return (
      <Pick
        aria-label={f.label}
        allowClear
        placeholder={f.label}
        path={f.path}
        query={f.query ?? {}}
        value={at[f.name]}
        onChange={(v: unknown) => set({ [f.name]: v as string | undefined })}
        style={{ width: 230 }}
        {...(f.show && { show: f.show })}
        {...(f.valueBy && { valueBy: f.valueBy })}
      />
    );
  }
  if (f.kind === "dates") {
    const [from, to] = ends(f);
    return (
      <Suspense fallback={<Spin />}>
        <DaysField label={f.label} from={at[from]} to={at[to]} set={(a, b) => set({ [from]: a, [to]: b })} />
      </Suspense>
    );
  }
  return (
    <Input.Search
      aria-label={f.label}
      placeholder={f.placeholder ?? f.label}
      allowClear
      defaultValue={at[f.name]}
      onSearch={(v) => set({ [f.name]: v.trim() || undefined })}
      style={{ width: 230 }}
    />
  );
}

interface Props {
  /** The short form: words and state. */
  states?: string[];
  filters?: Filter[];
}

/** Filter chips that live in the URL: words are always at hand, the rest behind “+ Lọc”, what is set stands as a chip that can be dropped. */
export function Filters({ states, filters }: Props) {
  const { at, set } = useFilters();
  const [open, setOpen] = useState(false);
  const all: Filter[] = filters ?? [
    { kind: "text", name: "q", label: t.shared.filters.words, placeholder: t.shared.filters.placeholder },
    { kind: "choice", name: "state", label: t.shared.filters.state, options: (states ?? []).map((s) => ({ value: s, label: t.state[s] ?? s })) },
  ];
  const words = all.find((f) => f.kind === "text");
  const others = all.filter((f) => f !== words);
  const active = others.filter((f) => isSet(f, at));
  const drop = (some: Filter[]) => set(Object.fromEntries(some.flatMap(keysOf).map((k) => [k, undefined])));
  return (
    <div className="filters" role="group" aria-label={t.shared.filters.add}>
      {words && <Editor key={at[words.name] ?? ""} f={words} at={at} set={set} />}
      {active.map((f) => (
        <span key={f.name} className="chip">
          {f.label}: {valueOf(f, at)}
          <button type="button" aria-label={t.shared.filters.drop(f.label)} onClick={() => drop([f])}>
            ×
          </button>
        </span>
      ))}
      {others.length > 0 && (
        <Popover
          trigger="click"
          placement="bottomRight"
          open={open}
          onOpenChange={setOpen}
          content={
            <div className="filter-fields">
              {others.map((f) => (
                <label key={f.name}>
                  <span>{f.label}</span>
                  <Editor f={f} at={at} set={set} />
                </label>
              ))}
            </div>
          }
        >
          <Button size="small" type="dashed" aria-expanded={open}>
            + {t.shared.filters.add}
          </Button>
        </Popover>
      )}
      {(active.length > 0 || (words && at[words.name])) && (
        <Button size="small" type="link" onClick={() => drop(all)}>
          {t.shared.clear}
        </Button>
      )}
    </div>
  );
}
