import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactNode } from "react";
import { get } from "@/shared/api/client";
import type { Query } from "@/shared/api/paths";
import type { ListPath, Row } from "@/shared/api/types";
import { Empty, Failure, Loading } from "./Page";

export interface Column<T> {
  head: string;
  cell: (row: T) => ReactNode;
  width?: number;
  narrow?: boolean;
}

interface Props<P extends ListPath> {
  path: P;
  query?: Omit<Query<"get", P>, "cursor">;
  columns: Column<Row<P>>[];
  empty: string;
  label: string;
}

/** A list of the API as a table: keyset "more", the shape of what comes while it loads, a sentence when there is nothing. */
export function Rows<P extends ListPath>({ path, query, columns, empty, label }: Props<P>) {
  const list = useInfiniteQuery({
    queryKey: [path, query],
    queryFn: async ({ pageParam }) => (await get(path, { ...query, cursor: pageParam } as Query<"get", P>)) as unknown as { items: (Row<P> & { id: string })[]; next_cursor: string | null },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  if (list.isPending) return <Loading />;
  if (list.isError) return <Failure error={list.error} retry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap((p) => p.items);
  if (rows.length === 0) return <Empty>{empty}</Empty>;
  return (
    <>
      <div className="scroll-x" role="region" aria-label={label} tabIndex={0}>
        <table className="rows">
          <thead>
            <tr>
              {columns.map((c) => (
                <th key={c.head} scope="col" style={c.width ? { width: c.width } : undefined} className={c.narrow ? "wide-only" : undefined}>
                  {c.head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                {columns.map((c) => (
                  <td key={c.head} className={c.narrow ? "wide-only" : undefined}>
                    {c.cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {list.hasNextPage && (
        <div className="more">
          <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
            Xem thêm
          </Button>
        </div>
      )}
    </>
  );
}
