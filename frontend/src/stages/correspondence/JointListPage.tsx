import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Segmented } from "antd";
import { get } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { numberAndSymbol } from "@/shared/lib/format";
import { Card, Empty, Failure, Loading, Page } from "@/shared/ui/Page";
import { StateTag } from "@/shared/ui/StateTag";
import { Tone } from "@/shared/ui/Tone";
import "./drafting.css";

/** Văn bản liên ngành: documents of other agencies that the own one issues with them. */
export default function JointListPage() {
  const w = t.drafting.joint;
  const { desk } = useSearch({ strict: false }) as { desk?: "waiting" };
  const go = useNavigate();
  const found = useQuery({ queryKey: ["/joint-signatures", desk], queryFn: () => get("/joint-signatures", { desk }) });
  return (
    <Page title={w.page}>
      <div className="beside-choice">
        <Segmented
          aria-label={w.page}
          value={desk ?? "all"}
          onChange={(v) => void go({ to: "/lien-nganh", search: v === "all" ? {} : { desk: v } })}
          options={[
            { value: "waiting", label: w.waiting },
            { value: "all", label: w.all },
          ]}
        />
      </div>
      <Card>
        {found.isPending && <Loading />}
        {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
        {found.data?.items.length === 0 && <Empty>{w.empty}</Empty>}
        <ul className="beside-list">
          {found.data?.items.map((r) => (
            <li key={r.id}>
              <Link to="/lien-nganh/$id" params={{ id: r.id }}>
                {r.number ? `${numberAndSymbol(r)} · ` : ""}
                {r.type_name}: {r.abstract}
              </Link>{" "}
              <StateTag state={r.document_state} />
              <div className="muted">
                {w.lead}: {r.lead_agency_name} {r.waits_for && <Tone tone="wait">{w.waits[r.waits_for]}</Tone>}
              </div>
            </li>
          ))}
        </ul>
      </Card>
    </Page>
  );
}
