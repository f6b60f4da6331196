import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { t } from "@/shared/i18n";
import { useShortcut } from "@/shared/lib/keys";

const w = t.correspondence;

interface Loaded {
  pages?: { items?: { id: string }[] }[];
}

/** The previous and the next document of the list from which this one was opened; P and N walk them. */
export function Neighbours({ path, place, id }: { path: string; place: "/van-ban-den/$id" | "/van-ban-di/$id"; id: string }) {
  const client = useQueryClient();
  const go = useNavigate();
  const lists = client.getQueriesData<Loaded>({ queryKey: [path] }).map(([, data]) => data?.pages?.flatMap((p) => p.items?.map((i) => i.id) ?? []) ?? []);
  const list = lists.filter((ids) => ids.includes(id)).sort((a, b) => b.length - a.length)[0] ?? [];
  const at = list.indexOf(id);
  const before = list[at - 1];
  const after = at >= 0 ? list[at + 1] : undefined;
  useShortcut("p", w.previous, () => before && void go({ to: place, params: { id: before } }), Boolean(before));
  useShortcut("n", w.next, () => after && void go({ to: place, params: { id: after } }), Boolean(after));
  if (list.length < 2) return null;
  const step = (to: string | undefined, label: string, sign: string) =>
    to ? (
      <Link to={place} params={{ id: to }} aria-label={label} title={label} className="neighbour">
        {sign}
      </Link>
    ) : (
      <span className="neighbour neighbour-off" aria-hidden="true">
        {sign}
      </span>
    );
  return (
    <nav className="neighbours" aria-label={w.neighbours}>
      {step(before, w.previous, "‹")}
      <span className="muted">{w.place(at + 1, list.length)}</span>
      {step(after, w.next, "›")}
    </nav>
  );
}
