import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState, type KeyboardEvent, type MouseEvent, type ReactNode } from "react";
import { get } from "@/shared/api/client";
import type { Query } from "@/shared/api/paths";
import type { ListPath, Row } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { useKeys } from "@/shared/lib/keys";
import { Empty, Failure } from "./Page";
import "./rows.css";

export interface Column<T> {
  head: string;
  cell: (row: T) => ReactNode;
  width?: number;
  /** Only on a wide screen. */
  narrow?: boolean;
  /** On a phone the cell says by itself what it is. */
  plain?: boolean;
  /** Figures stand at the right. */
  figures?: boolean;
}

interface Props<P extends ListPath> {
  path: P;
  query?: Omit<Query<"get", P>, "cursor">;
  columns: Column<Row<P>>[];
  empty: ReactNode;
  label: string;
  /** What may be done with several rows at once; with it, rows can be chosen. */
  bulk?: (chosen: Row<P>[], drop: () => void) => ReactNode;
  /** Only the first rows: the page links to the whole list. */
  short?: boolean;
  /** How a row is called when it is chosen. */
  nameOf?: (row: Row<P>) => string;
}

type Item<P extends ListPath> = Row<P> & { id: string };

/** The table's shape while it comes. */
function Shape<T>({ columns, label }: { columns: Column<T>[]; label: string }) {
  return (
    <table className="rows" aria-busy="true" aria-label={label}>
      <thead>
        <tr>
          {columns.map((c) => (
            <th key={c.head} scope="col" style={{ width: c.width }} className={c.narrow ? "wide-only" : undefined}>
              {c.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[82, 64, 91, 73, 58].map((share) => (
          <tr key={share}>
            {columns.map((c) => (
              <td key={c.head} className={c.narrow ? "wide-only" : undefined}>
                <span className="shape" style={{ width: c.width ? "70%" : `${share}%` }} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Up and down walk the rows, Enter opens the row's first link, space chooses it. */
function walk(event: KeyboardEvent<HTMLTableRowElement>, choose?: () => void): void {
  if (event.target !== event.currentTarget) return;
  const row = event.currentTarget;
  const to = event.key === "ArrowDown" ? row.nextElementSibling : event.key === "ArrowUp" ? row.previousElementSibling : null;
  if (to instanceof HTMLElement) to.focus();
  else if (event.key === "Enter") row.querySelector<HTMLElement>("a[href], button")?.click();
  else if (event.key === " " && choose) choose();
  else return;
  event.preventDefault();
}

function openByClick(event: MouseEvent<HTMLTableRowElement>): void {
  const inside = (event.target as HTMLElement).closest(
    "a, button, summary, input, label, select, textarea, [role=button], .ant-select, .ant-modal-root, .ant-popover",
  );
  if (!inside && !window.getSelection()?.toString()) event.currentTarget.querySelector<HTMLElement>("a[href]")?.click();
}

/** A list of the API as a table, as cards on a phone: keyset "more", its shape while it loads, a sentence when there is nothing. */
export function Rows<P extends ListPath>({ path, query, columns, empty, label, bulk, nameOf, short }: Props<P>) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const list = useInfiniteQuery({
    queryKey: [path, query],
    queryFn: async ({ pageParam }) => {
      const answer: unknown = await get(path, { ...query, cursor: pageParam } as Query<"get", P>);
      return answer as { items: Item<P>[]; next_cursor?: string | null };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  useKeys("rows", [["↑ ↓", t.app.keys.rows], ["Enter", t.app.keys.open], ...(bulk ? [["Space", t.app.keys.choose] as [string, string]] : [])]);
  if (list.isPending) return <Shape columns={columns} label={label} />;
  if (list.isError)
    return (
      <div className="pad">
        <Failure error={list.error} retry={() => void list.refetch()} />
      </div>
    );
  const rows = list.data.pages.flatMap((p) => p.items);
  if (rows.length === 0) return <Empty>{empty}</Empty>;
  const picked = rows.filter((r) => chosen.has(r.id));
  const main = columns.find((c) => !c.width) ?? columns[0];
  const drop = () => setChosen(new Set());
  const toggle = (id: string) => setChosen((old) => new Set(old.has(id) ? [...old].filter((x) => x !== id) : [...old, id]));
  const style = (c: Column<Row<P>>) => [c.narrow && "wide-only", c.figures && "figures-right", c.plain && "row-plain", c === main && "row-main"].filter(Boolean).join(" ") || undefined;
  return (
    <>
      {bulk && picked.length > 0 && (
        <div className="bulk" role="toolbar" aria-label={t.shared.rows.chosen(picked.length)}>
          <strong>{t.shared.rows.chosen(picked.length)}</strong>
          {bulk(picked, drop)}
          <Button type="text" onClick={drop}>
            {t.shared.rows.dropChoice}
          </Button>
        </div>
      )}
      <table className="rows" role="table" aria-label={label}>
        <thead role="rowgroup">
          <tr role="row">
            {bulk && (
              <th scope="col" role="columnheader" className="row-choice">
                <input
                  type="checkbox"
                  aria-label={t.shared.rows.chooseAll}
                  checked={picked.length === rows.length}
                  onChange={(e) => (e.target.checked ? setChosen(new Set(rows.map((r) => r.id))) : drop())}
                />
              </th>
            )}
            {columns.map((c) => (
              <th key={c.head} scope="col" role="columnheader" style={{ width: c.width }} className={style(c)}>
                {c.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row, i) => (
            <tr
              key={row.id}
              role="row"
              tabIndex={i === 0 ? 0 : -1}
              aria-selected={bulk ? chosen.has(row.id) : undefined}
              onClick={openByClick}
              onKeyDown={(e) => walk(e, bulk && (() => toggle(row.id)))}
            >
              {bulk && (
                <td role="cell" className="row-choice">
                  <input
                    type="checkbox"
                    aria-label={t.shared.rows.choose(nameOf?.(row) ?? String(i + 1))}
                    checked={chosen.has(row.id)}
                    onChange={() => toggle(row.id)}
                  />
                </td>
              )}
              {columns.map((c) => {
                const shown = c.cell(row);
                return (
                  <td key={c.head} role="cell" data-label={c.head} className={[style(c), shown === t.shared.none && "row-none"].filter(Boolean).join(" ") || undefined}>
                    {shown}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {list.hasNextPage && !short && (
        <div className="more">
          <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
            {t.shared.more}
          </Button>
        </div>
      )}
    </>
  );
}
