import { Link } from "@tanstack/react-router";
import { numberAndSymbol, onDay } from "@/shared/lib/format";
import { Card, Page } from "@/shared/ui/Page";
import { Rows } from "@/shared/ui/Rows";
import { words } from "./words";
import "@/shared/ui/lists.css";

const w = words.unfiled;

/** Documents that the person handled to the end and that stand in no dossier. */
export default function UnfiledPage() {
  return (
    <Page title={w.title} above={w.above}>
      <Card flush title={w.list}>
        <Rows path="/oversight/unfiled-documents" query={{ limit: 50 }} label={w.list} empty={w.empty}
          columns={[
            { head: w.what, width: 150, cell: (r) => <span className="number">{numberAndSymbol(r)}</span> },
            { head: w.name, cell: (r) => <Link to={r.kind === "outgoing" ? "/van-ban-di/$id" : "/van-ban-den/$id"}
              params={{ id: r.id }}>{r.type_name}: {r.abstract}</Link> },
            { head: w.from, width: 220, narrow: true, cell: (r) => r.issuer_name },
            { head: w.day, width: 130, narrow: true, cell: (r) => onDay(r.issued_on) },
          ]} />
      </Card>
    </Page>
  );
}
