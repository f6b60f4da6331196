import { useQuery } from "@tanstack/react-query";
import { Select, type SelectProps } from "antd";
import { useState } from "react";
import { get } from "@/shared/api/client";
import type { Query } from "@/shared/api/paths";
import type { Choice, LookupPath } from "@/shared/api/types";
import { t } from "@/shared/i18n";

const ALL = 200;

/** Choices under the heads of their groups, in the order in which the groups come. */
function grouped(items: Choice[], groups: Record<string, string>, option: (c: Choice) => { value: string; label: string }) {
  const codes = [...new Set(items.map((c) => String(c.group ?? "")))];
  return codes.map((g) => ({ label: groups[g] ?? g, options: items.filter((c) => String(c.group ?? "") === g).map(option) }));
}

interface Props extends Omit<SelectProps<unknown>, "options" | "valueOf"> {
  path: LookupPath;
  query?: Record<string, string>;
  show?: (choice: Choice) => string;
  valueBy?: (choice: Choice) => string;
  /** Heads of the groups that the choices belong to, by their `group`. */
  groups?: Record<string, string>;
}

/** A choice from a lookup of the API, typed with or without marks. */
export function Pick({ path, query = {}, show = (c) => c.name, valueBy = (c) => c.id, groups, ...rest }: Props) {
  const [q, setQ] = useState("");
  const found = useQuery({
    queryKey: [path, query, q],
    queryFn: async () => (await get(path, { ...query, q, limit: groups ? ALL : 50 } as Query<"get", LookupPath>)) as { items: Choice[] },
    staleTime: 60_000,
    placeholderData: (old) => old,
  });
  const option = (c: Choice) => ({ value: valueBy(c), label: show(c) });
  const items = found.data?.items ?? [];
  const options = groups ? grouped(items, groups, option) : items.map(option);
  return (
    <Select {...rest} showSearch={{ filterOption: false, onSearch: setQ }} options={options} loading={found.isFetching}
      notFoundContent={found.isFetching ? t.shared.searching : t.shared.nothingFound} />
  );
}

export const personName = (c: Choice): string => `${c.name}${c.position ? ` · ${String(c.position)}` : ""}`;
