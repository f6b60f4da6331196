import { useQuery } from "@tanstack/react-query";
import { Select, type SelectProps } from "antd";
import { useState } from "react";
import { get } from "@/shared/api/client";
import type { Query } from "@/shared/api/paths";
import type { Choice, LookupPath } from "@/shared/api/types";
import { t } from "@/shared/i18n";

interface Props extends Omit<SelectProps<unknown>, "options" | "valueOf"> {
  path: LookupPath;
  query?: Record<string, string>;
  show?: (choice: Choice) => string;
  valueBy?: (choice: Choice) => string;
}

/** A choice from a lookup of the API, typed with or without marks. */
export function Pick({ path, query = {}, show = (c) => c.name, valueBy = (c) => c.id, ...rest }: Props) {
  const [q, setQ] = useState("");
  const found = useQuery({
    queryKey: [path, query, q],
    queryFn: async () => (await get(path, { ...query, q, limit: 50 } as Query<"get", LookupPath>)) as { items: Choice[] },
    staleTime: 60_000,
    placeholderData: (old) => old,
  });
  const options = found.data?.items.map((c) => ({ value: valueBy(c), label: show(c) })) ?? [];
  return (
    <Select {...rest} showSearch={{ filterOption: false, onSearch: setQ }} options={options} loading={found.isFetching}
      notFoundContent={found.isFetching ? t.shared.searching : t.shared.nothingFound} />
  );
}

export const personName = (c: Choice): string => `${c.name}${c.position ? ` · ${String(c.position)}` : ""}`;
