import { useQuery } from "@tanstack/react-query";
import { Form, Input } from "antd";
import { Fragment } from "react";
import { get, patch } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { Card, Failure, Loading } from "@/shared/ui/Page";
import { AdminFrame } from "./AdminFrame";
import { Ask, required } from "./Ask";
import { words } from "./words";

const w = words.agency;
const block = t.signing.agency;
/** What an envelope bears of its sender (NĐ 30 PL IV.II). */
const CONTACT = ["address", "phone", "fax", "email", "website"] as const;

/** The own agency as documents and forms print it. */
export default function AgencyPage() {
  const found = useQuery({ queryKey: ["/administration/agency"], queryFn: () => get("/administration/agency") });
  const a = found.data;
  return (
    <AdminFrame>
      {found.isPending && <Loading />}
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      {a && (
        <Card title={a.name} side={
          <Ask<{ symbol: string; place: string; superior_name?: string; head_title?: string; collective_name?: string } & Partial<Record<(typeof CONTACT)[number], string>>> label={w.change} title={w.changeTitle} ok={words.common.save} says={w.says}
            initial={{ symbol: a.symbol, place: a.place, superior_name: a.superior_name, head_title: a.head_title, collective_name: a.collective_name, address: a.address, phone: a.phone, fax: a.fax, email: a.email, website: a.website }} run={(v) => patch("/administration/agency", v, a.version)}
            fields={<>
              <div className="two">
                <Form.Item name="symbol" label={w.symbol} rules={required}><Input maxLength={20} /></Form.Item>
                <Form.Item name="place" label={w.place} rules={required}><Input maxLength={100} /></Form.Item>
              </div>
              <Form.Item name="superior_name" label={w.superior}><Input maxLength={200} /></Form.Item>
              <Form.Item name="head_title" label={block.head} extra={block.headHelp}><Input maxLength={100} /></Form.Item>
              <Form.Item name="collective_name" label={block.collective} extra={block.collectiveHelp}><Input maxLength={200} /></Form.Item>
              <Form.Item name="address" label={w.contact.address}><Input maxLength={200} /></Form.Item>
              <div className="two">
                {CONTACT.slice(1).map((name) => <Form.Item key={name} name={name} label={w.contact[name]}><Input maxLength={50} /></Form.Item>)}
              </div>
            </>} />}>
          <dl className="facts">
            <dt>{w.code}</dt><dd className="number">{a.code}</dd>
            <dt>{w.symbol}</dt><dd>{a.symbol}</dd>
            <dt>{w.place}</dt><dd>{a.place}</dd>
            <dt>{w.superior}</dt><dd>{a.superior_name || w.none}</dd>
            <dt>{block.head}</dt><dd>{a.head_title || w.none}</dd>
            <dt>{block.collective}</dt><dd>{a.collective_name || w.none}</dd>
            {CONTACT.map((name) => <Fragment key={name}><dt>{w.contact[name]}</dt><dd>{a[name] || w.none}</dd></Fragment>)}
            <dt>{w.fonds}</dt><dd>{a.fonds_code || w.none}</dd>
          </dl>
        </Card>
      )}
    </AdminFrame>
  );
}
