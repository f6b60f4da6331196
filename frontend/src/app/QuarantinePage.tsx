import { useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { blobOf, get, post } from "@/shared/api/client";
import type { Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment, size } from "@/shared/lib/format";
import { save } from "@/shared/lib/saving";
import { Act, ReasonField } from "@/shared/ui/Act";
import { Card, Empty, Failure, Loading, Page } from "@/shared/ui/Page";
import { Tone, type ToneName } from "@/shared/ui/Tone";

const w = t.verification.quarantine;
type Item = Schemas["QuarantinedItem"];
const TONES: Record<string, ToneName> = { kept: "wait", returned: "bad", released: "good" };

function Acts({ item }: { item: Item }) {
  const record = { ...item, version: 1, why_not: {} };
  const path = `/quarantine/${item.id}` as const;
  const load = useMutation({ mutationFn: async () => save(await blobOf(`${path}/content`), w.fileName(item.name)) });
  return (
    <div className="acts">
      <Act<{ reason: string }> record={record} operation="returnQuarantined" label={w.give} fields={<ReasonField />} run={(v) => post(`${path}/return`, v)} />
      <Act<{ reason: string }>
        record={record}
        operation="releaseQuarantined"
        label={w.release}
        danger
        preview={w.releasePreview}
        fields={<ReasonField />}
        run={(v) => post(`${path}/release`, v)}
      />
      {item.allowed_actions.includes("downloadQuarantined") && (
        <Button loading={load.isPending} onClick={() => load.mutate()}>
          {w.download}
        </Button>
      )}
      {load.isError && <Failure error={load.error} />}
    </div>
  );
}

/** Files that were received and are kept apart because of what they carry. */
export default function QuarantinePage() {
  const found = useQuery({ queryKey: ["/quarantine"], queryFn: () => get("/quarantine") });
  return (
    <Page title={w.title}>
      <p className="law">{w.how}</p>
      {found.isPending && <Loading />}
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      {found.data?.items.length === 0 && (
        <Card>
          <Empty>{w.empty}</Empty>
        </Card>
      )}
      {found.data?.items.map((item) => (
        <Card
          key={item.id}
          title={item.name}
          side={<Tone tone={TONES[item.state] ?? "work"}>{w[item.state as "kept"]}</Tone>}
        >
          <p>{item.reason}</p>
          <p className="muted">
            {size(item.size)} · {w.received} {atMoment(item.received_at)}, {item.received_by_name}
            {item.decided_at && ` · ${w[item.state as "kept"]} ${atMoment(item.decided_at)}, ${item.decided_by_name}: ${item.note}`}
          </p>
          <Acts item={item} />
        </Card>
      ))}
    </Page>
  );
}
