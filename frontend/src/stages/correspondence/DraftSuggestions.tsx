import { useQuery } from "@tanstack/react-query";
import { Button, type FormInstance } from "antd";
import { useEffect, useState } from "react";
import { get } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { numberAndSymbol } from "@/shared/lib/format";
import type { DraftValues, Known } from "./DraftFields";
import { percentOf, useRead, type Place } from "./suggestions";

const folded = (text: string) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/uy ban nhan dan/g, "ubnd").replace(/\s+/g, " ").trim();

interface Props {
  form: FormInstance<DraftValues>;
  sha256: string;
  /** The type that stands in the form before anybody chose one. */
  untouchedType: string;
  show: (place: Place) => void;
  /** A document that the draft answers, so that its name can be shown. */
  know: (known: Known) => void;
}

/** What the machine read in the own draft: type and abstract fill empty fields, recipients and the answered document are taken by a click. */
export default function DraftSuggestions({ form, sha256, untouchedType, show, know }: Props) {
  const read = useRead(sha256);
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const agencies = useQuery({ queryKey: ["/agencies", "all"], queryFn: () => get("/agencies", { limit: 200 }), staleTime: 300_000 });
  const said = (name: string) => read.data?.suggestions.find((s) => s.field === name);
  const mark = (name: string) => setTaken((old) => new Set([...old, name]));
  const put = (name: "type_code" | "abstract") => {
    form.setFieldValue(name, said(name)?.value);
    void form.validateFields([name]).catch(() => undefined);
    mark(name);
  };
  useEffect(() => {
    const type = said("type_code");
    if (type?.is_sure && form.getFieldValue("type_code") === untouchedType && !form.isFieldTouched("type_code")) put("type_code");
    if (said("abstract")?.is_sure && !form.getFieldValue("abstract")) put("abstract");
  }, [read.data]);
  const names = (said("addressees") ?? said("recipients"))?.value;
  const recipients = Array.isArray(names) ? names : [];
  const answered = (read.data?.mentions ?? []).filter((m) => m.relation === "answers" && m.document?.kind === "incoming").flatMap((m) => (m.document ? [m.document] : []));
  const takeRecipients = () => {
    const known = new Map((agencies.data?.items ?? []).map((a) => [folded(a.name), a.id]));
    const ids = recipients.flatMap((n) => known.get(folded(n)) ?? []);
    const others = recipients.filter((n) => !known.has(folded(n))).map((name) => ({ name }));
    const held = form.getFieldsValue(["agencies", "others"]) as Pick<DraftValues, "agencies" | "others">;
    form.setFieldValue("agencies", [...new Set([...(held.agencies ?? []), ...ids])]);
    const written = new Set((held.others ?? []).map((o) => folded(o?.name ?? "")));
    form.setFieldValue("others", [...(held.others ?? []).filter((o) => o?.name), ...others.filter((o) => !written.has(folded(o.name)))]);
    void form.validateFields(["agencies"]).catch(() => undefined);
    mark("recipients");
  };
  const takeReply = () => {
    answered.forEach((d) => know({ id: d.id, label: `${numberAndSymbol(d)} · ${d.issuer_name} · ${d.abstract}` }));
    form.setFieldValue("in_reply_to", [...new Set([...((form.getFieldValue("in_reply_to") as string[] | undefined) ?? []), ...answered.map((d) => d.id)])]);
    mark("reply");
  };
  const w = t.reading.draft;
  const lines = [
    { name: "type_code", label: t.correspondence.field.type, of: said("type_code"), text: said("type_code")?.label || String(said("type_code")?.value ?? ""), take: () => put("type_code") },
    { name: "abstract", label: t.correspondence.field.abstract, of: said("abstract"), text: String(said("abstract")?.value ?? ""), take: () => put("abstract") },
    { name: "recipients", label: w.recipients, of: said("addressees") ?? said("recipients"), text: recipients.join("; "), take: takeRecipients },
    { name: "reply", label: w.reply, of: undefined, text: answered.map((d) => numberAndSymbol(d)).join("; "), take: takeReply },
  ].filter((l) => l.text);
  if (!read.data) return read.isPending ? <p className="law" role="status">{t.reading.running}</p> : null;
  if (read.data.unread) return <p className="law">{t.reading.unread[read.data.unread.code] ?? read.data.unread.detail}</p>;
  if (!lines.length) return null;
  return (
    <section className="related-read" aria-label={w.title}>
      <strong>{w.title}</strong>
      <ul>
        {lines.map((l) => (
          <li key={l.name} className="suggested-offer">
            <span className="muted">{l.label}:</span> <span>{l.text}</span>
            {l.of && l.of.page > 0 && (
              <button type="button" className="suggested-mark suggested-place" onClick={() => l.of && show({ page: l.of.page, box: l.of.box })}>
                {t.reading.mark(percentOf(l.of))}
              </button>
            )}
            <Button size="small" disabled={taken.has(l.name)} onClick={l.take}>
              {taken.has(l.name) ? w.taken : w.take}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
