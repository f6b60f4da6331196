import { Alert } from "antd";
import type { Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { numberAndSymbol } from "@/shared/lib/format";

/** What became of a document: which later one corrected, amended or replaced it; a draft that is still on its way says nothing yet. */
export function SetRight({ links }: { links: Schemas["LinkItem"][] }) {
  const w = t.drafting.correct;
  const later = links.filter((l) => l.relation in w.done && (l.kind === "incoming" || ["issued", "recalled"].includes(l.state)));
  return (
    <>
      {later.map((l) => (
        <Alert
          key={l.id}
          className="failure"
          type="warning"
          showIcon
          title={
            <>
              {w.done[l.relation]} <a href={`/${l.kind === "outgoing" ? "van-ban-di" : "van-ban-den"}/${l.id}`}>{w.by(`${numberAndSymbol(l)} · ${l.abstract}`)}</a>
            </>
          }
        />
      ))}
    </>
  );
}
