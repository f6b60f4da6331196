import { Link } from "@tanstack/react-router";
import { Form, Input, Select } from "antd";
import { post } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { atMoment } from "@/shared/lib/format";
import { useMay } from "@/shared/lib/session";
import { Act } from "@/shared/ui/Act";
import { Card, Page } from "@/shared/ui/Page";
import { Rows } from "@/shared/ui/Rows";
import { Tone } from "@/shared/ui/Tone";

interface Made {
  name: string;
  level: "public" | "internal" | "restricted";
  basis?: string;
}

function Create() {
  const w = t.groups;
  const may = useMay("createRecordGroup");
  return (
    <Act<Made>
      record={{ id: "", state: "", version: 0, allowed_actions: may ? ["createRecordGroup"] : [], why_not: {} }}
      operation="createRecordGroup"
      label={w.create}
      primary
      initial={{ level: "internal" }}
      fields={
        <>
          <Form.Item name="name" label={w.name} rules={[{ required: true, message: w.needed }]}>
            <Input maxLength={200} autoFocus />
          </Form.Item>
          <Form.Item name="level" label={w.level}>
            <Select options={Object.entries(w.levels).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item name="basis" label={w.basis}>
            <Input maxLength={200} />
          </Form.Item>
        </>
      }
      run={(v) => post("/record-groups", { basis: "", ...v })}
    />
  );
}

/** The groups of the agency's records by their level of information (PL VI IV.1.a). */
export default function GroupsPage() {
  const w = t.groups;
  return (
    <Page title={w.title} above={w.above} side={<Create />}>
      <Card flush>
        <Rows
          path="/record-groups"
          label={w.title}
          empty={w.empty}
          columns={[
            {
              head: w.name,
              cell: (g) => (
                <>
                  <Link to="/nhom-tai-lieu/$id" params={{ id: g.id }}>
                    <strong>{g.name}</strong>
                  </Link>
                  {g.basis && <div className="muted">{g.basis}</div>}
                </>
              ),
            },
            { head: w.level, width: 180, cell: (g) => w.levels[g.level] ?? g.level },
            { head: w.records, width: 130, figures: true, cell: (g) => g.records },
            { head: w.readers, width: 130, figures: true, cell: (g) => g.readers },
            { head: w.state, width: 180, cell: (g) => <Tone tone={g.state === "held" ? "late" : "work"}>{w.states[g.state] ?? g.state}</Tone> },
            { head: w.made, width: 220, narrow: true, cell: (g) => w.by(g.created_by_name, atMoment(g.created_at)) },
          ]}
        />
      </Card>
    </Page>
  );
}
