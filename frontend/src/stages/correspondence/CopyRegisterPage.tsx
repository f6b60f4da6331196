import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, InputNumber } from "antd";
import { useState } from "react";
import { blobOf } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { onDay, today } from "@/shared/lib/format";
import { save } from "@/shared/lib/saving";
import { Card, Failure, Page } from "@/shared/ui/Page";
import { Rows } from "@/shared/ui/Rows";
import { Tone } from "@/shared/ui/Tone";
import { openCopy } from "./CopiesCard";

const w = t.signing.copies;

/** Sổ đăng ký bản sao: one series for sao y, sao lục and trích sao, from 01 each year. */
export default function CopyRegisterPage() {
  const [year, setYear] = useState(Number(today().slice(0, 4)));
  const print = useMutation({ mutationFn: async (format: "pdf" | "xlsx") => save(await blobOf("/copies/book", { year, format }), `${w.bookName(year)}.${format}`) });
  return (
    <Page title={w.register} above={w.above} side={
      <>
        <InputNumber aria-label={w.year} min={1945} max={2200} value={year} onChange={(v) => setYear(v ?? year)} style={{ width: 90 }} />{" "}
        <Button loading={print.isPending && print.variables === "pdf"} onClick={() => print.mutate("pdf")}>{w.print}</Button>{" "}
        <Button loading={print.isPending && print.variables === "xlsx"} onClick={() => print.mutate("xlsx")}>{w.sheet}</Button>
      </>}>
      {print.isError && <Failure error={print.error} />}
      <Card flush title={w.register}>
        <Rows path="/copies" query={{ year, limit: 50 }} label={w.register} empty={w.empty(year)}
          columns={[
            { head: w.number, width: 120, cell: (r) => <strong>{r.written_number}</strong> },
            { head: w.day, width: 110, cell: (r) => onDay(r.made_on) },
            { head: w.kind, width: 130, cell: (r) => (r.state === "void" ? <>{r.kind_name} <span className="muted">{w.voided(r.void_reason)}</span></> : r.state === "awaiting" ? <>{r.kind_name} <Tone tone="wait">{w.awaiting}</Tone></> : r.kind_name) },
            { head: w.what, cell: (r) => (
              <Link to={r.source_kind === "incoming" ? "/van-ban-den/$id" : "/van-ban-di/$id"} params={{ id: r.document_id }}>
                {[r.source_number, r.source_abstract].filter(Boolean).join(" ")}
              </Link>
            ) },
            { head: w.direction, width: 150, narrow: true, cell: (r) => `${w.media[r.from_medium] ?? ""} – ${w.media[r.to_medium] ?? ""}` },
            { head: w.signer, width: 200, narrow: true, cell: (r) => r.signer_name },
            { head: w.open, width: 100, cell: (r) => r.state === "made" && <Button size="small" onClick={() => void openCopy(r)}>{w.open}</Button> },
          ]} />
      </Card>
    </Page>
  );
}
