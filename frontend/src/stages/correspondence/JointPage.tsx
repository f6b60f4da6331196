import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Form, Input } from "antd";
import { get, post } from "@/shared/api/client";
import type { FileItem } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { numberAndSymbol, onDay } from "@/shared/lib/format";
import { Act, ReasonField } from "@/shared/ui/Act";
import { Card, Failure, Loading, Page } from "@/shared/ui/Page";
import { PdfPane } from "@/shared/ui/PdfPane";
import { StateTag } from "@/shared/ui/StateTag";
import { Trail } from "@/shared/ui/Trail";
import { JointParts } from "./JointIssuers";
import { ofPart } from "./signable";
import { SigningAct } from "./SigningAct";
import "./drafting.css";

/** The own agency's part in a document of another one: agree, sign, seal, when it is its turn. */
export default function JointPage() {
  const w = t.drafting.joint;
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const found = useQuery({ queryKey: ["/joint-signatures", id], queryFn: () => get(`/joint-signatures/${id}`) });
  if (found.isPending) return <Loading />;
  if (found.isError)
    return (
      <Page title={w.page}>
        <Failure error={found.error} retry={() => void found.refetch()} />
      </Page>
    );
  const d = found.data;
  const path = `/joint-signatures/${d.id}` as const;
  const files: FileItem[] = d.files.map((f, i) => ({ ...f, role: "main", ordinal: i, size: 0, media_type: "application/pdf" }));
  return (
    <div className={files.length ? "split" : undefined}>
      <Page
        title={d.abstract}
        above={d.number ? numberAndSymbol(d) : t.correspondence.outgoing.unnumbered}
        below={
          <>
            {d.type_name} · {w.lead}: {d.lead_agency_name}
            {d.issued_on && ` · ${onDay(d.issued_on)}`} <StateTag state={d.document_state} />
          </>
        }
      >
        <Card title={d.waits_for ? w.waits[d.waits_for] : w.state[d.state]}>
          <div className="acts">
            <Act<{ note?: string }>
              record={d}
              operation="approveJoint"
              label={w.approve}
              primary
              run={(v) => post(`${path}/approval`, { verdict: "approve", ...v }, d.version)}
              fields={
                <Form.Item name="note" label={w.note}>
                  <Input.TextArea rows={3} maxLength={500} />
                </Form.Item>
              }
            />
            {d.allowed_actions.includes("approveJoint") && (
              <Act<{ note: string }>
                record={d}
                operation="approveJoint"
                label={w.back}
                danger
                run={(v) => post(`${path}/approval`, { verdict: "return", ...v }, d.version)}
                fields={<ReasonField name="note" />}
              />
            )}
            <SigningAct record={d} operation="signJoint" of={ofPart(d, "person")} primary file={files[0]?.name} />
            <SigningAct record={d} operation="sealJoint" of={ofPart(d, "agency")} primary file={files[0]?.name} />
          </div>
        </Card>
        <Card title={w.title}>
          <JointParts parts={d.parts} />
        </Card>
        <Trail subject={d.id} />
      </Page>
      {files.length > 0 && <PdfPane files={files} />}
    </div>
  );
}
