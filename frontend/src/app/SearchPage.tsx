import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { lazy, Suspense, type FormEvent, type KeyboardEvent } from "react";
import { get } from "@/shared/api/client";
import type { Query } from "@/shared/api/paths";
import type { Row } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { onDay } from "@/shared/lib/format";
import { useKeys } from "@/shared/lib/keys";
import { useMe } from "@/shared/lib/session";
import { Card, Empty, Failure, Page } from "@/shared/ui/Page";
import { useFilters } from "@/shared/ui/Filters";
import { recordPlace } from "./places";

const DaysField = lazy(() => import("@/shared/ui/DaysField"));
type Kind = NonNullable<NonNullable<Query<"get", "/search">>["kind"]>;

/** The title with the words that were found. */
export function Marked({ title, words }: { title: string; words: string[] }) {
  const found = new Set(words);
  return <>{title.split(/(\s+)/).map((part, i) => (found.has(part) ? <mark key={i}>{part}</mark> : part))}</>;
}

function walk(event: KeyboardEvent<HTMLUListElement>): void {
  const links = [...event.currentTarget.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  const to = event.key === "ArrowDown" ? links[at + 1] : event.key === "ArrowUp" ? links[at - 1] : undefined;
  if (!to) return;
  event.preventDefault();
  to.focus();
}

function Hits({ hits }: { hits: Row<"/search">[] }) {
  return (
    <ul className="found" onKeyDown={walk} aria-label={t.app.search.list}>
      {hits.map((h) => (
        <li key={`${h.kind}${h.id}`}>
          <Link to={recordPlace(h.kind, h.id)} className="found-row">
            <span>
              <Marked title={h.title} words={h.highlights} />
            </span>
            <span>{t.kind[h.kind]}</span>
            <span>{onDay(h.dated_on)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function kindsOf(permissions: string[]): string[] {
  const needs: [string, string][] = [
    ["incoming", "listIncoming"],
    ["outgoing", "listOutgoing"],
    ["dossier", "listDossiers"],
    ["archival_dossier", "listArchivalDossiers"],
  ];
  return needs.filter(([, p]) => permissions.includes(p)).map(([kind]) => kind);
}

function Tools({ kinds, at, set }: { kinds: string[] } & ReturnType<typeof useFilters>) {
  return (
    <div className="search-tools">
      {kinds.length > 1 && (
        <fieldset className="choice">
          <legend className="unseen">{t.app.search.kind}</legend>
          {["", ...kinds].map((k) => (
            <button key={k} type="button" aria-pressed={(at.kind ?? "") === k} onClick={() => set({ kind: k || undefined })}>
              {k ? t.kind[k] : t.app.search.any}
            </button>
          ))}
        </fieldset>
      )}
      <Suspense>
        <DaysField label={t.app.search.label} from={at.from} to={at.to} set={(from, to) => set({ from, to })} />
      </Suspense>
      {(at.kind ?? at.from ?? at.to) && (
        <Button type="link" onClick={() => set({ kind: undefined, from: undefined, to: undefined })}>
          {t.shared.clear}
        </Button>
      )}
    </div>
  );
}

/** Everything that the person may see, found by words, number and symbol; newest first. */
export default function SearchPage() {
  const me = useMe();
  const { at, set } = useFilters();
  const q = at.q ?? "";
  const w = t.app.search;
  const kinds = kindsOf(me.permissions);
  const hits = useInfiniteQuery({
    queryKey: ["/search", q, at.kind, at.from, at.to],
    queryFn: ({ pageParam }) => get("/search", { q, kind: at.kind as Kind | undefined, from: at.from, to: at.to, limit: 30, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    enabled: Boolean(q),
  });
  useKeys("search", [
    ["↑ ↓", t.app.keys.rows],
    ["Enter", t.app.keys.open],
  ]);
  const found = hits.data?.pages.flatMap((p) => p.items) ?? [];
  const ask = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    set({ q: String(new FormData(event.currentTarget).get("q")).trim() || undefined });
  };
  return (
    <Page title={q ? w.results(q) : w.title} below={w.how}>
      {!q && (
        <Card>
          <form className="big-search" onSubmit={ask}>
            <input name="q" aria-label={w.field} maxLength={400} autoComplete="off" />
            <Button type="primary" size="large" htmlType="submit">
              {w.go}
            </Button>
          </form>
          <p className="muted" style={{ margin: 0 }}>
            {kinds.length === 1 ? w.startReader : w.start}
          </p>
        </Card>
      )}
      {q && <Tools kinds={kinds} at={at} set={set} />}
      {hits.isError && <Failure error={hits.error} retry={() => void hits.refetch()} />}
      {q && hits.isPending && (
        <Card flush>
          <div className="pad" aria-busy="true">
            {[80, 62, 90, 70].map((n) => (
              <span key={n} className="shape" style={{ width: `${n}%`, height: 16 }} />
            ))}
          </div>
        </Card>
      )}
      {hits.data && found.length === 0 && (
        <Card>
          <Empty>
            {w.nothing(q)} {w.nothingHow}
          </Empty>
        </Card>
      )}
      {found.length > 0 && (
        <Card flush title={w.found(found.length, hits.hasNextPage)} side={<span className="muted">{w.newest}</span>}>
          <Hits hits={found} />
          {hits.hasNextPage && (
            <div className="more">
              <Button loading={hits.isFetchingNextPage} onClick={() => void hits.fetchNextPage()}>
                {t.shared.more}
              </Button>
            </div>
          )}
        </Card>
      )}
    </Page>
  );
}
