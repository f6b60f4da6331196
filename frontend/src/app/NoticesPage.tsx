import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox } from "antd";
import { get, post, put } from "@/shared/api/client";
import type { Answer } from "@/shared/api/paths";
import { t } from "@/shared/i18n";
import { Card, Failure, Loading, Page } from "@/shared/ui/Page";
import { NoticeList } from "./Bell";
import "@/shared/ui/lists.css";

type Choices = Answer<"get", "/notices/choices">;

function Kinds({ choices }: { choices: Choices }) {
  const client = useQueryClient();
  const w = t.deadlines.notices;
  const set = useMutation({ mutationFn: (off: Choices["off"]) => put("/notices/choices", { off }), onSuccess: () => void client.invalidateQueries({ queryKey: ["/notices/choices"] }) });
  const off = new Set(choices.off);
  return (
    <Card>
      <details>
        <summary>{w.choices}</summary>
        <p className="muted">{w.says}</p>
        <ul className="plain notice-kinds">
          {choices.kinds.map((k) => (
            <li key={k}>
              <Checkbox checked={!off.has(k)} disabled={k === choices.always || set.isPending}
                onChange={(e) => set.mutate(e.target.checked ? choices.off.filter((x) => x !== k) : [...choices.off, k])}>
                {w.kind[k]}{k === choices.always && <span className="muted"> · {w.always}</span>}
              </Checkbox>
            </li>
          ))}
        </ul>
        {set.isError && <Failure error={set.error} />}
      </details>
    </Card>
  );
}

/** All notices, page by page, and which kinds a person wants. */
export default function NoticesPage() {
  const w = t.deadlines.notices;
  const list = useInfiniteQuery({
    queryKey: ["/notices", "all"], queryFn: ({ pageParam }) => get("/notices", { limit: 50, cursor: pageParam }),
    initialPageParam: undefined as string | undefined, getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  const client = useQueryClient();
  const read = useMutation({ mutationFn: () => post("/notices/reading"), onSuccess: () => client.invalidateQueries({ queryKey: ["/notices"] }) });
  const unread = list.data?.pages.some((p) => p.items.some((n) => n.state === "unread"));
  const choices = useQuery({ queryKey: ["/notices/choices"], queryFn: () => get("/notices/choices") });
  return (
    <Page title={w.title}>
      <Card title={w.list} side={unread && <Button size="small" loading={read.isPending} onClick={() => read.mutate()}>{t.app.notices.read}</Button>}>
        {list.isPending && <Loading />}
        {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
        {list.data && <NoticeList notices={list.data.pages.flatMap((p) => p.items)} />}
        {list.hasNextPage && <div className="more"><Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t.shared.more}</Button></div>}
      </Card>
      {choices.isError && <Failure error={choices.error} />}
      {choices.data && <Kinds choices={choices.data} />}
    </Page>
  );
}
