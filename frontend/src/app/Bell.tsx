import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Popover } from "antd";
import { useState } from "react";
import { get, post } from "@/shared/api/client";
import type { Row } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment } from "@/shared/lib/format";
import { Failure } from "@/shared/ui/Page";
import { BellIcon } from "./icons";
import { linkOf } from "./work";

export function useNotices() {
  return useQuery({ queryKey: ["/notices"], queryFn: () => get("/notices", { limit: 50 }), refetchInterval: 60_000 });
}

export function NoticeList({ notices, opened }: { notices: Row<"/notices">[]; opened?: () => void }) {
  const client = useQueryClient();
  const read = useMutation({ mutationFn: (id: string) => post("/notices/reading", { ids: [id] }), onSuccess: () => client.invalidateQueries({ queryKey: ["/notices"] }) });
  const open = (n: Row<"/notices">) => {
    if (n.state === "unread") read.mutate(n.id);
    opened?.();
  };
  if (notices.length === 0) return <p className="empty">{t.app.notices.empty}</p>;
  return (
    <ul className="notices">
      {notices.map((n) => (
        <li key={n.id}>
          <Link {...linkOf(n)} onClick={() => open(n)}>
            <span className={n.state === "unread" ? "unread" : undefined}>
              {n.text}
              {n.state === "unread" && <span className="unseen"> ({t.app.notices.unread})</span>}
            </span>
            <div className="muted">{atMoment(n.at)}</div>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The bell: how many notices are unread, and the list; opening one closes it. */
export function Bell() {
  const [open, setOpen] = useState(false);
  const client = useQueryClient();
  const notices = useNotices();
  const read = useMutation({ mutationFn: () => post("/notices/reading"), onSuccess: () => client.invalidateQueries({ queryKey: ["/notices"] }) });
  const items = notices.data?.items ?? [];
  const unread = items.filter((n) => n.state === "unread").length;
  const list = (
    <section className="bell" aria-label={t.app.notices.title}>
      <div className="bell-head">
        <h2>{t.app.notices.title}</h2>
        <Link to="/thong-bao" search={{}} onClick={() => setOpen(false)}>
          {t.deadlines.notices.all}
        </Link>
        {unread > 0 && (
          <Button size="small" type="link" loading={read.isPending} onClick={() => read.mutate()}>
            {t.app.notices.read}
          </Button>
        )}
      </div>
      {notices.isError ? <Failure error={notices.error} retry={() => void notices.refetch()} /> : <NoticeList notices={items} opened={() => setOpen(false)} />}
    </section>
  );
  return (
    <Popover content={list} trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen} destroyOnHidden>
      <button type="button" className="icon-button" aria-label={t.app.notices.bell(unread)} aria-expanded={open}>
        <BellIcon />
        {unread > 0 && (
          <span className="badge" aria-hidden="true">
            {unread > 49 ? "50+" : unread}
          </span>
        )}
      </button>
    </Popover>
  );
}
