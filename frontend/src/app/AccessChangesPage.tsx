import { Link } from "@tanstack/react-router";
import { t } from "@/shared/i18n";
import { atMoment } from "@/shared/lib/format";
import { Card, Page } from "@/shared/ui/Page";
import { Decide } from "@/shared/ui/AccessAlert";
import { Rows } from "@/shared/ui/Rows";
import { recordPlace } from "./places";

/** Rights that were changed by hand and wait for a leader. */
export default function AccessChangesPage() {
  const w = t.access;
  return (
    <Page title={w.page}>
      <Card flush>
        <Rows
          path="/access-changes"
          label={w.page}
          empty={w.pageEmpty}
          columns={[
            { head: w.record, cell: (c) => <Link to={recordPlace(c.record_kind, c.subject_id)}>{c.title}</Link> },
            { head: w.change, width: 165, cell: (c) => (c.kind === "granted" ? w.granted(c.reader) : w.revoked(c.reader)) },
            { head: w.reason, width: 190, cell: (c) => c.reason },
            { head: w.person, width: 140, cell: (c) => w.by(c.made_by_name, atMoment(c.made_at)) },
            { head: w.decide, width: 250, cell: (c) => <Decide change={c} /> },
          ]}
        />
      </Card>
    </Page>
  );
}
