import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { App, Button } from "antd";
import { get } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { inWords } from "@/shared/lib/format";
import { useShortcut } from "@/shared/lib/keys";
import { useMay, useMe } from "@/shared/lib/session";
import { Card, Failure, Page } from "@/shared/ui/Page";
import { IncomingTable } from "@/stages/correspondence/IncomingTable";
import { NoticeList, useNotices } from "./Bell";
import { Baskets } from "./Baskets";
import { greeting } from "./greeting";
import { AdminHome, FollowerHome, NewestSubmissions, NewestTransfers, ReaderHome } from "./homes";
import { linkOf, nextWork, useBaskets } from "./work";

/** The newest of what the role works on. */
function Newest() {
  const me = useMe();
  const all = (to: string) => (
    <Link to={to} search={{}}>
      {t.app.home.all}
    </Link>
  );
  const only = (role: string) => me.roles.every((r) => r === role);
  if (me.permissions.includes("answerTransfer")) return <NewestTransfers side={all("/nop-lich-su")} />;
  if (only("luutru")) return <NewestSubmissions side={all("/nop-luu")} />;
  if (!me.permissions.includes("listIncoming")) return null;
  return (
    <Card title={t.app.home.newestIn} side={all("/van-ban-den")} flush>
      <IncomingTable query={{ limit: 8 }} short />
    </Card>
  );
}

function useBooks(): string {
  const may = useMay("printRegister");
  const year = new Date().getFullYear();
  const books = useQuery({ queryKey: ["/registers", year], queryFn: () => get("/registers", { year, limit: 20 }), enabled: may });
  return (books.data?.items ?? [])
    .filter((r) => r.last_number > 0)
    .slice(0, 2)
    .map((r) => `${r.name}: ${r.last_number}`)
    .join(" · ");
}

/** The desk: what waits, the next step, the newest. */
function Desk() {
  const me = useMe();
  const go = useNavigate();
  const { message } = App.useApp();
  const mine = useBaskets();
  const notices = useNotices();
  const books = useBooks();
  const baskets = mine.data?.items;
  const waits = baskets?.some((b) => b.count > 0) ?? false;
  const next = useMutation({
    mutationFn: () => nextWork(baskets ?? []),
    onSuccess: (to) => (to ? void go({ ...linkOf({ link: to }) } as never) : void message.info(t.app.home.none)),
  });
  useShortcut("n", t.app.home.next, () => next.mutate(), waits);
  const side = (
    <>
      {me.permissions.includes("registerIncoming") && (
        <Link to="/van-ban-den/vao-so" search={{}}>
          <Button>{t.app.nav.register}</Button>
        </Link>
      )}
      {me.permissions.includes("draftOutgoing") && (
        <Link to="/van-ban-di/soan" search={{}}>
          <Button>{t.app.nav.draft}</Button>
        </Link>
      )}
      {waits && (
        <Button type="primary" loading={next.isPending} onClick={() => next.mutate()}>
          {t.app.home.next}{" "}
          <kbd className="key-on wide-only" aria-hidden="true">
            N
          </kbd>
        </Button>
      )}
    </>
  );
  return (
    <Page title={greeting(me.full_name, baskets ?? [])} below={[inWords(), books].filter(Boolean).join(" · ")} side={side}>
      {mine.isError && <Failure error={mine.error} retry={() => void mine.refetch()} />}
      {next.isError && <Failure error={next.error} />}
      <Baskets baskets={baskets} />
      <Newest />
      <Card title={t.app.home.notices}>
        <NoticeList notices={(notices.data?.items ?? []).slice(0, 5)} />
      </Card>
    </Page>
  );
}

/** The first page of a person: a desk in the office, the reading room, the province, or the administration. */
export default function HomePage() {
  const { roles } = useMe();
  const only = (role: string) => roles.length > 0 && roles.every((r) => r === role);
  if (roles.length > 0 && roles.every((r) => r === "docgia" || r === "phongdoc")) return <ReaderHome />;
  if (only("theodoi")) return <FollowerHome />;
  if (only("quantri")) return <AdminHome />;
  return <Desk />;
}
