import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert, Button, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { blobOf, get, post } from "@/shared/api/client";
import type { Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment, numberAndSymbol, registerNumber, today } from "@/shared/lib/format";
import { save } from "@/shared/lib/saving";
import { useMe } from "@/shared/lib/session";
import { Card, Empty, Failure, Loading, Page } from "@/shared/ui/Page";
import { Pick } from "@/shared/ui/Pick";
import "@/shared/ui/rows.css";
import { asText, DayField } from "./fields";
import "./handling.css";

const w = t.handling.receipts;
type Item = Schemas["ReceiptItem"];

function Rows({ items, chosen, toggle, all }: { items: Item[]; chosen: Set<string>; toggle: (id: string) => void; all: (on: boolean) => void }) {
  const waiting = items.filter((r) => r.is_mine && !r.received_at);
  return (
    <table className="rows" role="table" aria-label={w.table}>
      <thead role="rowgroup">
        <tr role="row">
          {waiting.length > 0 && (
            <th scope="col" role="columnheader" className="row-choice">
              <input
                type="checkbox"
                aria-label={w.chooseAll}
                checked={waiting.every((r) => chosen.has(r.document_id))}
                onChange={(e) => all(e.target.checked)}
              />
            </th>
          )}
          {[w.arrival, w.document, w.receiver, w.given, w.receipt].map((head) => (
            <th key={head} scope="col" role="columnheader">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {items.map((r) => (
          <tr key={r.id} role="row">
            {waiting.length > 0 && (
              <td role="cell" className="row-choice">
                {waiting.includes(r) && (
                  <input type="checkbox" aria-label={w.choose(r.abstract)} checked={chosen.has(r.document_id)} onChange={() => toggle(r.document_id)} />
                )}
              </td>
            )}
            <td role="cell" data-label={w.arrival}>
              <span className="number">{registerNumber(r.arrival_number)}</span>
            </td>
            <td role="cell" data-label={w.document} className="row-main">
              <Link to="/van-ban-den/$id" params={{ id: r.document_id }}>
                {r.abstract}
              </Link>
              <div className="muted">{[r.type_name, r.number || r.symbol ? numberAndSymbol(r) : "", r.issuer_name].filter(Boolean).join(" · ")}</div>
            </td>
            <td role="cell" data-label={w.receiver}>
              {r.name}
              <div className="muted">{t.part[r.part] ?? r.part}</div>
            </td>
            <td role="cell" data-label={w.given} className="process-when">
              {atMoment(r.given_at)}
            </td>
            <td role="cell" data-label={w.receipt}>
              {r.received_at ? (
                <>
                  {r.received_by_name}
                  <div className="muted">{atMoment(r.received_at)}</div>
                </>
              ) : (
                <span className="muted">{w.notYet}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Danh sách ký nhận: what was given to whom in a day, signed for here or on the printed list. */
export default function ReceiptsPage() {
  const me = useMe();
  const client = useQueryClient();
  const clerk = me.permissions.includes("transferIncoming");
  const [from, setFrom] = useState(clerk ? today() : dayjs(today()).subtract(30, "day").format("YYYY-MM-DD"));
  const [to, setTo] = useState(today());
  const [unit, setUnit] = useState<string>();
  const [which, setWhich] = useState<"all" | "open" | "signed">(clerk ? "all" : "open");
  const [mine, setMine] = useState(!clerk);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const query = { from, to, ...(unit && { unit_id: unit }), ...(which !== "all" && { open: which === "open" }), ...(mine && !unit && { mine }) };
  const found = useQuery({ queryKey: ["/incoming-documents/receipts", query], queryFn: () => get("/incoming-documents/receipts", { ...query, limit: 500 }) });
  const print = useMutation({
    mutationFn: async () =>
      save(await blobOf("/incoming-documents/receipts/print", { from, to, ...(unit && { unit_id: unit }) }), `ky-nhan-${from}.pdf`),
  });
  const sign = useMutation({
    mutationFn: () => post("/incoming-documents/bulk/receipt", { ids: [...chosen].slice(0, 200), preview: false }),
    onSuccess: async () => {
      setChosen(new Set());
      await client.invalidateQueries();
    },
  });
  const items = found.data?.items ?? [];
  const waiting = items.filter((r) => r.is_mine && !r.received_at).map((r) => r.document_id);
  const toggle = (id: string) => setChosen((old) => new Set(old.has(id) ? [...old].filter((x) => x !== id) : [...old, id]));
  return (
    <Page
      title={w.title}
      below={w.above}
      side={
        <Button loading={print.isPending} onClick={() => print.mutate()}>
          {w.print}
        </Button>
      }
    >
      {print.isError && <Failure error={print.error} retry={() => print.mutate()} />}
      <Card
        flush
        title={
          <span className="receipts-bar">
            <label>
              <span className="muted">{w.from}</span>
              <DayField value={dayjs(from)} onChange={(d) => setFrom(asText(d) ?? today())} label={w.from} />
            </label>
            <label>
              <span className="muted">{w.to}</span>
              <DayField value={dayjs(to)} onChange={(d) => setTo(asText(d) ?? today())} label={w.to} />
            </label>
            <label>
              <span className="muted">{w.unit}</span>
              <Pick
                path="/units"
                value={unit}
                allowClear
                placeholder={w.allUnits}
                aria-label={w.unit}
                style={{ minWidth: 220 }}
                onChange={(u) => setUnit(u as string | undefined)}
              />
            </label>
            <label>
              <span className="muted">{w.which}</span>
              <Select
                value={which}
                onChange={setWhich}
                aria-label={w.which}
                style={{ minWidth: 150 }}
                options={(["all", "open", "signed"] as const).map((value) => ({ value, label: w[value] }))}
              />
            </label>
          </span>
        }
        side={
          !clerk && <label>
            <input type="checkbox" checked={mine && !unit} disabled={Boolean(unit)} onChange={(e) => setMine(e.target.checked)} /> {w.mineOnly}
          </label>
        }
      >
        {chosen.size > 0 && (
          <div className="bulk" role="toolbar" aria-label={t.shared.rows.chosen(chosen.size)}>
            <Button type="primary" loading={sign.isPending} onClick={() => sign.mutate()}>
              {w.sign(chosen.size)}
            </Button>
          </div>
        )}
        {sign.isError && <Failure error={sign.error} />}
        {sign.data && (
          <Alert
            className="failure"
            type={sign.data.failed ? "warning" : "success"}
            showIcon
            role="status"
            title={w.signed_(sign.data.done, sign.data.items.length)}
            description={sign.data.items.find((i) => !i.ok)?.detail}
          />
        )}
        {found.isPending && <Loading />}
        {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
        {found.data && items.length === 0 && (
          <Empty>
            {w.empty}
            {from === to && (
              <>
                {" "}
                <Button type="link" className="inline-button" onClick={() => setFrom(dayjs(to).subtract(7, "day").format("YYYY-MM-DD"))}>
                  {w.week}
                </Button>
              </>
            )}
          </Empty>
        )}
        {items.length > 0 && (
          <Rows items={items} chosen={new Set(chosen)} toggle={toggle} all={(on) => setChosen(new Set(on ? waiting : []))} />
        )}
      </Card>
    </Page>
  );
}
